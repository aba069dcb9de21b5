"""`python -m stratdocs` is `stratdocs`."""

import sys

from stratdocs.cli import main

if __name__ == "__main__":
    sys.exit(main())
