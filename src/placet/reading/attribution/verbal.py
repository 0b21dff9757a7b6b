"""Attributions carried by verbs: said that, wants to, urged to, called for, criticised the plan."""

from __future__ import annotations

from collections.abc import Sequence

from placet.reading.attribution.asides import around, asked_before
from placet.reading.attribution.lexicon import lexicon
from placet.reading.attribution.model import Attribution, TokenRange
from placet.reading.attribution.nominal import carried_by_noun, clause_told_in
from placet.reading.attribution.quotes import grown
from placet.reading.attribution.ranges import CLOSERS, OPENERS, cue_group, subtree, trimmed, without
from placet.reading.attribution.sources import Source, agent, is_passive, shared_cue, source, speaks
from placet.reading.syntax.parse import Syntax

_MIN_QUOTE = 3
_MARKS = frozenset({",", "—", "–", "-", "?", "!", ".", "...", "…"}) | CLOSERS
_OPENINGS = frozenset({"that", "whether", "if", "how", "why"}) | OPENERS
_ACCUSING = frozenset({"accuse", "suspect"})


def verbal(syntax: Syntax, verb: int, passages: Sequence[TokenRange]) -> Attribution | None:
    """The attribution carried by a verb, or None if it carries none."""
    who = source(syntax, verb)
    cue = cue_group(syntax, verb)
    if who and who.voice is not None:
        cue = TokenRange(who.voice, cue.end)
    found = (
        _clause(syntax, verb, who)
        or around(syntax, verb)
        or _infinitive(syntax, verb)
        or _prepositional(syntax, verb, cue)
        or _object(syntax, verb)
        or _quotes(syntax, verb, who, cue, passages)
    )
    if found is None or (who is None and not is_passive(syntax, verb)):
        return None
    pieces, cue = found if isinstance(found, tuple) else (found, cue)
    content = _content(syntax, pieces, who, cue, passages)
    if not content:
        return None
    return Attribution(
        source=who.range if who else None,
        cue=cue,
        content=content,
        cue_head=verb,
        source_head=who.head if who else None,
    )


Pieces = list[tuple[int, int]]


def _clause(syntax: Syntax, verb: int, who: Source | None) -> Pieces | None:
    """A clause that the verb governs: said that ..., "...", he said."""
    words = lexicon()
    lemma = syntax.lemma[verb]
    clause = syntax.child(verb, "ccomp")
    if clause is None and lemma in words.clause:
        clause = clause_told_in(syntax, verb)
    if clause is None or lemma in words.never:
        return None
    actor = who is not None and speaks(syntax, who.head)
    known = lemma in words.clause or lemma in words.object
    if not known and not actor and with_particle(syntax, verb) not in words.particle:
        return None
    low, high = subtree(syntax, clause)
    if not known and syntax.lower[low] not in _OPENINGS:
        return None
    if high <= verb and not _set_off(syntax, verb, high):
        return None
    holes = asked_before(syntax, clause)
    if low <= verb < high:
        holes.append(_set_in(syntax, verb, clause))
    if low > verb:
        high = _before_further_cues(syntax, clause, high)
        high = _with_further_clauses(syntax, verb, low, high)
    return without(low, high, holes)


def _set_off(syntax: Syntax, verb: int, end: int) -> bool:
    """Does a mark end the clause that stands before its verb: The plan failed, he said?"""
    marks = set(syntax.lower[max(0, end - 2) : verb])
    return bool(marks & _MARKS)


def _set_in(syntax: Syntax, verb: int, clause: int) -> tuple[int, int]:
    """The verb with what is its own, where it stands amid the clause: The plan, he said, failed."""
    low, high = subtree(syntax, clause)
    start, end = verb, verb + 1
    for child in syntax.children[verb]:
        if child != clause and low <= syntax.left[child] and syntax.right[child] < high:
            start, end = min(start, syntax.left[child]), max(end, syntax.right[child] + 1)
    return start, end


def _before_further_cues(syntax: Syntax, clause: int, end: int) -> int:
    """Where the next cue of the same speaker starts: said he agrees and | added that he hopes."""
    for child in syntax.children[clause]:
        if shared_cue(syntax, child) is None:
            continue
        start = syntax.left[child]
        while syntax.lower[start - 1] in {"and", "but", ",", "or"}:
            start -= 1
        return start
    return end


def _with_further_clauses(syntax: Syntax, verb: int, start: int, end: int) -> int:
    """Said that he agrees, but that ...: what a parser hangs on the cue is said as well."""
    if syntax.lower[start] != "that":
        return end
    for child in syntax.children[verb]:
        first = syntax.left[child]
        joined = first > 0 and syntax.lower[first - 1] in {"and", "but", "or", ","}
        if syntax.dep[child] == "conj" and joined and syntax.lower[first] == "that":
            end = max(end, syntax.right[child] + 1)
    return end


