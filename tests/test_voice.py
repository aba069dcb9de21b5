"""Every string that a user can read follows the voice that `CONTRIBUTING.md` describes: words,
plurals, contractions, stops and lengths, as far as a program can check them.

Strings come from the source by their syntax: messages with `{}` for each value, help of options,
docstrings of rules and of the model, and the text of templates and Markdown outside code. Word
lists, patterns and examples in YAML are not among them.
"""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import stack_of

from stratdocs.linting.lint import lint
from stratdocs.linting.rules import RULES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "plugin" / "stratdocs"

WORD_LISTS = (
    "language/clause.py",
    "cli/completion.py",
    "language/features.py",
    "language/foreign.py",
    "language/lexicon.py",
    "language/measures.py",
    "language/questions.py",
    "language/tokens.py",
    "language/tongues.py",
    "exchange/words.py",
    "model/aliases.py",
    "model/units.py",
    "reviewing/meanings.py",
    "reviewing/rewording.py",
    "rules/vague_objective.py",
    "rules/vanity_metric.py",
)
"""Files of the package that are about words: what they hold is data, not text for users."""


class Text(NamedTuple):
    """A text that a user can read, and where it is."""

    path: str
    line: int
    words: str
    sort: str
    """`message`, `doc` (a docstring that is shown), `page` or `internal` (other docstrings)."""


class Fault(NamedTuple):
    """A pattern that must not occur, with what to write instead."""

    pattern: str
    instead: str


EVERYWHERE = (
    Fault(r"\banew\b", "again"),
    Fault(r"\bmend(s|ed|ing|able)?\b", "fix"),
    Fault(r"\bhangs? (on|below)\b|\bhung\b", "depends on"),
    Fault(r"\b[Ss]eldom\b", "rarely"),
    Fault(r"\b[Ss]hall\b", "should, will"),
    Fault(r"\bof which (?!one|two|three|four|\d|\{)", "whose, or turn the sentence"),
    Fault(r"\bdearer\b", "costlier"),
    Fault(r"defined nowhere", "doesn't exist"),
    Fault(r"\bgo(es)? round\b", "works around, is a cycle"),
    Fault(r"\ball the same\b", "anyway"),
    Fault(r"\blooked well\b", "looked good"),
    Fault(r"as (it|they) lies?\b", "as it is"),
    Fault(r"\bmid-course\b", "mid-period"),
    Fault(r"pieces? of advice", "suggestion"),
    Fault(r"\b[Pp]lease\b|\b[Ss]orry\b|\b[Oo]ops\b", "leave it out"),
    Fault(r"\butilise\b|\bin order to\b", "use, to"),
)
PRODUCT = (
    Fault(r"(?<!here )\b(is|are) no (?!longer\b|more\b|less\b|fewer\b|\{)", "isn't a, unknown"),
    Fault(r"\b[Tt]old\b", "reported, informed"),
    Fault(r"\b[Ww]hoever\b", "name the person"),
    Fault(r"\b(by|whose) (its|their )?day\b", "due date"),
    Fault(
        r"\bstands? (in|on|at|beside|under|behind|as|alone|left|among|between|here)\b|\bstood\b",
        "is, was",
    ),
    Fault(r"\b[Cc]ircles?\b", "cycle"),
    Fault(r"\bin (force|hand)\b", "active"),
    Fault(r"\b[Ww]ay gone\b|(tenth|fifth|quarter|third)s? of (the way|its time)", "a percentage"),
    Fault(r"\btime gone\b", "time elapsed"),
    Fault(r"pieces? of work", "work item"),
    Fault(r"\b(is|are) (another|others)\b", "is different"),
    Fault(r"\banswers? for\b", "is accountable for"),
    Fault(r"^Because [^:]|\. Because ", "start with the fact"),
    Fault(r"; (and|so|but|or)\b(?! (\{|\d))", "a comma, or two sentences"),
    Fault(
        r"\b([Nn]obody|[Nn]othing) (says|is said|tells|is named|has written)\b",
        "say what is missing",
    ),
    Fault(r"\bnames (no|neither) \w+", "has no"),
    Fault(r"\btaken? out\b", "remove"),
    Fault(r"\b[Ee]nds with (0|1|2|3)\b", "exit status"),
    Fault(r"\b(is|are) to be \w+ed\b", "must be, is due"),
    Fault(r"\b[Ff]urther (one|ones|items?|risks?|rows|outcomes)\b", "more"),
    Fault(r"\b([Nn]o|[Ss]ome|[Aa]ny|[Ee]very)body\b", "no one, someone, anyone, everyone"),
    Fault(r"\b(could|would) be (said|told)\b", "say it"),
    Fault(r"\b(is|are|was) called\b", "renamed, named"),
    Fault(r"\bbeside\b", "next to"),
    Fault(r"\bwaits? for\b", "depends on"),
    Fault(
        r"(?<![-+\w])\b1 (items|findings|errors|warnings|suggestions|bets|goals|key results)\b",
        "1 item",
    ),
    Fault(r"\w\(s\)", "a plural that agrees"),
    Fault(r"\b\d+ advice\b", "suggestions"),
    Fault(r"\b(learnt|spelt|burnt)\b", "learned"),
    Fault(r"\bheeds?\b", "applies to"),
    Fault(r"\bplans? by (it|a date|that)\b", "plan around"),
    Fault(r"\brewarded by\b", "rewarded on, for"),
    Fault(r"\bone more has\b|\band \{\} more have\b", "as has 1 more"),
    Fault(
        r"\b[Pp]reparing an inspection\b|\bmid (January|February|March|April|May|June|July|August"
        r"|September|October|November|December)\b",
        "idiom",
    ),
    Fault(r", nothing was changed\b", "brackets, or a sentence of its own"),
    Fault(
        r"\b(line|second|owner|seat|report|euro) an? (finding|decision|class|file|rule|item)\b",
        "per",
    ),
    Fault(r" [,;.](?!\S)|\.\.(?!\.|[\w{/*]|\s|$)", "spaces and stops"),
)
MESSAGES = (
    Fault(r"\b(does|do|is|are|has|have|would|should) not\b", "a contraction"),
    Fault(r"\bcannot\b", "can't"),
)
MOST_WORDS = 30
"""Words of a sentence; voice and ear agree on fewer."""


