"""What answers cost is shown, and a dry run tells what would be sent."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from commands import SURROUNDINGS, run
from modelserver import TEXT, Asked, Server, completion, document

from placet import api
from placet.errors import SourceError, UsageError
from placet.readers import open_reader
from placet.readers.spending import Price, Spent, added_up, taken

GOOD = {"source": "Viktor Orban", "cue": "said:", "content": ["“The door is shut.”"]}
USED = {"prompt_tokens": 2000, "completion_tokens": 500, "total_tokens": 2500}
ANSWER = completion(GOOD, positions=[], usage=USED)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"{TEXT} It was told in {name} and elsewhere.")
    (folder / "empty.txt").write_text(" ")
    return folder


@pytest.fixture
def named(server: Server, tmp_path: Path) -> str:
    return f"llm:{server.url}|model=some-model|cache={tmp_path / 'answers'}|price=3/10"


def surroundings() -> Mapping[str, str]:
    return {**SURROUNDINGS, "NO_PROXY": os.environ["NO_PROXY"]}


def test_tokens_and_cost_are_added_up_and_said(server: Server, texts: Path, named: str) -> None:
    server.replies = [ANSWER]
    done = run("read", texts / "a.txt", texts / "b.txt", "--reader", named, env=surroundings())
    assert done.returncode == 0, done.stderr
    assert (
        "some-model: 2 answers; 0 more kept from before; 4,000 tokens read and 1,000 written; "
        "cost 0.0220" in done.stderr
    )
    again = run("read", texts / "a.txt", "--reader", named, env=surroundings())
    assert "0 answers; 1 more kept from before; 0 tokens read" in again.stderr


def test_answers_that_could_not_be_used_have_cost_too(server: Server, asked: Asked) -> None:
    useless = (200, {"choices": [], "usage": USED})
    server.replies = [useless, ANSWER]
    endpoint = replace(asked.reader.endpoint, price=Price(read=3, written=10))
    reader = replace(asked.reader, endpoint=endpoint)
    reader.read(document(TEXT), ())
    (spent,) = taken(reader)
    assert (spent.answers, spent.read, spent.cost) == (2, 4000, 0.022)
    assert taken(reader) == ()


@pytest.mark.parametrize(
    "usage",
    [
        None,
        [],
        {},
        {"prompt_tokens": "9", "completion_tokens": 1},
        {"prompt_tokens": -1, "completion_tokens": 1},
        {"prompt_tokens": True, "completion_tokens": 1},
        {"prompt_tokens": 10**30, "completion_tokens": 1},
        {"prompt_tokens": 1.5, "completion_tokens": 1},
    ],
)
def test_an_answer_without_a_number_of_tokens_is_counted_as_such(
    server: Server, asked: Asked, usage: object
) -> None:
    server.replies = [completion(GOOD, usage=usage)]
    asked.read()
    assert asked.reader.spent == [Spent(model="some-model", answers=1, untold=1)]


def test_what_was_spent_before_a_failure_is_said(server: Server, texts: Path, named: str) -> None:
    server.replies = [ANSWER, (401, {})]
    heard: list[tuple[Spent, ...]] = []
    with pytest.raises(UsageError, match="refuses the key"):
        list(api.read([texts], reader=named, account=heard.append))
    assert [(one.answers, one.read) for one in heard[0]] == [(1, 2000)]


def test_models_are_accounted_for_one_by_one(server: Server, named: str) -> None:
    server.replies = [ANSWER]
    other = named.replace("some-model", "other").replace("|price=3/10", "")
    reader = open_reader(f"builtin + {named} & {other}", at_least=0.1)
    reader.read(document(TEXT), ())
    assert [(one.model, one.cost) for one in taken(reader)] == [
        ("some-model", 0.011),
        ("other", None),
    ]


def test_sums_of_nothing_are_nothing() -> None:
    assert added_up(()) == ()


def test_processes_account_for_what_they_spend(server: Server, texts: Path, named: str) -> None:
    server.replies = [ANSWER]
    heard: list[tuple[Spent, ...]] = []
    results = list(api.read([texts], reader=named, on="processes:1", account=heard.append))
    assert sum(not isinstance(one, SourceError) for one in results) == 2
    assert [(one.answers, one.read) for one in heard[0]] == [(2, 4000)]


def test_a_dry_run_tells_what_would_be_sent_and_sends_nothing(
    server: Server, texts: Path, named: str, tmp_path: Path
) -> None:
    done = run("read", texts, "--reader", named, "--dry-run", env=surroundings())
    assert done.returncode == 4  # one text is empty
    assert "2 documents; nothing has been sent" in done.stdout
    assert "some-model: 2 requests to send" in done.stdout
    assert "empty.txt" in done.stderr
    assert server.asked == []
    assert not (tmp_path / "answers").exists()


def test_a_dry_run_knows_the_answers_that_are_kept_and_the_size_of_requests(
    server: Server, texts: Path, named: str
) -> None:
    server.replies = [ANSWER]
    run("read", texts / "a.txt", "--reader", named, env=surroundings())
    called = ("read", texts / "a.txt", texts / "b.txt", "--reader", named, "--dry-run", "--json")
    told = json.loads(run(*called, env=surroundings()).stdout)
    assert told["schema"] == "placet/sending@1"
    (model,) = told["models"]
    assert (told["documents"], model["requests"], model["kept"]) == (2, 1, 1)
    run("read", texts / "b.txt", "--reader", named, env=surroundings())
    body = server.asked[-1][2]
    form = json.dumps(body["response_format"])
    sent = len(form) + sum(len(message["content"]) for message in body["messages"])
    assert model["characters"] == sent
    assert model["tokens"] == -(-sent // 4)
    assert model["cost"] == pytest.approx(3 * model["tokens"] / 1_000_000)


def test_a_dry_run_of_two_passes_is_twice_the_requests(texts: Path, named: str) -> None:
    would = api.would_send([texts / "a.txt"], reader=f"builtin + {named}|passes=2")
    assert (would.documents, would.models[0].requests) == (1, 2)


def test_a_dry_run_of_add_opens_no_ledger(
    server: Server, texts: Path, named: str, example: Path
) -> None:
    before = (example / "ledger.sqlite").read_bytes()
    done = run("add", example, texts / "a.txt", "--reader", named, "--dry-run", env=surroundings())
    assert "1 documents; nothing has been sent" in done.stdout
    assert (example / "ledger.sqlite").read_bytes() == before
    assert server.asked == []


def test_a_dry_run_of_the_built_in_reader_has_nothing_to_tell(texts: Path) -> None:
    done = run("read", texts / "a.txt", "--dry-run")
    assert "builtin: nothing would be sent" in done.stdout


@pytest.mark.parametrize("price", ["", "3", "3/", "a/b", "-1/2", "nan/1", "inf/1", "1/2/3"])
def test_a_price_that_cannot_be_is_refused(price: str) -> None:
    with pytest.raises(UsageError, match="no price of tokens"):
        open_reader(f"llm:http://localhost|model=m|price={price}")


@pytest.mark.parametrize("option", ["timeout=0", "timeout=soon", "sure=1.5", "sure=nan", "sure="])
def test_a_number_that_cannot_be_is_refused(option: str) -> None:
    with pytest.raises(UsageError, match="cannot be"):
        open_reader(f"llm:http://localhost|model=m|{option}")
