"""Prints what became of damaged journals; exits with 1 when one said something wrong.

``python -m tests.damage [TRIALS] [SEED]``
"""

import sys

from tests.damage.damage import damage_through


def main():
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    toll = damage_through(trials, seed)
    print(toll)
    sys.exit(toll.wrong > 0)


if __name__ == "__main__":
    main()
