"""Prints what became of journals whose power was cut; exits with 1 when anything was lost.

``python -m tests.power_cuts [CUTS] [SEED]``
"""

import sys

from tests.power_cuts.cuts import cut_through


def main():
    cuts = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    toll = cut_through(cuts, seed)
    print(toll)
    sys.exit(not toll.is_clean)


if __name__ == "__main__":
    main()
