"""The parser of all commands, and its messages for wrong calls."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from stratdocs.model.finding import StratdocsError
from stratdocs.words.nearest import nearest
from stratdocs.words.phrases import did_you_mean


def suggestion(word: str, known: Iterable[str]) -> str:
    """A question about a word that is close to a known one; empty where none is close."""
    return did_you_mean(nearest(word, known))


def one_of(option: str, known: Sequence[str]) -> Callable[[str], str]:
    """An argument type that takes one of several words; the error for any other lists them."""

    def known_word(word: str) -> str:
        if word in known:
            return word
        *first, last = known
        hint = suggestion(word, known)
        raise StratdocsError(
            f'there is no {option} "{word}"; it can be {", ".join(first)} or {last}{hint}'
        )

    return known_word


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
        """Calls to copy, at the end of the help; after two blanks and a hash, what each does."""
        super().__init__(**settings, allow_abbrev=False, formatter_class=Help)

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:
        """Declares an option or a positional argument."""
        self.options += [name for name in names if name.startswith("--")]
        return super().add_argument(*names, **settings)

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
            message = f"{option} needs something behind it"
        elif what.startswith("ignored explicit"):
            message = f"{option} takes nothing behind it"
        elif option == "the following arguments are required":
            message = f"{what} is missing"
        raise StratdocsError(f"{message}; see {self.prog} --help")
