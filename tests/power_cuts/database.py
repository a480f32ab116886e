"""A connection that looks like one of ``sqlite3`` and keeps its files on a disk in memory."""

import apsw

from tests.power_cuts.vfs import NAME

_FLAGS = {
    "rw": apsw.SQLITE_OPEN_READWRITE,
    "rwc": apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE,
}


class Database:
    """As much of a connection as a journal asks for; ``replaced`` statements are exchanged."""

    def __init__(self, path, mode, replaced):
        self._replaced = replaced
        self._connection = apsw.Connection(path.name, _FLAGS[mode], NAME)

    @property
    def total_changes(self):
        return self._connection.total_changes()

    @property
    def in_transaction(self):
        return self._connection.in_transaction

    def execute(self, statement, values=()):
        statement = self._replaced.get(statement, statement)
        return Cursor(self._connection, self._connection.execute(statement, values))

    def executemany(self, statement, rows):
        return self._connection.executemany(statement, rows)

    def executescript(self, script):
        self._connection.execute(script)

    def close(self):
        self._connection.close()


class Cursor:
    def __init__(self, connection, cursor):
        self.lastrowid = connection.last_insert_rowid()
        self._cursor = cursor

    def __iter__(self):
        return self._cursor

    def fetchone(self):
        return self._cursor.fetchone()
