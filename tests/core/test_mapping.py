from dataclasses import replace

from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.core.conversion import Conversion, Others
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.join import Join, Taken
from klaviyo_gui.core.lost_zeros import LostZeros
from klaviyo_gui.core.mapping import (
    Column,
    Fixed,
    Joined,
    Kind,
    Mapping,
    Options,
    Pair,
    Repeats,
    Undated,
    ValueType,
)
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.repair import Repair, Seen
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter

EMAIL = Pair("profile.email", Column("Mail"))
METRIC = Pair("metric", Fixed("Placed Order"))
VALUE = Pair("value", Column("Total"))
PERSON = Pair("email", Column("Mail"))
MAPPING = Mapping(events=(EMAIL, METRIC, VALUE), profiles=(PERSON,))


def test_an_empty_mapping_builds_nothing():
    assert Mapping().kinds == ()
    assert Mapping().columns() == ()


def test_a_mapping_builds_the_kinds_that_have_pairs():
    assert MAPPING.kinds == (Kind.EVENTS, Kind.PROFILES)
    assert Mapping(profiles=(PERSON,)).kinds == (Kind.PROFILES,)


def test_a_new_pair_comes_last_and_an_old_one_is_replaced_in_its_place():
    city = Pair("profile.location.city", Column("City"))
    other = Pair("metric", Column("Event"), ValueType.TEXT)

    assert MAPPING.with_pair(Kind.EVENTS, city).events == (EMAIL, METRIC, VALUE, city)
    assert MAPPING.with_pair(Kind.EVENTS, other).events == (EMAIL, other, VALUE)
    assert MAPPING.events == (EMAIL, METRIC, VALUE)


def test_a_pair_is_found_and_removed_by_its_property_and_kind():
    assert MAPPING.pair(Kind.EVENTS, "value") == VALUE
    assert MAPPING.pair(Kind.PROFILES, "value") is None
    assert MAPPING.without(Kind.EVENTS, "value").events == (EMAIL, METRIC)
    assert MAPPING.without(Kind.PROFILES, "value") == MAPPING
    assert MAPPING.without(Kind.PROFILES, "email").kinds == (Kind.EVENTS,)


def test_columns_in_use_are_named_once_and_fixed_texts_are_none():
    assert MAPPING.columns() == ("Mail", "Total")
    assert MAPPING.columns(Kind.PROFILES) == ("Mail",)


def test_a_column_knows_everything_it_fills():
    assert MAPPING.targets_of("Mail") == (
        (Kind.EVENTS, "profile.email"),
        (Kind.PROFILES, "email"),
    )
    assert MAPPING.targets_of("Placed Order") == ()


def test_options_are_part_of_the_value():
    options = Options("Europe/Berlin", "DE", Repeats.APART)

    assert MAPPING.with_options(options).options == options
    assert MAPPING.with_options(options) != MAPPING
    assert hash(MAPPING.with_options(Options())) == hash(MAPPING)


def test_a_column_has_one_repair_for_each_damage_and_findings_are_seen_once():
    short, long = (Repair("ZIP", Code.ZEROS_LOST, LostZeros(((4, to),))) for to in (5, 6))
    errors = Repair("ZIP", Code.EXCEL_ERROR)
    mapping = Mapping().with_repair(short).with_repair(errors).with_repair(long)
    assert mapping.repairs == (errors, long)
    assert mapping.without_repair(short).repairs == (errors,)
    seen = Seen("mojibake", ("Name",), 3)
    assert Mapping().with_seen(seen).with_seen(seen).seen == (seen,)


def test_a_finding_that_was_put_back_waits_again_and_the_others_stay_seen():
    one, other = Seen("mojibake", ("Name",), 3), Seen("mojibake", ("City",), 3)
    both = Mapping().with_seen(one).with_seen(other)
    assert both.without_seen(one).seen == (other,)
    assert both.without_seen(one).without_seen(one) == Mapping().with_seen(other)


NAME = Pair("first_name", Joined((Column("First"), Fixed("of"), Column("Last"))))


def test_a_pair_knows_every_column_that_may_fill_it_once():
    pair = Pair("title", Column("First"), fallback=(Column("Nick"), Column("First"), Fixed("you")))

    assert NAME.columns == ("First", "Last")
    assert pair.columns == ("First", "Nick")
    assert METRIC.columns == ()


def test_a_column_that_is_left_out_fills_nothing_and_is_remembered_once():
    mapping = MAPPING.leaving_out(("Mail", "Other")).leaving_out(("Mail",))

    assert mapping.events == (METRIC, VALUE)
    assert mapping.profiles == ()
    assert mapping.left_out == ("Mail", "Other")


