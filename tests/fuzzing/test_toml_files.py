"""Files of TOML that people write: any of them is taken and can be used, or is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import good_inputs as good
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutations import anything, fuzzed, mutated, mutated_bytes, plain, taken, toml

from placet.actors import registry
from placet.ballots.settings import settings
from placet.bodies.load import read_body
from placet.cases import load_case
from placet.count import case_board, count
from placet.ledger import open_ledger
from placet.procedures import load_procedure
from placet.rules import decide
from placet.rules.toml import from_toml, to_toml
from placet.standing.parameter_file import parameters_toml
from placet.standing.parameters import parameters
from placet.words import Ballot

Use = Callable[[Path], object]
DAYS = st.sampled_from((good.DAY, good.DAY.replace(year=1), good.DAY.replace(year=9999)))
STANDING = parameters_toml(parameters())


def use_case(path: Path) -> None:
    case = taken(lambda: load_case(path))
    if case is None:
        return
    with open_ledger(path.parent / "ledger.sqlite") as ledger:
        for question in case.questions:
            board = case_board(case, question, good.DAY, ledger)
            taken(lambda board=board: count(board, _body(case.body)))  # type: ignore[misc]


def _body(name: str) -> Any:
    from placet.bodies import load_body

    return load_body(name)


def use_body(path: Path) -> None:
    body = taken(lambda: read_body(path))
    if body is None:
        return
    taken(body._repr_html_)
    for matter in body.matters:
        rule = taken(lambda m=matter: body.rule(m.id, m.since))  # type: ignore[misc]
        if rule is not None:
            decide(rule, dict.fromkeys(rule.members, Ballot.YES))
            rule.in_words()


def use_procedure(path: Path) -> None:
    taken(lambda: load_procedure(path))


def use_groups(path: Path) -> None:
    known = taken(lambda: registry().extended(path))
    if known is not None:
        known.resolve("Baltics", good.DAY)


def use_settings(path: Path) -> None:
    taken(lambda: settings(path))


def use_parameters(path: Path) -> None:
    made = taken(lambda: parameters(path))
    if made is not None:
        path.write_text(parameters_toml(made), encoding="utf-8")
        parameters(path)


def use_rule(path: Path) -> None:
    rule = taken(lambda: from_toml(path.read_text(encoding="utf-8", errors="replace")))
    if rule is not None:
        taken(lambda: from_toml(to_toml(rule)))
        taken(lambda: decide(rule, dict.fromkeys(rule.members, Ballot.YES)))


RULE = {"name": "r", "members": ["DE", "FR"], "rule": good.BODY["matter"][0]["rule"]["part"][1]}
FORMS: dict[str, tuple[Any, Use]] = {
    "case": (good.CASE, use_case),
    "body": (good.BODY, use_body),
    "procedure": (good.PROCEDURE, use_procedure),
    "groups": (good.GROUPS, use_groups),
    "forecast": (good.FORECAST, use_settings),
    "rule": (RULE | {"rule": {"kind": "unanimity"}}, use_rule),
}


LOADED: dict[str, Use] = {
    "case": load_case,
    "body": read_body,
    "procedure": load_procedure,
    "groups": registry().extended,
    "forecast": settings,
    "rule": lambda path: from_toml(path.read_text(encoding="utf-8")),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("case")
    with open_ledger(made / "ledger.sqlite") as ledger:
        good.fill(ledger)
    return made


def _file(folder: Path, form: str, text: bytes) -> Path:
    place = folder if form == "case" else folder / "beside"  # a case reads its forecast.toml
    place.mkdir(exist_ok=True)
    path = place / f"{form}.toml"
    path.write_bytes(text)
    return path


@pytest.mark.parametrize("form", FORMS)
def test_the_good_one_is_taken(form: str, folder: Path) -> None:
    made, _ = FORMS[form]
    LOADED[form](_file(folder, form, toml(made).encode()))


@pytest.mark.parametrize("form", FORMS)
@fuzzed
@given(data=st.data())
def test_tables_of_any_shape(form: str, data: st.DataObject, folder: Path) -> None:
    made, use = FORMS[form]
    use(_file(folder, form, toml(data.draw(mutated(made, plain | DAYS))).encode()))


@pytest.mark.parametrize("form", FORMS)
@fuzzed
@given(data=st.data())
def test_files_of_any_bytes(form: str, data: st.DataObject, folder: Path) -> None:
    made, use = FORMS[form]
    use(_file(folder, form, data.draw(mutated_bytes(toml(made).encode()))))


@pytest.mark.parametrize("form", FORMS)
@fuzzed
@given(data=st.data())
def test_structures_at_random(form: str, data: st.DataObject, folder: Path) -> None:
    made, use = FORMS[form]
    known = st.dictionaries(st.sampled_from(sorted(made)), anything(plain | DAYS), max_size=4)
    use(_file(folder, form, toml(data.draw(known)).encode()))


@fuzzed
@given(data=st.data())
def test_parameters_of_standings(data: st.DataObject, folder: Path) -> None:
    use_parameters(_file(folder, "standing", data.draw(mutated_bytes(STANDING.encode()))))
