"""Whose stance it is: the subject of the predicate that carries it, speaker or not."""

from __future__ import annotations

from dataclasses import dataclass

from placet.reading.attribution.sources import agent, is_passive, subject
from placet.reading.parse import Syntax
from placet.reading.people import People
from placet.reading.stance_words import stance_words
from placet.reading.titles import titles
from placet.reading.verdicts import governing_verb
from placet.words import HolderKind, Speaker

_VIEWS = frozenset(
    {"strategy", "doctrine", "programme", "plan", "line", "position", "view", "policy"}
    | {"stance", "approach", "attitude", "party"}
)
"""Nouns whose owner is the holder: the line of Berlin, the deputies of his party."""


_HIS = frozenset({"his", "her", "its", "their"})
_GOVERNMENTS = frozenset({"government", "capital", "country", "state", "member", "ally"})
_JOINT = frozenset({"declaration", "communique", "communiqué", "text"})
_PAIR = 2
_OPINIONS = frozenset({"view", "opinion", "mind", "eye", "judgement", "judgment", "estimation"})
_NEAR = 6
"""Tokens behind a noun within which a list of its names may begin."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A country, the body, or members who are not named."""

    country: str | None
    kind: HolderKind


BODY = Holder(None, HolderKind.BODY)
UNNAMED = Holder(None, HolderKind.UNNAMED)


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
        return (_by_view(syntax, people, predicate, told) if told is not None else ()), None
    if (signer := _signer(syntax, head)) is not None:
        return holders_of(syntax, people, signer), signer
    found = holders_of(syntax, people, head)
    if not found and (named := _said_to_be(syntax, head)) is not None:
        return holders_of(syntax, people, named), named
    if not found and (found := _by_view(syntax, people, predicate, head)):
        return found, None
    return found, head


def _named_apart(syntax: Syntax, predicate: int) -> int | None:
    """Who is named elsewhere than as the predicate's subject: who asks, resists or signs."""
    asker = _asker(syntax, predicate)
    if syntax.lower[predicate - 2 : predicate] == ["if", "it"]:
        asker = next((t for t in range(predicate, predicate + 5) if syntax.dep[t] == "pobj"), None)
    if asker is None and syntax.pos[predicate] == "NOUN":
        asker = origin(syntax, predicate)
        if asker is None and syntax.dep[predicate] == "pobj":
            asker = _said_to_be(syntax, predicate)  # is among the advocates
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


def _by_view(syntax: Syntax, people: People, predicate: int, head: int) -> tuple[Holder, ...]:
    """Whose plan, line or view it is; for whom it is so: "for Lithuania's president, ..."."""
    for token in range(syntax.left[head], syntax.right[head] + 1):
        if syntax.lemma[token] in _VIEWS:
            owner = syntax.child(token, "poss")
            if owner is not None and (found := of_speaker(people.at(owner))):
                return found
    if (owner := _by_opinion(syntax, predicate)) is not None:
        return of_speaker(people.at(owner))
    first = predicate
    while syntax.dep[first] in {"conj", "ccomp", "parataxis"}:
        first = syntax.head[first]
    for child in (*syntax.children[first], *syntax.children[predicate]):
        if syntax.lower[child] == "for" and syntax.dep[child] == "prep" and child < head:
            noun = syntax.child(child, "pobj")
            if noun is not None and (found := of_speaker(people.at(noun))):
                return found
    return ()


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


def _by_opinion(syntax: Syntax, predicate: int) -> int | None:
    """In her view, to his mind: whose opinion it is."""
    for child in syntax.children[predicate]:
        noun = syntax.child(child, "pobj") if syntax.lower[child] in {"in", "to"} else None
        if noun is not None and syntax.lemma[noun] in _OPINIONS:
            of = next((c for c in syntax.children[noun] if syntax.lower[c] == "of"), None)
            named = syntax.child(of, "pobj") if of is not None else None
            return named if named is not None else syntax.child(noun, "poss")
    return None


def holders_of(syntax: Syntax, people: People, head: int) -> tuple[Holder, ...]:
    """Every holder that a noun phrase names: "Belgium, Slovenia and Spain" names three."""
    before = syntax.lower[syntax.left[head] : head]
    two = "both" in before or before[:2] == ["the", "two"]
    if syntax.lower[head] in {"they", "both"} or (two and syntax.lemma[head] in _GOVERNMENTS):
        together = _named_together_before(syntax, people, head)
        return together or of_speaker(people.at(head))
    found: list[Holder] = []
    for token in (*_coordinated(syntax, head), *_joined_by(syntax, head)):
        found += [holder for holder in _holders_at(syntax, people, token) if holder not in found]
    if found == [UNNAMED] and (listed := _listed_after(syntax, people, head)):
        return listed
    return tuple(found)


