"""Procedures are data: read strictly, in order, each with its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from placet.errors import CaseError, UsageError
from placet.procedures import Clock, load_procedure, procedure_names, procedure_of

OWN = """\
title = "Own"
bodies = ["nato"]
source = "a treaty"

[[stage]]
id = "asked"
title = "Asked"
who = "anyone"
clock = "given"
source = "the treaty"

[[stage]]
id = "decided"
title = "Decided"
who = "the Council"
clock = "meeting"
body = "nato"
matter = "consensus"
every_days = 30
source = "the treaty"

[[record]]
candidates = ["SE"]
asked = 2022-05-18
decided = 2022-06-29
source = "the record"
"""


def own(folder: Path, text: str = OWN) -> Path:
    file = folder / "own.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("name", procedure_names())
def test_every_shipped_procedure_can_be_walked_from_its_first_stage(name: str) -> None:
    procedure = load_procedure(name)
    first, *later = procedure.stages
    assert first.clock is Clock.GIVEN
    assert procedure.after(first.id) == tuple(stage for stage in later if not stage.optional)
    assert all(record.source for record in procedure.records)
    assert all(stage.who and stage.source for stage in procedure.stages)


def test_a_new_procedure_is_one_file(tmp_path: Path) -> None:
    procedure = load_procedure(own(tmp_path))
    assert [stage.id for stage in procedure.stages] == ["asked", "decided"]
    decided = procedure.decided_by("nato", "consensus")
    assert decided is not None
    assert procedure.before(decided.id) == procedure.stages[0]


def test_finland_and_sweden_went_from_asking_to_invited_in_six_weeks() -> None:
    """Applied 18 May 2022; invited at Madrid, 29 June 2022; no Membership Action Plan."""
    rounds = load_procedure("nato-accession").records
    (finland,) = [record for record in rounds if record.candidates == ("FI",)]
    assert (finland.reached["invited"] - finland.reached["asked"]).days == 42
    assert "action-plan" not in finland.reached


def test_a_question_that_is_no_stage_stands_alone() -> None:
    assert procedure_of("nato-accession", "nato", "invitation").id == "nato-accession"
    assert procedure_of("nato-accession", "nato", "consensus").id == "vote"
    assert procedure_of("", "nato", "silence").id == "silence"
    assert procedure_of("", "eu-council", "qmv").id == "vote"


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ('clock = "given"', 'clock = "givn"', "9: stage[0].clock", "no clock 'givn'"),
        ('matter = "consensus"', 'matter = "consent"', "18", "no matter 'consent'"),
        ('body = "nato"', 'body = "natto"', "17", "no body 'natto'"),
        ('id = "decided"', 'id = "asked"', "13", "stands twice"),
        ("decided = 2022-06-29", "decided = 2022-05-01", "25", "comes before asked"),
        ("every_days = 30", "every_days = 0", "19", "no number of days"),
        ("asked = 2022-05-18", "aksed = 2022-05-18", "24", "unknown key 'aksed'"),
    ],
)
def test_a_mistake_is_named_with_its_place(
    tmp_path: Path, old: str, new: str, place: str, says: str
) -> None:
    with pytest.raises(CaseError, match=says) as caught:
        load_procedure(own(tmp_path, OWN.replace(old, new)))
    assert place in str(caught.value)
    assert caught.value.mend


def test_an_unknown_procedure_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="nato-acession") as caught:
        load_procedure("nato-acession")
    assert "nato-accession" in caught.value.mend
