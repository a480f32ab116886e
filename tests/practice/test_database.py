from concurrent.futures import ThreadPoolExecutor

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
            connection.execute("INSERT INTO people VALUES (1, '{}')")
            raise Interruption

    with pytest.raises(Interruption):
        write_and_fail()
    assert people(database) == []
    database.close()


def test_a_named_file_keeps_what_it_holds(tmp_path):
    first = Database(tmp_path / "practice.sqlite")
    with first.transaction() as connection:
        connection.execute("INSERT INTO people VALUES (1, '{}')")
    first.close()
    second = Database(tmp_path / "practice.sqlite")
    assert people(second) == [(1,)]
    second.close()


def test_without_a_name_nothing_is_left_in_the_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    database = Database()
    with database.transaction() as connection:
        connection.execute("INSERT INTO people VALUES (1, zeroblob(60000000))")
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
                connection.execute("INSERT INTO people VALUES (?, '{}')", (number,))

    with ThreadPoolExecutor() as threads:
        for done in [threads.submit(write, each) for each in databases]:
            done.result()
    assert people(databases[0]) == [(number,) for number in range(50)]
    for each in databases:
        each.close()
