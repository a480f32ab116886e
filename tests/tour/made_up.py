"""A language that nobody speaks: what was translated into it can be told from what was not."""

import gettext
import re
from contextlib import contextmanager

from klaviyo_gui import language

OPENING, CLOSING = "⟦", "⟧"
NAME = "made up"


class MadeUp(gettext.NullTranslations):
    """Puts brackets around all that is translated."""

    def gettext(self, message):
        return f"{OPENING}{message}{CLOSING}"

    def ngettext(self, msgid1, msgid2, n):
        return self.gettext(msgid1 if n == 1 else msgid2)


@contextmanager
def made_up_language():
    """Speak the language that nobody speaks."""
    language.use_translations(NAME, MadeUp())
    try:
        yield
    finally:
        language.use_translations(language.SOURCE, gettext.NullTranslations())


_INNERMOST = re.compile(rf"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")


def left_over(words):
    """Return what of these words is in no brackets; what was cut off is closed where it ends."""
    words += CLOSING * (words.count(OPENING) - words.count(CLOSING))
    while True:
        fewer = _INNERMOST.sub(" ", words)
        if fewer == words:
            return words.strip()
        words = fewer
