"""`python -m placet` is the command `placet`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; stopped while it still starts, it ends as it would later."""
    try:
        from placet.cli.main import main as run
    except KeyboardInterrupt:
        sys.stderr.write("placet: stopped before it began\n")
        sys.exit(130)
    except MemoryError:
        sys.stderr.write("placet: out of memory before it began\n")
        sys.exit(3)
    run()


if __name__ == "__main__":
    main()
