"""Files that fool those who look at the first lines only, each with the dialect it is in."""

from __future__ import annotations

import pytest

from klaviyo_gui.source.detection import guess
from klaviyo_gui.source.dialect import Dialect, Overrides
from klaviyo_gui.source.excerpts import Excerpt

SEMICOLON = Dialect(delimiter=";")
TAB = Dialect(delimiter="\t")

DECIMALS = "".join(f"{n},{n % 7}5;{n * 3},25;{n},00\n" for n in range(1, 30))
ADDRESSES = "".join(f"{n}\tAnn Lee\t{n} Main St, Springfield, IL\n" for n in range(1, 30))
ESCAPED = "".join(f'{n},"said \\"so, {n}\\" to me",x\n' for n in range(1, 9))
NOTES = "".join(f'{n};"first line\n\nthird; line {n}, with ""quotes""";{n}.5\n' for n in range(40))
PIPES = "".join(f"{n}|Smith, J.; Doe, K.|{n}:30|yes\n" for n in range(1, 20))
INCHES = "".join(f'{n}\t{n}" pipe, long\t"Best" of {n}\n' for n in range(1, 20))
SINGLE = "".join(f"{n},'O''Neill, Ann','it''s {n}'\n" for n in range(1, 20))
APOSTROPHES = "".join(f"{n},O'Neill,it's {n}\n" for n in range(1, 20))
ONE_CELL_LISTS = "".join(f"{n},red;blue;green\n" for n in range(1, 20))
JSON = "".join(f'{n},"{{""a"": [{n}, 2], ""b"": ""x;y|z""}}",ok\n' for n in range(1, 20))
LOG = "".join(f"2024-03-{n:02} 12:30:0{n % 10} {n * 17} 200 0.{n}\n" for n in range(1, 20))
TIMES = "".join(f"12:{n:02}:00\n" for n in range(1, 20))
PATHS = "".join(f'"C:\\data\\{n}\\",file {n},x\n' for n in range(1, 20))

