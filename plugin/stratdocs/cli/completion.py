"""`stratdocs completion`: prints a script with which a shell completes commands, options and ids.

The script is static: nothing of stratdocs is started when somebody presses Tab. Only ids are looked
up then, with grep in the YAML files of the repository.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import NamedTuple

from stratdocs.cli.output import CLEAN, write
from stratdocs.cli.parser import Parser, one_of
from stratdocs.words.phrases import elide

SHELLS = ("bash", "zsh", "fish")
_IDS = frozenset(("ID", "OLD"))
"""What stands for an id in the help of a command."""
_FILES = frozenset(("FILE", "PATH", "FOLDER", "DIR", "BASE HEAD PATH"))
"""What stands for files or folders."""


class Words(NamedTuple):
    """What can be written at one place of a call."""

    listed: tuple[str, ...] = ()
    ids: bool = False
    files: bool = False


class Option(NamedTuple):
    """An option of a command."""

    name: str
    help: str
    value: Words | None
    """What follows it; None for a switch."""


class Command(NamedTuple):
    """A command, with its options and what follows it."""

    name: str
    help: str
    options: tuple[Option, ...]
    words: Words


def declare(parser: Parser) -> None:
    """What the command is for, and what it takes."""
    parser.description = (
        "Prints a script that completes commands, options and ids in your shell. Load it "
        "from your shell's start file."
    )
    parser.add_argument(
        "shell", type=one_of("shell", SHELLS), metavar="SHELL", help="bash, zsh or fish"
    )
    parser.examples = (
        "stratdocs completion bash > ~/.local/share/bash-completion/completions/stratdocs",
        "stratdocs completion zsh >> ~/.zshrc",
        "stratdocs completion fish > ~/.config/fish/completions/stratdocs.fish",
    )


def run(call: argparse.Namespace) -> int:
    """Prints the script and returns the exit code."""
    cli = import_module("stratdocs.cli")  # which imports this module when it is called
    commands = tuple(_commands(cli.VERBS))
    script: Callable[[tuple[Command, ...]], str] = _fish if call.shell == "fish" else _bash
    text = script(commands)
    if call.shell == "zsh":
        text = f"autoload -Uz compinit bashcompinit && compinit && bashcompinit\n{text}"
    write(text)
    return CLEAN


def _commands(verbs: Mapping[str, str]) -> Iterator[Command]:
    """All commands, as they declare themselves."""
    rules = _rules()
    for verb, line in verbs.items():
        parser = Parser(prog=f"stratdocs {verb}")
        import_module(f"stratdocs.cli.{verb.replace('-', '_')}").declare(parser)
        listed = list(_explained()) if verb == "explain" else []
        options: list[Option] = []
        behind: list[Words] = []
        for action in parser._actions:  # noqa: SLF001  # argparse has no other list of them
            words = Words(rules) if action.metavar == "RULE" else _words(action)
            if not action.option_strings:
                listed += words.listed
                behind.append(words)
                continue
            value = None if action.nargs == 0 else words
            long = (name for name in action.option_strings if name.startswith("--"))
            options += [Option(name, action.help or "", value) for name in long]
        ids, files = any(w.ids for w in behind), any(w.files for w in behind)
        yield Command(verb, line, tuple(options), Words(tuple(listed), ids, files))


def _words(action: argparse.Action) -> Words:
    """What can be written for an argument."""
    if action.choices:
        return Words(tuple(map(str, action.choices)))
    if isinstance(action.type, one_of):
        return Words(tuple(action.type.known))
    return Words((), action.metavar in _IDS, action.metavar in _FILES)


def _rules() -> tuple[str, ...]:
    from stratdocs.linting.rules import RULES  # no other command lists all names

    return tuple(rule.name for rule in RULES)


def _explained() -> tuple[str, ...]:
    """What can be explained, without the fields, which are many."""
    from stratdocs.linting.packs import PACKS
    from stratdocs.model.kinds import BY_COLLECTION

    return (*_rules(), *BY_COLLECTION, *PACKS)


# --- bash, and zsh by its help --------------------------------------------------------------------

_HEAD = """\
# Completion of stratdocs; made by `stratdocs completion`.
_stratdocs_ids() {
    { git ls-files -co --exclude-standard -- '*.yml' '*.yaml' 2>/dev/null ||
        find . -maxdepth 5 \\( -name '*.yml' -o -name '*.yaml' \\) -print; } |
        tr '\\n' '\\0' | xargs -0 grep -hoE '(^|[ {-])id: *[a-z0-9][a-z0-9._-]*' 2>/dev/null |
        sed 's/.*id: *//' | sort -u
}
_stratdocs() {
    local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}"
    local verb="" words="" ids="" files="" index
    for ((index = 1; index < COMP_CWORD; index++)); do
        case "${COMP_WORDS[index]}" in -*) ;; *) verb="${COMP_WORDS[index]}"; break ;; esac
    done
    case "$verb $prev" in
