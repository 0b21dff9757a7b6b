"""Where a clause stands on a proposition it mentions: the predicate that governs it decides.

From the mention one climbs to the root of the sentence. The first word of a stance class on the way
sets the stance; negation, refusal and doubt above or beside it turn it; obligation and judgement
stand in where no such word is met; a condition makes support conditional.
"""

from __future__ import annotations

from collections.abc import Callable

from placet.reading.questions.topics import clause, own_words
from placet.reading.stance.by_governor import by_governor, by_relative
from placet.reading.stance.by_judgement import (
    by_absence,
    by_extraposition,
    by_judgement,
    by_modal,
    by_possibility,
    by_side,
)
from placet.reading.stance.by_phrase import by_formula
from placet.reading.stance.lexicon import stance_words
from placet.reading.stance.open_questions import by_silence, is_asked, left_unsaid
from placet.reading.stance.overturned import above
from placet.reading.stance.verdicts import (
    NEGATORS,
    Verdict,
    governing_verb,
    is_bounded,
    is_conditional,
    is_negated,
    turned,
)
from placet.reading.syntax.parse import Syntax
from placet.reading.syntax.patterns import forms, found, mentioned, phrases_pattern
from placet.words import Stance

_OUT = ("outside", "out of")
_PHRASE = 4
"""Words of a mention, at most: "out of the alliance"."""


def stance_on(syntax: Syntax, topic: int, *, late: bool = False) -> Verdict | None:
    """The stance that the sentence takes on the proposition mentioned at `topic`, if any.

    Args:
        syntax: the parse.
        topic: token of the mention.
        late: is the proposition one that a condition or a time has singled out? Then saying that
            it cannot be before is no refusal but a condition.
    """
    if is_asked(syntax, topic):
        return by_silence(syntax, topic)
    if (own := _by_own_say(syntax, topic)) is not None:
        return own
    taken = next((sign for find in _signs() if (sign := find(syntax, topic))), None)
    taken = taken or _only_later(syntax, topic, late=late)
    if taken is None:
        return None
    taken = above(syntax, taken)
    return _as_limited(syntax, topic, taken, late=late)


def _signs() -> tuple[Callable[[Syntax, int], Verdict | None], ...]:
    """Where a stance may show, the surest sign first."""
    return (
        _by_own_word,
        _by_need,
        by_silence,
        by_extraposition,
        by_formula,
        by_governor,
        by_side,
        by_absence,
        by_modal,
        by_judgement,
        by_possibility,
        _by_disbelief,
        by_relative,
        _by_terms,
    )


def _as_limited(syntax: Syntax, topic: int, taken: Verdict, *, late: bool) -> Verdict:
    """What conditions, bounds in time and an exclusion make of a stance."""
    if taken.stance is Stance.AGAINST and _only_until(syntax, taken.predicate):
        return Verdict(Stance.CONDITIONAL, taken.predicate, taken.explicit, taken.confidence)
    if mentioned(_OUT, syntax.lower[max(0, topic - _PHRASE) : topic + 1]):
        return _on_exclusion(taken)
    if taken.stance is Stance.UNCLEAR and not left_unsaid(syntax, topic):
        if is_conditional(syntax, topic):  # does not rule out, with guarantees
            return Verdict(Stance.CONDITIONAL, taken.predicate, taken.explicit, taken.confidence)
        return taken
    limited = is_bounded(syntax, topic) or is_conditional(syntax, topic)
    if taken.stance in {Stance.AGAINST, Stance.RELUCTANT} and late and limited:
        return Verdict(Stance.CONDITIONAL, taken.predicate, taken.explicit, taken.confidence)
    turns = {Stance.FOR, Stance.RELUCTANT} if late else {Stance.FOR}
    if taken.stance in turns and (
        is_conditional(syntax, topic) or (late and is_bounded(syntax, topic))
    ):
        return Verdict(Stance.CONDITIONAL, taken.predicate, taken.explicit, taken.confidence)
    return taken


