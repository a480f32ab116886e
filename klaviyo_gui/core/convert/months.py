"""Names of months, weekdays and time zones as they stand in dates of several languages."""

from __future__ import annotations

_MONTHS = """
1 jan january januar jänner jän janv janvier ene enero gen gennaio januari janeiro sty stycznia
2 feb february februar févr fév février fevr fevrier febrero febbraio februari fev fevereiro lut
2 lutego
3 mar march märz mrz mär mars marzo maart mrt março marca
4 apr april avr avril abr abril aprile kwi kwietnia
5 may mai mayo mag maggio mei maio maj maja
6 jun june juni juin junio giu giugno junho cze czerwca
7 jul july juli juil juillet julio lug luglio julho lipca
8 aug august août aout ago agosto augustus sie sierpnia
9 sep sept september septembre septiembre set settembre setembro wrz września
10 oct october oktober okt octobre octubre ott ottobre out outubro paź października
11 nov november novembre noviembre novembro
12 dec december dezember dez déc décembre decembre dic diciembre dicembre dezembro gru grudnia
"""

_WEEKDAYS = """
1 mo mon monday montag lun lundi lunes lunedì ma maandag seg segunda pon poniedziałek
2 tu tue tues tuesday di die dienstag mar mardi martes martedì dinsdag ter terça wt wtorek
3 we wed wednesday mi mittwoch mer mercredi mié mie miércoles mercoledì wo woensdag qua quarta
3 śr środa
4 th thu thur thurs thursday do donnerstag jeu jeudi jue jueves gio giovedì donderdag qui quinta
4 czw czwartek
5 fr fri friday freitag ven vendredi vie viernes venerdì vr vrijdag sex sexta pt piątek
6 sa sat saturday samstag sonnabend sam samedi sáb sab sábado sabato za zaterdag sob sobota
7 su sun sunday so sonntag dim dimanche dom domingo domenica zo zondag ndz niedz niedziela
"""


def _numbered(lines: str) -> dict[str, int]:
    rows = map(str.split, lines.split("\n")[1:-1])
    return {name: int(number) for number, *names in rows for name in names}


MONTHS = _numbered(_MONTHS)
"""The number of a month by its name or short name, in lower case and without a point.

English, German, French, Spanish, Italian, Dutch, Portuguese, Polish. No name means two months:
the Polish ``lip``, ``lis`` and ``listopada`` are missing, for in Croatian they are other months.
"""

WEEKDAYS = _numbered(_WEEKDAYS)
"""The number of a weekday, Monday 1, in the same languages; no name means two days."""

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
