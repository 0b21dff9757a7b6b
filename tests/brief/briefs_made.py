"""A brief on invented positions, made implausible on purpose: Iceland objects to a picnic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from placet.ballots import leaning, settings, silence
from placet.bodies import load_body
from placet.brief import Brief, brief
from placet.cases import Meeting
from placet.count import Board, Count, count
from placet.standing import MemberStanding, parameters
from placet.standing.parameters import LEVELS, vector
from placet.words import (
    UNKNOWN,
    Condition,
    Directness,
    Document,
    Fact,
    HolderKind,
    Level,
    Position,
    Question,
    Quotation,
    Reading,
    Span,
    Speaker,
    Stance,
    StanceReading,
    Statement,
)

DAY = date(2024, 12, 3)
BODY = load_body("nato")
MEMBERS = BODY.members_on(DAY)
TEXT = """Tea at the North Pole
Atlantis asks the Council to hold its summit at the North Pole, its minister wrote.
The tent must be heated, the minister insisted.
Iceland “will never agree to it”, its prime minister said.
Diplomats spoke of a lack of consensus among the 32 member states, as unanimity is required.
"""
NAMES = {
    "AQ": "Atlantis",
    "IS": "Iceland",
    "LU": "Luxembourg",
    "NO": "Norway",
    "PT": "Portugal",
    "TR": "Türkiye",
}


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def question(
    name: str = "pole", text: str = "Shall the summit meet at the North Pole?"
) -> Question:
    return Question(id=name, text=text, body="nato", matter="consensus", subject="AQ")


def position(holder: str | None, stance: Stance, *, days: int = 2, **more: object) -> Position:
    fields: dict[str, object] = {
        "id": f"p-{holder}-{stance}-{days}",
        "question": "pole",
        "holder": holder,
        "holder_kind": HolderKind.COUNTRY if holder else HolderKind.BODY,
        "stance": stance,
        "confidence": 0.9,
        "directness": Directness.ON_RECORD,
        "said": DAY - timedelta(days=days),
        "published": DAY - timedelta(days=days),
        "speaker": "a minister of fancy",
        "source": "The Gull",
        "url": "https://gull.example/tea?cup=1&sugar=2",
        "summary": "Says what no minister ever said.",
    }
    return Position(**{**fields, **more})  # type: ignore[arg-type]


def row(country: str, standing: str, *evidence: Position) -> MemberStanding:
    newest = evidence[0].said if evidence else None
    levels = vector(0.25 if standing == UNKNOWN else float(one == standing) for one in LEVELS)
    heard = Counter(p.stance for p in evidence)
    one = leaning(levels, heard, stops=True, params=parameters(), chosen=settings())
    return MemberStanding(
        country=country,
        standing=standing,
        probabilities=dict(zip(LEVELS, levels, strict=True)),
        p_assent=one.p_assent,
        heard=heard,
        evidence=evidence,
        nearest=min((p.directness for p in evidence), key=list(Directness).index, default=None),
        since=min((p.said for p in evidence), default=None),
        conditions=tuple(p.condition for p in evidence if p.condition),
        said=newest,
        age_days=(DAY - newest).days if newest else None,
    )


def counted(
    rows: Sequence[MemberStanding] = (),
    *,
    asked: Question | None = None,
    names: dict[str, str] | None = None,
    collective: tuple[Position, ...] = (),
    others: tuple[Position, ...] = (),
) -> Count:
    known = {one.country for one in rows}
    silent = [row(code, UNKNOWN) for code in MEMBERS if code not in known]
    board = Board(
        case="A sample that nobody can take for a finding",
        body=BODY.title,
        question=asked or question(),
        as_of=DAY,
        members=(*rows, *silent),
        names=NAMES if names is None else names,
        collective=collective,
        others=others,
        silence=silence(BODY.rule("consensus", DAY), settings()),
    )
    return count(board, BODY)


ICELAND = position(
    "IS", Stance.AGAINST, id="p-is", statement="st-3", document="d1", summary="“will never agree”"
)
REPORT = position(
    None,
    Stance.AGAINST,
    id="p-body",
    statement="st-4",
    document="d1",
    directness=Directness.COLLECTIVE,
    speaker="diplomats",
)
ROWS = (
    row("IS", Level.OPPOSED, ICELAND, position("IS", Stance.AGAINST, days=30)),
    row("PT", Level.RELUCTANT, position("PT", Stance.RELUCTANT, days=9, url="", source="")),
    row("TR", UNKNOWN, position("TR", Stance.UNCLEAR, days=210, directness=Directness.UNNAMED)),
    row("NO", Level.CONDITIONAL, position("NO", Stance.CONDITIONAL, condition="the tent is red")),
    row("LU", Level.SUPPORTIVE, position("LU", Stance.FOR, days=400)),
)
MINISTER = Speaker(name="Nemo", kind="person", office="minister", country="AQ")
STATEMENTS = (
    Statement(
        id="st-1",
        source=span("Atlantis"),
        cue=span("asks"),
        content=(span("to hold its summit at the North Pole"),),
        quotation=Quotation.INDIRECT,
        speaker=MINISTER,
        addressee="the Council",
        channel="letter",
        via="the Gull",
        stances=(StanceReading(question="pole", stance=Stance.FOR, confidence=0.9, holder="AQ"),),
    ),
    Statement(
        id="st-2",
        source=span("the minister insisted"),
        cue=span("insisted"),
        content=(span("The tent must be heated"),),
        quotation=Quotation.INDIRECT,
        speaker=MINISTER,
        conditions=(Condition(span=span("must be heated"), kind="must", limits="invitation"),),
        stances=(
            StanceReading(question="pole", stance=Stance.CONDITIONAL, confidence=0.7, holder="AQ"),
        ),
    ),
    Statement(
        id="st-3",
        source=span("its prime minister"),
        cue=span("said"),
        content=(span("Iceland"), span("“will never agree to it”")),
        quotation=Quotation.MIXED,
        speaker=Speaker(name="the prime minister", kind="office", country="IS"),
        stances=(
            StanceReading(question="pole", stance=Stance.AGAINST, confidence=0.9, holder="IS"),
        ),
    ),
    Statement(
        id="st-4",
        source=span("Diplomats"),
        cue=span("spoke"),
        content=(span("a lack of consensus among the 32 member states"),),
        quotation=Quotation.INDIRECT,
        speaker=Speaker(name="diplomats", kind="unnamed", collective=True),
        stances=(
            StanceReading(
                question="pole",
                stance=Stance.AGAINST,
                confidence=0.6,
                holder=None,
                holder_kind=HolderKind.BODY,
                directness=Directness.COLLECTIVE,
            ),
        ),
    ),
)
FACTS = (
    Fact(kind="stage", value="asked", span=span("asks the Council to hold its summit")),
    Fact(kind="collective-position", value="lacking", span=span("lack of consensus")),
    Fact(kind="member-count", value=32, span=span("32 member states")),
    Fact(kind="decision-rule", value="unanimity", span=span("unanimity is required")),
)
READING = Reading(
    document=Document(id="d1", text=TEXT, title="Tea at the North Pole", origin="tea.txt"),
    reader="a test 1",
    statements=STATEMENTS,
    facts=FACTS,
)


def sample() -> Brief:
    """Two questions, five members heard, one document."""
    outsider = position("AQ", Stance.FOR, id="p-aq", days=3)
    return brief(
        [
            counted(ROWS, collective=(REPORT,), others=(outsider,)),
            counted(asked=question("tea", "Shall there be tea?")),
        ],
        [READING],
        title="NATO and the North Pole (invented)",
        as_of=DAY,
        command="placet brief cases/pole --as-of 2024-12-03",
        meetings=(
            Meeting(date=DAY - timedelta(days=1), name="A meeting that is over"),
            Meeting(date=date(2024, 12, 24), name="Winter picnic", place="Reykjavik"),
        ),
        made_by="placet test",
    )


def hostile_reading(words: str) -> Reading:
    """A reading in which every text that comes from outside is `words`."""
    whole = Span(0, len(words), words)
    speaker = Speaker(name=words, kind="person", office=words, country=words, organisation=words)
    said = Statement(
        id=words,
        source=whole,
        cue=whole,
        content=(whole, whole),
        quotation=Quotation.DIRECT,
        speaker=speaker,
        addressee=words,
        channel=words,
        via=words,
        conditions=(Condition(span=whole, kind=words, limits=words, lifted_when=words),),
        stances=(
            StanceReading(question="pole", stance=Stance.FOR, confidence=1.0, holder="AQ"),
            StanceReading(question=words, stance=Stance.FOR, confidence=1.0, holder=words),
        ),
    )
    document = Document(
        id=words, text=words, title=words, publisher=words, language=words, url=words, origin=words
    )
    return Reading(
        document=document,
        reader=words,
        statements=(said,),
        facts=(
            Fact(kind="stage", value=words, span=whole, note=words),
            Fact(kind=words, value=words, span=whole, note=words),
        ),
    )


def hostile(words: str) -> Brief:
    """A brief in which every text that comes from outside is `words`."""
    fields: dict[str, object] = {
        "speaker": words,
        "channel": words,
        "source": words,
        "url": words,
        "condition": words,
        "summary": words,
        "reviewed": words,
    }
    is_ = position("IS", Stance.AGAINST, **fields)
    body = position(None, Stance.AGAINST, **fields)
    aq = position("AQ", Stance.FOR, **fields)
    rows = (row("IS", Level.OPPOSED, is_),)
    names = dict.fromkeys((*MEMBERS, "AQ"), words)
    one = counted(
        rows, names=names, collective=(body,), others=(aq,), asked=question("pole", words)
    )
    return brief(
        [one, one],
        [hostile_reading(words)],
        title=words,
        as_of=DAY,
        command=words,
        meetings=(Meeting(date=DAY, name=words, place=words),),
        made_by=words,
    )
