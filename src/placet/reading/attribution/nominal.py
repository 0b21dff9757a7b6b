"""Attributions carried by nouns, adjectives and "according to"."""

from __future__ import annotations

from placet.reading.attribution.lexicon import lexicon
from placet.reading.attribution.model import Attribution, TokenRange
from placet.reading.attribution.ranges import (
    cue_group,
    noun_phrase,
    subtree,
    trimmed,
    verb_group,
    without,
)
from placet.reading.attribution.sources import speaks, subject
from placet.reading.syntax.parse import Syntax

_LIGHT_GAP = 5
_ABOUT = frozenset({"of", "for", "against", "about", "on", "over", "to", "at", "with", "in"})


def according_to(syntax: Syntax, token: int) -> Attribution | None:
    """According to X, ...: the content is the clause that the phrase is set into."""
    if syntax.lower[token] != "according":
        return None
    to = syntax.child(token, "prep")
    named = syntax.child(to, "pobj") if to is not None else None
    if to is None or named is None:
        return None
    head = syntax.head[token]
    low, high = subtree(syntax, head)
    phrase = (syntax.left[token], max(syntax.right[token], syntax.right[named]) + 1)
    parts = [trimmed(syntax, start, end) for start, end in without(low, high, [phrase])]
    content = tuple(part for part in parts if part and part.end - part.start > 1)
    if not content:
        return None
    return Attribution(
        source=noun_phrase(syntax, named),
        cue=TokenRange(token, to + 1),
        content=content,
        cue_head=token,
        source_head=named,
    )


def noun_clause(syntax: Syntax, noun: int) -> Attribution | None:
    """The warning that ..., his plan to ...: a noun of saying or thinking with its clause."""
    if syntax.lemma[noun] not in lexicon().clause_nouns:
        return None
    clause = _clause_of(syntax, noun)
    teller = syntax.head[syntax.head[noun]]
    if syntax.lemma[teller] in lexicon().clause and clause_told_in(syntax, teller) == clause:
        return None
    content = trimmed(syntax, *subtree(syntax, clause)) if clause is not None else None
    if clause is None or content is None:
        return None
    cue = TokenRange(noun, noun + 1)
    owner = syntax.child(noun, "poss")
    if _is_light_object(syntax, noun):
        verb = syntax.head[noun]
        owner = subject(syntax, verb)
        cue = TokenRange(cue_group(syntax, verb).start, noun + 1)
    if owner is None:
        owner = _named_after(syntax, noun)
    marks = {syntax.lower[child] for child in syntax.children[clause]}
    if owner is None and not marks & {"that", "whether"}:
        return None
    return Attribution(
        source=_owner(syntax, owner) if owner is not None else None,
        cue=cue,
        content=(content,),
        cue_head=noun,
        source_head=owner,
    )


def _clause_of(syntax: Syntax, noun: int) -> int | None:
    for child in syntax.children[noun]:
        if child > noun and syntax.dep[child] in {"acl", "ccomp"} and _says(syntax, child):
            return child
    return None


def _link_of(syntax: Syntax, noun: int) -> int | None:
    link = noun + 1
    if link >= len(syntax.head) or syntax.head[link] != noun or syntax.dep[link] != "prep":
        return None
    nouns = lexicon().nouns_about.get(syntax.lower[link], frozenset())
    return link if syntax.lemma[noun] in nouns else None


def clause_told_in(syntax: Syntax, verb: int) -> int | None:
    """The clause that a parser hung on where it was told: said in a statement that ..."""
    for child in syntax.children[verb]:
        where = syntax.child(child, "pobj") if syntax.dep[child] == "prep" else None
        if where is not None and where > verb:
            clause = _clause_of(syntax, where)
            if clause is not None and syntax.lower[syntax.left[clause]] == "that":
                return clause
    return None


def carried_by_noun(syntax: Syntax, noun: int) -> bool:
    """Is it the noun, with a verb that adds little, that tells: voiced concern about ...?"""
    if not _is_light_object(syntax, noun):
        return False
    words, lemma = lexicon(), syntax.lemma[noun]
    with_clause = lemma in words.clause_nouns and _clause_of(syntax, noun) is not None
    return with_clause or _link_of(syntax, noun) is not None


