"""How the program ends."""

CLEAN, FOUND, WRONG_CALL, NOTHING = range(4)
"""Exit codes: nothing at or above --fail-on, something, a call that cannot be, nothing to check."""
