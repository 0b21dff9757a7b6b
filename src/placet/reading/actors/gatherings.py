"""Several who speak together: lists of countries, and the words that take a list up again.

"They", "the nine presidents", "each of them", "their declaration" stand for countries that a text
has listed, or is about to: by name, by adjective ("Danish and Swedish colleagues"), as a group
("the three Baltic republics") or by whoever governs there.
"""

from __future__ import annotations

from collections.abc import Iterable

from placet.reading.actors.people import People
from placet.reading.actors.titles import titles
from placet.reading.syntax.numbers import NUMBERS
from placet.reading.syntax.parse import Syntax

_PRONOUNS = frozenset({"they", "both", "their", "them"})
_LIST = 3
_NEAR = 6
"""Tokens behind a noun within which a list of its names may begin."""
_BACK = 2
"""Sentences back, and one ahead, in which a list is looked for."""


def taken_up(syntax: Syntax, people: People, head: int) -> tuple[str, ...]:
    """The countries listed elsewhere that a noun phrase stands for; () if it names its own."""
    words = syntax.lower[syntax.left[head] : head + 1]
    count = next((NUMBERS[word] for word in words if NUMBERS.get(word, 0) > 1), 0)
    count = 2 if "both" in words else count
    whole = syntax.lower[head] in {"all", "each", "group"} and not _is_vague(syntax, head)
    pronoun = syntax.lower[head] in _PRONOUNS
    persons = syntax.tag[head] == "NNS" and _is_somebody(syntax, head)
    definite = persons and words[0] in {"the", "these", "those"}
    lemma = syntax.lemma[head]
    paper = lemma in titles().documents and not people.phrases.countries_within(head)
    if not (whole or pronoun or definite or paper or (count and _is_counted(syntax, head))):
        return ()
    for stretch in _around(syntax, head):
        listed = _company(people, stretch) if whole or count else _coordinated(people, stretch)
        enough = len(listed) == count if count else len(listed) >= (2 if pronoun else _LIST)
        if enough:
            return listed
    return ()


def _is_counted(syntax: Syntax, head: int) -> bool:
    """The nine presidents, both governments: somebody, so many and no more."""
    return syntax.tag[head] in {"NNS", "CD"} and not _is_vague(syntax, head)


def _is_vague(syntax: Syntax, head: int) -> bool:
    """At least seven, all but two: a number that no list bears out."""
    words = set(syntax.lower[syntax.left[head] : syntax.right[head] + 1])
    return bool(words & {"least", "than", "about", "some", "other", "but", "except", "save"})


def listed_after(syntax: Syntax, people: People, head: int) -> tuple[str, ...]:
    """At least three countries object: A, B and C - a colon names them, or "among them"."""
    _, last = syntax.sentences[syntax.sentence[head]]
    for token in range(head, min(last, head + _NEAR)):
        pair = syntax.lower[token : token + 2]
        if syntax.lower[token] == "including" or pair in (["among", "them"], ["such", "as"]):
            return _of_tokens(people, range(token + 1, syntax.right[head] + 1))
    colon = next((t for t in range(head, last) if syntax.lower[t] == ":"), None)
    return _of_tokens(people, range(colon + 1, last)) if colon is not None else ()


def _is_somebody(syntax: Syntax, head: int) -> bool:
    """Presidents, ministers, colleagues, signatories, governments."""
    lemma = syntax.lemma[head]
    return lemma in titles().parts | titles().unnamed | {"colleague", "signatory", "head"}


def _around(syntax: Syntax, head: int) -> list[range]:
    """The sentence up to a word, the sentences before and the one after: where a list may stand."""
    sentence = syntax.sentence[head]
    numbers = [*range(sentence - 1, sentence - 1 - _BACK, -1), sentence + 1]
    near = [range(*syntax.sentences[n]) for n in numbers if 0 <= n < len(syntax.sentences)]
    return [range(syntax.sentences[sentence][0], head), *near]


def _coordinated(people: People, tokens: range) -> tuple[str, ...]:
    """The countries side by side in a stretch: those of a subject, else all of them; or any two."""
    syntax = people.syntax
    joined = [
        token
        for token in tokens
        if syntax.dep[token] == "conj" or syntax.child(token, "conj") is not None
    ]
    subjects = [
        token for token in joined if syntax.dep[_first(syntax, token)] in {"nsubj", "nsubjpass"}
    ]
    for some in (subjects, joined):
        if len(listed := _of_tokens(people, some)) > 1:
            return listed
    everyone = _of_tokens(people, tokens)
    return everyone if len(everyone) == 2 else ()  # noqa: PLR2004 - the two


def _first(syntax: Syntax, token: int) -> int:
    """The first member of the coordination that a token stands in."""
    while syntax.dep[token] == "conj":
        token = syntax.head[token]
    return token


def _company(people: People, tokens: range) -> tuple[str, ...]:
    """Every country that a stretch names, or whose people it names, if it lists some of them."""
    if not _coordinated(people, tokens):
        return ()
    persons = [people.known[key].country for token, key in people.mentions if token in tokens]
    named = (*_of_tokens(people, tokens), *filter(None, persons))
    return tuple(code for code in dict.fromkeys(named) if code not in people.asked)


def _group(people: People, token: int) -> tuple[str, ...]:
    """The members of a group that a word names, alone or with the one before: Baltic states."""
    syntax = people.syntax
    names = [syntax.words(token, token + 1), syntax.words(max(0, token - 1), token + 1)]
    if syntax.tag[token] == "NNS":  # the Baltic republics, capitals, neighbours
        names.append(f"{syntax.words(max(0, token - 1), token)} states")
    return next(filter(None, (people.registry.group(n, people.day) for n in names)), ())


def _of_tokens(people: People, tokens: Iterable[int]) -> tuple[str, ...]:
    """The countries that some tokens name, by name, adjective or group."""
    found: list[str] = []
    for token in tokens:
        form = people.phrases.form_at(token)
        found += [form[1]] if form else _group(people, token)
    return tuple(dict.fromkeys(found))
