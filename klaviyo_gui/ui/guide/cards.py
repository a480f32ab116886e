"""What is said of each station to whoever sees it for the first time."""

from __future__ import annotations

from klaviyo_gui.language import mark
from klaviyo_gui.ui.status import Station

CARDS = {
    Station.FILE: mark(
        "Orders of a made-up shop, as they are read. What is amber is worth a look; a cell is "
        "typed anew by F2, and the file itself is never changed."
    ),
    Station.MAP: mark(
        "Each column fills one of Klaviyo's properties: drag it there, or click it and then the "
        "property. What is certain is filled already; what is amber waits for you."
    ),
    Station.PREVIEW: mark(
        "Every record exactly as it would be sent. On the left stands what was found, the worst "
        "first, with what can be done about it."
    ),
    Station.SEND: mark(
        "Read the sheet from top to bottom, then press its button. It goes to practice: nothing "
        "leaves this computer, and nobody gets a message."
    ),
    Station.RESULTS: mark(
        "What became of every row. Rows that are put right are sent again from here. That is all: "
        "open a file of your own by Ctrl+O."
    ),
}
"""The stations of the way, in their order."""
