"""The shipped tables of countries and offices are what their maker makes, from sound rows."""

from __future__ import annotations

import csv
import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from placet.actors import registry

PROJECT = Path(__file__).resolve().parents[2]
SHIPPED = PROJECT / "src" / "placet" / "actors" / "data"
FACTS = PROJECT.parent / "shared" / "data"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_actors", PROJECT / "tools/make_actors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def office(person: str, since: str, until: str = "") -> dict[str, str]:
    return {"area": "IS", "role": "x", "person": person, "since": since, "until": until}


@pytest.mark.skipif(not FACTS.exists(), reason="the tables of facts are not at hand")
def test_the_shipped_tables_are_what_their_maker_makes_of_the_facts(
    maker: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["x", "--data", str(FACTS), "--out", str(tmp_path)])
    maker.main()
    for name in ("countries.csv", "offices.csv"):
        assert (tmp_path / name).read_bytes() == (SHIPPED / name).read_bytes()


def test_who_hands_over_on_a_day_held_the_post_until_the_day_before(maker: ModuleType) -> None:
    rows = [office("A", "2020-01-01", "2021-05-06"), office("B", "2021-05-06")]
    assert [row["until"] for row in maker._without_overlaps(rows)] == ["2021-05-05", ""]


def test_two_people_in_one_post_are_refused(maker: ModuleType) -> None:
    with pytest.raises(SystemExit, match="A and B overlap"):
        maker._without_overlaps([office("A", "2020-01-01"), office("B", "2021-05-06")])


def test_every_row_says_how_sure_it_is_and_rows_from_memory_say_so() -> None:
    with (SHIPPED / "offices.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["confirmed"] for row in rows} == {"yes", "partial", "no"}
    areas = {*registry().country_names, *(known.name for known in registry().organisations)}
    assert {row["area"] for row in rows} <= areas
    for row in rows:
        assert row["person"] == row["person"].strip() != ""
        assert row["office"]
        assert row["role"]
        assert date.fromisoformat(row["since"]) < date(2026, 12, 31)
