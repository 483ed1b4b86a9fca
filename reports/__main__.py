"""`python -m reports` is the command line."""

import sys

from reports.cli import main

sys.exit(main())
