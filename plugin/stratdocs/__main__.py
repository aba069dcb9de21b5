"""`python -m stratdocs` is `stratdocs`."""

from stratdocs.cli import program

if __name__ == "__main__":
    program()
