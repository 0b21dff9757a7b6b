"""What-ifs: what each does to odds and members, and what cannot be."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from cases_made import AUTUMN, SMALL, said
from typer.testing import CliRunner

from placet import api
from placet.cases import Case, load_case
from placet.cli.main import app
from placet.errors import CaseError, UsageError
from placet.forecast import MemberOdds
from placet.forecast.deciding import blocking_sets
from placet.rules import InFavour, Rule
from placet.words import Stance

EARLIER = """
[[change]]
country = "TR"
date = 2023-05-14
[[change]]
country = "HU"
date = 2022-04-03
"""
TOO_SOON = """
[[reached]]
stage = "invited"
date = 2022-06-29
[[reached]]
stage = "protocol-signed"
date = 2022-06-01
"""


def test_scenarios_stand_beside_the_case_as_it_is(ukraine: Case) -> None:
    plain, *others = api.compare(ukraine, as_of=AUTUMN)
    assert [one.forecast.scenario.id for one in others] == [
        scenario.id for scenario in ukraine.outlook.scenarios
    ]
    won = next(one for one in others if one.forecast.scenario.id == "holdouts-won")
    assert {"DE", "HU", "SK", "US"} <= set(won.gained)
    assert not {"DE", "HU", "SK", "US"} & set(won.against)
    assert plain.forecast.decided
    assert won.forecast.decided
    assert won.forecast.decided.by[-1].p > plain.forecast.decided.by[-1].p


def test_a_met_condition_helps_and_a_ruled_out_one_does_not(small: Case) -> None:
    day = date(2022, 6, 1)
    with api.open_ledger(small) as ledger:
        ledger.add_positions(
            [said("TR", Stance.CONDITIONAL, day, "extradition of suspects")], by="tester"
        )
    deal = api.what_if(small, {"event": {"deal": date(2022, 6, 20)}})
    plain, met = api.compare(small, [deal], as_of=day)
    assert met.gained == ("TR",)
    assert met.forecast.meetings[0].p_carries > plain.forecast.meetings[0].p_carries
    nothing = api.what_if(small, {"terms": {"timing": "later"}})
    assert api.compare(small, [nothing], as_of=day)[1].gained == ()


def test_a_change_of_government_is_seen_from_when_it_is_known(small: Case) -> None:
    day = date(2022, 6, 1)
    with api.open_ledger(small) as ledger:
        ledger.add_positions([said("TR", Stance.AGAINST, day)], by="tester")
    table = {"country": "TR", "date": date(2022, 6, 10), "announced": date(2022, 6, 5)}
    change = api.what_if(small, {"change": [table]})
    unseen, seen = (api.compare(small, [change], as_of=on)[1] for on in (day, date(2022, 6, 6)))
    assert unseen.gained == ()
    assert seen.gained == ("TR",)


def test_a_change_of_government_may_come_with_a_prior(ukraine: Case) -> None:
    change = {"country": "HU", "date": date(2025, 1, 15)}
    kind, hard = (
        api.what_if(ukraine, {"change": [{**change, "prior": {level: 1.0}}]})
        for level in ("supportive", "opposed")
    )
    better, worse = api.compare(ukraine, [kind, hard], as_of=AUTUMN)[1:]
    assert better.gained == ("HU",)
    assert worse.gained == ()


def test_a_what_if_outweighs_that_nothing_against_is_on_record(ukraine: Case) -> None:
    change = {"country": "FR", "date": date(2024, 12, 1), "prior": {"opposed": 1.0}}
    moved, changed, unknown, kind = (
        api.what_if(ukraine, table)
        for table in (
            {"move": {"FR": "opposed"}},
            {"change": [change]},
            {"change": [{"country": "FR", "date": date(2024, 12, 1)}]},
            {"move": {"FR": "supportive"}},
        )
    )
    as_is, *others = (
        {row.country: row.p_assent for row in one.forecast.meetings[0].members}["FR"]
        for one in api.compare(ukraine, [moved, changed, unknown, kind], as_of=AUTUMN)
    )
    assert as_is == pytest.approx(0.99, abs=1e-6)
    assert others[0] < 0.02
    assert others[1] == pytest.approx(0.5 * 0.99 + 0.5 * others[0], abs=0.002)
    assert others[2:] == pytest.approx([as_is, as_is])


def test_a_package_of_nothing_has_the_odds_of_the_forecast(small: Case) -> None:
    """What may happen by itself, a met condition among it, counts for packages as for forecasts."""
    day, until = date(2022, 6, 1), date(2023, 12, 31)
    with api.open_ledger(small) as ledger:
        ledger.add_positions([said("TR", Stance.CONDITIONAL, day, "extradition")], by="tester")
    file = small.path / "case.toml"
    file.write_text(SMALL.replace('id = "deal"', 'id = "deal"\nper_year = 3.0'), encoding="utf-8")
    case = load_case(small.path)
    odds = {m.date: m.p_carries for m in api.forecast(case, as_of=day, until=until).meetings}
    free = [p for p in api.unlock(case, target=0.1, as_of=day, until=until) if not p.moves]
    assert len(free) > 1
    for package in free:
        if not package.terms:
            assert package.p_carries == pytest.approx(odds[package.meeting], rel=1e-9)


def test_another_rule_decides_the_same_stage_by_its_own_threshold(ukraine: Case) -> None:
    rule = {"kind": "in favour", "at_least": "2/3", "of": "members"}
    plain, changed = api.compare(ukraine, [api.what_if(ukraine, {"rule": rule})], as_of=AUTUMN)
    assert changed.forecast.rule == "at least 22 of 32 members vote yes"
    assert [s.stage for s in changed.forecast.stages] == [s.stage for s in plain.forecast.stages]
    assert plain.forecast.meetings[0].p_carries < 0.02
    assert changed.forecast.meetings[0].p_carries > 0.3
    [together] = changed.blocking
    assert len(together) == 11
    assert {"SK", "DE", "HU", "LU"} <= set(together)


def test_who_would_stop_it_is_each_veto_or_else_the_likeliest_set(ukraine: Case) -> None:
    plain, won = api.compare(ukraine, ["holdouts-won"], as_of=AUTUMN)
    assert ("HU",) in plain.blocking
    assert ("HU",) not in won.blocking
    assert all(len(some) == 1 for some in plain.blocking)
    odds = [
        MemberOdds(country=m, standing="unknown", p_assent=p, pivotality=0.0)
        for m, p in (("A", 0.9), ("B", 0.2), ("C", 0.3), ("D", 0.8))
    ]
    majority = Rule(
        name="three of four", members=("A", "B", "C", "D"), root=InFavour(need=Fraction(3))
    )
    assert [set(some) for some in blocking_sets(majority, odds)] == [{"B", "C"}]


def test_a_scenario_about_a_member_without_a_seat_is_refused(ukraine: Case) -> None:
    sweden = api.what_if(ukraine, {"move": {"SE": "supportive"}})
    with pytest.raises(UsageError, match="SE is no member of nato on 2024-01-05") as caught:
        api.forecast(ukraine, as_of=date(2024, 1, 5), scenario=sweden)
    assert "2024-03-07" in caught.value.mend
    assert api.forecast(ukraine, as_of=AUTUMN, scenario=sweden).decided


@pytest.mark.parametrize(
    ("added", "says"),
    [
        ('[[scenario]]\nid = "s"\nmove = { XX = "supportive" }', "'XX' is no member of nato"),
        ('[[scenario]]\nid = "s"\nmove = { TR = "keen" }', "no level 'keen'"),
        ('[[scenario]]\nid = "s"\nterms = { scope = "all" }', "no axis 'scope'"),
        ('[[scenario]]\nid = "s"\nterms = { timing = "never" }', "no choice 'never'"),
        ('[[scenario]]\nid = "s"\nevent = { war = 0.5 }', "no event 'war'"),
        ('[[scenario]]\nid = "s"\nmatter = "votes"', "no matter 'votes'"),
        ('[[change]]\ncountry = "TR"\ndate = 2023-05-14\nchance = 1.5', "1.5 will not do"),
        (
            '[[change]]\ncountry = "TR"\ndate = 2023-05-14\nprior = { opposed = 0.5 }',
            "the chances sum to 0.5",
        ),
        (EARLIER, "2022-04-03 comes before 2023-05-14"),
        ('[[reached]]\nstage = "invitd"\ndate = 2022-06-29', "no stage 'invitd'"),
        (TOO_SOON, "'protocol-signed' on 2022-06-01 comes before 'invited' on 2022-06-29"),
        ('[[meeting]]\ndate = 2023-01-32\nname = "x"', "2023-01-32 is no day"),
        ('[[meeting]]\ndate = 2022-06-28\nname = "x"', "is the day of the meeting above it too"),
        ('[[axis]]\nid = "a"\nchoices = ["x", "y", "x"]', "'x' stands twice"),
        ('[[event]]\nid = "e"\nper_year = inf', "inf is no number to reckon with"),
        ('[[meeting]]\ndate = 2021-01-01\nname = "x"', "2021-01-01 comes before 2022-06-28"),
        (
            '[[change]]\ncountry = "TR"\ndate = 2023-05-14\nannounced = 2023-06-01',
            "2023-06-01 comes after the day itself",
        ),
        ('[[scenario]]\nid = "s"\nelections = "yes"', "'yes' is neither true nor false"),
        ('[[scenario]]\nid = "s"\nrule = { kind = "dice" }', "'dice' is not a kind of rule"),
        (
            '[[scenario]]\nid = "s"\nrule = { kind = "in favour", at_least = 99 }',
            "a quota that cannot be met",
        ),
    ],
)
def test_a_future_that_cannot_be_is_refused(tmp_path: Path, added: str, says: str) -> None:
    (tmp_path / "case.toml").write_text(f"{SMALL}\n{added}\n", encoding="utf-8")
    with pytest.raises(CaseError, match=says) as caught:
        load_case(tmp_path)
    assert "case.toml" in str(caught.value)
    assert caught.value.mend


def test_a_case_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(SMALL, encoding="utf-8-sig")
    assert load_case(tmp_path).title == "Small"


def test_a_procedure_of_ones_own_lies_beside_the_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    own = SMALL.replace('"nato-accession"', '"way.toml"')
    (folder / "case.toml").write_text(own, encoding="utf-8")
    with pytest.raises(CaseError, match=r"way\.toml"):
        load_case(folder)
    stages = "\n".join(
        f'[[stage]]\nid = "{name}"\ntitle = "{name}"\nwho = "x"\nsource = "x"\n{more}'
        for name, more in (
            ("put", 'clock = "given"'),
            ("done", 'clock = "meeting"\nbody = "nato"\nmatter = "invitation"\nevery_days = 90'),
        )
    )
    way = f'title = "Mine"\nbodies = ["nato"]\nsource = "x"\n{stages}\n'
    (folder / "way.toml").write_text(way, encoding="utf-8")
    case, day = load_case(folder), date(2022, 6, 1)
    with api.open_ledger(case) as ledger:
        ledger.add_positions([said("TR", Stance.AGAINST, day)], by="tester")
    found = api.forecast(case, as_of=day)
    assert found.procedure == "Mine"
    assert found.decides == "done"


def test_what_ifs_of_the_command_line_are_checked_in_the_same_way(small: Case) -> None:
    with pytest.raises(UsageError, match="'XX' is no member of nato"):
        api.what_if(small, {"move": {"XX": "supportive"}})
    with pytest.raises(UsageError, match="has no scenario 'peace'"):
        api.forecast(small, scenario="peace")
    with pytest.raises(UsageError, match="is not after"):
        api.forecast(small, as_of=date(2022, 6, 1), until=date(2022, 5, 1))


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ("--move=XX=supportive", "--move: 'XX' is no member of nato"),
        ("--move=HU", "--move: 'HU' is no pair"),
        ("--grant=colour=red", "--grant: no axis 'colour'"),
        ("--event=ceasefire=2024-02-30", "'2024-02-30' is no day"),
        ("--event=ceasefire=2024-01-01", "is set on 2024-01-01, which is not after 2024-11-29"),
        ("--change=HU=2023-05-01", "--change: HU on 2023-05-01 is not after 2024-11-29"),
        ("--change=HU=2025-05-01:1.5", "--change: 1.5 will not do"),
        ("--change=HU=2025-05-01:1:opposed=0.2", "--change: the chances sum to 0.2"),
        ("--majority=40", "--majority: a quota that cannot be met"),
        ("--matter=votes", "--matter: nato has no matter 'votes'"),
        ("--as-of=9999-12-31", "9999-12-31 does not lie from 1000-01-01 to 2999-12-31"),
        ("--move=DE=opposed --move=DE=supportive", "--move: 'DE' is set twice"),
        ("--event=ceasefire=inf", "--event: inf will not do"),
        ("--until=2999-01-01", "until 2999-01-01 is more than 20 years after 2024-11-29"),
    ],
)
def test_an_option_that_cannot_be_is_named_with_its_value_and_mend(
    ukraine: Case, option: str, says: str
) -> None:
    done = CliRunner().invoke(
        app, ["forecast", str(ukraine.path), "--as-of", str(AUTUMN), *option.split(" ")]
    )
    assert isinstance(done.exception, UsageError)
    assert says in str(done.exception)
    assert done.exception.mend
