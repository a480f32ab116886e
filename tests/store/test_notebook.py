import json

import pytest

from klaviyo_gui.store.notebook import Notebook


def add(name):
    return lambda notes: notes | {name: notes.get(name, 0) + 1}


def count_many(path, name, pipe):
    for _ in range(20):
        Notebook(path).change(add(name))
        Notebook(path).change(add("both"))
    pipe.send("done")


@pytest.fixture
def notebook(tmp_path):
    return Notebook(tmp_path / "notes.json")


def test_notes_come_back(notebook):
    assert notebook.read() == {}
    notebook.change(add("a"))
    notebook.change(add("a"))
    assert notebook.read() == {"a": 2}


def test_two_processes_lose_none_of_their_notes(notebook, child):
    pipes = [child(count_many, notebook.path, name)[1] for name in ("one", "two")]
    assert [pipe.recv() for pipe in pipes] == ["done", "done"]
    assert notebook.read() == {"one": 20, "two": 20, "both": 40}


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "5", '{"entries": {}}', '{"version": "1"}', '{"version": 1, "entries": []}'],
)
def test_damage_means_no_notes_and_moves_aside_at_the_next_change(notebook, content):
    notebook.path.write_text(content)
    assert notebook.read() == {}
    notebook.change(add("a"))
    assert notebook.read() == {"a": 1}
    [damaged] = notebook.path.parent.glob("notes.json.damaged-*")
    assert damaged.read_text() == content


def test_notes_of_a_later_version_are_left_alone(notebook):
    notebook.path.write_text(json.dumps({"version": 2, "entries": {"a": 1}}))
    before = notebook.path.read_bytes()
    assert notebook.read() == {}
    notebook.change(add("a"))
    assert notebook.path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        Notebook(tmp_path / "file" / "notes.json").change(add("a"))
