"""
The names of Word's XML that the reader looks for.
"""

from __future__ import annotations

W_NS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14_NS = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC_NS = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V_NS = "{urn:schemas-microsoft-com:vml}"
A_NS = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VAL = W_NS + "val"
OFF = frozenset({"0", "false", "off", "none"})
NO_STYLE = (0, 0, False)
R_TAG, P_TAG, TBL, T_TAG = W_NS + "r", W_NS + "p", W_NS + "tbl", W_NS + "t"
RPR, PPR, TRPR, TCPR = W_NS + "rPr", W_NS + "pPr", W_NS + "trPr", W_NS + "tcPr"
SDT, SDT_CONTENT, SDT_PR = W_NS + "sdt", W_NS + "sdtContent", W_NS + "sdtPr"
THROUGH = frozenset(
    W_NS + name
    for name in (
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "hyperlink",
        "fldSimple",
        "bdo",
        "dir",
        "sdtContent",
        "subDoc",
    )
)
GONE = frozenset({W_NS + "del", W_NS + "moveFrom"})
ALTERNATE, CHOICE, FALLBACK = MC_NS + "AlternateContent", MC_NS + "Choice", MC_NS + "Fallback"
BOX_CONTENT = W_NS + "txbxContent"
DRAWN = frozenset({W_NS + "drawing", W_NS + "pict", W_NS + "object"})
ASCII = W_NS + "ascii"
B_TAG = W_NS + "b"
BDR = W_NS + "bdr"
BODY = W_NS + "body"
BR = W_NS + "br"
CHAR = W_NS + "char"
CHECKED = W_NS + "checked"
CHECK_BOX = W_NS + "checkBox"
COLOR = W_NS + "color"
CR = W_NS + "cr"
DATE = W_NS + "date"
DD_LIST = W_NS + "ddList"
DEFAULT = W_NS + "default"
DEL = W_NS + "del"
DOC_PART_OBJ = W_NS + "docPartObj"
DSTRIKE = W_NS + "dstrike"
FF_DATA = W_NS + "ffData"
FILL = W_NS + "fill"
FLD_CHAR = W_NS + "fldChar"
FLD_CHAR_TYPE = W_NS + "fldCharType"
FONT = W_NS + "font"
FULL_DATE = W_NS + "fullDate"
GRID_BEFORE = W_NS + "gridBefore"
GRID_SPAN = W_NS + "gridSpan"
HIGHLIGHT = W_NS + "highlight"
I_TAG = W_NS + "i"
INS = W_NS + "ins"
LIST_ENTRY = W_NS + "listEntry"
MOVE_TO = W_NS + "moveTo"
NO_BREAK_HYPHEN = W_NS + "noBreakHyphen"
NUM_PR = W_NS + "numPr"
OUTLINE_LVL = W_NS + "outlineLvl"
PTAB = W_NS + "ptab"
P_STYLE = W_NS + "pStyle"
RESULT = W_NS + "result"
R_FONTS = W_NS + "rFonts"
R_STYLE = W_NS + "rStyle"
SHD = W_NS + "shd"
SHOWING_PLC_HDR = W_NS + "showingPlcHdr"
STRIKE_TAG = W_NS + "strike"
SYM = W_NS + "sym"
SZ = W_NS + "sz"
TAB = W_NS + "tab"
TC = W_NS + "tc"
TR = W_NS + "tr"
TYPE = W_NS + "type"
U_TAG = W_NS + "u"
VANISH = W_NS + "vanish"
V_MERGE = W_NS + "vMerge"
INLINE_TEXT = {TAB: "\t", CR: "\n", NO_BREAK_HYPHEN: "-", PTAB: "\t"}
