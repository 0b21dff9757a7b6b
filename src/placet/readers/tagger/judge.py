"""The third step: which of the candidates to believe, learnt on documents not seen before."""

from __future__ import annotations

import math
from collections.abc import Sequence

from placet.readers.tagger.candidates import Candidate
from placet.readers.tagger.fields import Field
from placet.readers.tagger.view import View
from placet.reading.attribution import Attribution, TokenRange
from placet.reading.attribution.lexicon import lexicon
from placet.reading.attribution.ranges import head_of
from placet.reading.syntax.parse import Syntax

_HALF = 0.5
_OPENINGS = frozenset({"that", "to", "whether", "if", "how", "what", "why", '"', "“", "he", "it"})
_HELPING = frozenset({"aux", "auxpass", "neg"})
_CLASSES = ("clause", "intention", "directive", "object", "clause_nouns")
Chosen = list[tuple[float, Candidate]]


def judge_features(seen: View, one: Candidate, others: Sequence[Candidate]) -> list[str]:
    """What the judge knows of a candidate."""
    syntax, found = seen.syntax, one.attribution
    lemma = syntax.lemma[found.cue_head] if found.cue_head is not None else "none"
    pos = syntax.pos[found.cue_head] if found.cue_head is not None else "none"
    length = sum(part.end - part.start for part in found.content)
    by, chance = one.by, min(9, int(10 * one.cue_chance))
    agreed = _agreement(one)
    holders = [o for o in others if o is not one and covers(o.attribution, found.cue)]
    nested = max((int(5 * o.cue_chance) for o in holders), default=-1)
    rival = max((o.cue_chance for o in others if o.by == by and _touch(o, one)), default=0.0)
    before = "".join(sorted(p for p in _sides(found)))
    named = syntax.pos[found.source_head] if found.source_head is not None else "none"
    return [
        *_construction(syntax, found, by, lemma),
        f"by={by}",
        f"by|agreed={by}|{agreed}",
        f"chance={chance}",
        f"by|chance|agreed={by}|{chance}|{agreed}",
        f"odds={_bucket(one.likelihood)}|{by}",
        f"lemma={lemma}",
        f"by|lemma={by}|{lemma}",
        f"pos={pos}|{by}",
        f"length={min(12, int(3 * math.log(length + 1)))}|{by}",
        f"kind={found.quotation.value}|{by}",
        f"source={named}|{by}",
        f"nested={nested}",
        f"nested|chance={nested}|{chance}",
        f"parts={min(3, len(found.content))}|{by}",
        f"sides={before}|{found.quotation.value}",
        f"rival={int(5 * rival)}",
        f"quote={seen.quote[found.cue.start] if found.cue else 'none'}",
    ]


def _construction(syntax: Syntax, found: Attribution, by: str, lemma: str) -> list[str]:
    """By which construction it is one: what governs what, who, in which form."""
    relation = _relation(syntax, found)
    opening = syntax.lower[found.content[0].start]
    return [
        f"relation={relation}|{by}",
        f"relation|lemma={relation}|{lemma}",
        f"relation|opening={relation}|{opening if opening in _OPENINGS else 'other'}",
        f"relation|classes={relation}|{_classes(lemma)}",
        f"who={_who(syntax, found)}|{relation}",
        f"form={_form(syntax, found)}|{relation}",
    ]


def _relation(syntax: Syntax, found: Attribution) -> str:
    """How the head of the content hangs on the cue in the parse."""
    cue, said = found.cue_head, head_of(syntax, found.content[0])
    if cue is None:
        return "none"
    above = syntax.head[said]
    if above == cue:
        return syntax.dep[said]
    if syntax.head[above] == cue:
        return f"{syntax.dep[above]}>{syntax.dep[said]}"
    return f"^{syntax.dep[cue]}" if syntax.head[cue] == said else "far"


def _who(syntax: Syntax, found: Attribution) -> str:
    """What kind of word the source is: a pronoun itself, a person's noun, a text, a class."""
    head = found.source_head
    if head is None:
        return "none"
    if syntax.pos[head] == "PRON":
        return syntax.lower[head]
    words, lemma = lexicon(), syntax.lemma[head]
    if lemma in words.people:
        return "person"
    return "text" if lemma in words.voice_nouns else syntax.pos[head]


