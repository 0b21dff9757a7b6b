"""The first step: which tokens are cues."""

from __future__ import annotations

from placet.readers.tagger.view import View

_SUBJECTS = ("nsubj", "nsubjpass", "poss", "agent")
_CLAUSES = ("ccomp", "xcomp", "dobj", "acl", "prep", "advcl")


def cue_features(seen: View, first: int, last: int) -> list[list[str]]:
    """The features of the tokens [first, last) of one sentence, for finding cues."""
    return [_features(seen, token, first, last) for token in range(first, last)]


def _features(seen: View, token: int, first: int, last: int) -> list[str]:
    syntax = seen.syntax
    lemma = syntax.lemma[token]
    found = list(seen.facts[token])
    found.append(f"q={seen.quote[token]}")
    found.append(f"r={seen.ruled[token]}")
    found.append(f"rl={seen.ruled[token]}|{lemma}")
    for step in (-2, -1, 1, 2):
        near = token + step
        if not first <= near < last:
            found.append(f"{step}=edge")
            continue
        found.append(f"{step}r={seen.ruled[near]}")
        found.append(f"{step}p={syntax.pos[near]}")
        found.append(f"{step}l={syntax.lemma[near]}")
        if seen.quote[near] in "be":
            found.append(f"{step}q={seen.quote[near]}")
    if first < token:
        found.append(f"-1l|l={syntax.lemma[token - 1]}|{lemma}")
    if token + 1 < last:
        found.append(f"l|1l={lemma}|{syntax.lemma[token + 1]}")
    found += _governed(seen, token, lemma)
    return found


def _governed(seen: View, token: int, lemma: str) -> list[str]:
    """Who speaks and what is governed, seen from the token; and what its head is to the rules."""
    syntax, found = seen.syntax, [f"hr={seen.ruled[seen.syntax.head[token]]}"]
    subject = syntax.child(token, *_SUBJECTS)
    if subject is not None:
        found.append(f"sp={syntax.pos[subject]}")
        found.append(f"sl={syntax.lemma[subject]}")
        found.append(f"s|l={syntax.pos[subject]}|{lemma}")
    for relation in _CLAUSES:
        child = syntax.child(token, relation)
        if child is None:
            continue
        side = "<" if child < token else ">"
        found.append(f"g={relation}{side}|{lemma}")
        found.append(f"gp={relation}{side}|{syntax.pos[child]}|{syntax.tag[child]}")
        mark = syntax.child(child, "mark", "aux")
        if mark is not None:
            found.append(f"gm={relation}|{syntax.lower[mark]}")
    return found
