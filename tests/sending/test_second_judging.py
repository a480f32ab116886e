from klaviyo_gui.core.conversion import DateStyle
from klaviyo_gui.core.join import Join, Taken
from klaviyo_gui.core.judged import Judged
from klaviyo_gui.core.lost_zeros import LostZeros
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.styles import Seen, Written
from klaviyo_gui.sending.second_judging import with_joined

JOIN = Join(
    "people.csv",
    (("EMAIL", "E-mail"),),
    (Taken("Zip", "Zip (people)"), Taken("Land", "Land"), Taken("Born", "Born")),
)
DAYS = Written(dates=Seen(1, only=((DateStyle.DAY_FIRST, 1, "31.12.2024"),)))
ZEROS = LostZeros(((4, 5),))


def test_what_a_second_file_tells_is_told_of_the_joined_columns():
    first = Judged(frozenset({("Zip", Code.MOJIBAKE)}), (("Zip", ZEROS),), written=(("At", DAYS),))
    second = Judged(
        frozenset({("Zip", Code.DATE_MADE), ("E-mail", Code.MOJIBAKE)}),
        (
            ("Zip", LostZeros(((4, 5),), "Land")),
            ("Born", LostZeros(((4, 5),), "E-mail")),
            ("E-mail", ZEROS),
        ),
        (("E-mail",),),
        totals_line=9,
        written=(("Born", DAYS), ("E-mail", DAYS)),
    )
    told = with_joined(first, [(JOIN, second)])
    assert told == Judged(
        frozenset({("Zip", Code.MOJIBAKE), ("Zip (people)", Code.DATE_MADE)}),
        (("Zip", ZEROS), ("Zip (people)", LostZeros(((4, 5),), "Land"))),
        written=(("At", DAYS), ("Born", DAYS)),
    )
    # Told twice it is told once.
    assert with_joined(told, [(JOIN, second)]) == told
