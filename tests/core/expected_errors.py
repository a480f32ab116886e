"""Every class of expected errors, and one error of each."""

import dataclasses
from pathlib import Path

from klaviyo_gui.core import errors
from klaviyo_gui.core.standing import Standing
from klaviyo_gui.core.tally import Counts, Tally

SAMPLES = {
    "Path": Path("orders.csv"),
    "bool": True,
    "int": 3,
    "str": "events",
    "tuple[str, ...]": ("Mail", "Total"),
    "Standing": Standing(names=("Sale",)),
    "Tally": Tally(Counts(held=3)),
}


def family(root=errors.ExpectedError):
    """Return every class of the tree, the root first."""
    return (root, *(each for child in root.__subclasses__() for each in family(child)))


def sample(kind):
    """Return an error of this class with a value in every field."""
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return kind(**{field.name: SAMPLES[field.type] for field in fields})
