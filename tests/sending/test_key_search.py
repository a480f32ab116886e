from __future__ import annotations

from contextlib import closing
from threading import Event

import pytest

from klaviyo_gui.core.errors import FileChanged
from klaviyo_gui.sending import key_search
from klaviyo_gui.sending.key_search import KeySearch
from tests.doubles.builders import Builders
from tests.sending.joined_files import two_files

ROWS = [(f"p{at}@b.co", str(at)) for at in range(900)]
PEOPLE = [(f"P{at}@b.co", "Ulm") for at in range(0, 900, 2)]


@pytest.fixture
def file(tmp_path):
    with closing(two_files(tmp_path, ROWS, PEOPLE)) as opened:
        yield opened


def search(file, pool=None, stop=None):
    return KeySearch(file, file.index(), file.seconds[0], pool or Builders(), stop or Event())


def test_a_key_is_found_by_texts_of_all_places_of_the_first_file(file, builders):
    found = search(file, builders)
    assert [*found][-1] == found.total
    (best,) = found.proposals
    assert (best.first, best.second) == ("EMAIL", "E-mail")
    # Half of those of the first file are in the second.
    assert (best.found, best.looked_for) == (102, 200)
    assert best.is_sure


def test_texts_are_taken_from_the_head_and_from_further_down(file):
    taken = [row[1] for row in search(file)._rows()]
    assert taken[:9] == ["0", "112", "224", "336", "448", "560", "672", "784", "896"]
    assert len(set(taken)) == len(taken)


def test_a_second_file_that_changes_meanwhile_proposes_nothing(file):
    found = iter(search(file))
    with file.seconds[0].path.open("ab") as more:
        more.write(b"x,y\n")
    with pytest.raises(FileChanged):
        list(found)


@pytest.mark.parametrize("when", ["before", "meanwhile", "between"])
def test_whoever_asks_to_stop_gets_no_proposal(file, monkeypatch, when):
    stop = Event()

    class Stopping(Builders):
        def in_order(self, work, tasks):
            for task in tasks:
                if when == "meanwhile":
                    stop.set()
                yield work(task)
                stop.set()

    monkeypatch.setattr(key_search, "TASK_BYTES", 1)
    if when == "before":
        stop.set()
    found = search(file, Stopping(), stop)
    list(found)
    assert found.proposals is None
