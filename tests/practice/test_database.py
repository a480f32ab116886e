import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from klaviyo_gui.practice.database import Database


def people(database):
    with database.transaction() as connection:
        return connection.execute("SELECT number FROM people").fetchall()


def test_what_an_exception_interrupts_is_not_kept():
    database = Database()

    class Interruption(Exception):
        pass

    def write_and_fail():
        with database.transaction() as connection:
            connection.execute("INSERT INTO people (number, body) VALUES (1, '{}')")
            raise Interruption

    with pytest.raises(Interruption):
        write_and_fail()
    assert people(database) == []
    database.close()


def test_a_named_file_keeps_what_it_holds(tmp_path):
    first = Database(tmp_path / "practice.sqlite")
    with first.transaction() as connection:
        connection.execute("INSERT INTO people (number, body) VALUES (1, '{}')")
    first.close()
    second = Database(tmp_path / "practice.sqlite")
    assert people(second) == [(1,)]
    second.close()


def test_without_a_name_nothing_is_left_in_the_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    database = Database()
    with database.transaction() as connection:
        connection.execute("INSERT INTO people (number, body) VALUES (1, zeroblob(60000000))")
    database.close()
    assert list(tmp_path.iterdir()) == []


def test_a_named_file_may_be_served_twice_and_loses_no_write(tmp_path):
    """Each counts what is there and adds one; a stale count would break the key or lose a write."""
    path = tmp_path / "practice.db"
    databases = [Database(path), Database(path)]

    def write(database):
        for _ in range(25):
            with database.transaction() as connection:
                (number,) = connection.execute("SELECT count(*) FROM people").fetchone()
                connection.execute("INSERT INTO people (number, body) VALUES (?, '{}')", (number,))

    with ThreadPoolExecutor() as threads:
        for done in [threads.submit(write, each) for each in databases]:
            done.result()
    assert people(databases[0]) == [(number,) for number in range(50)]
    for each in databases:
        each.close()


def test_a_file_that_an_earlier_version_began_is_completed(tmp_path):
    path = tmp_path / "practice.db"
    with closing(sqlite3.connect(path)) as earlier, earlier:
        earlier.execute("CREATE TABLE people (number INTEGER PRIMARY KEY, body BLOB NOT NULL)")
        earlier.execute("INSERT INTO people VALUES (1, '{}')")
    for _ in range(2):
        database = Database(path)
        with database.transaction() as connection:
            assert connection.execute("SELECT * FROM people").fetchall() == [(1, "{}", "")]
        database.close()
