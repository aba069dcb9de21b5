"""Links and settings that lead out of the repository are not followed, unless allowed."""

import json
import shutil
from pathlib import Path

import pytest
from repository import git, new_repository, put
from sites import build

from stratdocs.cli import main
from stratdocs.repo.content import read_content, read_pages
from stratdocs.repo.project import find_project

SECRET = "secret: {token: hunter2}\n"
STRATEGY = "strategies: [{id: top, title: Win, level: company}]\n"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a strategy, beside a file that is none of it."""
    monkeypatch.delenv("CI", raising=False)
    folder = new_repository(tmp_path, monkeypatch)
    put("../secret.yml", SECRET)
    put("../more/secret.yml", SECRET)
    put("docs/strategy/a.yml", STRATEGY)
    put("shared/b.yml", "bets: []\n")
    put("mkdocs.yml", "site_name: x\nplugins: [stratdocs]\n")
    return folder


def messages() -> list[str]:
    return [f.message for f in read_content(["docs/strategy"]).findings]


@pytest.mark.parametrize("target", ["../../../secret.yml", "../../../more", "/", "/proc", ".."])
def test_a_link_out_of_the_repository_is_not_followed(
    target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("docs/strategy/leak.yml").symlink_to(target)

    if target == "..":
        assert messages() == ["this link leads back to a folder that contains it"]
        return
    assert len(messages()) == 1
    assert "leads out of the repository" in messages()[0]
    main(["check", "--format", "markdown"])
    assert "hunter2" not in capsys.readouterr().out


def test_a_link_within_the_repository_is_followed() -> None:
    Path("docs/strategy/shared").symlink_to("../../shared")

    assert set(read_content(["docs/strategy"]).texts) == {
        "docs/strategy/a.yml",
        "docs/strategy/shared/b.yml",
    }


def test_settings_allow_it_and_in_ci_only_the_job(monkeypatch: pytest.MonkeyPatch) -> None:
    put("mkdocs.yml", "site_name: x\nplugins: [stratdocs: {follow: true}]\n")
    Path("docs/strategy/more").symlink_to("../../../more")
    assert messages() == []

    monkeypatch.setenv("CI", "true")
    assert "in CI with STRATDOCS_FOLLOW=true" in messages()[0]

    monkeypatch.setenv("STRATDOCS_FOLLOW", "true")
    assert messages() == []


@pytest.mark.parametrize("source", ["../..", "../../more", "../../../../.."])
def test_a_source_out_of_the_repository_is_refused(
    source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put("mkdocs.yml", f"site_name: x\nplugins: [stratdocs: {{source: {source}}}]\n")

    assert main(["check"]) == 2
    assert "source in mkdocs.yml leads out of the git repository" in capsys.readouterr().err

    put("mkdocs.yml", f"site_name: x\nplugins: [stratdocs: {{source: {source}, follow: true}}]\n")
    assert find_project() is not None


def test_the_search_for_settings_ends_at_the_repository(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("mkdocs.yml").rename("../mkdocs.yml")
    git("add", "-A")
    git("commit", "-qm", "one")

    assert find_project("docs/strategy") is None
    assert main(["diff", "HEAD", "docs/strategy"]) == 0
    assert "Nothing changed" in capsys.readouterr().out


def test_written_pages_elsewhere_are_not_read() -> None:
    put("../page.md", "[[secret]]\n")
    put("docs/own.md", "[[top]]\n")
    Path("docs/leak.md").symlink_to("../../page.md")

    assert set(read_pages("docs")) == {"docs/own.md"}


def test_without_a_repository_links_end_at_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    monkeypatch.chdir(folder)
    put("s/a.yml", STRATEGY)
    put("other/b.yml", "bets: []\n")
    Path("s/other").symlink_to("../other")
    Path("s/root").symlink_to("/")

    content = read_content(["s"])

    assert set(content.texts) == {"s/a.yml", "s/other/b.yml"}
    assert [finding.span.path for finding in content.findings] == ["s/root"]


# What is written


@pytest.mark.parametrize(
    ("link", "target", "output"),
    [
        ("report.json", "../victim", "report.json"),
        ("report.json", "../new", "report.json"),
        ("out", "..", "out/victim"),
        ("report.json", ".git/config", "report.json"),
        ("report.json", ".git/hooks/pre-commit", "./docs/../report.json"),
    ],
)
@pytest.mark.parametrize(
    "call",
    [
        "check --format json",
        "check --format sarif --fail-on never",
        "export --format json docs/strategy",
        "diff HEAD --format html",
        "check docs/strategy --update-baseline --baseline",
    ],
)
def test_nothing_is_written_where_a_link_of_the_repository_leads_out(
    call: str, link: str, target: str, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put("../victim", "mine")
    git("add", "-A")
    git("commit", "-qm", "x")
    Path(link).symlink_to(target)
    before = {path: path.read_bytes() for path in Path("..").rglob("*") if path.is_file()}
    words = [*call.split(), *(() if call.endswith("--baseline") else ("--output",)), output]

    assert main(words) == 2

    said = capsys.readouterr().err
    assert "leads out of the git repository" in said or "isn't a baseline" in said
    assert {p: p.read_bytes() for p in Path("..").rglob("*") if p.is_file()} == before


def test_a_link_within_the_repository_or_of_ones_own_is_written_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("report.json").symlink_to("shared/report.json")
    Path("../link.json").symlink_to("victim.json")
    Path("out.json").symlink_to("../allowed.json")

    for output in ("report.json", "../link.json"):
        assert main(["check", "--format", "json", "--output", output]) == 0
    monkeypatch.setenv("STRATDOCS_FOLLOW", "true")
    assert main(["check", "--format", "json", "--output", "out.json"]) == 0

    assert Path("shared/report.json").is_file()
    assert Path("../victim.json").is_file()
    assert Path("../allowed.json").is_file()


def test_an_export_neither_reads_nor_writes_nor_removes_by_a_link_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call = ["export", "--format", "markdown", "--output", "out"]
    Path("docs/page.md").symlink_to("../../secret.yml")
    assert main(call) == 2
    assert "so it isn't read; allow it with follow: true" in capsys.readouterr().err
    Path("docs/page.md").unlink()
    assert main(call) == 0

    stamp = Path("out/.stratdocs-export.json")
    gone = ["/etc/hostname", "../docs/strategy/a.yml", str(Path("../secret.yml").resolve())]
    Path("out/more").symlink_to("../../more")
    listed = json.loads(stamp.read_text())
    stamp.write_text(json.dumps({**listed, "files": [*listed["files"], *gone, "more/secret.yml"]}))
    assert main(call) == 0
    assert Path("../more/secret.yml").is_file()
    assert Path("../secret.yml").is_file()

    shutil.move("out/docs", "../docs-of-others")
    Path("out/docs").symlink_to("../../docs-of-others")
    put("docs/new.md", "# New")
    assert main(call) == 2
    assert not Path("../docs-of-others/new.md").exists()


def test_pages_that_a_different_plugin_puts_together_elsewhere_hold_the_source(
    tmp_path: Path,
) -> None:
    put(
        "hooks/elsewhere.py",
        "import shutil\n"
        "from mkdocs.plugins import event_priority\n\n\n"
        "@event_priority(100)\n"
        "def on_config(config):\n"
        f"    elsewhere = r'{tmp_path / 'together'}'\n"
        "    config.docs_dir = shutil.copytree('docs', elsewhere, symlinks=True)\n"
        "    return config\n",
    )
    put("docs/index.md", "# Home\n")
    put("mkdocs.yml", "site_name: x\nplugins: [stratdocs]\nhooks: [hooks/elsewhere.py]\n")
    assert build(Path.cwd()).status == 0
    assert Path("site/strategies/top/index.html").is_file()

    shutil.rmtree(tmp_path / "together")
    shutil.rmtree("docs/strategy")
    Path("docs/strategy").symlink_to("../../more")  # the other plugin takes the link along
    (tmp_path / "more").mkdir(exist_ok=True)
    stopped = build(Path.cwd())
    assert stopped.status == 1
    assert any("leads out of the git repository" in line for line in stopped.messages)