def _only_later(syntax: Syntax, topic: int, *, late: bool) -> Verdict | None:
    """To be discussed only after peace has been made."""
    words = forms(syntax, range(*clause(syntax, topic)))
    if not late or not mentioned(
        ("only after|once|when|if|as|at|with|following", "not before|until"), words
    ):
        return None
    return Verdict(
        Stance.CONDITIONAL, governing_verb(syntax, topic), explicit=False, confidence=0.5
    )


def _by_disbelief(syntax: Syntax, topic: int) -> Verdict | None:
    """Does not believe that anything will come of it."""
    node = topic
    while syntax.dep[node] != "ccomp" and syntax.head[node] != node:
        node = syntax.head[node]
    verb = syntax.head[node]
    believes = syntax.lemma[verb] in stance_words().believing
    if verb == node or not believes or not is_negated(syntax, verb):
        return None
    return Verdict(Stance.RELUCTANT, verb, explicit=False, confidence=0.5)


def _by_own_say(syntax: Syntax, topic: int) -> Verdict | None:
    """If it were up to the one: whoever would have it so."""
    first, last = syntax.sentences[syntax.sentence[topic]]
    words = forms(syntax, range(first, last))
    would = {"would", "will"} & {syntax.lower[t] for t in range(*clause(syntax, topic))}
    for start, _ in found(phrases_pattern(stance_words().own_say), words):
        if would:
            return Verdict(Stance.FOR, first + start + 2, explicit=False, confidence=0.5)
    return None


def _only_until(syntax: Syntax, predicate: int) -> bool:
    """Will not agree until, or unless: a refusal that says what would end it."""
    return any(
        syntax.dep[child] == "advcl"
        and {"until", "unless"} & {syntax.lower[mark] for mark in syntax.children[child]}
        for child in syntax.children[predicate]
    )


def _on_exclusion(taken: Verdict) -> Verdict:
    """No problem with its staying outside: what is said of the exclusion, turned round."""
    stance = Stance.FOR if taken.stance is Stance.AGAINST else Stance.AGAINST
    return Verdict(stance, taken.predicate, taken.explicit, taken.confidence)


def _by_terms(syntax: Syntax, topic: int) -> Verdict | None:
    """Hinges on reforms, must be preceded by them: nothing is said of it but what it waits for."""
    if not mentioned(stance_words().conditional, forms(syntax, range(*clause(syntax, topic)))):
        return None
    return Verdict(
        Stance.CONDITIONAL, governing_verb(syntax, topic), explicit=False, confidence=0.5
    )


def _by_own_word(syntax: Syntax, topic: int) -> Verdict | None:
    """Resistance comes from the capital, Paris is reserved: what carries it on is the stance."""
    lemma = syntax.lemma[topic]
    stance = stance_words().of(lemma, syntax.pos[topic])
    lacking = syntax.lower[syntax.head[topic]] == "without"
    if stance is None or syntax.pos[topic] not in {"NOUN", "ADJ"} or lacking:
        return None
    if lemma in stance_words().stand_ins:
        return None
    verb = syntax.head[topic]
    ended = syntax.dep[topic] == "dobj" and syntax.lemma[verb] in stance_words().ending
    if ended or is_negated(syntax, topic) or is_negated(syntax, verb):
        stance = turned(stance)
    return Verdict(stance, topic, explicit=True, confidence=0.7)


def _by_need(syntax: Syntax, topic: int) -> Verdict | None:
    """Without it there can be no peace: whoever says what its lack would mean wants it."""
    above = syntax.head[topic]
    if syntax.lower[above] != "without" or syntax.dep[topic] != "pobj":
        return None
    verb = governing_verb(syntax, above)
    words = {syntax.lower[token] for token in own_words(syntax, topic)}
    if not (is_negated(syntax, verb) or words & NEGATORS - {"without"}):
        return None
    return Verdict(Stance.FOR, verb, explicit=False, confidence=0.6)
