"""Cues set into what they report: The plan, he noted, has failed. As she said, it has failed."""

from __future__ import annotations

from placet.reading.attribution.lexicon import lexicon
from placet.reading.attribution.ranges import subtree, without
from placet.reading.syntax.parse import Syntax

_BESIDE = frozenset({",", "”", '"', "''", "—", "–", "("})
_ASKED = frozenset({"ask", "press", "question", "quiz"})


def around(syntax: Syntax, verb: int) -> list[tuple[int, int]] | None:
    """What stands around a verb that is set into it: The plan, he noted, has failed."""
    head = syntax.head[verb]
    inside = syntax.dep[verb] in {"parataxis", "ccomp", "advcl"} and head != verb
    if not inside or syntax.lemma[verb] not in lexicon().clause:
        return None
    if syntax.child(verb, "nsubj") is None:
        return None
    mark = syntax.child(verb, "mark")
    if mark is not None and not _as_told(syntax, verb, mark):
        return None
    left = syntax.left[verb]  # a parser may hang the comma on the verb or not
    marks = {syntax.lower[left], syntax.lower[max(0, left - 1)]}
    if mark is None and (not marks & _BESIDE or left == 0):
        return None
    low, high = subtree(syntax, head)
    return without(low, high, [subtree(syntax, verb), *asked_before(syntax, head)])


def _as_told(syntax: Syntax, verb: int, mark: int) -> bool:
    """As the agency reported: the clause has no content of its own."""
    first = syntax.left[verb]
    apart = syntax.lower[first - 1] == "," or first == syntax.sentences[syntax.sentence[verb]][0]
    governs = syntax.child(verb, "ccomp", "dobj", "xcomp") is not None
    return syntax.lower[mark] == "as" and first == mark and apart and not governs


def asked_before(syntax: Syntax, clause: int) -> list[tuple[int, int]]:
    """Asked whether he agreed, ...: a question put to the speaker is not what he said."""
    return [
        subtree(syntax, child)
        for child in syntax.children[clause]
        if syntax.dep[child] == "advcl"
        and syntax.lemma[child] in _ASKED
        and syntax.tag[child] in {"VBN", "VBD"}
        and syntax.child(child, "nsubj") is None
    ]