def test_a_pair_takes_its_columns_out_of_those_left_out():
    mapping = Mapping(left_out=("Mail", "First", "Last", "Other"))

    assert mapping.with_pair(Kind.PROFILES, NAME).left_out == ("Mail", "Other")
    assert mapping.with_pair(Kind.EVENTS, METRIC).left_out == mapping.left_out


def left(pair, *columns):
    """Return what is left of a pair when columns are left out."""
    return Mapping(profiles=(pair,)).leaving_out(columns).pair(Kind.PROFILES, pair.target)


def test_a_joined_text_loses_its_columns_and_ends_with_the_last_of_them():
    assert left(NAME, "First") == Pair("first_name", Joined((Fixed("of"), Column("Last"))))
    assert left(NAME, "First", "Last") is None
    assert left(Pair("title", Joined((Column("A"), Column("B")))), "A") == Pair(
        "title", Column("B")
    )


def test_a_fallback_steps_in_where_the_source_is_left_out():
    pair = Pair("title", Column("A"), ValueType.TEXT, fallback=(Column("B"), Fixed("you")))

    assert left(pair, "A") == Pair("title", Column("B"), ValueType.TEXT, fallback=(Fixed("you"),))
    assert left(pair, "B") == Pair("title", Column("A"), ValueType.TEXT, fallback=(Fixed("you"),))
    assert left(pair, "A", "B") is None, "a text for blank cells is not meant for every row"
    assert left(pair, "C") == pair
    assert left(Pair("title", Fixed("x"), fallback=(Column("B"),)), "B") == Pair(
        "title", Fixed("x")
    )


def test_what_was_chosen_for_the_texts_of_a_column_leaves_with_it():
    chosen = Conversion(table=(("VIP", "gold"), ("none", "gold")), others=Others.LEAVE_OUT)
    pair = Pair("title", Column("A"), ValueType.TEXT, chosen, (Fixed("none"), Column("B")))

    assert left(pair, "A") == Pair("title", Column("B"), ValueType.TEXT, fallback=(Fixed("none"),))
    assert left(pair, "B") == Pair("title", Column("A"), ValueType.TEXT, chosen, (Fixed("none"),))
    assert left(Pair("title", Column("A"), fallback=(Fixed("0"),)), "A") is None


def test_events_of_which_nothing_says_when_are_undated_until_somebody_chose():
    chosen = Options(undated=Undated.SENDING)

    assert MAPPING.is_undated
    assert not MAPPING.with_options(chosen).is_undated
    assert not MAPPING.with_pair(Kind.EVENTS, Pair("time", Column("When"))).is_undated
    assert not Mapping(profiles=(PERSON,)).is_undated


def test_people_join_the_list_that_is_chosen_and_events_join_none():
    news = ContactList("Y6nRLr", "News", "AbC123")
    joining = MAPPING.joining(news)
    assert joining.list_of(Kind.PROFILES) == "Y6nRLr"
    assert joining.list_of(Kind.EVENTS) == ""
    assert joining.joining(None) == MAPPING
    assert MAPPING.list_of(Kind.PROFILES) == ""
    assert (joining.joined_list, MAPPING.joined_list) == (news, None)
    assert joining.with_pairs(Kind.PROFILES, ()).joined_list is None


def test_the_name_of_all_events_is_known_where_it_is_a_fixed_text():
    assert MAPPING.fixed_metric == "Placed Order"
    assert Mapping((Pair("metric", Column("Event")),)).fixed_metric == ""
    assert Mapping().fixed_metric == ""
    more = tuple(
        FurtherEvent((Pair("metric", source),))
        for source in (Fixed("Fulfilled Order"), Column("Event"), Fixed(" Placed Order "))
    )
    assert replace(MAPPING, further=more).fixed_names == ("Placed Order", "Fulfilled Order")
    assert Mapping((Pair("metric", Column("Event")),)).fixed_names == ()


def test_the_file_itself_must_have_what_steps_go_by_and_nothing_that_is_joined():
    join = Join("people.csv", (("Mail", "E-mail"),), (Taken("City", "City"),))
    mapping = Mapping(
        events=(Pair("properties.City", Column("City")), Pair("value", Column("Total"))),
        joins=(join,),
        row_filter=RowFilter((Condition("City", Ask.IS, ("Ulm",)), Condition("At", Ask.IS_FILLED))),
        grouping=Grouping(("Order",)),
    )
    assert mapping.joined_columns == ("City",)
    assert mapping.step_columns == ("Mail", "City", "At", "Order")
    assert mapping.file_columns == ("Total", "Mail", "At", "Order")
