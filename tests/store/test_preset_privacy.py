"""Whatever a file holds and whatever is kept of its mapping: no cell of it gets onto the disk."""

import random
from dataclasses import replace

from klaviyo_gui import paths
from klaviyo_gui.core.mapping import Mapping, Options
from klaviyo_gui.core.suggest import suggest
from klaviyo_gui.source.table import Overrides, open_csv
from klaviyo_gui.store import choices, presets
from klaviyo_gui.store.drafts import keep_draft
from klaviyo_gui.store.library import Library
from klaviyo_gui.store.presets import Reading, made
from klaviyo_gui.store.recent import shape

SEED = 20261126
FILES = 25
LETTERS = "abcdefghijklmnopqrstuvwxyzäöüéßñøåçœ"
NAMES = ("EMAIL", "ORDER_ID", "ORDER_TOTAL", "DATE", "CITY", "PHONE", "Colour", "Note", "Event")


def secret(chance):
    """Return a cell that is nowhere by accident, of any look, and the part of it to search for."""
    word = "".join(chance.choices(LETTERS, k=12))
    number = str(chance.randrange(10**11, 10**12))
    return chance.choice(
        [
            (word, word),
            (f"{word}@shop-demo.com", word),
            (f"+{number}", number),
            (f"{number}.50", number),
            (f"a {word} with “quotes” and {{braces}}", word),
        ]
    )


def written(path, chance):
    """Write a file of which every cell is a secret; return what to look for."""
    names = chance.sample(NAMES, chance.randint(2, len(NAMES)))
    rows = [[secret(chance) for _ in names] for _ in range(chance.randint(1, 30))]
    lines = [";".join(names), *(";".join(cell for cell, _ in row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {part for row in rows for _, part in row}


def keep_everything(path, number):
    """Do all that is done with presets while a file is open."""
    file = open_csv(path, Overrides(delimiter=";", header_line=1))
    try:
        mapping = Mapping(options=Options("Europe/Berlin", "DE"))
        for each in suggest(file.header, file.head_rows.cells):
            mapping = mapping.with_pair(each.kind, each.pair)
            preset = made(f"Orders {number}", mapping, file.header, Reading(";", "utf-8", 1))
            keep_draft(shape(file.raw_header), preset)
        assert mapping.columns()
    finally:
        file.close()
    library = Library(paths.presets())
    library.save(preset)
    library.save(replace(preset, mapping=mapping.with_options(Options())))
    library.duplicate(preset.name, f"Copy {number}")
    library.note_use(preset.name)
    choices.learn(mapping)


def found_on_disk(folder, secrets):
    """Return which secrets are in any file below a folder, or in the name of one."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    text = "\n".join(
        f"{path}\n{path.read_bytes().decode('utf-8', 'surrogateescape')}" for path in files
    )
    return {each for each in secrets if each in text}


def test_no_cell_of_any_file_gets_into_what_is_kept_of_its_mapping(tmp_path, home):
    chance = random.Random(SEED)
    secrets = set()
    for number in range(FILES):
        secrets |= written(tmp_path / "orders.csv", chance)
        keep_everything(tmp_path / "orders.csv", number)
    assert len(secrets) > FILES
    assert found_on_disk(home, secrets) == set()


def test_a_preset_that_kept_a_sample_of_the_cells_would_be_found_out(tmp_path, home, monkeypatch):
    secrets = written(tmp_path / "orders.csv", random.Random(SEED))
    cells = (tmp_path / "orders.csv").read_text(encoding="utf-8").splitlines()[1]
    plain = presets.mapping_as_json
    monkeypatch.setattr(
        presets, "mapping_as_json", lambda mapping: plain(mapping) | {"sample": cells}
    )
    library = Library(paths.presets())
    library.save(made("Orders", Mapping(), (), Reading()))
    assert found_on_disk(home, secrets)
