"""SQLite on a disk in memory, by the rules of its own layer for Unix."""
# ruff: noqa: N802 - SQLite's own names

import apsw

from tests.power_cuts.disk import Disk, Sync, SyncNames, Truncate, Write

NAME = "power-cuts"

_NAMES_ARE_SYNCED = apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL
"""Files with whose first sync their names are synced too, if they are new (SQLite, os_unix.c)."""


class MemoryVFS(apsw.VFS):
    """Opens files of one disk after the other; ``disk`` is the present one."""

    def __init__(self):
        super().__init__(NAME, "")
        self.disk = Disk()

    def xFullPathname(self, name):
        return name

    def xOpen(self, name, flags):
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        is_new = path not in self.disk.names
        if path is not None and is_new and not flags[0] & apsw.SQLITE_OPEN_CREATE:
            raise apsw.CantOpenError(path)
        file = self.disk.create(path) if is_new else self.disk.names[path]
        flags[1] = flags[0]
        return MemoryFile(self.disk, file, owes_names=is_new and flags[0] & _NAMES_ARE_SYNCED)

    def xDelete(self, name, sync_names):
        if name not in self.disk.names:
            raise apsw.IOErrorError(extended=apsw.SQLITE_IOERR_DELETE_NOENT)
        self.disk.delete(name)
        if sync_names:
            self.disk.trace.append(SyncNames())

    def xAccess(self, name, _flags):
        return name in self.disk.names


class MemoryFile:
    def __init__(self, disk, file, *, owes_names):
        self._disk = disk
        self._file = file
        self._owes_names = owes_names

    def xRead(self, amount, offset):
        return bytes(self._disk.files[self._file][offset : offset + amount])

    def xWrite(self, content, offset):
        self._disk.change(Write(self._file, offset, bytes(content)))

    def xTruncate(self, size):
        self._disk.change(Truncate(self._file, size))

    def xSync(self, _flags):
        self._disk.trace.append(Sync(self._file))
        if self._owes_names:
            self._owes_names = False
            self._disk.trace.append(SyncNames())

    def xFileSize(self):
        return len(self._disk.files[self._file])

    def xSectorSize(self):
        return 4_096

    def xDeviceCharacteristics(self):
        # What is written beside a range does not harm it, as SQLite takes for granted on Unix.
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE

    def xLock(self, _level):
        """Let the only user have it."""

    def xUnlock(self, _level):
        """Let it go."""

    def xCheckReservedLock(self):
        return False

    def xFileControl(self, _operation, _pointer):
        return False

    def xClose(self):
        """Leave everything as it is."""
