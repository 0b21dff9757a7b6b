"""A case is read strictly: each mistake is named with its file, line, value and mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from placet.cases import example_case, load_case
from placet.cases.start import start_case
from placet.errors import CaseError, UsageError

GOOD = """\
title = "Admit Sweden"
body = "nato"

[[question]]
id = "admit"
text = "Shall Sweden be invited to accede?"
subject = "SE"

[[axis]]
id = "timing"
choices = ["now", "later"]

[[meeting]]
date = 2022-06-28
name = "Madrid summit"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_good_case_is_read(tmp_path: Path) -> None:
    case = load_case(write(tmp_path, GOOD))
    assert case.title == "Admit Sweden"
    assert case.question().id == "admit"
    assert case.question("admit").body == "nato"
    assert [axis.choices for axis in case.axes] == [("now", "later")]
    assert [str(meeting.date) for meeting in case.meetings] == ["2022-06-28"]


def test_the_file_itself_names_its_case(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    assert load_case(tmp_path / "case.toml").path == tmp_path


@pytest.mark.parametrize(
    ("old", "new", "line", "says", "mend"),
    [
        ("title =", "titel =", "1", "unknown key 'titel'", "did you mean 'title'?"),
        ('body = "nato"', 'body = "natto"', "2", "natto", "nato"),
        ('subject = "SE"', 'subject = "SWE"', "7", "'SWE' is no country", "alpha-2"),
        ('subject = "SE"', 'matter = "invitatoin"', "7", "no matter 'invitatoin'", "invitation"),
        ("2022-06-28", '"2022-06-28"', "14", "is not a date", "without quotation marks"),
        ("2022-06-28", "2022-02-30", "14", "", "TOML 1.0"),
        ('["now", "later"]', '["now"]', "11", "two different choices", "add one"),
        ('["now", "later"]', '"now"', "11", "not a list", "choices = ["),
        ('text = "Shall Sweden be invited to accede?"', "", "4", "'text' is missing", "text ="),
        ("[[question]]", "[question]", "4", "not an array of tables", "[[question]]"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_mend(
    tmp_path: Path, old: str, new: str, line: str, says: str, mend: str
) -> None:
    with pytest.raises(CaseError) as caught:
        load_case(write(tmp_path, GOOD.replace(old, new)))
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'case.toml'}:{line}")
    assert says in message
    assert mend in message


def test_meetings_stand_in_order(tmp_path: Path) -> None:
    late = '\n[[meeting]]\ndate = 2022-01-01\nname = "too early"\n'
    with pytest.raises(CaseError, match="comes before 2022-06-28"):
        load_case(write(tmp_path, GOOD + late))


def test_two_questions_of_one_name_are_refused(tmp_path: Path) -> None:
    twin = '\n[[question]]\nid = "admit"\ntext = "Again?"\n'
    with pytest.raises(CaseError, match="'admit' stands twice"):
        load_case(write(tmp_path, GOOD + twin))


def test_a_folder_without_a_case_says_how_to_start_one(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="placet new"):
        load_case(tmp_path / "nothing")


def test_a_case_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_bytes(b"\xff\xfe\x00title")
    with pytest.raises(CaseError, match="UTF-8"):
        load_case(tmp_path)


def test_an_unknown_question_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean 'admit'"):
        load_case(write(tmp_path, GOOD)).question("admitt")


def test_a_case_that_was_started_can_be_loaded(tmp_path: Path) -> None:
    start_case(tmp_path / "new", body="nato", title="New", questions=["Shall it?"])
    case = load_case(tmp_path / "new")
    assert (case.title, case.question().text) == ("New", "Shall it?")
    with pytest.raises(UsageError, match="a case already"):
        start_case(tmp_path / "new", body="nato")


def test_the_shipped_example_asks_its_four_questions() -> None:
    assert [question.id for question in example_case().questions] == [
        "invite_now",
        "membership_in_principle",
        "partial_territory_membership",
        "after_war",
    ]
