"""What comes from outside is checked at one door: JSON, the types of fields, days, files read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest
from mutations import deep

from placet.errors import CaseError
from placet.formats import ReadOnce
from placet.formats.days import read_day
from placet.formats.shapes import ShapeError, shaped, shaped_json
from placet.formats.texts import load_json, read_text
from placet.formats.tomlfile import read_toml


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    start: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    name: str
    colour: Colour
    parts: tuple[Part, ...] = ()
    pair: tuple[int, int] | None = None
    value: str | int | date = ""
    sure: bool = True


def test_an_object_is_made_of_plain_data() -> None:
    made = shaped_json(
        Whole,
        '{"name": "x", "colour": "red", "parts": [{"start": 1, "weight": 2}], "pair": [0, 1],'
        ' "value": {"date": "2024-11-29"}}',
    )
    parts = (Part(start=1, weight=2.0),)
    day = date(2024, 11, 29)
    assert made == Whole(name="x", colour=Colour.RED, parts=parts, pair=(0, 1), value=day)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "list of 0 is no whole"),
        ({}, "'name' is missing"),
        ({"name": 1}, "name: 1 is no text"),
        ({"name": "x", "colour": ["red"]}, "colour: list of 1 is none of red"),
        ({"name": "x", "colour": "blue"}, "colour: 'blue' is none of red"),
        ({"name": "x", "colour": "red", "hue": 1}, "unknown key 'hue'"),
        ({"parts": [{"start": 1}, {"start": True}]}, r"parts\[1\].start: True is no whole number"),
        ({"parts": [{"start": 10**30}]}, "is no whole number"),
        ({"parts": [{"start": 1, "weight": float("inf")}]}, "weight: inf is no number"),
        ({"pair": [1, 2, 3]}, "pair: list of 3 is no"),
        ({"sure": 1}, "sure: 1 is neither true nor false"),
        ({"value": {"date": "2024-02-30"}}, "value.date: '2024-02-30' is no day"),
    ],
)
def test_what_is_of_another_shape_is_named_with_its_place(data: object, said: str) -> None:
    with pytest.raises(ShapeError, match=said):
        shaped(Whole, data)


def test_what_stands_beside_the_fields_can_be_passed_over() -> None:
    assert shaped(Part, {"start": 1, "more": []}, besides=True) == Part(start=1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "NaN",
        "[-Infinity]",
        '["\\ud800"]',
        '{"\\uDC00": 1}',
        "[" * 65 + "]" * 65,
        deep("["),
        deep('{"a":'),
        "1" * 5000,
    ],
)
def test_what_is_no_sound_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        load_json(text)


def test_sound_json_may_be_nested_and_hold_pairs_of_surrogates() -> None:
    assert load_json("[" * 64 + "]" * 64)
    assert load_json('["\\ud83c\\uddfa", "\\\\ud800"]') == ["\U0001f1fa", "\\ud800"]


@pytest.mark.parametrize(
    "text",
    [
        deep("[", around="a = {}"),
        deep("{{a=", around="a = {}"),
        "a" + ".a" * 100 + " = 1",
        "[a" + ".a" * 100 + "]",
        "a = nan",
        "a = [{ b = -inf }]",
        "a = 10000000000000000000",
        "a = " + "1" * 5000,
        "a = 0001-01-01",
        "a = 9999-12-31T00:00:00Z",
    ],
)
def test_toml_that_nobody_can_reckon_with_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_toml(path)
    assert caught.value.mend
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("text", ["2024-02-30", "0999-12-31", "3000-01-01", "x", ""])
def test_a_day_is_one_of_our_era(text: str) -> None:
    assert read_day("1000-01-01") < read_day("2999-12-31")
    with pytest.raises(ValueError, match=r".+"):
        read_day(text)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xef\xbb\xbfgood")
    assert read_text(tmp_path / "x") == "good"
    (tmp_path / "x").write_bytes(b"\xed\xa0\x80")
    for path in (tmp_path / "x", tmp_path, tmp_path / "gone", tmp_path / ("y" * 5000)):
        with pytest.raises(CaseError):
            read_text(path)


def test_a_file_is_read_again_only_once_its_bytes_have_changed(tmp_path: Path) -> None:
    calls: list[Path | None] = []
    reader = ReadOnce(lambda path: calls.append(path) or (path.read_text() if path else "shipped"))
    file = tmp_path / "x"
    for text in ("one", "one", "two", "one"):
        file.write_text(text)
        assert reader(file) == text
    assert reader() == reader() == "shipped"
    assert len(calls) == 3
