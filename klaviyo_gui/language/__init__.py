"""What people read, in their language: translated words, numbers and days as they write them.

All sentences stand in the code in English, which is also what they are found by. The window chooses
a language before it is built; whoever chooses none, as the command line, speaks English.
"""

from klaviyo_gui.language.days import long_day
from klaviyo_gui.language.forms import Forms, clock, day, decimal, grouped, use_forms
from klaviyo_gui.language.told import told
from klaviyo_gui.language.translating import (
    SOURCE,
    counted,
    in_use,
    languages,
    mark,
    tr,
    use_language,
    use_translations,
    within,
)

__all__ = [
    "SOURCE",
    "Forms",
    "clock",
    "counted",
    "day",
    "decimal",
    "grouped",
    "in_use",
    "languages",
    "long_day",
    "mark",
    "told",
    "tr",
    "use_forms",
    "use_language",
    "use_translations",
    "within",
]
