"""A parsed text as the tagger sees it: plain facts of each token, worked out once."""

from __future__ import annotations

from dataclasses import dataclass

from placet.reading.attribution import Attribution, attributions
from placet.reading.attribution.lexicon import Lexicon, lexicon
from placet.reading.attribution.quotes import quoted
from placet.reading.syntax.parse import Syntax

_CLASSES = (
    *("clause", "intention", "directive", "object", "never", "light", "clause_nouns"),
    *("about_nouns", "voice_nouns", "clause_adjectives", "about_adjectives", "people"),
)
_TELLING = frozenset(
    (
        *("nsubj", "nsubjpass", "csubj", "ccomp", "xcomp", "dobj", "mark", "neg"),
        *("aux", "auxpass", "prep", "agent", "acl", "relcl", "poss"),
    )
)


@dataclass(frozen=True, slots=True)
class View:
    """A text's parse with what the rules and the lexicon say of its tokens."""

    syntax: Syntax
    rules: tuple[Attribution, ...]
    passages: list[tuple[int, int]]
    quote: list[str]
    """o: outside of quotation marks; b, i, e: first token, inside, last token."""
    ruled: list[str]
    """What the rules say a token is: cue, source or content, with its place in the span."""
    facts: list[list[str]]
    """Features that depend on the token alone."""


def view(syntax: Syntax) -> View:
    """Work out what all features stand on."""
    rules = attributions(syntax)
    passages = [(one.start, one.end) for one in quoted(syntax)]
    quote = ["o"] * len(syntax.pos)
    for start, end in passages:
        quote[start:end] = ["i"] * (end - start)
        quote[start], quote[end - 1] = "b", "e"
    ruled = _ruled(syntax, rules)
    words = lexicon()
    facts = [_facts(syntax, words, token) for token in range(len(syntax.pos))]
    return View(syntax, rules, passages, quote, ruled, facts)


def _ruled(syntax: Syntax, rules: tuple[Attribution, ...]) -> list[str]:
    ruled = ["O"] * len(syntax.pos)
    for one in rules:
        for name, parts in (
            ("content", one.content),
            ("source", (one.source,) if one.source else ()),
            ("cue", (one.cue,) if one.cue else ()),
        ):
            for part in parts:
                ruled[part.start : part.end] = [f"I-{name}"] * (part.end - part.start)
                ruled[part.start] = f"B-{name}"
    return ruled


def _facts(syntax: Syntax, words: Lexicon, token: int) -> list[str]:
    lemma, pos, head = syntax.lemma[token], syntax.pos[token], syntax.head[token]
    children = sorted({syntax.dep[child] for child in syntax.children[token]} & _TELLING)
    found = [
        f"l={lemma}",
        f"p={pos}",
        f"t={syntax.tag[token]}",
        f"d={syntax.dep[token]}",
        f"hl={syntax.lemma[head]}",
        f"hp={syntax.pos[head]}|{syntax.dep[token]}",
        f"c={'+'.join(children)}",
        f"sh={shape(syntax, token)}",
    ]
    found += [f"x={name}" for name in _CLASSES if lemma in getattr(words, name)]
    if syntax.lower[token] != lemma:
        found.append(f"w={syntax.lower[token]}")
    return found


def shape(syntax: Syntax, token: int) -> str:
    """How a token is written: Xx, XX, x, 9 or its mark."""
    word = syntax.text[syntax.starts[token] : syntax.ends[token]]
    if word.isupper() and len(word) > 1:
        return "XX"
    if word[:1].isupper():
        return "Xx"
    if word.isalpha():
        return "x"
    return "9" if word[:1].isdigit() else word[:1].replace("\n", "n")
