"""PDF files written by hand, so that a test says exactly what is drawn where: text, rules, boxes and form fields."""

from __future__ import annotations

from dataclasses import dataclass, field

FONTS = {
    "plain": "Helvetica",
    "bold": "Helvetica-Bold",
    "italic": "Helvetica-Oblique",
    "typed": "Courier",
}
HEIGHT = 842


def quoted(text: str) -> str:
    """*text* as a PDF string."""
    return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"


@dataclass
class Sheet:
    """One page; heights are measured from the top, as one sees them."""

    drawn: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, font: str = "plain", size: float = 10) -> Sheet:
        """Print *text* with its baseline at *y*."""
        name = "F" + str(list(FONTS).index(font))
        self.drawn.append(f"BT /{name} {size} Tf {x} {HEIGHT - y} Td {quoted(text)} Tj ET")
        return self

    def lines(self, x: float, y: float, texts: list[str], font: str = "plain", step: float = 12) -> Sheet:
        """Print lines one below the other."""
        for number, text in enumerate(texts):
            self.text(x, y + number * step, text, font)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Draw a thin line."""
        self.drawn.append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def box(self, x0: float, top: float, x1: float, bottom: float, fill: str = "") -> Sheet:
        """Draw a rectangle: its outline, or filled with the colour *fill* ("1 1 0")."""
        shape = f"{x0} {HEIGHT - bottom} {x1 - x0} {bottom - top} re"
        self.drawn.append(f"{fill} rg {shape} f 0 0 0 rg" if fill else f"0.5 w {shape} S")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Sheet:
        """Rule a table with columns between *xs* and rows between *ys*."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def typed(self, x0: float, top: float, x1: float, bottom: float, value: str, more: str = "/FT /Tx") -> Sheet:
        """Add a form field that holds *value*."""
        self._field(x0, top, x1, bottom, f"{more} /V {quoted(value)}")
        return self

    def tick(self, x: float, top: float, *, on: bool) -> Sheet:
        """Add a box to tick."""
        self._field(x, top, x + 11, top + 11, f"/FT /Btn /AS /{'Yes' if on else 'Off'}")
        return self

    def _field(self, x0: float, top: float, x1: float, bottom: float, rest: str) -> None:
        number = len(self.fields) + 1
        place = f"/Rect [{x0} {HEIGHT - bottom} {x1} {HEIGHT - top}]"
        self.fields.append(f"<< /Type /Annot /Subtype /Widget /T (t{number}) {place} {rest} >>")


def pdf(*sheets: Sheet, trailer: str = "") -> bytes:
    """A PDF file of *sheets*."""
    objects: list[str] = []

    def add(body: str) -> str:
        objects.append(body)
        return f"{len(objects)} 0 R"

    fonts = " ".join(
        f"/F{n} {add(f'<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>')}"
        for n, name in enumerate(FONTS.values())
    )
    parent = f"{len(objects) + 1 + sum(2 + len(s.fields) for s in sheets)} 0 R"
    kids = []
    for sheet in sheets:
        content = "\n".join(sheet.drawn)
        stream = add(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
        fields = " ".join(add(one) for one in sheet.fields)
        kids.append(
            add(
                f"<< /Type /Page /Parent {parent} /MediaBox [0 0 595 {HEIGHT}] /Contents {stream} "
                f"/Resources << /Font << {fonts} >> >> /Annots [{fields}] >>"
            )
        )
    pages = add(f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>")
    catalog = add(f"<< /Type /Catalog /Pages {pages} >>")
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{p:010} 00000 n \n" for p in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root {catalog} {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + (table + end).encode("cp1252")