class Allowed(NamedTuple):
    """A text that a check finds although it reads right."""

    instead: str
    """What the check asks for, as it names itself."""
    text: str
    why: str


LONG = "a shorter sentence"
ALLOWED = (
    Allowed("use, to", "What the owner has in order to deliver", "to deliver is what it is for"),
    Allowed("should, will", "will shall should must", "words that the judge looks for"),
    Allowed("no one, someone, anyone, everyone", "none nobody", "words that the judge looks for"),
    Allowed("whose, or turn the sentence", "none of which affects", "a share of commits"),
    Allowed("whose, or turn the sentence", "none of which is another word", "a share of words"),
    Allowed("whose, or turn the sentence", "which field, of which item", "a question"),
    Allowed("spaces and stops", "value: ...", "stands for what a user writes"),
    Allowed("spaces and stops", "because: ...", "stands for what a user writes"),
    Allowed("spaces and stops", "|-|–|—|n/a|", "what people write into empty cells"),
    Allowed("spaces and stops", "value: {}}]", "YAML that a user can copy"),
    Allowed("spaces and stops", "date: {}, value", "YAML that a user can copy"),
    Allowed("spaces and stops", "{item: ..., field: ...}", "stands for what a user writes"),
    Allowed("states as words", "Only one status: at_risk, done", "the values of an argument"),
    Allowed("states as words", "--status at_risk", "a call to copy"),
    Allowed("states as words", "on_track, at_risk, blocked", "what to type on the command line"),
    Allowed("states as words", "status == at_risk", "a filter to copy"),
    Allowed("states as words", "then on_track, at_risk", "the values of the field"),
    Allowed("states as words", "serves, depends_on, tags", "a list of fields"),
    Allowed(LONG, "`code`, `code`, `code`, `code`", "a list of names"),
    Allowed(LONG, "[How it compares](https://", "a list of links"),
    Allowed(LONG, "The A An We Our It Its", "words that begin a sentence, for a program"),
)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# --- collecting -----------------------------------------------------------------------------------