def _said_to_be(syntax: Syntax, head: int) -> int | None:
    """Who is among the heavyweights that ...: the subject of the copula that a noun completes."""
    node = head
    for _ in range(5):
        if syntax.lemma[node] in {"be", "count", "belong", "rank"}:
            return subject(syntax, node)
        if syntax.dep[node] not in {"attr", "pobj", "prep"}:
            return None
        node = syntax.head[node]
    return subject(syntax, node) if syntax.lemma[node] == "be" else None


def _listed_after(syntax: Syntax, people: People, head: int) -> tuple[Holder, ...]:
    """At least three countries object: A, B and C - a colon names them, or "among them"."""
    _, last = syntax.sentences[syntax.sentence[head]]
    for token in range(head, min(last, head + _NEAR)):
        pair = syntax.lower[token : token + 2]
        if syntax.lower[token] == "including" or pair in (["among", "them"], ["such", "as"]):
            return _countries(people, range(token + 1, syntax.right[head] + 1))
    colon = next((t for t in range(head, last) if syntax.lower[t] == ":"), None)
    return _countries(people, range(colon + 1, last)) if colon is not None else ()


def _named_together_before(syntax: Syntax, people: People, head: int) -> tuple[Holder, ...]:
    """The countries that the nearest of the sentences before names side by side."""
    number = syntax.sentence[head]
    for before in range(number - 1, max(-1, number - 3), -1):
        everywhere = range(*syntax.sentences[before])
        named = _countries(people, everywhere, together=True)
        if len(named) > 1:
            return named
        if len(named := _countries(people, everywhere)) == _PAIR:
            return named
    return ()


def _countries(people: People, tokens: range, *, together: bool = False) -> tuple[Holder, ...]:
    """The countries that a stretch of text names; only coordinated ones with `together`."""
    syntax = people.syntax
    found = []
    for token in tokens:
        form = people.phrases.country_at(token)
        joined = syntax.dep[token] == "conj" or syntax.child(token, "conj") is not None
        if form and (joined or not together):
            found.append(Holder(form, HolderKind.COUNTRY))
    return tuple(dict.fromkeys(found))


def _holders_at(syntax: Syntax, people: People, token: int) -> tuple[Holder, ...]:
    members = people.registry.group(syntax.words(syntax.left[token], token + 1), people.day)
    if members or (members := people.registry.group(syntax.words(token, token + 1), people.day)):
        return tuple(Holder(code, HolderKind.COUNTRY) for code in members)
    if syntax.lower[token] in {"who", "which", "that"} and syntax.dep[token] == "nsubj":
        antecedent = syntax.head[syntax.head[token]]
        if antecedent == token:
            return ()
        belongs = _said_to_be(syntax, antecedent)  # is among those who
        if belongs is not None and belongs != antecedent:
            return holders_of(syntax, people, belongs)
        return holders_of(syntax, people, antecedent)
    lemma = syntax.lemma[token]
    if lemma in titles().unnamed and syntax.tag[token] == "NNS":  # Danish and Swedish diplomats
        several = people.phrases.countries_within(token)
        if len(several) > 1 and syntax.child(token, "poss") is None:
            return tuple(Holder(code, HolderKind.COUNTRY) for code in several)
    if lemma in stance_words().members and syntax.tag[token] == "NNS":
        named = people.phrases.countries_within(token)
        if named and syntax.child(token, "poss") is None and lemma != "ally":
            return tuple(Holder(code, HolderKind.COUNTRY) for code in named)
        if not named:
            return (UNNAMED,) if _is_vague(syntax, token) else (BODY,)
    return of_speaker(people.at(token))


def of_speaker(speaker: Speaker) -> tuple[Holder, ...]:
    """Whose stance somebody's own words are."""
    if speaker.country:
        return (Holder(speaker.country, HolderKind.COUNTRY),)
    joint = speaker.kind == "document" and speaker.collective
    if joint and _JOINT & set(speaker.name.casefold().split()):
        return (BODY,)
    if speaker.kind in {"body", "unnamed"} and speaker.organisation:
        return (BODY,)
    if speaker.kind in {"person", "office"} and speaker.organisation:
        return (BODY,)
    return ()


def _joined_by(syntax: Syntax, head: int) -> list[int]:
    """Denmark, joined by the Baltic states, ..."""
    with_them = (c for c in syntax.children[head] if syntax.lower[c] in {"joined", "backed"})
    others = (agent(syntax, verb) for verb in with_them if syntax.dep[verb] == "acl")
    return [other for other in others if other is not None]


def _coordinated(syntax: Syntax, head: int) -> list[int]:
    found = [head]
    for token in found:
        found += [c for c in syntax.children[token] if syntax.dep[c] == "conj"]
    return found


def _is_vague(syntax: Syntax, token: int) -> bool:
    """At least five other governments, several allies: some members, and nobody says which."""
    words = stance_words().vague
    before = [syntax.lower[t] for t in range(syntax.left[token], token)]
    whole = {"all", "every"} & set(before) and not {"but", "not", "almost", "nearly"} & set(before)
    if whole:
        return False  # all the allies are the body
    counted = any(syntax.pos[t] == "NUM" for t in range(syntax.left[token], token))
    return counted or any(word in words for word in before)
