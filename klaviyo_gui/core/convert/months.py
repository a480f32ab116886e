"""Names of months and time zones as they stand in dates of several languages."""

from __future__ import annotations

_NAMES = """
1 jan january januar jänner jän janv janvier ene enero gen gennaio januari janeiro sty stycznia
2 feb february februar févr fév février fevr fevrier febrero febbraio februari fev fevereiro lut
2 lutego
3 mar march märz mrz mär mars marzo maart mrt março marca
4 apr april avr avril abr abril aprile kwi kwietnia
5 may mai mayo mag maggio mei maio maj maja
6 jun june juni juin junio giu giugno junho cze czerwca
7 jul july juli juil juillet julio lug luglio julho lip lipca
8 aug august août aout ago agosto augustus sie sierpnia
9 sep sept september septembre septiembre set settembre setembro wrz września
10 oct october oktober okt octobre octubre ott ottobre out outubro paź października
11 nov november novembre noviembre novembro lis listopada
12 dec december dezember dez déc décembre decembre dic diciembre dicembre dezembro gru grudnia
"""

MONTHS = {
    name: int(number)
    for number, *names in map(str.split, _NAMES.split("\n")[1:-1])
    for name in names
}
"""The number of a month by its name or short name, in lower case and without a point.

English, German, French, Spanish, Italian, Dutch, Portuguese, Polish. No name means two months.
"""

ZONES = {
    "Z": "+00:00",
    "UT": "+00:00",
    "UTC": "+00:00",
    "GMT": "+00:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "CST": "-06:00",
    "CDT": "-05:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
    "CET": "+01:00",
    "CEST": "+02:00",
}
"""Short names of offsets: those of mail (RFC 5322, 4.3) and of Central Europe; no others.

BST, IST and their like each mean several.
"""