def _form(syntax: Syntax, found: Attribution) -> str:
    """The form of the cue's head, with its auxiliaries and negation."""
    head = found.cue_head
    if head is None:
        return "none"
    helped = [syntax.lemma[c] for c in syntax.children[head] if syntax.dep[c] in _HELPING]
    return "+".join([syntax.tag[head], *helped[:3]])


def _classes(lemma: str) -> str:
    words = lexicon()
    return "+".join(name for name in _CLASSES if lemma in getattr(words, name))


def _touch(other: Candidate, one: Candidate) -> bool:
    """Do two contents overlap, of candidates with other cues?"""
    if other is one or other.attribution.cue == one.attribution.cue:
        return False
    mine = tokens(one.attribution.content)
    return not mine.isdisjoint(tokens(other.attribution.content))


def _sides(found: Attribution) -> list[str]:
    if not found.cue:
        return []
    return ["<" if part.start < found.cue.start else ">" for part in found.content]


def _bucket(likelihood: float) -> int:
    return round(-6 * math.log(likelihood + 1e-9)) if likelihood else -1


def _agreement(one: Candidate) -> str:
    """How the rules' reading of the same cue relates to the candidate's."""
    if one.rule is None:
        return "alone"
    if one.rule is one.attribution:
        return "same"
    content = likeness(one.rule.content, one.attribution.content)
    source = _same_source(one.rule.source, one.attribution.source)
    return f"{int(4 * content)}{source}"


def tokens(parts: Sequence[TokenRange]) -> frozenset[int]:
    """All tokens of some ranges."""
    return frozenset(token for part in parts for token in range(part.start, part.end))


def likeness(one: Sequence[TokenRange], other: Sequence[TokenRange]) -> float:
    """Twice the common tokens over the sum of both."""
    mine, theirs = tokens(one), tokens(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine and theirs else 0.0


def covers(outer: Attribution, cue: TokenRange | None) -> bool:
    """Does a cue stand within what another attribution says?"""
    return cue is not None and any(
        part.start <= cue.start and cue.end <= part.end for part in outer.content
    )


def _same_source(one: TokenRange | None, other: TokenRange | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.overlaps(other)


def is_right(one: Attribution, labels: Sequence[Attribution]) -> bool:
    """Is there a label with half of the content and the same source?"""
    return any(
        likeness(one.content, label.content) >= _HALF and _same_source(one.source, label.source)
        for label in labels
    )


def judged(seen: View, found: Sequence[Candidate], judge: Field) -> Chosen:
    """The candidates with how likely each is right."""
    return [
        (judge.chances([judge_features(seen, one, near)], "yes")[0], one)
        for one, near in with_neighbours(found)
    ]


def with_neighbours(found: Sequence[Candidate]) -> list[tuple[Candidate, list[Candidate]]]:
    """Each candidate with those that stand near it: no other can touch or hold it."""
    reach = [_reach(one.attribution) for one in found]
    return [
        (
            one,
            [o for o, (low, high) in zip(found, reach, strict=True) if low < end and start < high],
        )
        for one, (start, end) in zip(found, reach, strict=True)
    ]


def _reach(one: Attribution) -> tuple[int, int]:
    parts = [*one.content, *([one.cue] if one.cue else [])]
    return min(part.start for part in parts), max(part.end for part in parts)


def chosen(scored: Chosen, threshold: float) -> list[Attribution]:
    """The best of those that are likely enough, one for each cue and content."""
    kept: list[Attribution] = []
    for chance, one in sorted(scored, key=lambda pair: -pair[0]):
        if chance < threshold:
            break
        if not any(_doubles(one.attribution, other) for other in kept):
            kept.append(one.attribution)
    return sorted(kept, key=lambda one: one.cue or one.content[0])


def _doubles(one: Attribution, other: Attribution) -> bool:
    """Same cue, or much the same content."""
    if one.cue and other.cue and one.cue.overlaps(other.cue):
        return True
    return likeness(one.content, other.content) >= _HALF
