"""How a call is read: the parser of every command, and what it says of a wrong call."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from stratdocs.model.finding import StratdocsError
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean


def suggestion(word: str, known: Iterable[str]) -> str:
    """A question about a word that is close to a known one; empty where none is close."""
    return did_you_mean(nearest(word, known))


def one_of(option: str, known: Sequence[str]) -> Callable[[str], str]:
    """Takes one of several words; for any other word the error lists them."""

    def word(value: str) -> str:
        if value in known:
            return value
        *first, last = known
        hint = suggestion(value, known)
        raise StratdocsError(
            f'there is no {option} "{value}"; it can be {", ".join(first)} or {last}{hint}'
        )

    return word


class Help(argparse.HelpFormatter):
    """Help of a fixed width: to ask the terminal for its own costs every call 3 ms of imports."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=90)


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a call in one sentence."""

    def __init__(self, **settings: Any) -> None:
        self.options: list[str] = []
        """The long options that were declared."""
        super().__init__(**settings, allow_abbrev=False, formatter_class=Help)

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        """Declares an option or a positional argument."""
        self.options += [name for name in names if name.startswith("--")]
        return super().add_argument(*names, **settings)

    def error(self, message: str) -> NoReturn:
        """Raises what is wrong, in our words."""
        option, _, what = message.removeprefix("argument ").partition(": ")
        if what.startswith("expected one"):
            message = f"{option} needs something behind it"
        elif what.startswith("ignored explicit"):
            message = f"{option} takes nothing behind it"
        elif option == "the following arguments are required":
            message = f"{what} is missing"
        raise StratdocsError(f"{message}; see {self.prog} --help")