FILES = {
    "decimal commas": ("a;b;c\n" + DECIMALS, SEMICOLON),
    "decimal commas without a header": (DECIMALS, Dialect(delimiter=";", header_line=0)),
    "commas in addresses": ("id\tname\taddress\n" + ADDRESSES, TAB),
    "escaped quotes": ("id,note,x\n" + ESCAPED, Dialect(escape="\\")),
    "paths that end in a backslash": ("path,name,x\n" + PATHS, Dialect()),
    "line feeds and separators within quotes": ("id;note;value\n" + NOTES, SEMICOLON),
    "all usual separators at once": ("n|people|time|ok\n" + PIPES, Dialect(delimiter="|")),
    "inches": ("n\tsize\tname\n" + INCHES, Dialect(delimiter="\t", quote="")),
    "single quotes": ("id,name,note\n" + SINGLE, Dialect(quote="'")),
    "apostrophes": ("id,name,note\n" + APOSTROPHES, Dialect()),
    "lists in a cell": ("id,colours\n" + ONE_CELL_LISTS, Dialect()),
    "JSON in a cell": ("id,data,state\n" + JSON, Dialect()),
    "a log": (LOG, Dialect(delimiter=" ", header_line=0)),
    "times of the day alone": ("time\n" + TIMES, Dialect()),
    "names with a comma, alone": (
        "name\nSmith, John\nDoe, Jane\nMiller, Bob\n",
        Dialect(delimiter=";"),
    ),
    "prices alone": ("price\n1,50\n2,75\n13,20\n", Dialect(delimiter=";")),
    "e-mails alone": ("email\na@x.com\nb@y.com\n", Dialect()),
    "e-mails alone without a header": ("a@x.com\nb@y.com\nc@z.com\n", Dialect(header_line=0)),
    "sentences alone": (
        "comment\nGood, fast, cheap.\nI liked it.\nWell, no; not really\nOK, fine\n",
        Dialect(delimiter="\t"),
    ),
    "a title above": (
        "Sales report\n\nid;name;price\n1;x;2,5\n2;y;3,5\n",
        Dialect(delimiter=";", header_line=3),
    ),
    "a padded title above": (
        "Sales report,,,\nMarch 2024,,,\n,,,\nid,name,city,price\n1,x,Rome,2.5\n2,y,Oslo,3.5\n",
        Dialect(header_line=4),
    ),
    "pairs above": (
        (
            "From,2024-01-01\nTo,2024-02-01\n\nid,name,city,price,state\n"
            "1,x,Rome,2.5,ok\n2,y,Oslo,3.5,ok\n3,z,Bern,1.5,ok\n"
        ),
        Dialect(header_line=4),
    ),
    "a note with an open quote above": (
        '"Sales of Q1\nid;name;price\n1;x;2,5\n2;"y;z";3,5\n3;z;4,5\n',
        Dialect(delimiter=";", header_line=2),
    ),
    "a note above and no header": (
        "Export of today\n1,Ann,a@x.com\n2,Bob,b@x.com\n3,Cid,c@x.com\n",
        Dialect(header_line=0, first_line=2),
    ),
    "a header shorter than the data": ("a,b\n1,2,\n3,4,\n5,6,\n", Dialect()),
    "a header of years": ("name,2022,2023,2024\nx,1,2,3\ny,4,5,6\n", Dialect()),
    "a header of several lines": ('"Order\nid","Order\ntotal"\n1,2\n3,4\n', Dialect()),
    "a header that comes again": ("id,name\n1,x\n2,y\nid,name\n3,z\n", Dialect()),
    "numbers without a header": ("1,2,3\n4,5,6\n7,8,9\n", Dialect(header_line=0)),
    "codes without a header": ("AB-1,red\nAB-2,blue\nCD-3,red\n", Dialect(header_line=0)),
    "nothing but words": ("name,city\nAnn,Rome\nBob,Oslo\n", Dialect()),
    "ragged rows": ("a,b,c\n1,2\n1,2,3\n1,2,3,4\n1,2,3\n", Dialect()),
    "carets": ("a^b^c\n1^x y^2\n2^z, w^3\n3^q^4\n", Dialect(delimiter="^")),
    "tildes": ("a~b~c\n1~x y~2\n2~z, w~3\n3~q~4\n", Dialect(delimiter="~")),
    "colons": (
        "root:x:0:0\ndaemon:x:1:1\nbin:x:2:2\nsys:x:3:3\n",
        Dialect(delimiter=":", header_line=0),
    ),
    "Hive's control characters": ("a\x01b\n1\x01x,y\n2\x01z\n", Dialect(delimiter="\x01")),
    "a declared separator": ("sep=;\na,b;c\n1,5;2\n2,5;3\n", Dialect(delimiter=";", header_line=2)),
    "old Mac lines": ("a;b\r1;x, y\r2;z\r", SEMICOLON),
    "one row": ("name;mail\nAnn;a@x.com", SEMICOLON),
    "blank cells": ("a;b;c;d\n;;;\n1;;;\n;2;;\n;;;4\n", SEMICOLON),
    "rows that begin with empty cells": (
        "sep=,\n,,Ann Lee\n,,Bob Ray\nx/y,,Cid Poe\n",
        Dialect(header_line=2),
    ),
    "everything quoted": ('"a","b"\n"1,5","x;y"\n"2,5","z;w"\n', Dialect()),
    "unquoted cells that hold quotes": ('a,b\n1,5" pipe\n2,7" pipe\n', Dialect()),
    "links and times": (
        "url,at\nhttps://x.com/a?b=1;c=2,12:30:00\nhttps://x.com/d,13:30:00\n",
        Dialect(),
    ),
}


@pytest.mark.parametrize(("text", "dialect"), FILES.values(), ids=FILES.keys())
def test_a_hostile_file_is_read_in_its_own_dialect(text, dialect):
    assert guess((Excerpt(text.encode()),), Overrides()).dialect == dialect
