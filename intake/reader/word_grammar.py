"""
What usual WordprocessingML looks like, as expressions over its text.

Strict on purpose: what does not fit is no error, it is read as a tree
(`word_tree`), which also decides whether it is XML at all. All repetitions are
possessive, so no input makes an expression go back over what it has read.
The inside of properties of runs, paragraphs and cells is not looked at here:
`compact` folds it away unread for the tree as well.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from intake.reader.ooxml import W_NS


class Unusual(Exception):
    """The part has something that is not read as text; the tree is asked."""


_S = r"\s*+"
_REF = r"(?:&(?:amp|lt|gt|quot|apos);"
_A = rf'(?: (?:w|w14|w15|r|xml):\w+="[^"<&]*+{_REF}[^"<&]*+)*+")*+ ?+'
_T = rf'(?: xml:space="preserve")?+{_A}'
_THROUGH = "ins|moveTo|smartTag|customXml|hyperlink|fldSimple|bdo|dir|subDoc"


def _inside(name: str, more: str = "") -> str:
    """All up to the end tag of *name*; with *more*, none of those tags."""
    return rf"[^<]*+(?:<(?!/w:{name}>|!{more})[^<]*+)*+"


def _properties(name: str, group: str) -> str:
    return rf"(?:<w:{name}>({group}{_inside(name)})</w:{name}>{_S}|<w:{name}{_A}/>{_S})?+"


def _run(group: str) -> str:
    content = _inside("r", r"|w:(?:drawing|pict|object|p|r|tc)[ />]|mc:")
    return (
        rf"<w:r{_A}>{_S}{_properties('rPr', group)}"
        rf"(?:<w:t{_T}>({group}[^<]*+)</w:t>{_S}</w:r>|({group}{content}</w:r>))"
    )


_SKIPPED = (
    r"<w:(?:proofErr|bookmarkStart|bookmarkEnd|permStart|permEnd|commentRangeStart|commentRangeEnd"
    rf"|lastRenderedPageBreak|r|tblPr|tblGrid|sectPr|smartTagPr|customXmlPr){_A}/>"
)
_RUNS = rf"(?:(?:{_run('?:')}|{_SKIPPED}){_S})"
_HEAD_OF_CONTROL = (
    rf"{_S}(?:<w:sdtPr>(GROUP{_inside('sdtPr')})</w:sdtPr>|<w:sdtPr/>)?+"
    rf"{_S}(?:<w:sdtEndPr/>|<w:sdtEndPr>{_inside('sdtEndPr')}</w:sdtEndPr>)?+{_S}<w:sdtContent>"
)


def _control(first: str, second: str) -> str:
    """A content control round runs alone."""
    return rf"<w:sdt>{_HEAD_OF_CONTROL.replace('GROUP', first)}({second}{_S}{_RUNS}*+)</w:sdtContent>{_S}</w:sdt>"


CONTROLLED = re.compile(rf"({_RUNS}++)|{_control('', '')}{_S}")
"""What stands in a line: runs, or the properties and the runs of a content control."""
RUN = re.compile(_run(""))
"""A run: its properties, its text if it is one stretch of text, else its content with the end tag."""

LINE = re.compile(
    rf"{_S}(?:(<w:tr){_A}>{_S}{_properties('trPr', '')})?+(?:(<w:tc){_A}>{_S}{_properties('tcPr', '')})?+<w:p{_A}"
    rf"(?:/>|>{_S}{_properties('pPr', '')}"
    rf"(?:<w:r{_A}>{_S}{_properties('rPr', '')}<w:t{_T}>([^<]*+)</w:t>{_S}</w:r>{_S})?+"
    rf"((?:{_RUNS}|{_control('?:', '?:')}{_S})*+)</w:p>)"
    rf"(?:{_S}(</w:tc>)(?:{_S}(</w:tr>))?+)?+"
)
"""A paragraph of runs alone, its first run apart, with the row and the cell that begin before it and end behind it."""

_WRAPPED = "|".join(
    rf"<w:{name}{_A}>{_inside(name)}</w:{name}>" for name in ("tblPr", "tblGrid", "sectPr", "smartTagPr", "customXmlPr")
)
_TABLE_HEAD = rf"(?:<w:tblPr>{_inside('tblPr')}</w:tblPr>{_S})?+(?:<w:tblGrid>{_inside('tblGrid')}</w:tblGrid>)?+"
_EXCEPTIONS = rf"(?:<w:tblPrEx>(?P<exceptions>{_inside('tblPrEx')})</w:tblPrEx>)?+"
_MARKS = {
    "runs": _RUNS + "++",
    "end": r"</w:(?P<ended>tc|tr|tbl|p|body|document|hdr|ftr)>",
    "cell": rf"<w:tc{_A}>{_S}{_properties('tcPr', '?P<tcpr>')}",
    "row": rf"<w:tr{_A}>{_S}{_EXCEPTIONS}{_S}{_properties('trPr', '?P<trpr>')}",
    "paragraph": rf"<w:p{_A}>{_S}{_properties('pPr', '?P<ppr>')}",
    "table": rf"<w:tbl>{_S}(?P<tblpr>{_TABLE_HEAD})",
    "wrapped": _WRAPPED,
    "control": "<w:sdt>" + _HEAD_OF_CONTROL.replace("GROUP", "?P<about>"),
    "control_end": rf"</w:sdtContent>{_S}</w:sdt>",
    "through": rf"<w:(?P<inner>{_THROUGH}){_A}>",
    "through_end": rf"</w:(?P<outer>{_THROUGH}|del|moveFrom)>",
    "gone": rf"<w:(?P<deleted>del|moveFrom){_A}>",
    "drawn": rf"<w:r{_A}>",
    "skipped": _SKIPPED,
}
MARK = re.compile(rf"{_S}(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in _MARKS.items())})")
"""Anything else that a usual part is made of; the outermost group tells what it is."""

_QUOTE = r"""["']"""
HEAD = re.compile(
    rf"\ufeff?(?:<\?xml version={_QUOTE}1\.0{_QUOTE}(?: encoding={_QUOTE}[uU][tT][fF]-8{_QUOTE})?"
    rf"(?: standalone={_QUOTE}(?:yes|no){_QUOTE})? ?\?>)?\s*"
    r'(<w:(document|hdr|ftr)(?: [\w:]+="[^"<&]*")* ?>)\s*(<w:body>)?'
)
"""How a part begins: its root's start tag, the root's name, and the body's start tag."""
_ITEM = re.compile(
    rf"\s*+(?:<w:t{_T}(?:>([^<]*+)</w:t>|(/)>)|<w:(tab|cr|noBreakHyphen|ptab|br|sym|fldChar)({_A})(?:/>|>({_inside('fldChar')})</w:fldChar>)"
    rf"|<w:(?:instrText|delText|delInstrText){_A}>[^<&]*+{_REF}[^<&]*+)*+</w:(?:instrText|delText|delInstrText)>"
    rf"|<w:(?:lastRenderedPageBreak|softHyphen|annotationRef|footnoteReference|endnoteReference|commentReference|footnoteRef|endnoteRef|pgNum|instrText){_A}/>"
    r"|(</w:r>))"
)
"""One thing in a run: text, an empty text, a mark with its attributes and its content, or (last group) the end."""
_VALUE = re.compile(r' w:(\w+)="([^"]*)"')
_AMPERSANDS = re.compile(r"&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")
_NAMED = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
_CONTROLS = bytes(i for i in range(32) if i not in (9, 10, 13))
_LARGEST = 8 * 1024 * 1024


def attributes(text: str) -> dict[str, str]:
    """The attributes of Word's own namespace, by their names."""
    return dict(_VALUE.findall(text))


def decoded(raw: bytes) -> str:
    """
    Return a part as text, its lines ending as XML says.

    Raises:
        Unusual: It is not plain UTF-8, or has characters that XML does not allow, or what no expression here expects.
    """
    if len(raw) > _LARGEST or len(raw.translate(None, _CONTROLS)) != len(raw):
        raise Unusual
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Unusual from None
    # One character first: looking for that costs next to nothing.
    if ("!" in text and "<!" in text) or ("]" in text and "]]>" in text) or "\ufffe" in text or "\uffff" in text:
        raise Unusual
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def unescaped(text: str) -> str:
    """Return *text* with its references replaced; `Unusual` for one to what is no character of XML."""
    plain, count = _AMPERSANDS.subn(_character, text)
    if count != text.count("&"):
        raise Unusual
    return plain


def _character(found: re.Match[str]) -> str:
    said = found[0]
    named = _NAMED.get(said)
    if named is not None:
        return named
    code = int(said[3:-1], 16) if said[2] == "x" else int(said[2:-1])
    if code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return chr(code)
    raise Unusual


_PREFIXES = {
    "w": W_NS[1:-1],
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


def decoded_part(raw: bytes) -> tuple[str, re.Match[str]]:
    """
    Return a part as text, and how it begins (`HEAD`); its root declares every prefix that is in use there.

    Raises:
        Unusual: It is no such part, or declares a prefix elsewhere, or other than Word does.
    """
    xml = decoded(raw)
    head = HEAD.match(xml)
    if head is None:
        raise Unusual
    if "<w:p xmlns:" in xml:
        xml = declared_by_root(xml, head[1])
    if any(prefix in xml for prefix in missing_prefixes(head[1])):
        raise Unusual
    return xml, head


@lru_cache(maxsize=256)
def _declared(root: str) -> dict[str | None, str]:
    """The namespaces that a root's start tag declares, by their prefixes."""
    name = root[1:].split(" ", 1)[0]
    try:
        return dict(etree.fromstring(f"{root}</{name}>").nsmap)
    except etree.XMLSyntaxError:
        raise Unusual from None


_DECLARES = re.compile(r'<w:p((?: xmlns:\w+="[^"<&]*")++)')
_DECLARATION = re.compile(r' xmlns:(\w+)="([^"]*)"')


def declared_by_root(xml: str, root: str) -> str:
    """
    Return a part without the namespaces that its paragraphs declare, as some programs do in headers and footers.

    Raises:
        Unusual: One of them is in use and not declared by the root, or stands for something else there.
    """
    known = _declared(root)
    declared = {said for found in _DECLARES.findall(xml) for said in _DECLARATION.findall(found)}
    plain = _DECLARES.sub("<w:p", xml)
    if any(known.get(prefix) != name and (prefix in known or f"{prefix}:" in plain) for prefix, name in declared):
        raise Unusual
    return plain


@lru_cache(maxsize=256)
def missing_prefixes(root: str) -> tuple[str, ...]:
    """
    Return the prefixes, of those in use here, that a root's start tag does not declare as Word does.

    Raises:
        Unusual: It does not even declare Word's own.
    """
    known = _declared(root)
    if known.get("w") != _PREFIXES["w"]:
        raise Unusual
    return tuple(f"{prefix}:" for prefix, name in _PREFIXES.items() if known.get(prefix) != name)


_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _PREFIXES.items())


@lru_cache(maxsize=2048)
def is_sound(fragment: str) -> bool:
    """True if *fragment*, properties of a table or a section, is well-formed."""
    try:
        etree.fromstring(f"<x {_DECLARED}>{fragment}</x>")
    except etree.XMLSyntaxError:
        return False
    return True


_ABOUT = re.compile(rf"(?:<(?:w|w14|w15):\w+{_A}/>|<((?:w|w14|w15):\w+){_A}>(?:<(?:w|w14|w15):\w+{_A}/>)*+</\1>|\s)*+")


def is_plain(properties: str) -> bool:
    """True if the properties of a control or a field are elements without text, at most two deep."""
    return _ABOUT.fullmatch(properties) is not None


_INLINE = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SHORT = 96
_DATA = "<w:ffData>"
_FIELD, _FIELD_END = f'<w:fldChar w:fldCharType="begin">{_DATA}', "</w:ffData></w:fldChar></w:r>"
Thing = tuple[str, str, str]
"""A thing in a run: "text" with what it says, "sym" with font and code, "fldChar" with its place and its data."""


def things_in(content: str) -> tuple[Thing, ...]:
    """
    Return what stands in a run, in its order; *content* ends with the end tag of the run.

    Raises:
        Unusual: It has more than what usually stands in a run.
    """
    if len(content) < _SHORT:
        return _known_things(content)
    if content.startswith(_FIELD) and content.endswith(_FIELD_END):
        return (("fldChar", "begin", content[len(_FIELD) - len(_DATA) : len(_DATA) + 1 - len(_FIELD_END)]),)
    return _things(content)


def _things(content: str) -> tuple[Thing, ...]:
    made: list[Thing] = []
    at, last = 0, len(content)
    while at < last:
        found = _ITEM.match(content, at)
        if found is None:
            raise Unusual
        at = found.end()
        text, empty, tag, said, data, _ = found.groups()
        if text is not None or empty:
            made.append(("text", unescaped(text) if text and "&" in text else text or "", ""))
        elif tag is not None:
            if data and tag != "fldChar":
                raise Unusual
            made.extend(_mark(tag, said, data or ""))
    return tuple(made)


_known_things = lru_cache(maxsize=1024)(_things)


def _mark(tag: str, said: str, data: str) -> list[Thing]:
    """What a mark in a run says."""
    if tag in _INLINE:
        return [("text", _INLINE[tag], "")]
    given = attributes(said)
    if tag == "br":
        return [("text", "\n", "")] if given.get("type", "textWrapping") == "textWrapping" else []
    if tag == "sym":
        return [("sym", given.get("font", ""), given.get("char", "0"))]
    return [("fldChar", given.get("fldCharType", ""), data)]


_RUN_TAG = re.compile(r"<w:r(?: [^<>]*)?>|</w:r>")


def end_of_run(xml: str, start: int) -> int:
    """Return where the run ends that begins at *start*, with the runs in its text boxes; `Unusual` if it does not."""
    depth = 0
    for tag in _RUN_TAG.finditer(xml, start):
        if tag[0] == "</w:r>":
            depth -= 1
            if not depth:
                return tag.end()
        elif not tag[0].endswith("/>"):
            depth += 1
    raise Unusual
