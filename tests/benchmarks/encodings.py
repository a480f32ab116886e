"""Print what becomes of every language in every encoding that can write it."""

from __future__ import annotations

from tests.source.encoding_matrix import Outcome, table
from tests.source.languages import LANGUAGES


def main() -> None:
    """Print the table of outcomes."""
    print(f"{'':16}" + "".join(f"{outcome:>30}" for outcome in Outcome))
    for form, counts in table(list(LANGUAGES)).items():
        print(f"{form:16}" + "".join(f"{counts[outcome]:>30,}" for outcome in Outcome))


if __name__ == "__main__":
    main()
