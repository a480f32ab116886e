"""The translations are those of the texts as they stand in the code, whole and with all places."""

import ast
import gettext
import re
from io import BytesIO

import pytest

from bundling import languages
from klaviyo_gui import paths
from klaviyo_gui.core.mask import masked_quotes

_PLACE = re.compile(r"\{(\w*)\}")
_PROFILE = re.compile(r"\bprofil(?:es?|s|en?)?\b(?!.id\b)", re.IGNORECASE)
SOURCES = paths.languages().parents[1] / "klaviyo_gui"


def ids(catalogue):
    return {message.id for message in catalogue if message.id}


@pytest.fixture(scope="module")
def texts():
    return languages.texts()


@pytest.fixture(scope="module", params=languages.places(), ids=lambda place: place.parts[-3])
def kept(request):
    return languages.read(request.param)


@pytest.fixture(scope="module")
def compiled(kept):
    place = languages.place_of(str(kept.locale)).with_suffix(".mo")
    with place.open("rb") as file:
        return gettext.GNUTranslations(file)


def test_every_text_is_in_the_catalogue_and_nothing_else(kept, texts):
    assert ids(texts) - ids(kept) == set(), "run python -m bundling.languages"
    assert ids(kept) - ids(texts) == set(), "run python -m bundling.languages"


def test_texts_are_found_within_other_texts_and_within_f_strings():
    seeded = "tr('one {a}', a=tr('two', b=f'{tr(\"three\")} x'))\ncounted(n, 'four', 'five' ' six')"
    seeded += "\nlanguage.mark('seven')\nother.tr('none')"
    assert set(languages.texts_of(ast.parse(seeded))) == {
        *("one {a}", "two", "three", "seven"),
        ("four", "five six"),
    }


def test_only_plain_texts_are_handed_on():
    """What is put together first is in no catalogue."""
    found = []
    for file in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            given = {"tr": node.args[:1], "told": node.args[:1], "counted": node.args[1:3]}.get(
                node.func.id, []
            )
            found += [
                f"{file.name}:{each.lineno}"
                for each in given
                if isinstance(each, ast.JoinedStr | ast.BinOp)
            ]
    assert found == []


@pytest.mark.parametrize("folder", ["ui", "wording", "store", "sending"])
def test_quotes_are_put_by_the_language_alone(folder):
    found = []
    for file in (SOURCES / folder).rglob("*.py"):
        found += [f"{file.name}:{line}" for line in quoting(ast.parse(file.read_text("utf-8")))]
    assert found == []


def test_a_quote_that_is_put_by_hand_is_found():
    assert quoting(ast.parse("a = f'“{name}”'\ntr('“{name}”', name=name)")) == [1]


def quoting(tree):
    """Return the lines in which quotes are put around values without the language's saying."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        and any(
            isinstance(each, ast.Constant) and set("“”„") & set(each.value) for each in node.values
        )
    ]


def test_every_text_is_translated(kept):
    assert languages.untranslated(kept) == []


def test_every_place_of_a_text_is_in_its_translation(kept):
    wrong = []
    for message in kept:
        if not message.id:
            continue
        one, many = message.id if isinstance(message.id, tuple) else (message.id, message.id)
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        for form in forms:
            told, wanted = set(_PLACE.findall(form)), set(_PLACE.findall(many))
            # A single one may be told in a word.
            if told != wanted and not (form == forms[0] and told == set(_PLACE.findall(one))):
                wrong.append((many, form))
    assert wrong == []


def test_what_the_program_reads_is_what_was_translated(kept, compiled):
    for message in kept:
        if not message.id:
            continue
        if isinstance(message.id, tuple):
            one, many = message.id
            assert [compiled.ngettext(one, many, count) for count in (1, 2)] == list(message.string)
        else:
            assert compiled.gettext(message.id) == message.string


def test_what_is_masked_of_a_sentence_is_masked_of_its_translation(kept):
    """Sentences are masked by their quotes, which each language has of its own."""
    wrong, masked_somewhere = [], 0
    for message in kept:
        if not message.id:
            continue
        of_one = isinstance(message.id, str)
        pairs = zip(
            [message.id] if of_one else message.id,
            [message.string] if of_one else message.string,
            strict=True,
        )
        for text, translated in pairs:
            hidden = masked_places(text)
            masked_somewhere += bool(hidden)
            wrong += [(text, place) for place in hidden - masked_places(translated)]
    assert wrong == []
    assert masked_somewhere > 100


def masked_places(text):
    """Return the places of a text whose values masking hides."""
    names = set(_PLACE.findall(text))
    said = masked_quotes(text.format(**{name: f"Xq{name}" for name in names}))
    return {name for name in names if f"Xq{name}" not in said}


def test_a_quote_that_is_not_of_the_language_is_found():
    assert masked_places("the file “{name}” of {who}") == {"name"}
    assert masked_places("die Datei „{name}“ von {who}") == {"name"}
    assert masked_places("die Datei «{name}» von {who}") == set()


def test_who_is_sent_is_a_person_in_every_text(kept):
    """One thing has one name; only Klaviyo's own number of a person is called what it calls it."""
    others = []
    for message in kept:
        of_one = isinstance(message.id, str)
        said = [message.id, message.string] if of_one else [*message.id, *message.string]
        others += filter(_PROFILE.search, said)
    assert others == []


def test_keys_of_menus_are_kept(kept):
    """What has a key in its menu has one in every language, and what has none gets none."""
    wrong = [
        (message.id, message.string)
        for message in kept
        if isinstance(message.id, str)
        and len(re.findall(r"&(?=\w)", message.id)) != len(re.findall(r"&(?=\w)", message.string))
    ]
    assert wrong == []


def test_no_text_is_translated_while_modules_are_imported():
    """The language is chosen once everything is imported; what came before would be English."""
    found = []
    for file in SOURCES.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found += [f"{file.name}:{line}" for line in at_import(tree)]
    assert found == []


def test_a_text_that_is_translated_too_early_is_found():
    seeded = (
        "A = tr('x')\nclass B:\n  c = counted(1, 'a', 'b')\n  def f(self, n=tr('y')):\n    tr('z')"
    )
    assert at_import(ast.parse(seeded)) == [1, 3, 4]


def at_import(tree):
    """Return the lines that translate as soon as they are imported."""
    waiting, found = list(tree.body), []
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting[:0] = [*node.decorator_list, *node.args.defaults]
            waiting[:0] = [each for each in node.args.kw_defaults if each is not None]
            continue
        if isinstance(node, ast.Lambda):
            continue
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("tr", "counted")
        ):
            found.append(node.lineno)
        waiting[:0] = list(ast.iter_child_nodes(node))
    return found


def test_a_translation_stays_when_the_sources_change(texts):
    kept = languages.updated(languages.read(languages.places()[0]), texts)
    assert kept.get("January").string == "Januar"
    again = languages.read_po(BytesIO(languages.as_text(kept)), locale="de")
    assert ids(again) == ids(kept)
