"""`python -m reports` is the command line."""

import sys

from reports.cli import main

if __name__ == "__main__":  # worker processes import this module, and must not run it
    sys.exit(main())
