"""
HTML mail as plain text, and a person's own words without what they quote.

The converter keeps words and drops everything that acts, hides or loads:
scripts, styles, comments, links, images. What is quoted gets the `> ` of
plain-text mail, so that `own_words` treats both alike.
"""

from __future__ import annotations

import re

from lxml import etree

from intake.message import charsets

_LONGEST_HTML = 2_000_000

_DROPPED = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "object", "svg", "textarea", "select"}
)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    }
)
_CELLS = frozenset({"td", "th"})
# Where Outlook, Outlook on the web and Gmail begin the mail that is answered.
_QUOTE_IDS = frozenset({"divRplyFwdMsg", "appendonsend", "OLK_SRC_BODY_SECTION"})
_QUOTE_CLASSES = frozenset({"gmail_quote", "yahoo_quoted", "moz-cite-prefix"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)

_QUOTE_BEGINS = "\x0e"
_QUOTE_ENDS = "\x0f"


def html_to_text(html: str) -> str:
    """Return the words of *html*, a line a block; never raises, and nothing in it is loaded or run."""
    # A charset declared inside would be believed before ours. `huge_tree`: long threads nest deeper than 256; the
    # length is limited here.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(_CONTROL.sub("", html[:_LONGEST_HTML]).encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return ""
    return _quoted(_words(root)) if root is not None else ""


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _words(root: etree._Element) -> list[str]:
    out: list[str] = []
    hidden: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if hidden is None and _is_hidden(element):
                hidden = element
            if hidden is None:
                out += _opening(element)
        else:
            if hidden is None:
                out += _closing(element)
            if hidden is element:
                hidden = None
            if hidden is None and element.tail:
                out.append(_flowed(element.tail))
    return out


def _is_hidden(element: etree._Element) -> bool:
    return element.tag in _DROPPED or bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def _opening(element: etree._Element) -> list[str]:
    tag = element.tag
    begins = "\n" if tag in _BLOCKS or tag == "br" else ""
    if _is_quote(element):
        begins = f"\n{_QUOTE_BEGINS}"
    if tag == "li":
        begins = "\n- "
    text = element.text or ""
    return [begins, text if tag == "pre" else _flowed(text)]


def _closing(element: etree._Element) -> list[str]:
    if _is_quote(element):
        return [_QUOTE_ENDS, "\n"]
    if element.tag in _CELLS:
        return ["\t"]
    return ["\n"] if element.tag in _BLOCKS else []


def _is_quote(element: etree._Element) -> bool:
    classes = set((element.get("class") or "").split())
    return element.tag == "blockquote" or element.get("id") in _QUOTE_IDS or bool(classes & _QUOTE_CLASSES)


_FLOW = re.compile(r"[ \t\r\n]+")


def _flowed(text: str) -> str:
    return _FLOW.sub(" ", text)


def _quoted(pieces: list[str]) -> str:
    depth, lines = 0, []
    for line in re.sub(f"([{_QUOTE_BEGINS}{_QUOTE_ENDS}])", r"\n\1\n", "".join(pieces)).split("\n"):
        if line == _QUOTE_BEGINS:
            depth += 1
        elif line == _QUOTE_ENDS:
            depth -= 1
        else:
            words = re.sub(r" *\t[ \t]*", "\t", line.replace("\xa0", " ")).strip()
            lines.append(f"> {words}" if depth and words else words)
    return _closed_up(charsets.clean("\n".join(lines)))


def _closed_up(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip()


# -------------------------------------------------------------------------------------------------------- own words

_ANSWERED = re.compile(
    r"""^\s*(?:
        -{2,}\s*(?:original\ message|original\ appointment|forwarded\ message|reply\ message)\s*-{2,}
        |_{20,}
        |(?:on|am|le)\b[^\n]{4,200}(?:wrote|schrieb|a\ écrit)\s?:
        |begin\ forwarded\ message:
        |--\s?
        |sent\ from\ my\ \S[^\n]{0,40}
        |get\ outlook\ for\ [^\n]{0,20}
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_FROM_LINE = re.compile(r"^\s*\*?from:\*?\s", re.IGNORECASE)
_BELOW_FROM = re.compile(r"^\s*\*?(?:sent|date|to|subject|cc):\*?\s", re.IGNORECASE)
_HEADER_LINES = 5
_LONGEST_OWN = 20_000
_MOST_LINES = 2_000


def own_words(text: str) -> str:
    """
    Return what the sender wrote above the mail they answer, without quotation and signature.

    An answer is looked for in these words alone: the mail that asked says
    "I cannot attend" too.
    """
    kept: list[str] = []
    lines = text[: 4 * _LONGEST_OWN].split("\n")[:_MOST_LINES]
    for number, line in enumerate(lines):
        if _ANSWERED.match(line) or _is_header_block(lines, number) or _is_split_attribution(lines, number):
            break
        if not line.lstrip().startswith(">"):
            kept.append(line.rstrip())
    return _closed_up("\n".join(kept))[:_LONGEST_OWN]


def _is_header_block(lines: list[str], number: int) -> bool:
    if not _FROM_LINE.match(lines[number]):
        return False
    return any(_BELOW_FROM.match(line) for line in lines[number + 1 : number + _HEADER_LINES])


def _is_split_attribution(lines: list[str], number: int) -> bool:
    """'On Thursday 3 December 2026 at 09:12, Jo Tamworth' and 'wrote:' on two lines."""
    both = " ".join(line.strip() for line in lines[number : number + 2])
    return lines[number].lstrip().lower().startswith("on ") and bool(_ANSWERED.match(both))