def _skipped(tree: ast.AST) -> set[int]:
    """The nodes of examples, and the parts of strings with values."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id in ("bad", "good", "before"):
                skipped.update(id(inner) for inner in ast.walk(node))
        if isinstance(node, ast.JoinedStr):
            for value in node.values:
                if isinstance(value, ast.Constant):
                    skipped.add(id(value))
                elif isinstance(value, ast.FormattedValue) and value.format_spec is not None:
                    skipped.update(id(inner) for inner in ast.walk(value.format_spec))
    return skipped


def _docstrings(tree: ast.AST) -> dict[int, ast.AST]:
    """The docstrings, also of attributes, by the id of their node, with what they are about."""
    found: dict[int, ast.AST] = {}
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            continue
        for statement in body:
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                found[id(statement.value)] = node
    return found


def _is_text(words: str) -> bool:
    """Whether a string is language: several words, and no pattern, markup, YAML or word list."""
    if len(re.findall(r"[A-Za-z]{2,}", words)) < 2 or len(re.findall(r"\n {4}", words)) > 1:
        return False
    return not re.search(
        r"\\[bsdwSW(]|\(\?|\{\d|</|^\s*- |\n *\w+:|\bxml|^[\w-]+( [\w-]+)*=", words
    )


def _words(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr)
    return "".join(
        str(value.value) if isinstance(value, ast.Constant) else "{}" for value in node.values
    )


def _of_module(path: Path) -> Iterator[Text]:
    """The strings of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped, docs = _skipped(tree), _docstrings(tree)
    name = _name(path)
    is_vocabulary = name.endswith("model/kinds.py")
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Constant, ast.JoinedStr)) or id(node) in skipped:
            continue
        if isinstance(node, ast.Constant) and not isinstance(node.value, str):
            continue
        words = _words(node)
        if id(node) in docs:
            sort = (
                "doc" if is_vocabulary and isinstance(docs[id(node)], ast.ClassDef) else "internal"
            )
            yield Text(name, node.lineno, " ".join(words.split()), sort)
        elif not name.endswith(WORD_LISTS) and _is_text(words):
            yield Text(name, node.lineno, words, "message")


