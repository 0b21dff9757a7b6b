"""Every form of file that a page describes is what the code reads."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from good_inputs import CASE
from markdown_it import MarkdownIt
from mutations import toml

from placet.actors.tables import OFFICE_COLUMNS, read_groups
from placet.ballots.settings import settings
from placet.bargaining import read_issues
from placet.bodies.load import read_body
from placet.cases import load_case
from placet.coding.sheets import COLUMNS as SHEET
from placet.errors import CaseError
from placet.evaluation import load_gold
from placet.exchange.dna import mapping
from placet.ledger import imports
from placet.words import Question

DOCS = Path(__file__).resolve().parents[1] / "docs"


def fences(page: str, language: str) -> list[str]:
    tokens = MarkdownIt().parse((DOCS / page).read_text(encoding="utf-8"))
    return [t.content for t in tokens if t.type == "fence" and t.info.split()[:1] == [language]]


def first_cells(page: str, head: str) -> set[str]:
    """What stands in backticks in the first column of the table that begins with a head."""
    lines = (DOCS / page).read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(head))
    found: set[str] = set()
    for line in lines[at + 2 :]:
        if not line.startswith("|"):
            break
        found |= set(re.findall(r"`(\w+)`", line.split("|")[1]))
    return found


def test_the_labelled_file_of_its_page_is_read(tmp_path: Path) -> None:
    line, _ = fences("evaluate.md", "json")
    (tmp_path / "gold.jsonl").write_text(line, encoding="utf-8")
    (gold,) = load_gold(tmp_path / "gold.jsonl")
    assert gold.statements
    assert gold.positions
    assert gold.positions[0].holder == "NO"
    assert gold.speakers[0].person == "Espen"


def test_the_labelled_passages_of_its_page_are_read(tmp_path: Path) -> None:
    _, block = fences("evaluate.md", "json")
    line = " ".join(block.split())
    (tmp_path / "gold.jsonl").write_text(line, encoding="utf-8")
    (gold,) = load_gold(tmp_path / "gold.jsonl")
    assert gold.questions
    assert gold.positions
    assert gold.group == "eu-mercosur-2026"
    assert gold.positions[0].key == ("FR", "approve", "against")


def test_every_documented_key_of_a_labelled_file_is_one(tmp_path: Path) -> None:
    """A wrong value under it is refused, so that somebody reads it."""
    path = tmp_path / "gold.jsonl"
    line, _ = fences("evaluate.md", "json")
    for key in first_cells("evaluate.md", "| key |"):
        path.write_text(json.dumps(json.loads(line) | {key: {"no": 1}}), encoding="utf-8")
        with pytest.raises(CaseError, match=key):
            load_gold(path)


def test_the_case_of_its_page_is_read(tmp_path: Path) -> None:
    (block,) = fences("case-files.md", "toml")
    more = '\n[[question]]\nid = "membership_in_principle"\ntext = "?"\n'
    more += '\n[[question]]\nid = "partial_territory_membership"\ntext = "?"\n'
    (tmp_path / "case.toml").write_text(block + more, encoding="utf-8")
    assert load_case(tmp_path).question("invite_now").subject == "UA"


def test_every_documented_key_of_a_question_is_one() -> None:
    known = {field.name for field in fields(Question)} - {"body", "notes"}
    assert first_cells("case-files.md", "| key of a question |") == known


def test_every_column_of_positions_is_documented() -> None:
    assert first_cells("case-files.md", "| column |") == set(imports.COLUMNS)


def test_the_columns_of_other_tables_stand_on_their_pages() -> None:
    pages = {
        "case-files.md": set(OFFICE_COLUMNS) - {"confirmed"},
        "coding.md": set(SHEET) - {"source", "published", "paragraph"},
        "exchange.md": set(mapping.COLUMNS),
        "bargaining.md": {"actor", "position", "salience", "capability", "issue"},
    }
    for page, columns in pages.items():
        text = (DOCS / page).read_text(encoding="utf-8")
        assert not [name for name in columns if not re.search(rf"\b{name}\b", text)], page


def test_the_settings_of_their_page_are_read(tmp_path: Path) -> None:
    (block,) = fences("forecast.md", "toml")
    (tmp_path / "forecast.toml").write_text(block, encoding="utf-8")
    assert settings(tmp_path / "forecast.toml").silent_outvoted == 0.9


def test_the_body_of_its_page_is_read(tmp_path: Path) -> None:
    (block,) = fences("bodies/README.md", "toml")
    (tmp_path / "body.toml").write_text(block, encoding="utf-8")
    assert read_body(tmp_path / "body.toml").matters


def test_a_group_as_its_page_has_it_is_read(tmp_path: Path) -> None:
    keys = ("name", "aliases", "members", "since", "until", "source")
    text = (DOCS / "case-files.md").read_text(encoding="utf-8")
    assert all(f"`{key}`" in text for key in keys)
    path = tmp_path / "groups.toml"
    path.write_text(
        '[[group]]\nname = "G"\naliases = ["H"]\nmembers = ["DE"]\nsince = 2000-01-01\n'
    )
    assert read_groups(path, {"DE"})[0].members == ("DE",)


def test_the_scale_of_its_page_is_read(tmp_path: Path) -> None:
    commands = "\n".join(fences("bargaining.md", "console"))
    tables = re.findall(r"printf '([^']+)' >", commands)
    assert tables
    for table in tables:
        path = tmp_path / "scale.csv"
        path.write_text(table.replace("\\n", "\n"), encoding="utf-8")
        assert read_issues(path)


def test_the_good_case_of_the_fuzzing_suite_is_a_case(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(toml(CASE), encoding="utf-8")
    assert load_case(tmp_path).questions
