"""A disk in memory that notes every change made to it, in the order in which it was asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Write:
    file: int
    offset: int
    content: bytes

    def do(self, file):
        file.extend(bytes(max(0, self.offset - len(file))))
        file[self.offset : self.offset + len(self.content)] = self.content

    def bounds(self, _size):
        """Return where the file differs afterwards."""
        return self.offset, self.offset + len(self.content)


@dataclass(frozen=True, slots=True)
class Truncate:
    file: int
    size: int

    def do(self, file):
        del file[self.size :]

    def bounds(self, size):
        return min(self.size, size), size


@dataclass(frozen=True, slots=True)
class Sync:
    """All of one file is on the disk, but not the name by which it is found."""

    file: int


@dataclass(frozen=True, slots=True)
class Name:
    """From now on the name stands for this file, for None when it was deleted."""

    name: str
    file: int | None


@dataclass(frozen=True, slots=True)
class SyncNames:
    """All names are on the disk."""


@dataclass(frozen=True, slots=True)
class Counted:
    """No change here: the file beside the journal has this now, and nobody has synced it."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Said:
    """No change: what the program told the outside at this moment."""

    what: object


class Disk:
    """One folder as the programs that use it see it; ``trace`` are the changes since its start."""

    def __init__(self, contents=None):
        self.start = dict(contents or {})
        self.files = [bytearray(content) for content in self.start.values()]
        self.names = {name: at for at, name in enumerate(self.start)}
        self.trace = []

    def create(self, name=None):
        """Return the number of a new file; one without a name is nobody else's."""
        self.files.append(bytearray())
        if name is not None:
            self.names[name] = len(self.files) - 1
            self.trace.append(Name(name, self.names[name]))
        return len(self.files) - 1

    def delete(self, name):
        del self.names[name]
        self.trace.append(Name(name, None))

    def change(self, step):
        step.do(self.files[step.file])
        self.trace.append(step)