def _infinitive(syntax: Syntax, verb: int) -> Pieces | None:
    """An infinitive: wants to leave, urged NATO to extend an invitation."""
    words = lexicon()
    lemma = syntax.lemma[verb]
    clause = syntax.child(verb, "xcomp")
    if clause is None:
        return None
    gerund = syntax.tag[clause] == "VBG" and lemma in words.object and syntax.left[clause] > verb
    if gerund and not is_passive(syntax, verb):
        return [subtree(syntax, clause)]
    if syntax.child(clause, "aux") is None:
        return None
    told = syntax.child(verb, "dobj", "dative")
    if told is not None and verb < told < clause and lemma in words.directive:
        return [(syntax.left[told], syntax.right[clause] + 1)]
    if lemma in words.intention or (is_passive(syntax, verb) and lemma in words.clause):
        return [subtree(syntax, clause)]
    return None


def with_particle(syntax: Syntax, verb: int) -> str:
    """The verb with its particle as the lexicon writes it: lay_out; empty if it has none."""
    particle = syntax.child(verb, "prt")
    return f"{syntax.lemma[verb]}_{syntax.lower[particle]}" if particle is not None else ""


def _prepositional(syntax: Syntax, verb: int, cue: TokenRange) -> tuple[Pieces, TokenRange] | None:
    """What the verb's preposition governs: called for a response, warned of a war."""
    words = lexicon()
    for child in syntax.children[verb]:
        allowed = words.prepositional.get(syntax.lower[child])
        if child < verb or syntax.dep[child] not in {"prep", "prt"} or not allowed:
            continue
        if syntax.lemma[verb] not in allowed:
            continue
        governed = syntax.child(child, "pobj", "pcomp")
        if governed is None:
            continue
        if syntax.lower[child] == "as" or (
            syntax.lower[child] == "of" and syntax.lemma[verb] in _ACCUSING
        ):
            target = syntax.child(verb, "dobj", "nsubjpass")
            start = syntax.left[target] if target is not None and target > verb else child
            return [(start, syntax.right[governed] + 1)], cue
        wider = TokenRange(cue.start, child + 1) if child == cue.end else cue
        low, high = subtree(syntax, governed)
        return [(low, _with_complements(syntax, verb, high))], wider
    return None


def _object(syntax: Syntax, verb: int) -> Pieces | None:
    """A noun phrase: acknowledged the absence of unanimity, laid out a plan."""
    words = lexicon()
    if syntax.lemma[verb] not in words.object and with_particle(syntax, verb) not in words.particle:
        return None
    if is_passive(syntax, verb):
        target = syntax.child(verb, "nsubjpass") if agent(syntax, verb) is not None else None
    else:
        target = syntax.child(verb, "dobj")
    if target is None or syntax.lower[target] in {"who", "whom", "which", "that", "what"}:
        return None
    if carried_by_noun(syntax, target):
        return None
    low, high = subtree(syntax, target)
    return [(low, _with_complements(syntax, verb, high) if low > verb else high)]


def _with_complements(syntax: Syntax, verb: int, end: int) -> int:
    """The end of an object with what the parser hung on the verb: mocked him for being late."""
    for child in syntax.children[verb]:
        if syntax.left[child] != end:
            continue
        relation, word = syntax.dep[child], syntax.lower[child]
        infinitive = relation in {"advcl", "xcomp"} and syntax.lower[syntax.left[child]] == "to"
        governed = relation == "prep" and word in lexicon().complement_prepositions
        if infinitive or governed or relation in {"oprd", "ccomp", "acl", "relcl"}:
            end = syntax.right[child] + 1
    return end


def _quotes(
    syntax: Syntax,
    verb: int,
    who: Source | None,
    cue: TokenRange,
    passages: Sequence[TokenRange],
) -> Pieces | None:
    """Quoted passages of the sentence, where the parser found no clause for the verb."""
    if syntax.lemma[verb] not in lexicon().clause or who is None:
        return None
    sentence = TokenRange(*syntax.sentences[syntax.sentence[verb]])
    found = [
        (passage.start, passage.end)
        for passage in passages
        if passage.end - passage.start >= _MIN_QUOTE + 2
        and passage.overlaps(sentence)
        and not passage.holds(verb)
        and not passage.overlaps(who.range)
        and not passage.overlaps(cue)
    ]
    return found or None


def _content(
    syntax: Syntax,
    pieces: Pieces,
    who: Source | None,
    cue: TokenRange,
    passages: Sequence[TokenRange],
) -> tuple[TokenRange, ...]:
    """The pieces without source and cue, trimmed, widened to whole quoted passages, merged."""
    holes = [(cue.start, cue.end)]
    if who:
        holes.append((who.range.start, who.range.end))
    parts = []
    for low, high in pieces:
        for start, end in without(low, high, holes):
            part = trimmed(syntax, start, end)
            if part and any(
                syntax.pos[t] not in {"PUNCT", "SPACE"} for t in range(part.start, part.end)
            ):
                parts.append(grown(part, passages, cue))
    merged: list[TokenRange] = []
    for part in sorted(parts):
        if merged and part.start <= merged[-1].end:
            merged[-1] = TokenRange(merged[-1].start, max(merged[-1].end, part.end))
        else:
            merged.append(part)
    return tuple(merged)
