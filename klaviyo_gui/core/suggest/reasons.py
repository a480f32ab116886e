"""Why a pair is proposed, in words for people."""

from __future__ import annotations

from klaviyo_gui.language import SOURCE, counted, in_use, mark, tr

CELLS_ARE_EMAILS = mark("the cells are e-mail addresses")
CELLS_ARE_PHONES = mark("the cells look like phone numbers")
CELLS_ARE_COUNTRIES = mark("the cells are countries")
CELLS_ARE_TIMES = mark("the cells are dates")
CELLS_ARE_MONEY = mark("the cells look like amounts of money")

LEFT_OUT_BEFORE = mark("you left this name out before")
BELONGS_TO_KLAVIYO = mark("names that begin with $ belong to Klaviyo: give it another name")
CUSTOM_OF_EVENT = mark("no property of Klaviyo's own means this: a detail of the event")
CUSTOM_OF_PERSON = mark("no property of Klaviyo's own means this: a detail of the person")
CUSTOM_OF_ITEM = mark("no property of Klaviyo's own means this: a detail of the item")
CONSENT_OF_EVENT = mark(
    "it speaks of consent, which an import never sets: at most a detail of the event"
)
CONSENT_OF_PERSON = mark(
    "it speaks of consent, which an import never sets: at most a detail of the person"
)

TEMPLATE = mark("you chose this kind of event")
ORDERS = mark("the columns speak of orders")
CHECKOUTS = mark("the columns speak of carts that were not paid: choose a name")
EVENT_UNNAMED = mark("no column names the event: choose a name")
LINES_OF_ORDERS = mark("the rows are lines of orders")
ORDER_KEY = mark("it tells which lines are one order")
PRICE_OF_ONE = mark("it is the price of one piece: a line of several is worth more")
DATE_LEFT = mark("the cells are dates that no other event has for its time")
REGISTRATIONS = mark("the columns speak of people who signed up: choose a name")


def afterwards(what: str) -> str:
    """Say that the columns tell what happened to orders later."""
    return tr("the columns speak of {what}: choose a name", what=tr(what))


def of_order(reason: str, what: str) -> str:
    """Add that it is the order's, while the columns tell what happened later."""
    return tr(
        "{reason}, but it is that of the order, and the columns speak of {what}",
        reason=reason,
        what=tr(what),
    )


def older(label: str) -> str:
    """Say that the header is Klaviyo's older name of a property."""
    return tr("Klaviyo's older name for {property}", property=_within(label))


def meant(label: str) -> str:
    """Say that the header means a property."""
    return tr("the name means {property}", property=_within(label))


def maybe(label: str) -> str:
    """Say that the header may mean a property."""
    return tr("the name may mean {property}", property=_within(label))


def chosen(label: str, times: int) -> str:
    """Say that somebody chose this for the same header before."""
    return counted(
        times,
        "you chose {property} for this name before",
        "you chose {property} for this name {count} times before",
        property=label,
    )


def grouped(reason: str, group: str) -> str:
    """Add in which group it stands."""
    return tr("{reason}, in the group “{group}”", reason=reason, group=group)


def left_out(reason: str) -> str:
    """Add that such a column was not sent before."""
    return tr("{reason}, but you left this name out before", reason=reason)


def doubted(reason: str, doubt: str) -> str:
    """Add why it is not certain all the same."""
    return tr("{reason}, but {doubt}", reason=reason, doubt=tr(doubt))


def belied(reason: str) -> str:
    """Add that the cells say otherwise."""
    return tr("{reason}, but the cells do not look like it", reason=reason)


def of_whose_address(reason: str) -> str:
    """Add that the addresses may be those of somebody else."""
    return tr("{reason}, but the name does not say that they are the person's own", reason=reason)


def repeating(reason: str, other: str) -> str:
    """Add that so few different addresses are rather those of the staff."""
    return tr(
        "{reason}, but few addresses come again and again beside the many of “{other}”",
        reason=reason,
        other=other,
    )


def undecided(reason: str) -> str:
    """Add that the cells can be read in more than one way."""
    return tr("{reason}, but say first how its cells are to be read", reason=reason)


def rivalled(reason: str, other: str) -> str:
    """Add that another column may be it just as well."""
    return tr("{reason}, but “{other}” may be it, too", reason=reason, other=other)


def of_whom(reason: str) -> str:
    """Add that it may be the shop's and not the person's."""
    return tr("{reason}, but it may be the shop's", reason=reason)


def of_venue(reason: str, other: str) -> str:
    """Add that it may be that of a place of the file's, and not the person's."""
    return tr("{reason}, but it may be that of “{other}”", reason=reason, other=other)


def of_quantity(reason: str) -> str:
    """Add that it may be how many were bought."""
    return tr("{reason}, but beside the price of one it may be how many", reason=reason)


def of_staff(reason: str) -> str:
    """Add that it may be who works with the program."""
    return tr("{reason}, but beside the customer it may be who served them", reason=reason)


def of_browser(reason: str) -> str:
    """Add that it may name a browser."""
    return tr("{reason}, but beside visits of pages it names a browser", reason=reason)


def split_time(reason: str, other: str) -> str:
    """Add that the time of day stands elsewhere."""
    return tr("{reason}, but the time of day is in “{other}”", reason=reason, other=other)


def many_names(reason: str) -> str:
    """Add that each text of the column would make a metric."""
    return tr(
        "{reason}, but every other text in it would make a new metric for good", reason=reason
    )


def one_account(reason: str) -> str:
    """Add that it holds for the account that it comes from, and for no other."""
    return tr("{reason}, but it is right only in the account that it comes from", reason=reason)


def of_occasion(reason: str) -> str:
    """Add that it may tell of the occasion instead of what a person did."""
    return tr(
        "{reason}, but it may tell of the occasion and not of what a person did", reason=reason
    )


def meant_in(label: str, metric: str) -> str:
    """Say that the header means a property in an event of known shape."""
    return tr("the name means {property} in {event}", property=label, event=metric)


def meant_of_item(label: str) -> str:
    """Say that the header means a detail of each item of an order."""
    return tr("the name means {property} of an item", property=label)


def all_of_items(label: str) -> str:
    """Say that a property lists what all items of an order have."""
    return tr("{property} lists it of all items, so that segments can ask for it", property=label)


def listed(reason: str) -> str:
    """Add that the property wants a list."""
    return tr("{reason}, which wants a list: say where its texts are to be split", reason=reason)


def split(reason: str, separator: str) -> str:
    """Add that its cells show where the list is to be split; no separator means JSON."""
    if not separator:
        return tr("{reason}, and its texts are lists", reason=reason)
    return tr(
        "{reason}, and its texts are lists with “{separator}” between",
        reason=reason,
        separator=separator,
    )


def of_zone(zone: str) -> str:
    """Say that the header names the time zone of its times."""
    return tr("the name says that its times are of {zone}", zone=zone)


def _within(label: str) -> str:
    """Return what a property is called, within a sentence: English writes nouns small there."""
    return label.lower() if in_use() == SOURCE else tr(label)
