"""A line that is pasted into a shell says the words that it was made of."""

import shlex

import pytest

from klaviyo_gui.ui.job.quoting import astray, quoted

WORDS = (
    "send",
    "it's $HOME & more.csv",
    'a "quoted" name',
    "--preset=-x",
    "C:\\Users\\Zoë\\My Files\\",
    "C:\\plain\\path.csv",
    "back\\slash end\\\\",
    "a|b>c<d^e",
    "",
)


def read_on_windows(line):
    """Take a line apart as Microsoft's C runtime does where no word holds a quote."""
    words, word, is_in, has_word, slashes = [], "", False, False, 0
    for sign in f"{line} ":
        if sign == "\\":
            slashes += 1
            continue
        if sign == '"':
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                is_in, has_word = not is_in, True
            slashes = 0
            continue
        word += "\\" * slashes
        slashes = 0
        if sign == " " and not is_in:
            if word or has_word:
                words.append(word)
            word, has_word = "", False
        else:
            word += sign
    return words


def test_a_shell_of_posix_reads_the_same_words():
    assert tuple(shlex.split(quoted(WORDS, is_windows=False))) == WORDS


@pytest.mark.parametrize("word", [each for each in WORDS if not astray((each,), is_windows=True)])
def test_windows_reads_the_same_word(word):
    assert read_on_windows(quoted(("klaviyo-gui", word), is_windows=True)) == ["klaviyo-gui", word]


def test_a_backslash_before_a_quote_that_is_not_doubled_is_found_out():
    assert read_on_windows('klaviyo-gui "C:\\My Files\\" --live') != [
        "klaviyo-gui",
        "C:\\My Files\\",
        "--live",
    ]


@pytest.mark.parametrize("word", ['a"b', "100 %", "$x", "a`b", "“a”", "a\nb"])
def test_what_a_shell_of_windows_gives_a_meaning_is_found(word):
    assert astray(("send", word), is_windows=True) == word
    assert astray(("send", word), is_windows=False) == ""
    assert astray(("send",), is_windows=True) == ""


@pytest.mark.parametrize("is_windows", [False, True])
@pytest.mark.parametrize("word", ["b\udcff.csv", "b\x00.csv"])
def test_a_name_that_is_no_text_is_found_since_a_line_would_name_another_file(word, is_windows):
    assert astray(("send", word), is_windows=is_windows) == word


@pytest.mark.parametrize("word", ["@shop", ",shop"])
def test_no_word_begins_with_a_sign_by_which_powershell_knows_tables_and_lists(word):
    assert quoted(("--account", word), is_windows=True) == f'--account "{word}"'


def test_plain_words_stay_plain():
    line = "klaviyo-gui send C:\\a\\b.csv --limit 10"
    assert quoted(line.split(), is_windows=True) == line