def _of_template(path: Path) -> Iterator[Text]:
    """The text of a template, without its code and its markup."""
    text = re.sub(
        r"{#.*?#}|{%.*?%}|{{.*?}}", "{}", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    text = re.sub(r"<(style|svg|code)\b.*?</\1>|<[^>]*>", "\n", text, flags=re.DOTALL)
    for number, line in enumerate(text.splitlines(), 1):
        words = html.unescape(line).strip()
        if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", words):
            yield Text(_name(path), number, words, "page")


def _of_markdown(path: Path) -> Iterator[Text]:
    """The prose of a Markdown file, without its code."""
    text = re.sub(
        r"^(````|```|~~~).*?^\1",
        "",
        path.read_text(encoding="utf-8"),
        flags=re.DOTALL | re.MULTILINE,
    )
    text = re.sub(r"^(?: {4}|\t).*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"^\|.*$", "", text, flags=re.MULTILINE)
    for block in re.split(r"\n\s*\n|\n(?=[-*] |\d\. )", re.sub(r"`[^`\n]*`", "`code`", text)):
        words = " ".join(block.split())
        if words:
            yield Text(_name(path), text.count("\n", 0, text.find(block)) + 1, words, "page")


def texts() -> list[Text]:
    """All texts that a user can read."""
    found: list[Text] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        found.extend(_of_module(path))
    for path in sorted((ROOT / "templates").rglob("*.jinja")):
        found.extend(_of_template(path))
    for path in (*ROOT.glob("*.md"), *(ROOT / "content").rglob("*.md")):
        found.extend(_of_markdown(path))
    for rule in RULES:
        path = PACKAGE / "linting" / "rules" / f"{rule.name.replace('-', '_')}.py"
        found.append(Text(_name(path), 1, f"{rule.summary} {rule.reason}", "doc"))
    return found


TEXTS = texts()
SHOWN = [text for text in TEXTS if text.sort != "internal"]


def _without_code(words: str) -> str:
    """A text without what is set as code or quoted: that is not ours to word."""
    words = re.sub(r"`[^`]*`", "`code`", words)
    return re.sub(r'"[^"]*"|“[^”]*”', '"quoted"', words)


def _is_allowed(instead: str, words: str) -> bool:
    return any(entry.instead == instead and entry.text in words for entry in ALLOWED)


def _reported(faults: list[str]) -> None:
    if faults:
        pytest.fail(f"{len(faults)} texts to edit:\n" + "\n".join(faults), pytrace=False)


def _found(instead: str, texts: Iterable[Text], pattern: str) -> list[str]:
    """The texts with a pattern outside of code and quotes, each with its place."""
    return [
        f"{text.path}:{text.line}: {text.words}"
        for text in texts
        if re.search(pattern, _without_code(text.words)) and not _is_allowed(instead, text.words)
    ]


def _sentences(words: str) -> list[str]:
    return re.split(r"(?<=[.?!:;])\s+(?=\S)", _without_code(words))


# --- tests ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", EVERYWHERE, ids=lambda fault: fault.instead)
def test_words_that_are_never_used(fault: Fault) -> None:
    _reported(_found(fault.instead, TEXTS, fault.pattern))


@pytest.mark.parametrize("fault", PRODUCT, ids=lambda fault: fault.instead)
def test_phrases_that_read_like_a_translation(fault: Fault) -> None:
    _reported(_found(fault.instead, SHOWN, fault.pattern))


@pytest.mark.parametrize("fault", MESSAGES, ids=lambda fault: fault.instead)
def test_messages_have_contractions(fault: Fault) -> None:
    messages = (text for text in SHOWN if text.sort == "message")
    _reported(_found(fault.instead, messages, fault.pattern))


def test_sentences_are_short() -> None:
    _reported(
        [
            f"{text.path}:{text.line}: {sentence}"
            for text in SHOWN
            for sentence in _sentences(text.words)
            if len(re.findall(r"[\w'’%-]+", sentence.replace("{}", "x"))) > MOST_WORDS
            and not _is_allowed(LONG, text.words)
        ]
    )


def test_docstrings_that_are_shown_end_with_a_stop() -> None:
    _reported(
        [
            f"{text.path}:{text.line}: {text.words}"
            for text in SHOWN
            if text.sort == "doc" and not re.search(r"[.?:!]$", text.words)
        ]
    )


def test_findings_begin_small_and_have_one_semicolon_at_most_and_no_stop() -> None:
    """Limits of rules and questions are sentences, and begin with a capital letter."""
    findings = [
        text
        for text in SHOWN
        if text.sort == "message"
        and "/linting/rules/" in text.path
        and not text.words[:1].isupper()
    ]
    assert len(findings) > 200
    _reported(
        [
            f"{text.path}:{text.line}: {text.words}"
            for text in findings
            if text.words.rstrip().endswith((".", "!")) or text.words.count("; ") > 1
        ]
    )


def test_states_are_words_in_what_is_shown() -> None:
    """`on_track` and its like are code; a message that is one word is a value and not language."""
    terms = r"\b(on_track|at_risk|not_doing|depends_on|check_ins)\b"
    _reported(_found("states as words", (t for t in SHOWN if " " in t.words), terms))


CASES = Path(__file__).parent / "rules"
RENDERED = (
    Fault(
        r"(?<!such as )(?<!use )(?<!until )(?<!x is )\b20\d\d-\d\d-\d\d\b",
        "a date in words: 15 Dec 2026",
    ),
    Fault(
        r"\bof (the )?1 (strateg|bet|objective|item|work|polic|initiative)", "a sentence for one"
    ),
    Fault(r": [a-z][\w-]*(, [a-z][\w-]*)+$", "the last two with and"),
    Fault(r";.*;", "one semicolon"),
    Fault(r"\.$", "no full stop"),
    Fault(r"\bbut\b[^;,:]*\bbut\b", "one but"),
    Fault(r"\b(is|are) , ", "a value"),
    Fault(r"“|”", "straight quotes in a terminal"),
)


@pytest.mark.parametrize("fault", RENDERED, ids=lambda fault: fault.instead)
def test_findings_read_well_with_their_values(fault: Fault) -> None:
    """The examples of each rule, as the report prints them."""
    _reported(
        sorted(
            f"{rule}: {message}"
            for rule, message in _rendered_findings()
            if re.search(fault.pattern, re.sub(r'`[^`]*`|"[^"]*"|; did you mean.*', "x", message))
        )
    )


@cache
def _rendered_findings() -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for rule in RULES:
        case = CASES / f"{rule.name}.md"
        more = case.read_text(encoding="utf-8") if case.exists() else ""
        yamls = [rule.bad, *re.findall(r"```yaml\n(.*?)```\n", more, flags=re.DOTALL)]
        for yaml in yamls:
            stack = stack_of(yaml, earlier=rule.earlier)
            found.update((rule.name, f.message) for f in lint(stack) if f.rule == rule.name)
    assert len(found) > 500
    return frozenset(found)


def test_what_is_left_out_of_a_page_agrees_in_number() -> None:
    """`1 more is on schedule`, `2 more are`: the verb depends on the number."""
    _reported(
        [
            f"{_name(path)}: {line.strip()}"
            for path in sorted((ROOT / "templates").rglob("*.jinja"))
            for line in path.read_text(encoding="utf-8").splitlines()
            if re.search(
                r"\}\} (more|earlier) (\w+s )?(is|are|isn't|aren't|has|have|uses?|supports?)\b",
                line,
            )
        ]
    )


def test_no_text_of_the_demo_is_cut_at_a_comma() -> None:
    """In brackets and braces a comma ends a text: `[Above €5,000]` would be two texts."""
    _reported(
        [
            f"{_name(path)}:{number}: {line.strip()}"
            for path in sorted((ROOT / "content").rglob("*.yml"))
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if re.search(r"^[^#]*[\[{].*\d,\d", re.sub(r"\"[^\"]*\"|'[^']*'", "text", line))
        ]
    )


@pytest.mark.parametrize("entry", ALLOWED, ids=lambda entry: entry.text)
def test_each_exception_is_still_needed(entry: Allowed) -> None:
    assert any(entry.text in text.words for text in TEXTS), f"nothing says {entry.text!r}"
