"""Why a pair is proposed, in words for people."""

from __future__ import annotations

CELLS_ARE_EMAILS = "the cells are e-mail addresses"
CELLS_ARE_PHONES = "the cells look like phone numbers"
CELLS_ARE_COUNTRIES = "the cells are countries"
CELLS_ARE_TIMES = "the cells are dates"
CELLS_ARE_MONEY = "the cells look like amounts of money"

SPEAKS_OF_CONSENT = (
    "it speaks of consent, which an import never sets: at most a detail of the {whose}"
)
LEFT_OUT_BEFORE = "you left this name out before"
BELONGS_TO_KLAVIYO = "names that begin with $ belong to Klaviyo: give it another name"
CUSTOM = "no property of Klaviyo's own means this: a detail of the {whose}"
GROUPED = "{reason}, in the group “{group}”"

TEMPLATE = "you chose this kind of event"
ORDERS = "the columns speak of orders"
CHECKOUTS = "the columns speak of carts that were not paid: choose a name"
EVENT_UNNAMED = "no column names the event: choose a name"
LINES_OF_ORDERS = "the rows are lines of orders"
ORDER_KEY = "it tells which lines are one order"
PRICE_OF_ONE = "it is the price of one piece: a line of several is worth more"
DATE_LEFT = "the cells are dates that no other event has for its time"
REGISTRATIONS = "the columns speak of people who signed up: choose a name"


def afterwards(what: str) -> str:
    """Say that the columns tell what happened to orders later."""
    return f"the columns speak of {what}: choose a name"


def of_order(reason: str, what: str) -> str:
    """Add that it is the order's, while the columns tell what happened later."""
    return f"{reason}, but it is that of the order, and the columns speak of {what}"


def older(label: str) -> str:
    """Say that the header is Klaviyo's older name of a property."""
    return f"Klaviyo's older name for {label.lower()}"


def meant(label: str) -> str:
    """Say that the header means a property."""
    return f"the name means {label.lower()}"


def maybe(label: str) -> str:
    """Say that the header may mean a property."""
    return f"the name may mean {label.lower()}"


def chosen(label: str, times: int) -> str:
    """Say that somebody chose this for the same header before."""
    return f"you chose {label} for this name {'before' if times == 1 else f'{times} times before'}"


def left_out(reason: str) -> str:
    """Add that such a column was not sent before."""
    return f"{reason}, but you left this name out before"


def belied(reason: str) -> str:
    """Add that the cells say otherwise."""
    return f"{reason}, but the cells do not look like it"


def of_whose_address(reason: str) -> str:
    """Add that the addresses may be those of somebody else."""
    return f"{reason}, but the name does not say that they are the person's own"


def repeating(reason: str, other: str) -> str:
    """Add that so few different addresses are rather those of the staff."""
    return f"{reason}, but few addresses come again and again beside the many of “{other}”"


def undecided(reason: str) -> str:
    """Add that the cells can be read in more than one way."""
    return f"{reason}, but say first how its cells are to be read"


def rivalled(reason: str, other: str) -> str:
    """Add that another column may be it just as well."""
    return f"{reason}, but “{other}” may be it, too"


def of_whom(reason: str) -> str:
    """Add that it may be the shop's and not the person's."""
    return f"{reason}, but it may be the shop's"


def of_venue(reason: str, other: str) -> str:
    """Add that it may be that of a place of the file's, and not the person's."""
    return f"{reason}, but it may be that of “{other}”"


def of_quantity(reason: str) -> str:
    """Add that it may be how many were bought."""
    return f"{reason}, but beside the price of one it may be how many"


def of_staff(reason: str) -> str:
    """Add that it may be who works with the program."""
    return f"{reason}, but beside the customer it may be who served them"


def of_browser(reason: str) -> str:
    """Add that it may name a browser."""
    return f"{reason}, but beside visits of pages it names a browser"


def split_time(reason: str, other: str) -> str:
    """Add that the time of day stands elsewhere."""
    return f"{reason}, but the time of day is in “{other}”"


def many_names(reason: str) -> str:
    """Add that each text of the column would make a metric."""
    return f"{reason}, but every other text in it would make a new metric for good"


def one_account(reason: str) -> str:
    """Add that it holds for the account that it comes from, and for no other."""
    return f"{reason}, but it is right only in the account that it comes from"


def of_occasion(reason: str) -> str:
    """Add that it may tell of the occasion instead of what a person did."""
    return f"{reason}, but it may tell of the occasion and not of what a person did"


def meant_in(label: str, metric: str) -> str:
    """Say that the header means a property in an event of known shape."""
    return f"the name means {label} in {metric}"


def meant_of_item(label: str) -> str:
    """Say that the header means a detail of each item of an order."""
    return f"the name means {label} of an item"


def all_of_items(label: str) -> str:
    """Say that a property lists what all items of an order have."""
    return f"{label} lists it of all items, so that segments can ask for it"


def listed(reason: str) -> str:
    """Add that the property wants a list."""
    return f"{reason}, which wants a list: say where its texts are to be split"


def split(reason: str, separator: str) -> str:
    """Add that its cells show where the list is to be split; no separator means JSON."""
    how = f"its texts are lists with “{separator}” between" if separator else "its texts are lists"
    return f"{reason}, and {how}"
