"""Whatever is damaged, inspect shows the raw line and a caret below the place."""

from __future__ import annotations

import pytest

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source import causes

HEAD = "id,mail,note\n"
SOUND = "".join(f"{at},p{at}@b.co,ok\n" for at in range(101, 107))
QUOTED = SOUND.replace("ok", '"ok"')
TOLD = ("--encoding", "utf-8", "--delimiter", ",", "--header-line", "1")
QUOTES = (*TOLD, "--quote", '"')

DAMAGED = {
    "row_too_short": (SOUND + "7,x\n", 8, "7,x", "   ^"),
    "row_too_long": (SOUND + '7,x,"a,b",c\n', 8, '7,x,"a,b",c', "          ^"),
    Code.LINES_SWALLOWED: (SOUND + '7,x@b.co,"a\n8,y@b.co,b"\n', 8, '7,x@b.co,"a', " " * 9 + "^"),
    Code.LINES_DOUBTFUL: (SOUND + '7,Ann,"a\nx,y,b"\n', 8, '7,Ann,"a', "      ^"),
    causes.QUOTE_UNCLOSED: (QUOTED + '7,"x,a\n8,y,b\n', 8, '7,"x,a', "  ^"),
    causes.ROW_TOO_LARGE: (QUOTED + f"7,x,{'a' * 3_200_000}\n", 8, f"7,x,{'a' * 116}…", "^"),
    Code.QUOTE_LOST: (SOUND + '7,x,a\n8,y,b"\n', 1, "id,mail,note", " " * 12 + "^"),
    Code.QUOTE_ASTRAY: (SOUND + '7,x,5" pipe\n', 8, '7,x,5" pipe', "     ^"),
    Code.TEXT_AFTER_QUOTE: (QUOTED + '7,x,"a"b\n', 8, '7,x,"a"b', "       ^"),
    causes.NUL_BYTE: (SOUND + "7,x\0y,z\n", 8, "7,x␀y,z", "   ^"),
    causes.LONE_RETURN: (SOUND + "7,x,y\r8,x,z\n", 8, "7,x,y", "     ^"),
    causes.BLANK_LINE: (SOUND + "\n7,x,z\n", 8, "", "^"),
    Code.CELLS_SPARE: (SOUND.replace("ok", "ok,"), 2, "101,p101@b.co,ok,", " " * 17 + "^"),
    Code.ROW_BLANK: (SOUND + ",,\n", 8, ",,", "^"),
    Code.TOTALS_ROW: (SOUND + "Total,,\n", 8, "Total,,", "^"),
    Code.TOTALS_DOUBTFUL: (SOUND + "Total,x@b.co,\n", 8, "Total,x@b.co,", "^"),
    Code.HEADER_INSIDE: (SOUND + HEAD, 8, "id,mail,note", "^"),
    Code.EXCEL_ERROR: (SOUND + "7,x,#REF!\n", 8, "7,x,#REF!", "    ^"),
    Code.NOT_CALCULATED: (SOUND + "7,x,#NOT_CALCULATED!\n", 8, "7,x,#NOT_CALCULATED!", "    ^"),
    Code.MOJIBAKE: (SOUND + "7,x,MÃ¼ller\n", 8, "7,x,MÃ¼ller", "    ^"),
    Code.LETTERS_LOST: (SOUND + "7,x,M\ufffdller\n", 8, "7,x,M\ufffdller", "    ^"),
    Code.MOJIBAKE_PARTLY: (SOUND + "7,x,MÃ¼llerÃ\n", 8, "7,x,MÃ¼llerÃ", "    ^"),
    Code.FORMULA: (SOUND + "7,x,=A1+B2\n", 8, "7,x,=A1+B2", "    ^"),
    Code.TEXT_FORMULA: (SOUND + '7,x,="007"\n', 8, '7,x,="007"', "    ^"),
    Code.TEXT_APOSTROPHE: (SOUND + "7,x,'007\n", 8, "7,x,'007", "    ^"),
    Code.INVISIBLE_CHARACTERS: (SOUND + "7,x,a\u200bb\n", 8, "7,x,a␦b", "    ^"),
    Code.EXPONENT_LOST: (SOUND + "4.91E+11,x,a\n", 8, "4.91E+11,x,a", "^"),
    Code.EXPONENT_WHOLE: (SOUND + "1.006E+3,x,a\n", 8, "1.006E+3,x,a", "^"),
    Code.DIGITS_LOST: (SOUND + "123456789012345000,x,a\n", 8, "123456789012345000,x,a", "^"),
}
LESS_TOLD = {
    Code.ROW_UNDECODABLE: (SOUND.replace("ok", "ö") + "7,Zo\udceb,x\n", 8, "7,Zo␦,x", "    ^"),
    causes.LETTER_CUT: (SOUND.replace("ok", "ö") + "7,x,Zo\udcc3", 8, "7,x,Zo␦", "      ^"),
    Code.QUOTE_OPEN: (SOUND + '7,"x,a\n', 8, '7,"x,a', "  ^"),
    Code.QUOTE_KEPT: (SOUND + '7,x,"a"\n', 8, '7,x,"a"', "    ^"),
    Code.OTHER_ENCODING: (
        SOUND + "7,x,Gr\udcf6\udcdfe\n" + "8,x,M\udcfcller\n" + "9,x,Größe\n",
        10,
        "9,x,GrÃ¶ÃŸe",
        "^",
    ),
}
OPTIONS = {
    Code.ROW_UNDECODABLE: (),
    causes.LETTER_CUT: (),
    Code.QUOTE_OPEN: TOLD,
    Code.OTHER_ENCODING: (),
    Code.QUOTE_KEPT: (*TOLD, "--quote", "none"),
}
OF_COLUMNS = {
    causes.HEADER_EMPTY,
    causes.HEADER_REPEATED,
    causes.HEADER_ALIKE,
    causes.HEADER_MOJIBAKE,
    causes.HEADER_SECOND,
    causes.HEADER_UNSEEN,
    Code.ZEROS_LOST,
    Code.DATE_MADE,
    Code.CUT_AT_255,
    Code.CUT_AT_32767,
    Code.TEXT_APOSTROPHES,
}


@pytest.mark.parametrize("code", [*DAMAGED, *LESS_TOLD])
def test_the_raw_line_of_a_damage_is_shown_with_a_caret(cli, write, code):
    content, line, text, caret = (DAMAGED | LESS_TOLD)[code]
    file = write("a.csv", (HEAD + content).encode("utf-8", "surrogateescape"))
    options = OPTIONS.get(code, QUOTES)
    said = cli("inspect", file, *options, "--json")
    (found,) = [each for each in said.json["findings"] if each["code"] == code]
    assert found["lines"][0] == line
    assert found["excerpt"] == {"line": line, "text": text, "caret": caret}
    assert found["message"]
    assert found["advice"]
    number = f"  {line} | "
    shown = f"{number}{text}\n{' ' * len(number)}{caret}\n"
    assert shown in cli("inspect", file, *options).out.decode()


def test_every_cause_is_tried():
    assert DAMAGED.keys() | LESS_TOLD.keys() | OF_COLUMNS == causes.MEANINGS.keys()
