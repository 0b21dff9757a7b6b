"""A tagger learns attributions from a labelled corpus; its file is checked before it is used."""

from __future__ import annotations

import hashlib
import json
import zipfile
from itertools import product
from pathlib import Path

import pytest
from typer.testing import CliRunner

from placet.cli.main import app
from placet.cli.train import train as command
from placet.errors import UsageError
from placet.readers import open_reader
from placet.readers.tagger import Labelled, load_model, save_model, train
from placet.readers.tagger.candidates import Candidate
from placet.readers.tagger.judge import judge_features
from placet.readers.tagger.training import FOLDS
from placet.readers.tagger.view import view
from placet.reading.syntax.parse import parse, syntax
from placet.words import Document, Reading

WHO = ("The minister", "A spokesman", "Anna Berg", "The envoys", "Mr Ruiz")
WHAT = ("the talks had failed", "a vote was near", "nobody would yield", "the door was open")
UNHEARD = "blorted"


def labelled(who: str, cue: str, what: str) -> Labelled:
    """A sentence with a cue that no lexicon knows, and one without an attribution."""
    text = f"{who} {cue} that {what}. The rain fell on the old bridge."
    cue_at, what_at = len(who) + 1, len(who) + 1 + len(cue) + 1
    end = what_at + len(f"that {what}")
    return Labelled(text, ((((0, len(who)),), ((cue_at, cue_at + len(cue)),), ((what_at, end),)),))


CORPUS = [labelled(*words) for words in product(WHO, (UNHEARD, "said"), WHAT)]


@pytest.fixture(scope="module")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("tagger") / "model.placet"
    save_model(train(CORPUS, corpus="abc"), file)
    return file


def reading(name: str, text: str) -> Reading:
    document = Document(id=hashlib.sha256(text.encode()).hexdigest(), text=text)
    return open_reader(name).read(document, ())


@pytest.mark.parametrize("kind", ["tagger", "combined"])
def test_a_cue_of_the_corpus_is_found_in_other_words(model_file: Path, kind: str) -> None:
    text = f"The delegates {UNHEARD} that the border was calm. The rain fell on the old bridge."
    (statement,) = reading(f"{kind}:{model_file}", text).statements
    assert statement.source
    assert statement.source.text == "The delegates"
    assert statement.cue
    assert statement.cue.text == UNHEARD
    assert [part.text for part in statement.content] == ["that the border was calm"]


def test_the_steps_after_attribution_are_the_built_in_ones(model_file: Path) -> None:
    found = reading(f"combined:{model_file}", "Viktor Orban said that the talks had failed.")
    assert found.reader.startswith("combined ")
    assert found.statements[0].speaker
    assert found.statements[0].speaker.country == "HU"


def test_the_version_names_the_model(model_file: Path) -> None:
    assert load_model(model_file).digest in open_reader(f"tagger:{model_file}").version


def test_training_twice_gives_the_same_model(model_file: Path) -> None:
    assert train(CORPUS, corpus="abc").digest == load_model(model_file).digest


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The minister said that the talks had failed.", "ccomp"),
        ("The minister criticised the plan.", "dobj"),
        ("The minister is sceptical of the plan.", "prep>pobj"),
    ],
)
def test_the_judge_sees_how_the_content_hangs_on_the_cue(text: str, relation: str) -> None:
    seen = view(syntax(parse(text)))
    (rule,) = seen.rules
    candidate = Candidate(rule, "rules", 0.5, 0.0, rule)
    assert f"relation={relation}|rules" in judge_features(seen, candidate, [candidate])


def test_the_judge_learns_from_fields_that_have_not_seen_the_document() -> None:
    told: list[str] = []
    train(CORPUS, corpus="abc", tell=told.append)
    parts = [step for step in told if "outside of part" in step]
    assert len(parts) == FOLDS


def test_too_small_a_corpus_is_refused() -> None:
    with pytest.raises(UsageError, match="too few to learn from"):
        train([labelled(*one) for one in product(WHO[:1], ("said",), WHAT[:2])], corpus="")


def test_a_corpus_without_cues_is_refused() -> None:
    bare = [
        Labelled(one.text, ((*one.statements[0][:1], (), one.statements[0][2]),)) for one in CORPUS
    ]
    with pytest.raises(UsageError, match="nothing in common"):
        train(bare, corpus="")


def test_the_command_learns_from_a_labelled_file(tmp_path: Path) -> None:
    names = ("source", "cue", "content")
    rows = [
        {
            "text": one.text,
            "statements": [
                dict(zip(names, map(list, parts), strict=True)) for parts in one.statements
            ],
        }
        for one in CORPUS
    ]
    corpus, out = tmp_path / "corpus.jsonl", tmp_path / "model.placet"
    corpus.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = CliRunner().invoke(app, ["train", str(corpus), "-o", str(out), "--dev", str(corpus)])
    assert done.exit_code == 0, done.output
    assert "combined" in done.output
    assert load_model(out).documents == len(rows)


def test_a_place_that_cannot_be_written_is_told_before_learning(tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "model.placet"
    with pytest.raises(UsageError, match="cannot be written"):
        command(tmp_path / "corpus.jsonl", out)


@pytest.mark.parametrize(
    ("key", "value"), [("features", 0), ("format", "other@1"), ("pipeline", "strange")]
)
def test_a_model_of_another_version_is_refused(
    model_file: Path, tmp_path: Path, key: str, value: object
) -> None:
    other = tmp_path / "other.placet"
    with zipfile.ZipFile(model_file) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "about.json":
                data = json.dumps({**json.loads(data), key: value}).encode()
            new.writestr(name, data)
    with pytest.raises(UsageError, match=f"another version: {key}") as caught:
        open_reader(f"combined:{other}")
    assert "placet train" in caught.value.mend


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.placet"
    other.write_text("not a model")
    with pytest.raises(UsageError, match="is no tagger's model"):
        open_reader(f"tagger:{other}")


def test_a_damaged_field_is_refused(model_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.placet"
    with zipfile.ZipFile(model_file) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"junk" if name == "roles.crfsuite" else old.read(name))
    with pytest.raises(UsageError, match="is no tagger's model"):
        open_reader(f"tagger:{other}")


@pytest.mark.parametrize("kind", ["tagger", "combined"])
def test_a_reader_without_its_model_says_how_to_make_one(kind: str) -> None:
    with pytest.raises(UsageError, match="needs a model"):
        open_reader(kind)
