"""A review of commits: with the real git, from the command line."""

# edits and sentences read across

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from shutil import copytree

import pytest
from clinics import TEXTS
from repository import git, new_repository, put
from test_review_table import FURTHER, MORE, TABLE, TODAY, edited, lines

from stratdocs.cli import main
from stratdocs.repo.git import OF_A_CALL
from stratdocs.reviewing.compare import review_of
from stratdocs.reviewing.sides import find_sides

pytestmark = pytest.mark.slow

OKRS = "strategy/okrs.yml"
SETTINGS = """\
site_name: Clinics
docs_dir: .
plugins:
  - stratdocs: {today: 2027-01-29}
"""


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the strategy on main; the branch topic is checked out."""
    folder = new_repository(tmp_path, monkeypatch, "Ana Reis", "ana@example.com")
    put("mkdocs.yml", SETTINGS)
    for path, text in TEXTS.items():
        put(path, text)
    commit("The strategy", "2026-12-20")
    git("checkout", "-qb", "topic")
    return folder


def commit(message: str, day: str = "2027-01-28") -> None:
    git("add", "-A")
    git("commit", "-qm", message, day=day)


def edit(old: str, new: str, path: str = OKRS) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    put(path, text.replace(old, new, 1))


def lower() -> None:
    edit("target: 55%\n", "target: 48%\n")


def diff(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["diff", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


HEADLINE = (
    "Target of activation lowered from 55% to 48% 4 weeks after the start, no reason given; "
    "1 work item depends on it"
)


def test_without_words_it_is_the_branch_and_what_lies_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lower()
    code, out, _ = diff(capsys)

    assert (code, out.splitlines()[0]) == (1, HEADLINE)
    assert "main to the working tree: 1 breaking change" in out

    commit("Lower it")
    assert out == diff(capsys)[1]


def test_a_ref_against_itself_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(capsys, "main", "topic") == (0, "Nothing changed between main and topic\n", "")
    assert diff(capsys, "HEAD", "HEAD") == (0, "Nothing changed between HEAD and HEAD\n", "")


@pytest.mark.parametrize("words", [["main", "topic"], ["main..topic"], ["main...topic"], ["main"]])
def test_commits_are_named_as_git_has_it(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    lower()
    commit("Lower it")

    code, out, _ = diff(capsys, *words)

    assert (code, out.splitlines()[0]) == (1, HEADLINE)


def test_what_others_did_meanwhile_is_not_this_branchs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lower()
    commit("Lower it")
    git("checkout", "-q", "main")
    edit("target: 12 h", "target: 18 h")
    commit("Others")
    git("checkout", "-q", "topic")

    assert "1 breaking change" in diff(capsys)[1]
    assert "1 breaking change" in diff(capsys, "main...topic")[1]
    for words in (["main", "topic"], ["main"]):
        out = diff(capsys, *words)[1]
        assert "1 breaking change" in out
        assert (
            "note: main has 1 commit since this branch left it, 1 of which touches the "
            "strategy; they aren't shown"
        ) in out
    for words in ("main..topic", "main.."):
        assert "2 changes: 1 breaking and 1 notable" in diff(capsys, words)[1]


def test_a_merge_commit_is_compared_as_any(capsys: pytest.CaptureFixture[str]) -> None:
    lower()
    commit("Lower it")
    git("checkout", "-q", "main")
    edit("title: Fair prices", "title: Fair prices for all", "strategy/bets.yml")
    commit("Others")
    git("merge", "-q", "--no-edit", "topic")

    assert HEADLINE in diff(capsys, "HEAD^1", "HEAD")[1]
    assert "Fair prices for all" in diff(capsys, "HEAD^2", "HEAD")[1]


@pytest.mark.parametrize("level", ["breaking", "notable", "minor", "never"])
def test_the_exit_code_follows_the_weight(level: str, capsys: pytest.CaptureFixture[str]) -> None:
    edit("target: 55%\n", "target: 60%\n")  # harder, which is notable

    expected = {"breaking": 0, "notable": 1, "minor": 1, "never": 0}[level]
    assert expected == diff(capsys, "--fail-on", level)[0]


@pytest.mark.parametrize(
    "message",
    [
        "Lower it\n\nBecause: the pilot took two weeks longer",
        "Lower it because the pilot took two weeks longer",
        "Lower it\n\nReason: the pilot took two weeks longer.\nSigned-off-by: A",
    ],
)
def test_the_message_of_the_commit_gives_the_reason(
    message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lower()
    commit(message)
    edit("target: 12 h", "target: 18 h")
    commit("And another")

    code, out, _ = diff(capsys, "--format", "json")

    found = {change["item"]: change for change in json.loads(out)["changes"]}
    assert code == 1
    assert found["activation"]["weight"] == "notable"
    assert found["activation"]["reason"].startswith("the pilot took two weeks longer")
    assert (found["answers"]["weight"], found["answers"]["reason"]) == ("breaking", None)


def test_a_child_touched_before_its_parent_is_to_be_confirmed_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit("    team: onboarding\n", "    team: onboarding\n    why: It is asked for.\n")
    commit("The child")
    edit("target: 55%, by", "target: 48%, by", "strategy/bets.yml")
    commit("The parent")
    found = json.loads(diff(capsys, "--format", "json")[1])
    assert "first-week" in [item["item"] for item in found["unconfirmed"]]

    edit("It is asked for.", "It is asked for, still.")
    commit("The child again")
    found = json.loads(diff(capsys, "--format", "json")[1])
    assert "first-week" not in [item["item"] for item in found["unconfirmed"]]


def test_what_nobody_confirmed_since_an_earlier_change_is_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit("target: 55%, by", "target: 48%, by", "strategy/bets.yml")
    commit("Lower the bet", "2027-01-20")
    edit("title: Lists are dirty", "title: Lists are dirty here")
    assert not json.loads(diff(capsys, "HEAD", "--format", "json")[1])["unconfirmed_before"]

    edit("title: Value in the first week", "title: Value in their first week", "strategy/bets.yml")
    earlier = json.loads(diff(capsys, "HEAD", "--format", "json")[1])["unconfirmed_before"]

    because = "target of first-week-value changed on 20 Jan 2027 by Ana Reis"
    assert earlier[0] == {
        "item": "first-week",
        "parent": "first-week-value",
        "because": because,
        "owner": "jo",
    }
    assert (
        f"not reconfirmed since an earlier change\n  first-week: {because}"
        in diff(capsys, "HEAD")[1]
    )

    edit("    team: onboarding\n", "    team: onboarding\n    reviewed: 2027-01-29\n")
    earlier = json.loads(diff(capsys, "HEAD", "--format", "json")[1])["unconfirmed_before"]
    assert "first-week" not in [item["item"] for item in earlier]


def test_what_was_accepted_before_the_change_counts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lower()
    mark = json.loads(diff(capsys, "--format", "json")[1])["changes"][0]["fingerprint"]
    git("stash", "-q")
    git("checkout", "-q", "main")
    put(
        ".stratdocs-accepted.yml",
        f"accepted:\n  - {{change: {mark}, because: The board agreed.}}\n",
    )
    commit("The board agreed")
    git("checkout", "-qB", "topic", "main")
    git("stash", "pop", "-q")

    code, out, _ = diff(capsys)

    assert code == 0
    assert "accepted: The board agreed." in out


def test_a_bare_repository_is_called_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    monkeypatch.chdir(tmp_path / "bare.git")

    code, _, err = diff(capsys, "main", "topic")
    assert (code, err.partition(" with")[0]) == (2, "stratdocs: this is a bare git repository")


def test_a_single_file_that_is_new_is_not_compared_with_all_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("strategy/new.yml", "teams:\n  - {id: north, title: North}\n")

    expected = (
        "Minor changes only: 1 change of structure\n"
        "HEAD to the working tree: 1 minor change\n\n"
        "minor\n"
        "  structure: team north (North) added\n"
        "    strategy/new.yml:2:10\n"
    )
    code, out, _ = diff(capsys, "HEAD", "strategy/new.yml")
    told = re.sub("note: not judged: questions about .*\n", "", out)
    assert (0, expected) == (code, told)


def test_findings_in_written_pages_are_new_and_fixed_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("about.md", "[[fax-bridge]], [[nowhere]] and [[wrong]]\n")
    commit("A page")
    edit("{id: fax-bridge,", "{id: letter-bridge,", "strategy/bets.yml")
    edit("deprioritises: [fax-bridge]", "deprioritises: [letter-bridge]", "strategy/bets.yml")
    edit("[[wrong]]", "[[jo]]", "about.md")

    def in_pages(*words: str) -> dict[str, list[tuple[str, str]]]:
        found = json.loads(diff(capsys, *words, "--format", "json")[1])["findings"]
        return {
            sort: [
                (item["path"], item["message"][:26]) for item in listed if "about" in item["path"]
            ]
            for sort, listed in found.items()
        }

    expected = {
        "new": [("about.md", "this page names fax-bridge")],
        "fixed": [("about.md", "this page names wrong, whi")],
        "unchanged": [("about.md", "this page names nowhere, w")],
    }
    assert expected == in_pages("HEAD")
    commit("Another name")
    assert expected == in_pages("HEAD~", "HEAD")


def test_commits_are_reviewed_like_their_texts() -> None:
    """Every edit of both tables as a commit of its own on the same base."""
    narrow = {name: (edit_, (line,)) for name, (edit_, line) in TABLE.items()}
    for texts, rows in ((TEXTS, narrow), (MORE, FURTHER)):
        for path, text in texts.items():
            put(path, text)
        git("add", "-A")
        git("commit", "-qm", "The base", "--allow-empty")
        base = git("rev-parse", "HEAD")
        actual = {}
        for name, (edit_, _) in rows.items():
            for path, text in edited(*edit_, texts).items():
                put(path, text)
            git("commit", "-qam", "Another one", "--allow-empty")
            found = review_of(find_sides([base, "HEAD"], "strategy", TODAY, clock=TODAY))
            actual[name] = tuple(lines(found.changes))
            git("reset", "-q", "--hard", base)

        assert {name: expected for name, (_, expected) in rows.items()} == actual


def test_what_went_and_came_back_has_not_changed(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(OKRS).read_text(encoding="utf-8")
    first = before.index("      - {id: answers")
    put(OKRS, before[:first] + before[before.index("\n", first) + 1 :])
    commit("Take it out")
    put(OKRS, before)
    commit("And back")

    assert diff(capsys, "main", "topic")[1] == "Nothing changed between main and topic\n"


# --- what is hostile ------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["--output=x", "-x", "--upload-pack=touch x", "a\nb"])
def test_what_looks_like_an_option_never_reaches_git(
    word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = diff(capsys, "--", word)

    assert (code, out) == (2, "")
    assert "isn't a commit, branch or" in err
    assert not Path("x").exists()


def test_an_empty_word_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(capsys, "--", "")[::2] == (
        2,
        "stratdocs: BASE is empty; see stratdocs diff --help\n",
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nowhere"], "nowhere isn't a commit, branch or tag in this repository"),
        (["main...nowhere"], "nowhere isn't a commit, branch or tag in this repository"),
        (["main", "topic", "nowhere"], "nowhere doesn't exist"),
        (["HEAD:strategy"], "HEAD:strategy isn't a commit, branch or tag"),
        (["strategy", "main"], "main doesn't exist; put commits before paths"),
    ],
)
def test_what_is_not_there_is_said(
    words: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = diff(capsys, *words)

    assert code == 2
    assert says in err


def test_without_a_repository_two_folders_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = tmp_path / "plain"
    copytree("strategy", plain / "old")
    copytree("strategy", plain / "new")
    monkeypatch.chdir(plain)
    put("mkdocs.yml", SETTINGS)
    edit("target: 55%\n", "target: 48%\n", "new/okrs.yml")

    assert diff(capsys)[0] == 2
    assert "no git repository" in diff(capsys, "main")[2]
    out = diff(capsys, "old", "new")[1]
    assert "old to new: 1 breaking change" in out
    assert "new/okrs.yml:15:17" in out
    edit("      - {id: answers,", "      # {id: answers,", "new/okrs.yml")
    assert "old/okrs.yml:" in diff(capsys, "old", "new")[1]


def test_a_base_that_does_not_parse_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    put(OKRS, 'objectives:\n  - id: a\n\t title: [b\n x: "y')
    commit("Broken")
    code, out, _ = diff(capsys)
    assert code == 1
    assert out.startswith("strategy/okrs.yml can't be fully read")

    put(OKRS, TEXTS[OKRS])
    commit("Mended")
    code, out, _ = diff(capsys, "HEAD~1", "HEAD")
    assert code == 1
    assert out.startswith("strategy/okrs.yml can't be fully read on HEAD~1, so some")
    assert diff(capsys, "HEAD~1", "HEAD", "--fail-on", "never")[0] == 0


def test_a_file_on_one_side_only_is_what_came_or_went(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("strategy/Zürich — ’s.yml", "people:\n  - {id: lea, title: Lea Ä}\n")
    commit("New")
    assert "person lea (Lea Ä) added" in diff(capsys)[1]
    assert "strategy/Zürich — ’s.yml:2:10" in diff(capsys)[1]
    out = diff(capsys, "HEAD..main")[1]
    assert "person lea (Lea Ä) removed" in out
    assert "strategy/Zürich — ’s.yml:2:10 in HEAD" in out


def test_a_submodule_is_said_and_not_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.yml").write_text("people:\n  - {id: lea, title: Lea}\n")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"]):
        names = ("-c", "user.name=A", "-c", "user.email=a@b.c")
        subprocess.run(["git", *names, *words], cwd=other, check=True)
    local = ("-c", "protocol.file.allow=always")
    git(*local, "submodule", "--quiet", "add", str(other), "strategy/shared")
    for _ in range(2):
        code, out, _ = diff(capsys)
        assert code == 0
        assert "Nothing changed" in out
        assert "strategy/shared is a submodule, so its contents aren't compared" in out
        git("commit", "-q", "--allow-empty", "-am", "Shared")


def test_a_link_is_said_and_not_followed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("strategy/link.yml").symlink_to("okrs.yml")
    commit("A link")

    assert "Nothing changed" in diff(capsys)[1]
    assert "strategy/link.yml is a link" in diff(capsys, "main", "HEAD")[1]


def test_a_file_that_became_a_link_hides_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("strategy/okrs.yml").rename("elsewhere.yml")
    Path("strategy/okrs.yml").symlink_to("../elsewhere.yml")
    commit("A link instead")

    code, text, *_ = diff(capsys, "main", "HEAD")

    assert code == 1
    assert "removed" in text
    assert "strategy/okrs.yml is a link" in text


def test_a_shallow_clone_is_reported_with_what_to_fetch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lower()
    commit("Lower it")
    git("clone", "-q", "--depth", "1", f"file://{Path.cwd()}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")

    code, _, err = diff(capsys, "main")

    assert code == 2
    assert "git fetch --unshallow" in err


def test_a_shallow_clone_is_never_called_unchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lower()
    commit("Lower it")
    for branch in ("topic", "main"):
        folder = tmp_path / branch
        git("clone", "-q", "--depth", "1", "-b", branch, f"file://{Path.cwd()}", str(folder))
        with monkeypatch.context() as here:
            here.chdir(folder)
            code, out, err = diff(capsys)

            assert (code, out) == (2, "")
            assert "git fetch --unshallow" in err


def test_histories_without_a_common_commit_are_compared_only_if_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    git("checkout", "-q", "--orphan", "other")
    lower()
    commit("All of it")

    for words in ([], ["main"], ["main", "other"]):
        code, out, err = diff(capsys, *words)
        assert (code, out) == (2, "")
        assert "have no commit in common" in err
    assert HEADLINE in diff(capsys, "main..other")[1]


@pytest.mark.parametrize("name", ["main", "master", "trunk", "develop"])
def test_a_branch_began_at_a_usual_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    git("branch", "-q", "-m", "main", name)
    lower()

    code, out, _ = diff(capsys)

    assert (code, out.splitlines()[0]) == (1, HEADLINE)
    assert f"{name} to the working tree" in out


def test_a_branch_began_at_the_one_that_it_tracks(capsys: pytest.CaptureFixture[str]) -> None:
    git("checkout", "-qb", "release/2027", "main")
    edit("target: 12 h", "target: 18 h")
    commit("Of the release")
    git("checkout", "-q", "--track", "-b", "fix", "release/2027")
    git("config", "branch.fix.remote", ".")
    lower()

    out = diff(capsys)[1]

    assert "release/2027 to the working tree: 1 breaking change" in out


def test_where_nobody_can_see_the_beginning_that_is_an_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    git("branch", "-q", "-m", "main", "somewhere")
    lower()
    commit("Lower it")

    code, out, err = diff(capsys)

    assert (code, out) == (2, "")
    assert "where this branch began is unknown" in err


def test_a_hook_of_another_repository_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lower()
    other = tmp_path / "other"
    git("init", "-q", str(other))
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    monkeypatch.setenv("GIT_PREFIX", "strategy/")

    assert diff(capsys)[1].splitlines()[0] == HEADLINE


def test_what_git_calls_local_is_what_is_not_inherited() -> None:
    assert set(git("rev-parse", "--local-env-vars").split()) <= OF_A_CALL


def test_a_worktree_is_compared_as_the_repository_it_belongs_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git("worktree", "add", "-q", "-b", "beside", str(tmp_path / "beside"))
    monkeypatch.chdir(tmp_path / "beside")
    lower()

    assert diff(capsys)[1].splitlines()[0] == HEADLINE


def test_paths_of_annotations_start_at_the_root(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lower()
    monkeypatch.chdir("strategy")

    assert "file=strategy/okrs.yml," in diff(capsys, "--format", "github")[1]
    main(["check", "--format", "gitlab"])
    assert '"path": "strategy/' in capsys.readouterr().out


def test_the_strategy_may_have_lain_in_another_folder(
    capsys: pytest.CaptureFixture[str],
) -> None:
    git("mv", "strategy", "plan")
    put("mkdocs.yml", SETTINGS.replace("today", "source: plan, today"))
    put("compose.yml", "services: {a: {image: b}}\n")
    edit("target: 55%\n", "target: 48%\n", "plan/okrs.yml")
    commit("Move and lower")

    out = diff(capsys)[1]

    assert out.splitlines()[0] == HEADLINE
    assert "moved from strategy/okrs.yml to plan/okrs.yml" in out


def test_the_first_strategy_of_a_repository_is_all_new(
    capsys: pytest.CaptureFixture[str],
) -> None:
    git("checkout", "-q", "--orphan", "fresh")
    git("rm", "-rqf", "--cached", ".")
    put("README.md", "x\n")
    git("add", "README.md")
    git("commit", "-qm", "empty")

    out = diff(capsys, "HEAD")[1]

    assert "with 1 strategy, 5 bets and 4 more below it" in out
    added = [
        change["item"]
        for change in json.loads(diff(capsys, "HEAD", "--format", "json")[1])["changes"]
    ]
    assert "first-week-value" in added


def test_it_is_read_from_a_folder_further_down(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lower()
    monkeypatch.chdir("strategy")

    assert "  okrs.yml:15:17" in diff(capsys)[1]


# --- rename ---------------------------------------------------------------------------------------


def test_an_id_is_renamed_everywhere_and_all_else_stays(
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit(
        "title: Value in the first week",
        "title: Value in the first week  # why: see the board",
        "strategy/bets.yml",
    )
    commit("A comment")

    assert main(["rename", "first-week-value", "value-soon"]) == 0
    assert "3 links changed, in 2 files" in capsys.readouterr().err
    assert main(["rename", "jo", "jo-k"]) == 0

    bets = Path("strategy/bets.yml").read_text(encoding="utf-8")
    assert (
        "  - id: value-soon\n    was: first-week-value\n    title: Value in the first week  # why"
        in bets
    )
    assert "{id: jo-k, was: jo, title: Jo Kern}" in Path("strategy/company.yml").read_text()
    out = diff(capsys, "HEAD")[1]
    assert "HEAD to the working tree: 2 minor changes" in out
    assert main(["check"]) in (0, 1)
    assert "unknown-reference" not in capsys.readouterr().out


PAGE = """\
# Where we are

