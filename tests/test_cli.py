"""stratdocs as it is called: by its arguments, what it says and how it ends."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from textwrap import dedent

import jsonschema
import pytest
from reported import ABSENT

from stratdocs import __version__, cli
from stratdocs.cli import VERBS, main
from stratdocs.linting.rules import RULES

CLEAN = """
strategies:
  - {id: stay, title: Win by keeping customers, level: company}
bets:
  - {id: first-week, title: Value in the first week, serves: stay}
"""
WRONG = CLEAN.replace("serves: stay", "serves: sty")
"""One error."""
WARNED = CLEAN + "  - {id: loose, title: Something else, status: on_track, size: small}\n"
"""Warnings only."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def put(name: str, text: str) -> None:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dedent(text), encoding="utf-8")


def program(arguments: Sequence[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """What the program does in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "stratdocs", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


# --- which commands there are ---------------------------------------------------------------------


def test_each_module_that_is_a_command_is_in_the_list() -> None:
    modules = [import_module(found.name) for found in iter_modules(cli.__path__, "stratdocs.cli.")]
    commands = {
        module.__name__.rpartition(".")[2].replace("_", "-")
        for module in modules
        if hasattr(module, "declare")
    }

    assert commands == set(cli.VERBS), "a module of cli with `declare` is a command in VERBS"


# --- how it ends ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        (CLEAN, "", 0),
        (WRONG, "", 1),
        (WARNED, "", 0),
        (WARNED, "--fail-on warning", 1),
        (WARNED, "--fail-on=advice", 1),
        (WRONG, "--fail-on never", 0),
        (WRONG, "--ignore unknown-reference", 0),
        (WRONG, "--ignore orphan,unknown-reference,", 0),
        (WRONG, "--select unknown-reference", 1),
        (WRONG, "--select orphan --select unserved", 0),
        (WRONG, "--select unknown-reference --ignore unknown-reference", 0),
        ("", "", 3),
        ("bets:\n", "", 3),
        ("bets: [\n", "", 1),
    ],
)
def test_the_exit_code_says_what_was_found(text: str, arguments: str, code: int) -> None:
    put("s/a.yml", text)

    assert main(["check", "s", *arguments.split()]) == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("chek s", "unknown command: chek; did you mean check?\n"),
        ("s", "unknown command: s; did you mean stratdocs check s?\n"),
        ("check nowhere", "nowhere doesn't exist; give a YAML file or a folder"),
        (
            "check --selct x",
            "unexpected argument for stratdocs check: --selct; did you mean --select?\n",
        ),
        ("check s --select orphn", 'unknown rule "orphn"; did you mean orphan?'),
        ("check s --ignore ,", 'unknown rule ""; see stratdocs rules'),
        ("check --format fancy", 'invalid --format "fancy"; use full, concise, json'),
        ("check --fail-on errors", 'invalid --fail-on "errors"; use error, warning'),
        ("check --fix=all s", "--fix takes no value; see stratdocs check --help"),
        ("explain", "WHAT is missing; see stratdocs explain --help"),
        (
            "check --fail-on",
            "--fail-on needs a value; see stratdocs check --help",
        ),
        ("check s --output no/such/folder", "could not write no/such/folder: No such file"),
        (
            "check --for json s",
            "unexpected argument for stratdocs check: --for; did you mean --format?\n",
        ),
        ("schema s", "unexpected argument for stratdocs schema: s; see stratdocs schema --help"),
        (
            "schema --formt x",
            ("unexpected argument for stratdocs schema: --formt; see stratdocs schema --help"),
        ),
        (
            "diff --fail-onn x",
            "unexpected argument for stratdocs diff: --fail-onn; did you mean --fail-on?\n",
        ),
        ("--verison", "unexpected argument for stratdocs: --verison; did you mean --version?\n"),
    ],
)
def test_a_wrong_call_gives_one_sentence(
    arguments: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put("s/a.yml", CLEAN)

    code = main(arguments.split())

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert err.startswith(f"stratdocs: {message}")
    assert err.count("\n") == 1


def test_without_a_command_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code = main([])

    err = capsys.readouterr().err
    assert code == 2
    assert "check " in err
    assert "schema " in err


def test_nothing_to_check(capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()

    assert main(["check", "empty"]) == 3
    assert main(["check"]) == 3
    assert main(["check", "empty", "--format", "json"]) == 3

    out, err = capsys.readouterr()
    assert err.split("\n")[:-1] == [
        "stratdocs: nothing to check: no YAML file with items in empty",
        (
            "stratdocs: nothing to check: there is no mkdocs.yml here or above; give a "
            "YAML file or a folder of them"
        ),
        "stratdocs: nothing to check: no YAML file with items in empty",
    ]
    assert json.loads(out)["summary"]["files"] == 0


# --- the settings of the site ---------------------------------------------------------------------


def test_without_a_path_the_folder_of_the_site_is_checked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("mkdocs.yml", "docs_dir: content\nplugins: [stratdocs: {fail_on: warning}]\n")
    put("content/strategy/a.yml", WARNED)
    put("content/other.yml", WRONG)

    assert main(["check"]) == 1
    assert main(["check", "--fail-on", "error"]) == 0
    assert "content/strategy/a.yml:6:10: warning orphan" in capsys.readouterr().out
    os.chdir("content/strategy")
    assert main(["check"]) == 1
    assert "\na.yml:6:10: warning orphan" in capsys.readouterr().out


def test_a_site_without_a_strategy(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    put("mkdocs.yml", "site_name: x\n")

    assert main(["check"]) == 3
    assert "no YAML file with items in docs/strategy" in capsys.readouterr().err


def test_an_invalid_setting_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    put("mkdocs.yml", "plugins: [stratdocs: {today: soon}]\n")

    assert main(["check"]) == 2
    assert 'today "soon" in mkdocs.yml isn\'t' in capsys.readouterr().err


# --- what it says ---------------------------------------------------------------------------------


def test_to_a_pipe_it_is_concise(capsys: pytest.CaptureFixture[str]) -> None:
    put("s/a.yml", WRONG)

    main(["check", "s"])

    assert capsys.readouterr().out == (
        "s/a.yml:5:62: error unknown-reference: first-week serves sty, which doesn't exist; "
        "did you mean stay?\n"
        f"checked 2 items in 1 file: 1 error; 1 thing not judged\n{ABSENT}"
    )


def test_a_report_goes_to_a_file_whole_or_not_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    put("s/a.yml", WRONG)
    Path("report.json").write_text("before", encoding="utf-8")
    Path("link.json").symlink_to("report.json")

    assert main(["check", "s", "--format", "json", "--output", "link.json"]) == 1

    assert capsys.readouterr() == ("", "")
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["version"] == 1
    assert Path("link.json").is_symlink()
    assert sorted(path.name for path in Path().iterdir()) == ["link.json", "report.json", "s"]


def test_a_report_can_go_to_a_device() -> None:
    put("s/a.yml", WRONG)

    assert main(["check", "s", "--output", os.devnull]) == 1


def test_a_file_that_cannot_be_read_makes_nothing_else_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("s/a.yml", WRONG)
    Path("s/b.yml").symlink_to("gone.yml")

    assert main(["check", "s"]) == 1

    assert capsys.readouterr().out == (
        "s/b.yml:1:1: error invalid-yaml: this link leads to nothing that can be read\n"
        f"checked 2 items in 1 file: 1 error; 2 things not judged\n"
        "not judged: 1 file: some of the text couldn't be read, such as s/b.yml; "
        f"fix the errors reported for it\n{ABSENT}"
    )


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
)
def test_colour_is_for_terminals_or_on_request(
    environment: dict[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("s/a.yml", WRONG)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    main(["check", "s", "--format", "full"])

    assert ("\x1b[" in capsys.readouterr().out) == coloured


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))


def test_the_version_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--version"]) == 0
    monkeypatch.setattr("stratdocs.yamltext.source.FAST", False)
    assert main(["--version"]) == 0

    fast, slow = capsys.readouterr().out.split("\n")[:-1]
    assert fast == f"stratdocs {__version__}"
    assert slow == f"{fast} (PyYAML has no libyaml here, so reading files is about 20 times slower)"


# --- as a process ---------------------------------------------------------------------------------


def test_it_speaks_utf_8_whatever_the_locale() -> None:
    put("s/é.yml", WRONG.replace("Value", "Wert für 新しい"))

    process = program(["check", "s"], LANG="C", LC_ALL="C", PYTHONIOENCODING="ascii")

    assert process.returncode == 1
    assert process.stdout.startswith("s/é.yml:5:")


def test_the_program_ends_as_main_does() -> None:
    put("s/a.yml", CLEAN)

    process = program(["check", "s"])

    assert (process.returncode, process.stdout) == (
        0,
        (
            f"checked 2 items in 1 file: no findings; 1 thing not judged\n{ABSENT}"
            "No problems found in what could be judged of 2 items, checked against "
            f"{len(RULES)} rules\n"
        ),
    )


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no such pipes")
def test_a_reader_may_close_the_pipe_early() -> None:
    put("s/a.yml", "bets:\n" + "".join(f"  - {{id: a{n}, title: A, no: 1}}\n" for n in range(2000)))
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONUNBUFFERED": "",
    }

    with subprocess.Popen(
        [sys.executable, "-m", "stratdocs", "check", "s"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()

    assert (err, process.returncode) == (b"", 141)


def test_ctrl_c_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    put("s/a.yml", CLEAN)
    monkeypatch.setattr("stratdocs.cli.check_run.read_content", interrupted)

    assert main(["check", "s"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_report_that_still_holds_needs_neither_rules_nor_parser() -> None:
    put("s/a.yml", WRONG)
    code = (
        "import sys; from stratdocs.cli import main; main(['check', 's']);"
        "print(*sorted(name for name in sys.modules if name.startswith(('stratdocs', 'yaml'))))"
    )
    command = [sys.executable, "-c", code]
    paths = {"PYTHONPATH": os.pathsep.join(sys.path), "STRATDOCS_CACHE": f"{Path.cwd()}/cache"}

    for _ in range(2):
        process = subprocess.run(
            command,
            env={**os.environ, **paths},
            capture_output=True,
            check=True,
            encoding="utf-8",
        )

    assert (
        process.stdout.split("\n")[-2].split()
        == (
            "stratdocs stratdocs.cli stratdocs.cli.check stratdocs.cli.output stratdocs.cli.parser "
            "stratdocs.model stratdocs.model.finding stratdocs.repo stratdocs.repo.facts "
            "stratdocs.repo.here stratdocs.repo.last_report stratdocs.repo.settings_files "
            "stratdocs.repo.writing "
            "stratdocs.reports stratdocs.words stratdocs.words.nearest stratdocs.words.phrases "
            "stratdocs.yamltext stratdocs.yamltext.places"
        ).split()
    )


def test_a_check_imports_nothing_that_it_does_not_use() -> None:
    put("s/a.yml", WRONG)
    code = (
        "import sys; from stratdocs.cli import main; main(['check', 's']);"
        "print(*sorted(sys.modules))"
    )

    process = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    unused = (
        "mkdocs jinja2 markdown nh3 click json pathlib shutil tempfile subprocess "
        "logging unicodedata xml urllib textwrap "
        "stratdocs.linting.baseline stratdocs.linting.catalogue stratdocs.linting.since "
        "stratdocs.model.schema stratdocs.repo.git stratdocs.reports.export "
        "stratdocs.reports.full stratdocs.reports.sarif stratdocs.site.views "
        "stratdocs.site.rendering stratdocs.reviewing stratdocs.cli.check_fix "
        "stratdocs.cli.check_baseline stratdocs.cli.diff stratdocs.cli.rename "
        "stratdocs.cli.explain stratdocs.cli.rules stratdocs.cli.schema"
    ).split()
    assert [name for name in unused if find_spec(name) is None] == []
    assert set(unused) & set(process.stdout.split("\n")[-2].split()) == set()


@pytest.mark.parametrize("verb", VERBS)
def test_help_waits_for_no_rules(verb: str) -> None:
    code = (
        "import sys; from stratdocs.cli import main\n"
        f"try: main(['{verb}', '--help'])\n"
        "finally: print(*sys.modules)"
    )

    process = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    heavy = {"stratdocs.linting", "stratdocs.model.stack", "stratdocs.site", "stratdocs.reviewing"}
    assert heavy & set(process.stdout.split()) == set()


def test_a_folder_with_a_strange_name_hides_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    put("s/x.yml/a.yml", WRONG)

    assert main(["check", "s"]) == 1

    out = capsys.readouterr().out
    assert "s/x.yml:1:1: warning invalid-yaml: this is a folder, although it is named" in out
    assert "s/x.yml/a.yml:5:62: error unknown-reference" in out


@pytest.mark.parametrize("verb", cli.VERBS)
def test_help_ends_with_examples_of_the_command(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([verb, "--help"])

    _, _, examples = capsys.readouterr().out.partition("\nexamples:\n")
    assert examples, f"stratdocs {verb} --help shows how the command is called"
    assert all(f"stratdocs {verb}" in line for line in examples.splitlines())


@pytest.mark.skipif(os.name == "nt", reason="closes streams by a POSIX shell")
@pytest.mark.parametrize(
    ("closing", "words", "code"),
    [
        ("<&-", "check-in", 2),
        ("<&-", "new bet", 2),
        (">&-", "rules", 0),
        ("<&- >&- 2>&-", "new", 2),
    ],
)
def test_a_closed_stream_is_an_empty_one(
    closing: str, words: str, code: int, tmp_path: Path
) -> None:
    (tmp_path / "docs" / "strategy").mkdir(parents=True)
    (tmp_path / "docs" / "strategy" / "a.yml").write_text("bets:\n  - {id: a, title: A}\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [stratdocs]\n")

    ended = subprocess.run(
        ["sh", "-c", f'"$0" -m stratdocs {words} {closing}', sys.executable],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert "Traceback" not in ended.stderr
    assert ended.returncode == code


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("trace|", "ID is empty; see stratdocs trace --help"),
        ("trace| ", "ID is empty; see stratdocs trace --help"),
        ("trace|a\nb", '"a b" doesn\'t exist'),
        ("rename|a|", "NEW is empty; see stratdocs rename --help"),
        ("rename|ü|b", '"ü" doesn\'t exist'),
        ("move|a|--under|", "--under is empty; see stratdocs move --help"),
        ("new|bet|", "the title is empty; say in one line what it is"),
        ("new||X", "KIND is empty; see stratdocs new --help"),
        ("new|bet|X|--serves|", "--serves is empty; see stratdocs new --help"),
        ("check-in||43%", "ID is empty; see stratdocs check-in --help"),
        ("rollover|", "PERIOD is empty; see stratdocs rollover --help"),
        ("check|", "PATH is empty; see stratdocs check --help"),
        ("init|", "DIR is empty; see stratdocs init --help"),
        ("split|strategy", "strategy is a folder; name a YAML file in it"),
        ("join|strategy/a.yml|strategy", "strategy is a folder; name a YAML file in it"),
    ],
)
def test_an_empty_or_odd_word_is_refused_in_a_sentence(
    words: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put("strategy/a.yml", "strategies: [{id: a, title: Win by keeping clinics, level: company}]")
    verb, *others = words.split("|")
    paths = ["strategy"] if verb in ("trace", "rename", "move", "new") else []

    assert main([verb, *others, *paths]) == 2

    assert capsys.readouterr().err == f"stratdocs: {sentence}\n"


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (
            "site_name: S\nplugins: [stratdocs]",
            (
                "docs/strategy, which mkdocs.yml sets as the strategy's folder, doesn't exist; "
                "create it, or set a different one"
            ),
        ),
        (
            "site_name: S",
            (
                "mkdocs.yml doesn't use the stratdocs plugin, and docs/strategy doesn't exist; "
                "give the strategy's folder, or add one with stratdocs init"
            ),
        ),
        (
            None,
            (
                "there is no mkdocs.yml here or above; give the strategy's folder, or start a site "
                "with stratdocs init"
            ),
        ),
    ],
)
@pytest.mark.parametrize("words", ["trace a", "rename a b", "new bet X", "check-in a 4%"])
def test_what_is_missing_of_a_site_is_named(
    words: str, settings: str | None, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if settings is not None:
        put("mkdocs.yml", settings)

    assert main(words.split()) == 2

    assert capsys.readouterr().err == f"stratdocs: {sentence}\n"


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk")
@pytest.mark.parametrize(
    "words",
    [
        "check >/dev/full",
        "check >/dev/full 2>/dev/full",
        "explain orphan >/dev/full",
        "rules >/dev/full",
    ],
)
def test_a_full_disk_is_no_finding(words: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: [stratdocs]\n")
    (tmp_path / "docs" / "strategy").mkdir(parents=True)
    (tmp_path / "docs" / "strategy" / "a.yml").write_text("bets:\n  - {id: a, title: A}\n")

    ended = subprocess.run(
        ["sh", "-c", f'"$0" -m stratdocs {words}', sys.executable],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert ended.returncode == 2
    if "2>" not in words:
        assert ended.stderr == ("stratdocs: could not write the output: No space left on device\n")


def test_a_baseline_that_is_too_deep_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yml").write_text("bets:\n  - {id: a, title: A}\n")
    Path("deep.json").write_text("[" * 100_000)

    assert main(["check", "a.yml", "--baseline", "deep.json"]) == 2
    assert "deep.json is nested too deeply" in capsys.readouterr().err
