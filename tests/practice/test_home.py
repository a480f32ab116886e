import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from klaviyo_gui.practice.database import Database
from klaviyo_gui.practice.home import PracticeHome

ROOT = Path(__file__).parents[2]

HOLDER = """
import sys
from pathlib import Path
from klaviyo_gui.practice.home import PracticeHome

store = PracticeHome(Path(sys.argv[1])).begin()
print(store.name, flush=True)
sys.stdin.read()
"""


def nothing():
    return ()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "home" / "practice"


@pytest.fixture
def stores(folder):
    return PracticeHome(folder)


def fill(path):
    database = Database(path)
    with database.transaction() as connection:
        connection.execute("INSERT INTO people (number, body) VALUES (1, '{}')")
    database.close()


def people(path):
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT count(*) FROM people").fetchone()[0]


def test_every_start_has_a_store_of_its_own(stores):
    first, second = stores.begin(), stores.begin()
    assert first.path != second.path
    fill(first.path)
    Database(second.path).close()
    assert (people(first.path), people(second.path)) == (1, 0)
    first.release()
    second.release()


def test_a_store_that_is_held_or_needed_stays_and_any_other_goes(stores, folder):
    held, needed, idle = stores.begin(), stores.begin(), stores.begin()
    for each in (held, needed, idle):
        fill(each.path)
    needed.release()
    idle.release()
    stores.sweep(lambda: {needed.name})
    assert people(held.path) == people(needed.path) == 1
    assert {each.stem for each in folder.iterdir()} == {held.name, needed.name}
    held.release()
    stores.sweep(nothing)
    assert list(folder.iterdir()) == []


def test_two_who_hold_one_store_keep_it_until_the_last_lets_go(stores):
    first = stores.begin()
    fill(first.path)
    second = stores.take(first.name)
    first.release()
    stores.sweep(nothing)
    assert people(second.path) == 1
    second.release()
    stores.sweep(nothing)
    assert not second.path.exists()


def test_what_a_killed_process_held_is_let_go(stores, folder):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        path = folder / f"{holder.stdout.readline().strip()}.db"
        stores.sweep(nothing)
        assert path.exists()
        holder.kill()
        holder.communicate()
    stores.sweep(nothing)
    assert list(folder.iterdir()) == []


def test_a_run_that_ends_unfinished_while_a_sweep_begins_keeps_its_store(stores):
    """The list of those needed is asked for after the lock is had, never before."""
    store = stores.begin()
    fill(store.path)
    asked = []

    def needed():
        asked.append(store.name)
        return asked

    stores.sweep(needed)
    assert asked == []
    store.release()
    stores.sweep(needed)
    assert asked == [store.name]
    assert people(store.path) == 1


@pytest.mark.parametrize("name", ["", "../practice", "0" * 16, "practice"])
def test_a_store_that_is_not_there_is_not_made(stores, folder, name):
    stores.begin().release()
    before = sorted(folder.iterdir())
    assert stores.take(name) is None
    assert sorted(folder.iterdir()) == before


def test_a_torn_store_is_not_taken(stores):
    store = stores.begin()
    fill(store.path)
    store.release()
    content = store.path.read_bytes()
    store.path.write_bytes(b"torn by a crash" * 999)
    assert stores.take(store.name) is None
    store.path.write_bytes(content[: len(content) // 2])
    assert stores.take(store.name) is None
    store.path.write_bytes(content)
    stores.take(store.name).release()


def test_a_store_that_vanishes_while_it_is_taken_is_gone(stores, monkeypatch):
    store = stores.begin()
    store.release()
    take = stores._take

    def meanwhile(name):
        store.path.unlink()
        return take(name)

    monkeypatch.setattr(stores, "_take", meanwhile)
    assert stores.take(store.name) is None


def test_files_of_others_and_a_missing_folder_are_left_alone(stores, folder):
    stores.sweep(nothing)
    assert not folder.exists()
    folder.mkdir(parents=True)
    (folder / "mine.hold").write_bytes(b"")
    stores.sweep(nothing)
    assert [each.name for each in folder.iterdir()] == ["mine.hold"]


def test_a_store_that_the_system_will_not_remove_is_left_for_the_next_time(stores, monkeypatch):
    store = stores.begin()
    store.release()

    def refuse(_path, **_options):
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        stores.sweep(nothing)
    assert store.path.exists()
    stores.sweep(nothing)
    assert not store.path.exists()


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_only_the_owner_can_look_into_a_store(stores, folder):
    folder.mkdir(parents=True, mode=0o755)
    before = os.umask(0)
    try:
        store = stores.begin()
        fill(store.path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}
    store.release()
