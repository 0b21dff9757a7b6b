"""The commands keep their contract: what they print, and the code with which they end."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commands import run, started, told

AUTUMN = "2024-11-29"
LETTER = """\
A letter
Icelandic Foreign Minister Jane Example has urged NATO to extend an invitation to Ukraine next week.
In a letter seen by the Example Post, Example argued that the alliance must admit Ukraine.
Alliance diplomats said that there is no consensus among the 32 member states.
"""


@pytest.fixture
def case(example: Path) -> Path:
    """The shipped example as read: not to be changed."""
    return example


@pytest.fixture
def fresh(case: Path, tmp_path: Path) -> Path:
    """A copy of the case that a test may change."""
    return Path(shutil.copytree(case, tmp_path / "case"))


def test_a_board_has_a_row_for_every_member(case: Path) -> None:
    board = told("board", case, "--as-of", AUTUMN)
    assert board["schema"] == "placet/board@1"
    assert len(board["members"]) == 32
    for row in board["members"]:
        assert sum(row["probabilities"].values()) == pytest.approx(1)
        assert 0 <= row["p_assent"] <= 1
        assert row["standing"] == "unknown" or row["evidence"]


def test_a_board_shows_the_members_of_its_day(case: Path) -> None:
    assert len(told("board", case, "--as-of", "2022-06-01")["members"]) == 30
    assert len(told("board", case, "--as-of", "2023-06-01")["members"]) == 31


def test_nothing_was_known_before_the_first_report(case: Path) -> None:
    board = told("board", case, "--as-of", "2021-01-01")
    assert {row["standing"] for row in board["members"]} == {"unknown"}
    count = told("count", case, "--as-of", "2021-01-01")
    assert (count["carries"], count["p_carries"], count["blocking"]) == (None, None, [])


def test_a_count_names_who_blocks_and_both_bounds(case: Path) -> None:
    count = told("count", case, "--as-of", AUTUMN)
    assert count["carries"] is False
    assert set(count["blocking"]) == {"DE", "HU", "LU", "SK"}
    assert count["bounds"] == {"all_undecided_against": False, "all_undecided_in_favour": False}
    assert "Art. 10" in count["rule"]["source"]
    assert 0 <= count["p_carries"] < 0.02


def test_every_position_leads_back_to_its_source(case: Path) -> None:
    for question in ("invite_now", "membership_in_principle"):
        board = told("board", case, "--as-of", AUTUMN, "--question", question)
        for row in board["members"]:
            if row["evidence"]:
                why = told("why", case, row["country"], "--as-of", AUTUMN, "--question", question)
                assert all(p["url"] or p["source"] or p["span"] for p in why["positions"])


def test_reading_standard_input_gives_one_object_a_document() -> None:
    done = run("read", "-", "--published", AUTUMN, "--json", stdin=LETTER)
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    read = json.loads(line)
    assert read["schema"] == "placet/read@1"
    assert read["text"] == LETTER
    spans = [s[part] for s in read["statements"] for part in ("source", "cue") if s[part]]
    spans += [span for s in read["statements"] for span in (*s["content"], *s["conditions"])]
    spans += [fact["span"] for fact in read["facts"]]
    assert all(read["text"][span["start"] : span["end"]] == span["text"] for span in spans)
    kinds = {fact["kind"]: fact["value"] for fact in read["facts"]}
    assert kinds["member-count"] == 32
    assert kinds["collective-position"] == "lacking"


def test_a_relative_date_stays_open_without_a_date_of_the_text() -> None:
    text = LETTER + "The ministers meet in Brussels next week.\n"
    dated, undated = (
        [
            f
            for f in json.loads(run("read", "-", "--json", *more, stdin=text).stdout)["facts"]
            if f["kind"] == "meeting"
        ]
        for more in (("--published", AUTUMN), ())
    )
    assert dated[-1]["value"] == "2024-12-02/2024-12-08"
    assert "stays open" in undated[-1]["note"]


def test_a_text_without_a_date_is_said_to_count_from_today(fresh: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER)
    undated = run("add", fresh, tmp_path / "letter.txt")
    assert "no date found, counts from today (--published)" in undated.stderr
    dated = run("add", fresh, tmp_path / "letter.txt", "--published", AUTUMN)
    assert "no date found" not in dated.stderr


def test_one_bad_document_is_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01")
    (tmp_path / "b.txt").write_text(LETTER)
    done = run("read", tmp_path, "--json")
    assert done.returncode == 4
    assert len(done.stdout.splitlines()) == 1
    assert re.search(r"a\.txt:.*binary", done.stderr)


def test_adding_again_changes_nothing(fresh: Path) -> None:
    before = told("board", fresh, "--as-of", AUTUMN)
    assert told("add", fresh)["added"] == {"documents": 0, "statements": 0, "positions": 0}
    assert told("board", fresh, "--as-of", AUTUMN) == before


def test_a_person_outranks_the_machine(fresh: Path) -> None:
    first = told("review", fresh)["pending"][0]["id"]
    told("review", fresh, "--correct", first, "--stance", "reluctant", "--note", "checked")
    assert first not in {p["id"] for p in told("review", fresh)["pending"]}
    for position in told("review", fresh)["pending"]:
        told("review", fresh, "--reject", position["id"])
    assert told("review", fresh)["pending"] == []


def test_a_position_is_entered_by_hand(fresh: Path) -> None:
    told("enter", fresh, "Portugal", "against", "--said", "2024-11-28", "--source", "Example Post")
    why = told("why", fresh, "PT", "--as-of", AUTUMN)
    assert why["standing"] == "opposed"
    assert why["positions"][0]["entered_by"] == "tester"


def test_a_ledger_is_exported_and_restored(fresh: Path) -> None:
    before = told("board", fresh, "--as-of", AUTUMN)
    assert run("export", fresh, "-o", fresh / "ledger.jsonl").returncode == 0
    for file in fresh.glob("ledger.sqlite*"):
        file.unlink()
    assert run("restore", fresh, fresh / "ledger.jsonl").returncode == 0
    assert told("board", fresh, "--as-of", AUTUMN) == before


def test_python_runs_the_same_command() -> None:
    called = [sys.executable, "-m", "placet", "--version"]
    done = subprocess.run(called, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == run("--version").stdout


def test_a_case_is_started_and_can_be_counted(tmp_path: Path) -> None:
    assert run("new", tmp_path / "mine", "--body", "nato", "--title", "Mine").returncode == 0
    assert told("count", tmp_path / "mine")["carries"] is None


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["board", "{case}", "--as-of", "2024-02-30"], 2, "is no day"),
        (["board", "{case}", "--question", "invite"], 2, "did you mean 'invite_now'"),
        (["board", "nowhere"], 3, "placet new"),
        (["why", "{case}", "Sweden", "--as-of", "2022-06-01"], 2, "no member"),
        (["why", "{case}", "Atlantis"], 2, "no member"),
        (
            ["enter", "{case}", "Atlantis", "for", "--said", AUTUMN, "--source", "x"],
            2,
            "no country",
        ),
        (["enter", "{case}", "PT", "yes", "--said", AUTUMN, "--source", "x"], 2, "no stance"),
        (["review", "{case}", "--accept", "zzz"], 2, "no position"),
        (["review", "{case}", "--correct", "abc"], 2, "says no change"),
        (["read", "missing.txt"], 4, "no such file"),
        (["brief", "{case}", "-o", "brief.docx"], 2, "no such form"),
        (["new", "{case}", "--body", "nato"], 2, "a case already"),
        (["new", "other", "--body", "natto"], 2, "did you mean 'nato'"),
        (["boards"], 2, "No such command"),
    ],
)
def test_a_wrong_call_gets_one_message_and_its_code(
    case: Path, args: list[str], code: int, says: str
) -> None:
    done = run(*(part.replace("{case}", str(case)) for part in args))
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_a_brief_is_written_whole(case: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"brief.{form}"
    assert run("brief", case, "--as-of", AUTUMN, "-o", target).returncode == 0
    text = target.read_text(encoding="utf-8")
    assert "Luxembourg" in text
    assert sorted(file.name for file in tmp_path.iterdir()) == [target.name]


def test_a_brief_of_the_terminal_fits_eighty_columns(case: Path) -> None:
    done = run("brief", case, "--as-of", AUTUMN)
    assert done.returncode == 0
    assert max(len(line) for line in done.stdout.splitlines()) <= 80
    assert "\x1b" not in done.stdout


def test_a_brief_of_one_article_leaves_every_row_of_a_silent_member_empty(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER.replace("Icelandic", "Ukrainian"))
    done = run("brief", tmp_path / "letter.txt", "--published", AUTUMN, "--json")
    brief = json.loads(done.stdout)
    assert done.returncode == 0
    assert brief["outcome"] == "blocked_as_reported"
    assert brief["known"]["unknown"] == 32


def test_control_characters_of_a_document_do_not_reach_the_terminal(tmp_path: Path) -> None:
    evil = LETTER.replace("Icelandic", "\x1b[31m\x1b]0;owned\x07Ukrainian")
    (tmp_path / "evil.txt").write_text(evil)
    done = run("read", tmp_path / "evil.txt")
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x07" not in done.stdout + done.stderr


def test_a_run_that_is_interrupted_says_so_and_leaves_a_ledger_that_opens(fresh: Path) -> None:
    for number in range(30):
        (fresh / "documents" / f"more{number}.txt").write_text(LETTER + f"Number {number}.\n")
    process = started("add", fresh)
    assert process.stderr is not None
    while "statements" not in process.stderr.readline():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate()
    assert process.returncode in {0, 130}
    assert "Traceback" not in rest
    assert len(told("board", fresh)["members"]) == 32
