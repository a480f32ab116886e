"""A window is killed while it writes presets, again and again."""

import random

import pytest

from klaviyo_gui.core.errors import PresetMissing, PresetUnreadable
from klaviyo_gui.core.mapping import Column, Mapping, Pair
from klaviyo_gui.store.library import Library
from klaviyo_gui.store.presets import Preset, as_bytes

KILLS = 8
COLUMNS = 5_000
"""Large enough that a preset cannot be written in one go."""


def large(mark):
    pairs = (Pair(f"properties.{at}", Column(f"{mark} {at}")) for at in range(COLUMNS))
    return Preset("Orders", Mapping(tuple(pairs)))


def save(library, preset):
    library.save(preset)


def save_plainly(library, preset):
    """The seeded fault: what most programs do."""
    library.folder.mkdir(exist_ok=True)
    with library.path(preset.name).open("wb", buffering=0) as file:
        content = as_bytes(preset)
        for at in range(0, len(content), 65_536):
            file.write(content[at : at + 65_536])


def write_for_ever(folder, how, pipe):
    library, presets = Library(folder), [large("old"), large("new")]
    pipe.send("ready")
    while True:
        for preset in presets:
            how(library, preset)


def states(folder, how, child):
    """Yield what a preset is after each kill at a random moment: old, new, missing or damaged."""
    library = Library(folder)
    known = {large(mark): mark for mark in ("old", "new")}
    moments = random.Random(4)
    for _ in range(KILLS):
        process, pipe = child(write_for_ever, folder, how)
        assert pipe.recv() == "ready"
        # Nothing more is ever sent: this waits for a while, of any length.
        assert not pipe.poll(moments.uniform(0, 0.4))
        process.kill()
        process.join()
        try:
            yield known[library.load("Orders")]
        except PresetMissing:
            yield "missing"
        except PresetUnreadable:
            yield "damaged"


def test_a_preset_is_the_old_or_the_new_one_whenever_its_writer_is_killed(tmp_path, child):
    Library(tmp_path).save(large("old"))
    assert set(states(tmp_path, save, child)) <= {"old", "new"}
    versions = Library(tmp_path).versions("Orders")
    assert {version.path.read_bytes() for version in versions} <= {
        as_bytes(large("old")),
        as_bytes(large("new")),
    }


@pytest.mark.parametrize("how", [save_plainly])
def test_a_preset_that_is_written_plainly_is_sooner_or_later_half(tmp_path, child, how):
    assert "damaged" in set(states(tmp_path, how, child))
