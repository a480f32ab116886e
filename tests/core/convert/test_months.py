from klaviyo_gui.core.convert import months
from klaviyo_gui.core.convert.months import MONTHS, WEEKDAYS
from tests.core.convert.notations import MONTHS as NAMES


def test_every_month_of_eight_languages_is_known_but_for_those_that_mean_two():
    for language, names in NAMES.items():
        for number, name in enumerate(names.split(), 1):
            known = MONTHS.get(name.casefold())
            assert known == (None if (language, number) == ("Polish", 11) else number)


def test_no_name_stands_for_two_months_or_two_weekdays():
    for lines, known in ((months._MONTHS, MONTHS), (months._WEEKDAYS, WEEKDAYS)):
        names = [name for line in lines.split("\n") for name in set(line.split()[1:])]
        assert len({*names}) == len(known)
        for line in filter(None, lines.split("\n")):
            number, *own = line.split()
            assert {known[name] for name in own} == {int(number)}


def test_croatian_months_are_read_as_no_polish_ones():
    assert not {"lip", "lis", "listopad", "listopada"} & MONTHS.keys()