def _is_light_object(syntax: Syntax, noun: int) -> bool:
    """Does it make one cue with its verb, as in "issued a warning"?"""
    verb = syntax.head[noun]
    light = syntax.dep[noun] == "dobj" and syntax.lemma[verb] in lexicon().light
    return light and 0 < noun - verb <= _LIGHT_GAP


def _named_after(syntax: Syntax, noun: int) -> int | None:
    """Whose it is by a preposition: a warning from experts that ..."""
    for child in syntax.children[noun]:
        if syntax.dep[child] == "prep" and syntax.lower[child] in {"by", "from", "of", "among"}:
            return syntax.child(child, "pobj")
    return None


def _owner(syntax: Syntax, owner: int) -> TokenRange:
    return noun_phrase(syntax, owner)


def noun_about(syntax: Syntax, noun: int) -> Attribution | None:
    """X's call for ..., voiced support for ...: a noun of saying with a preposition."""
    link = _link_of(syntax, noun)
    governed = syntax.child(link, "pobj", "pcomp") if link is not None else None
    content = trimmed(syntax, *subtree(syntax, governed)) if governed is not None else None
    if link is None or content is None:
        return None
    start = noun
    while syntax.head[start - 1] == noun and syntax.dep[start - 1] in {"amod", "compound"}:
        start -= 1
    owner = syntax.child(noun, "poss")
    if _is_light_object(syntax, noun):
        owner = subject(syntax, syntax.head[noun])
        start = cue_group(syntax, syntax.head[noun]).start
    if owner is None:
        return None
    return Attribution(
        source=_owner(syntax, owner),
        cue=TokenRange(start, link + 1),
        content=(content,),
        cue_head=noun,
        source_head=owner,
    )


def adjective_about(syntax: Syntax, adjective: int) -> Attribution | None:
    """Is sceptical of ..., is open to ...: an adjective of attitude with a preposition."""
    if syntax.lemma[adjective] not in lexicon().about_adjectives:
        return None
    verb = syntax.head[adjective]
    link = syntax.child(adjective, "prep")
    governed = syntax.child(link, "pobj", "pcomp") if link is not None else None
    if link is None or governed is None or syntax.lower[link] not in _ABOUT:
        return None
    if syntax.dep[adjective] not in {"acomp", "oprd"} or link < adjective:
        return None
    who = subject(syntax, verb)
    content = trimmed(syntax, *subtree(syntax, governed))
    if who is None or content is None or not speaks(syntax, who):
        return None
    return Attribution(
        source=noun_phrase(syntax, who),
        cue=TokenRange(verb_group(syntax, verb).start, link + 1),
        content=(content,),
        cue_head=adjective,
        source_head=who,
    )


def adjective_clause(syntax: Syntax, adjective: int) -> Attribution | None:
    """Is confident that ..., is unwilling to ...: an adjective of attitude with its clause."""
    if syntax.lemma[adjective] not in lexicon().clause_adjectives:
        return None
    clause = syntax.child(adjective, "ccomp", "xcomp")
    verb = syntax.head[adjective]
    if clause is None or clause < adjective or syntax.dep[adjective] not in {"acomp", "oprd"}:
        return None
    who = subject(syntax, verb)
    content = trimmed(syntax, *subtree(syntax, clause))
    if who is None or content is None or syntax.lower[who] in {"it", "that", "this", "what"}:
        return None
    start = min((c for c in syntax.children[verb] if syntax.dep[c] in {"aux", "neg"}), default=verb)
    if start < who:
        start = verb
    return Attribution(
        source=noun_phrase(syntax, who),
        cue=TokenRange(min(start, verb), adjective + 1),
        content=(content,),
        cue_head=adjective,
        source_head=who,
    )


def _says(syntax: Syntax, clause: int) -> bool:
    """A finite that-clause or an infinitive, not a mere participle."""
    marks = {syntax.lower[child] for child in syntax.children[clause] if child < clause}
    return bool(marks & {"that", "to", "whether"})
