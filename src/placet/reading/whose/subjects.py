"""Whose stance it is: the subject of the predicate that carries it, speaker or not."""

from __future__ import annotations

from placet.reading.actors.people import People
from placet.reading.attribution.sources import agent, is_passive, subject
from placet.reading.stance.lexicon import stance_words
from placet.reading.stance.verdicts import governing_verb
from placet.reading.syntax.parse import Syntax
from placet.reading.whose.holders import Holder, holders_of, of_speaker, said_to_be

_VIEWS = frozenset(
    {"strategy", "doctrine", "programme", "plan", "line", "position", "view", "policy"}
    | {"stance", "approach", "attitude", "party"}
)
"""Nouns whose owner is the holder: the line of Berlin, the deputies of his party."""
_HIS = frozenset({"his", "her", "its", "their"})
_OPINIONS = frozenset(
    {"view", "opinion", "mind", "eye", "judgement", "judgment", "estimation", "reading", "point"}
)


def holders(
    syntax: Syntax, people: People, predicate: int
) -> tuple[tuple[Holder, ...], int | None]:
    """The holders named by a predicate's subject, and the subject's head; () if it names none."""
    apart = _named_apart(syntax, predicate)
    if apart is not None:
        return holders_of(syntax, people, apart), apart
    policy = syntax.child(predicate, "attr")
    owner = syntax.child(policy, "poss") if policy is not None else None
    if policy is not None and owner is not None and syntax.lemma[policy] in _VIEWS:
        return of_speaker(people.at(owner)), None  # remains its policy
    if syntax.dep[predicate] == "attr":  # is a supporter of it
        predicate = syntax.head[predicate]
    head = agent(syntax, predicate) if is_passive(syntax, predicate) else None
    if head is None:
        head = subject(syntax, predicate)
    if head is None:
        told = syntax.child(predicate, "csubj")  # what is known of his plans does not ...
        return (by_line(syntax, people, told) if told is not None else ()), None
    if (signer := _signer(syntax, head)) is not None:
        return holders_of(syntax, people, signer), signer
    found = holders_of(syntax, people, head)
    if not found and (named := said_to_be(syntax, head)) is not None:
        return holders_of(syntax, people, named), named
    if not found and (found := by_line(syntax, people, head)):
        return found, None
    return found, head


def _named_apart(syntax: Syntax, predicate: int) -> int | None:
    """Who is named elsewhere than as the predicate's subject: who asks, resists or signs."""
    asker = _asker(syntax, predicate)
    if syntax.lower[predicate - 2 : predicate] == ["if", "it"]:
        asker = next((t for t in range(predicate, predicate + 5) if syntax.dep[t] == "pobj"), None)
    if asker is None and syntax.pos[predicate] == "NOUN":
        asker = origin(syntax, predicate)
        if asker is None:
            asker = said_to_be(syntax, predicate)  # is among the advocates
    if asker is None and syntax.pos[predicate] == "ADJ" and syntax.dep[predicate] == "amod":
        asker = syntax.head[predicate]  # Norway, sceptical of it, ...
    return asker if asker is not None else _signer(syntax, predicate)


def _signer(syntax: Syntax, head: int) -> int | None:
    """Signed a declaration which supports it: who signed, not the paper."""
    noun = head
    if syntax.lower[head] in {"which", "that"} and syntax.dep[syntax.head[head]] == "relcl":
        noun = syntax.head[syntax.head[head]]
    verb = governing_verb(syntax, noun)
    words = stance_words()
    if syntax.lemma[noun] not in words.saying or syntax.lemma[verb] not in words.signing:
        return None
    return subject(syntax, verb) if syntax.dep[noun] in {"dobj", "pobj"} else None


def _asker(syntax: Syntax, predicate: int) -> int | None:
    """Who wants another to do it: in "A urged B to support it" the wish is A's."""
    node = predicate
    for _ in range(3):
        parent = syntax.head[node]
        if parent == node:
            return None
        if syntax.dep[node] in {"xcomp", "ccomp"} and syntax.lemma[parent] in stance_words().asking:
            own = subject(syntax, node)
            wanted = syntax.child(parent, "dobj", "dative") or own
            asker = subject(syntax, parent)
            return asker if wanted is not None and wanted != asker else None
        if syntax.dep[node] not in {"conj", "xcomp"}:
            return None
        node = parent
    return None


def by_line(syntax: Syntax, people: People, head: int) -> tuple[Holder, ...]:
    """Whose plan, line or view it is that the subject names."""
    for token in range(syntax.left[head], syntax.right[head] + 1):
        owner = syntax.child(token, "poss") if syntax.lemma[token] in _VIEWS else None
        if owner is not None and (found := of_speaker(people.at(owner))):
            return found
    return ()


def by_opinion(syntax: Syntax, people: People, predicate: int) -> tuple[Holder, ...]:
    """For whom it is so: "for Lithuania's president, ...", "in her view", "to his mind"."""
    verbs = [predicate]
    while syntax.dep[verbs[-1]] in {"conj", "ccomp", "parataxis", "acomp", "attr", "xcomp"}:
        verbs.append(syntax.head[verbs[-1]])
    for verb in verbs:
        for prep in syntax.children[verb]:
            noun = syntax.child(prep, "pobj")
            if noun is None:
                continue
            opens = syntax.lower[prep] == "for" and prep == syntax.left[verb]
            viewer = noun if opens else _viewer(syntax, noun)
            if viewer is not None and (found := of_speaker(people.at(viewer))):
                return found
    return ()


def _viewer(syntax: Syntax, noun: int) -> int | None:
    """Her in "in her view", Norway in "in the opinion of Norway"."""
    if syntax.lemma[noun] not in _OPINIONS:
        return None
    of = next((c for c in syntax.children[noun] if syntax.lower[c] == "of"), None)
    named = syntax.child(of, "pobj") if of is not None else None
    return named if named is not None else syntax.child(noun, "poss")


def origin(syntax: Syntax, noun: int) -> int | None:
    """Whose support or resistance it is: Hungary's, from Hungary, in Budapest."""
    owner = syntax.child(noun, "poss")
    if owner is not None and syntax.lower[owner] in _HIS:
        return subject(syntax, governing_verb(syntax, noun))
    if owner is not None:
        return owner
    verb = syntax.head[noun] if syntax.lemma[syntax.head[noun]] == "come" else noun
    if any(syntax.child(token, "expl") is not None for token in (verb, syntax.head[noun])):
        return _place(syntax, noun)
    for prep in (*syntax.children[noun], *syntax.children[verb]):
        if syntax.lower[prep] in {"from", "in", "of", "among", "by"}:
            place = syntax.child(prep, "pobj")
            if place is not None and syntax.pos[place] == "PROPN":
                return place
    return None


def _place(syntax: Syntax, noun: int) -> int | None:
    """There is support for it in Paris: the place, wherever a parser hangs it."""
    span = range(syntax.left[noun], syntax.right[noun] + 1)
    places = (t for t in span if syntax.dep[t] == "pobj" and syntax.lower[syntax.head[t]] == "in")
    return next((token for token in places if syntax.pos[token] == "PROPN"), None)
