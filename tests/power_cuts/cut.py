"""What a power cut leaves on a disk.

The contents and sizes that were synced are there, and the names that were synced. Of all else the
system has written nothing, the first of it, or any of it in any order, sector by sector.
"""

from tests.power_cuts.disk import Name, Sync, SyncNames, Truncate, Write

SECTORS = (512, 4_096)
"""What a disk writes in one go, an old one and a new one."""


def after_cut(disk, moment, random):
    """Return the contents by name that are found when the power went before this step."""
    files = dict(enumerate(map(bytearray, disk.start.values())))
    names = {name: [at] for at, name in enumerate(disk.start)}
    pending = {}
    for step in disk.trace[:moment]:
        match step:
            case Write() | Truncate():
                pending.setdefault(step.file, []).append(step)
            case Sync(file):
                for each in pending.pop(file, ()):
                    each.do(files.setdefault(file, bytearray()))
            case Name(name, file):
                names.setdefault(name, [None]).append(file)
            case SyncNames():
                names = {name: each[-1:] for name, each in names.items()}
    leave = random.choice((dropped, ordered, scattered))
    sector = random.choice(SECTORS)
    found = {
        name: each[0] if leave is dropped else random.choice(each) for name, each in names.items()
    }
    return {
        name: bytes(leave(files.get(file, bytearray()), pending.get(file, ()), sector, random))
        for name, file in found.items()
        if file is not None
    }


def dropped(file, pending, sector, random):
    """Leave nothing of what was not synced."""
    return file


def ordered(file, pending, sector, random):
    """Leave the first steps, the last of them torn."""
    if pending:
        *whole, torn = pending[: random.randint(1, len(pending))]
        for step in whole:
            step.do(file)
        if isinstance(torn, Write):
            start, stop = torn.bounds(len(file))
            edge = random.randint(start // sector, stop // sector) * sector
            Write(torn.file, start, torn.content[: max(0, edge - start)]).do(file)
    return file


def scattered(file, pending, sector, random):
    """Leave every sector as any of the steps left it, and any of the sizes."""
    sizes, versions = [len(file)], {}
    latest = bytearray(file)
    for step in pending:
        start, stop = step.bounds(len(latest))
        touched = range(start // sector, -(-stop // sector))
        for at in touched:
            versions.setdefault(at, [_sector(latest, at, sector)])
        step.do(latest)
        for at in touched:
            versions[at].append(_sector(latest, at, sector))
        sizes.append(len(latest))
    size = random.choice(sizes)
    left = latest[:size]
    # Where nothing was written, whatever lay there before comes to light.
    left += random.randbytes(size - len(left))
    for at, contents in versions.items():
        if at * sector < size:
            left[at * sector : (at + 1) * sector] = random.choice(contents)
    return left[:size]


def _sector(file, at, sector):
    return bytes(file[at * sector : (at + 1) * sector]).ljust(sector, b"\0")