[[first-week-value]] is the largest, and [[ first-week-value | the first week ]] as well.
`[[first-week-value]]` is how one writes it; first-week-value in words stays.

- A list

    ```stratdocs
    view: tree
    of: [calm-mornings, first-week-value]
    ```

```stratdocs
view: tree
of: first-week-value # the largest
```

```yaml
of: first-week-value
```
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_links_in_prose_and_pages_follow_an_id(
    ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    prose = (
        "    description: >-\n      See [[first-week-value]] and\n      [[first-week-value|that]],"
        " not `[[first-week-value]]`.\n    why: 'After [[first-week-value]].'\n"
    )
    edit("    team: onboarding\n", f"    team: onboarding\n{prose}")
    okrs = Path(OKRS).read_text(encoding="utf-8").replace("\n", ending)
    put(OKRS, okrs)
    put("about.md", "\ufeff" + PAGE.replace("\n", ending))

    assert main(["rename", "first-week-value", "value-soon"]) == 0
    assert "10 links changed, in 3 files" in capsys.readouterr().err

    page = Path("about.md").read_bytes().decode()
    assert page == ("\ufeff" + PAGE.replace("\n", ending)).replace(
        "first-week-value", "value-soon"
    ).replace("`[[value-soon]]`", "`[[first-week-value]]`").replace(
        "value-soon in words", "first-week-value in words"
    ).replace(f"yaml{ending}of: value-soon", f"yaml{ending}of: first-week-value")
    text = Path(OKRS).read_bytes().decode()
    assert text == okrs.replace("first-week-value", "value-soon").replace(
        "`[[value-soon]]`", "`[[first-week-value]]`"
    )
    main(["check"])
    assert "unknown-reference" not in capsys.readouterr().out


def test_a_file_that_cannot_be_written_leaves_all_as_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("about.md", "[[jo]]\n")
    Path(f"about.md.{os.getpid()}.tmp").mkdir()
    before = {path: Path(path).read_bytes() for path in TEXTS}

    assert main(["rename", "jo", "jo-k"]) == 2
    assert "could not write about.md" in capsys.readouterr().err
    assert before == {path: Path(path).read_bytes() for path in TEXTS}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("nobody", "x", "nobody doesn't exist"),
        ("activaton", "x", "did you mean activation?"),
        ("activation", "Not An Id", '"Not An Id" isn\'t a valid id'),
        ("activation", "first-week", "the id first-week is already used by an objective"),
        ("activation", "activation", "activation already has that id"),
        ("activation", "--help-me", "isn't a valid id"),
    ],
)
def test_what_cannot_be_renamed_is_left_alone(
    old: str, new: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["rename", "--", old, new])

    assert code == 2
    assert says in capsys.readouterr().err
    assert TEXTS[OKRS] == Path(OKRS).read_text(encoding="utf-8")