"""
_TAIL = """\
    esac
    [ -n "$ids" ] && words="$words $(_stratdocs_ids)"
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
    if [ -n "$files" ]; then
        COMPREPLY+=($(compgen -f -- "$cur"))
        type compopt >/dev/null 2>&1 && compopt -o filenames 2>/dev/null
    fi
}
complete -F _stratdocs stratdocs
"""


def _bash(commands: tuple[Command, ...]) -> str:
    """The script for bash."""
    lines = [
        _case(f'"{command.name} {option.name}"', option.value, ())
        for command in commands
        for option in command.options
        if option.value is not None
    ]
    for command in commands:
        names = tuple(option.name for option in command.options)
        lines.append(_case(f'"{command.name} "*', command.words, names))
    lines.append(_case("*", Words(tuple(command.name for command in commands)), ("--version",)))
    return f"{_HEAD}{''.join(lines)}{_TAIL}"


def _case(pattern: str, words: Words, options: tuple[str, ...]) -> str:
    parts = []
    if options and words.listed:
        listed = " ".join(words.listed)
        parts.append(
            f'case "$cur" in -*) words="{" ".join(options)}" ;; *) words="{listed}" ;; esac'
        )
    elif options:
        parts.append(f'case "$cur" in -*) words="{" ".join(options)}" ;; esac')
    elif words.listed:
        parts.append(f'words="{" ".join(words.listed)}"')
    if words.ids:
        parts.append('case "$cur" in -*) ;; *) ids=1 ;; esac')
    if words.files:
        parts.append('case "$cur" in -*) ;; *) files=1 ;; esac')
    return f"        {pattern}) {'; '.join(parts) or ':'} ;;\n"


# --- fish -----------------------------------------------------------------------------------------

_FISH_HEAD = """\
# Completion of stratdocs; made by `stratdocs completion`.
function __stratdocs_ids
    begin
        git ls-files -co --exclude-standard -- '*.yml' '*.yaml' 2>/dev/null
        or find . -maxdepth 5 -name '*.yml' -o -name '*.yaml'
    end | tr '\\n' '\\0' | xargs -0 grep -hoE '(^|[ {-])id: *[a-z0-9][a-z0-9._-]*' 2>/dev/null |
        sed 's/.*id: *//' | sort -u
end
complete -c stratdocs -f
"""


def _fish(commands: tuple[Command, ...]) -> str:
    """The script for fish."""
    lines = [
        f"complete -c stratdocs -n __fish_use_subcommand -a {command.name} "
        f"-d {_quoted(command.help)}\n"
        for command in commands
    ]
    for command in commands:
        head = f"complete -c stratdocs -n '__fish_seen_subcommand_from {command.name}'"
        lines += [f"{head}{values}\n" for values in _fish_words(command.words)]
        for option in command.options:
            value = ""
            if option.value is not None:
                value = " -r" + "".join(_fish_words(option.value))
            name = option.name.removeprefix("--")
            lines.append(f"{head} -l {name}{value} -d {_quoted(elide(option.help))}\n")
    return f"{_FISH_HEAD}{''.join(lines)}"


def _fish_words(words: Words) -> Iterator[str]:
    listed = [*words.listed, *(["(__stratdocs_ids)"] if words.ids else [])]
    if listed:
        yield f" -a {_quoted(' '.join(listed))}"
    if words.files:
        yield " -F"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
