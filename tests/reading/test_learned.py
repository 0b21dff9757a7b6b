"""The learned reading: any question that is one sentence, and no word list."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placet import api
from placet.actors import registry
from placet.cases import load_case
from placet.cases.start import start_case
from placet.errors import SourceError
from placet.reading.actors.mentions import mentions
from placet.reading.actors.people import People
from placet.reading.learned.explaining import explain, verdict
from placet.reading.learned.model import ABOUT, NETWORK, VOCABULARY, load, shipped
from placet.reading.learned.views import views
from placet.reading.learned.windows import LONGEST, Pieces, windows
from placet.reading.syntax.parse import Syntax, parse, syntax
from placet.words import Question, Reading, Stance

TEXTS = Path(__file__).parent / "texts"
MODEL = Path(str(files("placet.reading.learned") / "model"))
DEAL = Question(
    id="approve",
    text="Shall the Council approve the EU-Mercosur trade agreement?",
    body="eu-council",
    matter="",
)


def people(lists: Syntax) -> People:
    found = People(lists, registry(), "", None)
    found.learn()
    return found


def holders(text: str) -> set[str]:
    lists = syntax(parse(text))
    return {one.holder for one in mentions(lists, people(lists))}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Warsaw would vote no; The Hague is undecided.", {"PL", "NL"}),
        ("The Danes and the Baltic states agree.", {"DK", "EE", "LV", "LT"}),
        ("DE and FR could agree. IT reserved.", {"DE", "FR", "IT"}),
        ("IT IS A GOOD PLAN, HE SAID.", set()),
        ("Estonian Prime Minister Jaan Tamm spoke. Tamm said no.", {"EE"}),
        ("Latin America and South America rejoiced.", set()),
        ("It rained all day.", set()),
    ],
)
def test_governments_are_named_in_many_ways(text: str, named: set[str]) -> None:
    assert holders(text) == named


def test_whoever_is_taken_up_by_a_pronoun_is_named_there_too() -> None:
    lists = syntax(parse("Estonian Prime Minister Jaan Tamm spoke. He refused."))
    (last,) = [one for one in mentions(lists, people(lists)) if lists.lower[one.start] == "he"]
    assert last.holder == "EE"


SENTENCES = st.lists(
    st.sampled_from(
        ["France agrees.", "It rained.", "Warsaw, he said, would vote no.", "Spain " + "so " * 150]
    ),
    min_size=1,
    max_size=30,
)


@given(SENTENCES)
@settings(max_examples=20)
def test_windows_are_whole_sentences_and_hold_every_mention_once(told: list[str]) -> None:
    lists = syntax(parse(" ".join(told)))
    pieces = Pieces(range(len(lists.starts)), lists.starts, lists.ends)
    named = mentions(lists, people(lists))
    made = list(windows(lists, pieces, named))
    assert [one for window in made for one in window.mentions] == named
    firsts = {start for start, _ in lists.sentences}
    for window in made:
        assert window.start in firsts
        assert window.end - window.start <= 3 * LONGEST
    assert all(a.mentions[-1] < b.mentions[0] for a, b in pairwise(made))


def test_chances_are_chances() -> None:
    lists = syntax(parse("France will vote against the trade deal, and Spain is in favour."))
    named = mentions(lists, people(lists))
    for view in views(lists, named, [DEAL, DEAL]):
        assert all(0 <= chance <= 1 for chance in view.chances)
        assert sum(view.chances) <= 1 + 1e-6
    assert views(lists, named, []) == []
    assert views(lists, [], [DEAL]) == []


def test_every_sentence_is_explained() -> None:
    told = explain("It rained. France will vote against the trade deal.", [DEAL])
    assert told[0].why == "no government is named"
    assert told[1].why == ""
    (view,) = told[1].considered
    assert (view.holder, view.question) == ("FR", "approve")
    assert verdict(view) in {"counts", "suggested", "too unlikely"}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


@pytest.mark.parametrize("name", [NETWORK, VOCABULARY])
def test_a_damaged_file_is_refused_before_it_is_opened(copied: Path, name: str) -> None:
    file = copied / name
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    with pytest.raises(SourceError, match=f"{name}.*damaged, or of another model"):
        load(copied)
    file.unlink()
    with pytest.raises(SourceError, match="damaged, or of another model"):
        load(copied)


@pytest.mark.parametrize(
    "text", ["", "{}", "[" * 100_000, " " * 100_000, '{"files": 3}', '{"version": "1"}', "\ud800"]
)
def test_what_describes_no_model_is_refused(copied: Path, text: str) -> None:
    (copied / ABOUT).write_text(text, encoding="utf-8", errors="surrogatepass")
    with pytest.raises(SourceError, match="no description of a model"):
        load(copied)


def test_other_files_than_the_model_s_own_are_refused(copied: Path) -> None:
    about = json.loads((copied / ABOUT).read_text(encoding="utf-8"))
    about["files"]["../evil"] = "0" * 64
    (copied / ABOUT).write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(SourceError, match="no description of a model"):
        load(copied)


def test_the_shipped_model_is_opened_once() -> None:
    assert shipped() is shipped()


def test_an_article_on_a_plain_question_gives_everybody_s_position(tmp_path: Path) -> None:
    """A case made by its sentence alone, and a text that never repeats the sentence's words."""
    start_case(tmp_path / "deal", body="eu-council", questions=[DEAL.text])
    case = load_case(tmp_path / "deal")
    (reading,) = api.read([TEXTS / "mercosur.txt"], questions=case.questions)
    assert isinstance(reading, Reading)
    found = {
        (stance.holder, stance.stance.value)
        for statement in reading.statements
        for stance in statement.stances
    }
    assert found == {
        *((code, "against") for code in ("FR", "PL", "IE", "HU", "AT")),
        *((code, "for") for code in ("DE", "ES")),
        ("BE", "reluctant"),
        ("IT", "conditional"),
    }


def test_who_is_named_does_not_tell_the_stance() -> None:
    """The same words said of another country give the same reading: placet takes no side."""
    told = {}
    for name, code in (("France", "FR"), ("Russia", "RU"), ("Tuvalu", "TV"), ("Israel", "IL")):
        text = f"{name} will vote against the trade agreement, its minister said on Wednesday."
        lists = syntax(parse(text))
        (view,) = views(lists, [m for m in mentions(lists, people(lists)) if m.start == 0], [DEAL])
        assert view.holder == code
        told[name] = view
    assert {view.stance for view in told.values()} == {Stance.AGAINST}
    assert all(abs(view.sure - told["France"].sure) < 0.2 for view in told.values())
