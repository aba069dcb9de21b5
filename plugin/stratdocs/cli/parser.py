"""The parser of all commands, and its messages for wrong calls."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from stratdocs.model.finding import StratdocsError
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean


def suggestion(word: str, known: Iterable[str]) -> str:
    """A question about a word that is close to a known one; empty where none is close."""
    return did_you_mean(nearest(word, known))


class one_of:  # noqa: N801  # it reads as the function that it is to its callers
    """An argument type that takes one of several words; the error for any other lists them."""

    def __init__(self, option: str, known: Sequence[str]) -> None:
        self.option = option
        self.known = known

    def __call__(self, word: str) -> str:
        """The word, if it is one of them."""
        if word in self.known:
            return word
        *first, last = self.known
        hint = suggestion(word, self.known)
        raise StratdocsError(
            f'invalid {self.option} "{word}"; use {", ".join(first)} or {last}{hint}'
        )


_FREE = ("TEXT", "TITLE", "LINE", "VALUE", "WHAT", "STATUS", "0-10", "DAY")
"""What can be empty, or is asked for by the command itself."""


class Help(argparse.HelpFormatter):
    """Help of a fixed width: asking the terminal for its width costs every call 3 ms of imports."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=90)


class Parser(argparse.ArgumentParser):
    """A parser that reports a wrong call in one sentence."""

    def __init__(self, **settings: Any) -> None:
        self.options: list[str] = []
        """The long options declared so far."""
        self.examples: Sequence[str] = ()
        """Calls to copy, at the end of the help; after two spaces and a hash, what each does."""
        super().__init__(**settings, allow_abbrev=False, formatter_class=Help)

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        """Declares an option or a positional argument."""
        self.options += [name for name in names if name.startswith("--")]
        return super().add_argument(*names, **settings)

    def reads_strategy(self, *, writes: bool = False) -> None:
        """Declares the files of the strategy, behind all other words."""
        self.add_argument(
            "paths",
            metavar="PATH",
            nargs="*",
            default=[],
            help="the strategy's files or folders (default: the folder set in mkdocs.yml)",
        )
        if writes:
            self.writes()

    def writes(self) -> None:
        """Declares the option of all commands that write to the strategy."""
        self.add_argument(
            "--dry-run", action="store_true", help="show the changes without writing them"
        )

    def reject_empty(self, call: argparse.Namespace) -> None:
        """Raises StratdocsError if a word of the call that names something is empty."""
        for action in self._actions:
            if action.metavar is None or action.metavar in _FREE:
                continue
            names = action.option_strings[-1:] or str(action.metavar).split()
            given = getattr(call, action.dest, None)
            for place, word in enumerate(given if isinstance(given, list) else [given]):
                if isinstance(word, str) and not word.strip():
                    name = names[min(place, len(names) - 1)]
                    raise StratdocsError(f"{name} is empty; see {self.prog} --help")

    def numbers(self, form: str) -> None:
        """Takes words that begin so for values, though they begin as options do."""
        self._negative_number_matcher = re.compile(form)

    def format_help(self) -> str:
        """The help, with the examples at its end."""
        text = super().format_help()
        if not self.examples:
            return text
        return text + "\nexamples:\n" + "".join(f"  {example}\n" for example in self.examples)

    def error(self, message: str) -> NoReturn:
        """Raises an error in our words instead of those of argparse."""
        option, _, what = message.removeprefix("argument ").partition(": ")
        if what.startswith("expected one"):
            message = f"{option} needs a value"
        elif what.startswith("ignored explicit"):
            message = f"{option} takes no value"
        elif option == "the following arguments are required":
            message = f"{what} is missing"
        raise StratdocsError(f"{message}; see {self.prog} --help")
