"""Three roads from a file to the results by a true mouse, and one by the keys alone.

Each is walked by a person who reads what stands on the screen. Nobody opens a setting on the way.
"""

from tests.doubles.order_exports import german
from tests.journeys.person import BAD_DAY
from tests.practice.caller import Caller

ORDERS = german(3_000)
"""More lines than the first rows of a file, and days that no month has."""

BAD_DAY_ROWS = 3_000
EVERYTHING = "All required properties are filled."


def write_files(folder):
    """Put into a folder what is opened from there."""
    (folder / ORDERS.name).write_bytes(ORDERS.content)
    (folder / "orders.csv").write_text("\n".join(bad_day_rows()), encoding="utf-8")


def stored(address, what):
    """Return all events or people that a practice Klaviyo holds."""
    with Caller(address) as caller:
        return caller.get(f"/practice/{what}?after=0&limit=10000").json["data"]


def open_from_disk(person, name):
    """Open a file by the dialog of the system, which shows the folder of the journey."""
    person.click("Open…")
    person.face()
    person.click(name)
    person.looks("dialog", is_window=False)
    person.click("Open")
    person.face()


def sign_ups(person):
    """Send who signed up for a webinar, as somebody does who was never trained."""
    person.begins("Home")
    person.looks("home")
    person.begins("File")
    person.click("Try: Webinar sign-ups")
    person.reads("File, done, 64 rows")
    person.looks("file")
    person.begins("Map")
    person.click("Map, ")
    person.reads(EVERYTHING)
    person.click("Events")
    person.looks("proposals")
    person.click("✓ Use all 6")
    person.reads("Events  6")
    person.looks("map")
    person.begins("Preview")
    person.click("Preview, ")
    person.reads("Checked 64 of 64 rows")
    person.click("People")
    person.click("Held 4")
    person.reads("No e-mail, phone number or customer id that is mapped says who it is.")
    person.looks("held")
    person.begins("Sheet")
    person.click("Send, ")
    person.reads("As history: no flow of these events starts")
    person.looks("sheet")
    person.begins("Send")
    person.click("Send 60 events and 60 people as history")
    person.reads("Done in ")
    person.looks("sent")
    person.begins("Results")
    person.click("See the results")
    person.reads("60 events and 60 people rows accepted; 4 events and 4 people rows held here.")
    person.looks("results")


def put_together(person):
    """Group lines into orders, look at their totals, and say whose clock wrote the times."""
    person.begins("Group")
    person.click("See how…")
    person.face()
    person.click("Group rows")
    person.reads(f"Totals fit: in {len(ORDERS.events):,} orders")
    person.looks("totals", is_window=False)
    person.click("Close")
    person.face()
    person.begins("Time zone")
    person.click("Time: date")
    person.face()
    person.click("London in winter →")
    person.looks("zone", is_window=False)
    person.press("Escape")
    person.face()
    person.reads(EVERYTHING)
    person.looks("map")


def try_and_send_the_rest(person):
    """Send ten orders, and then all others."""
    person.begins("Trial")
    person.click("Send, ")
    person.reads("As history: no flow of these events starts")
    person.click("A trial with the first 10 orders")
    person.looks("sheet of the trial")
    person.click("Send the first 10 orders as history")
    person.reads("its first 10 orders → Practice Klaviyo")
    person.reads("accepted: 10 events and 10 people rows")
    person.reads("Done in ")
    person.looks("tried")
    person.begins("Everything")
    person.click("Go on to the rest")
    person.looks("sheet of the rest")
    person.click(f"Send what is new of {len(ORDERS.events):,} events")
    person.reads(f"accepted: {len(ORDERS.events) - 10:,} events")
    person.reads("Done in ")
    person.looks("sent")


def orders(person):
    """Send an export of orders in lines: put together, tried, and then sent as history."""
    person.begins("File")
    open_from_disk(person, ORDERS.name)
    person.reads("3,000 rows")
    person.looks("file")
    person.begins("Map")
    person.click("Map, ")
    person.reads("These rows look like lines of orders")
    person.looks("offer")
    put_together(person)
    person.begins("Preview")
    person.click("Preview, ")
    person.reads(f"Checked {len(ORDERS.events):,} of")
    person.looks("preview")
    try_and_send_the_rest(person)
    person.begins("Results")
    person.click("See the results")
    person.reads("accepted")
    person.looks("results")


def bad_day_rows():
    """Return orders of some people over a year, each with its id."""
    head = "Order ID,Email,Order Date,Order Total,Currency"
    return [head] + [
        f"A-{at},shopper{at % 900}@shop-demo.com,"
        f"2024-{at % 12 + 1:02}-{at % 28 + 1:02}T10:{at % 60:02}:00Z,{at % 90 + 1}.50,EUR"
        for at in range(BAD_DAY_ROWS)
    ]


def accepted(person):
    """Return how many events have arrived by what the page of the run says."""
    said = person.reads("accepted: ").split()
    return int(said[1].replace(",", "")) if said[2:3] == ["events"] else 0


def until_killed(person):
    """Send on a bad day, until a part of it has arrived."""
    person.begins("File")
    open_from_disk(person, "orders.csv")
    person.reads("3,000 rows")
    person.begins("Map")
    person.click("Map, ")
    person.reads(EVERYTHING)
    person.looks("map")
    person.begins("Send")
    person.click("Send, ")
    person.click("Send 3,000 events and 900 people as history")
    person.looks("preparing")
    while accepted(person) < BAD_DAY_ROWS / 3:
        # It goes on.
        pass
    person.looks("sending")
    person.sums_up()
    person.kills()


def go_on(person):
    """Continue from Home what was left in the middle, to its end."""
    person.begins("Home again")
    person.reads("Continue")
    person.looks("home")
    person.begins("Go on")
    person.click("Continue: orders.csv")
    person.reads("orders.csv, continued → Practice Klaviyo")
    person.reads("Sending to Practice Klaviyo.")
    person.looks("going on")
    person.reads("Done in ")
    person.looks("sent")
    person.begins("Results")
    person.click("See the results")
    person.reads("accepted")
    person.looks("results")


def by_keys(person):
    """Send who signed up for a webinar from the empty window on, without a mouse."""
    person.begins("Home")
    person.looks("home")
    person.begins("File")
    person.tab_to("Try: Webinar sign-ups")
    person.looks("focus")
    person.press("space")
    person.reads("File, done, 64 rows")
    person.begins("Map")
    person.press("ctrl+2")
    person.reads(EVERYTHING)
    person.tab_to("Events")
    person.press("space")
    person.press("ctrl+shift+a")
    person.reads("Events  6")
    person.looks("map")
    person.begins("Preview")
    person.press("ctrl+3")
    person.reads("Checked 64 of 64 rows")
    person.looks("preview")
    person.begins("Sheet")
    person.press("ctrl+Return")
    person.reads("Send 60 events and 60 people as history")
    person.press("Return")
    person.tab_to("As history")
    person.looks("sheet")
    person.tab_to("Send 60 events and 60 people as history")
    person.looks("button")
    person.begins("Send")
    person.press("space")
    person.reads("Done in ")
    person.looks("sent")
    person.begins("Results")
    person.waits_for("See the results")
    person.press("space")
    person.reads("60 events and 60 people rows accepted; 4 events and 4 people rows held here.")
    person.looks("results")


ROADS = {
    "sign-ups": (sign_ups,),
    "orders": (orders,),
    BAD_DAY: (until_killed, go_on),
    "keys alone": (by_keys,),
}
"""The walks of each road, one after the other: each has a window of its own."""
