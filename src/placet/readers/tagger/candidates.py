"""What could be attributions of a text: the tagger's and the rules', each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from placet.readers.tagger.cues import cue_features
from placet.readers.tagger.fields import Field
from placet.readers.tagger.roles import role_features, rule_of, window
from placet.readers.tagger.view import View
from placet.reading.attribution import Attribution, TokenRange
from placet.reading.attribution.quotes import quotation
from placet.reading.attribution.ranges import head_of

LEAST = 0.08
"""Less likely cues are not looked at."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution: who proposes it, and how likely its steps were."""

    attribution: Attribution
    by: str
    cue_chance: float
    likelihood: float
    """Of all labels of the window, as a mean of each token."""
    rule: Attribution | None
    """What the rules made of the same cue."""


def candidates(seen: View, cues: Field, roles: Field) -> list[Candidate]:
    """Everything that the tagger or the rules would take for an attribution."""
    chances = [0.0] * len(seen.syntax.pos)
    found: list[Candidate] = []
    taken: set[int] = set()
    for first, last in seen.syntax.sentences:
        for cue, chance in likely_cues(seen, cues, (first, last), chances):
            taken.update(range(cue.start, cue.end))
            one = _tagged(seen, roles, cue, chance)
            if one:
                found.append(one)
    for rule in seen.rules:
        group = range(rule.cue.start, rule.cue.end) if rule.cue else range(0)
        likely = max((chances[token] for token in group), default=0.0)
        if rule.cue and group and taken.isdisjoint(group):
            one = _tagged(seen, roles, rule.cue, likely)
            if one:
                found.append(one)
        found.append(Candidate(rule, "rules", likely, 0.0, rule))
    return found


def likely_cues(
    seen: View, cues: Field, sentence: tuple[int, int], chances: list[float]
) -> list[tuple[TokenRange, float]]:
    """Where a sentence may have cues; `chances` learns how likely each token starts one."""
    first, last = sentence
    begins = cues.chances(cue_features(seen, first, last), "B")
    inside = cues.again("I", last - first)
    chances[first:last] = [b + i for b, i in zip(begins, inside, strict=True)]
    found = []
    token = 0
    while token < last - first:
        rival = begins[token + 1] if token + 1 < len(begins) and inside[token + 1] < LEAST else 0
        if begins[token] < LEAST or (rival > begins[token] and begins[token] + rival < 1):
            token += 1
            continue
        end = token + 1
        while end < last - first and inside[end] > begins[end] and inside[end] > begins[token] / 2:
            end += 1
        found.append((TokenRange(first + token, first + end), begins[token]))
        token = end
    return found


def _tagged(seen: View, roles: Field, cue: TokenRange, chance: float) -> Candidate | None:
    """A cue with the source and content that the second field gives it."""
    syntax, rule = seen.syntax, rule_of(seen, cue)
    span, head = window(seen, cue, rule), head_of(syntax, cue)
    labels = roles.tag(role_features(seen, cue, head, rule, span))
    source, content = _parts(labels, "S", span[0]), _parts(labels, "C", span[0])
    if not content:
        return None
    likely = roles.likelihood(labels) ** (1 / len(labels))
    who = max(source, key=lambda part: part.end - part.start) if source else None
    passages = [TokenRange(*one) for one in seen.passages]
    found = Attribution(
        source=who,
        cue=cue,
        content=tuple(content),
        cue_head=head,
        source_head=head_of(syntax, who) if who else None,
    )
    found = replace(found, quotation=quotation(syntax, found.content, passages))
    return Candidate(found, "tagger", chance, likely, rule)


def _parts(labels: list[str], role: str, first: int) -> list[TokenRange]:
    parts: list[TokenRange] = []
    for place, label in enumerate(labels, start=first):
        if label == f"B{role}":
            parts.append(TokenRange(place, place + 1))
        elif label == f"I{role}":
            if parts and parts[-1].end == place:
                parts[-1] = TokenRange(parts[-1].start, place + 1)
            else:
                parts.append(TokenRange(place, place + 1))
    return parts
