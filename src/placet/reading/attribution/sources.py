"""Finding the source of a cue: subjects, controllers, agents, possessors."""

from __future__ import annotations

from dataclasses import dataclass

from placet.reading.attribution.lexicon import lexicon
from placet.reading.attribution.model import TokenRange
from placet.reading.attribution.ranges import noun_phrase, subtree, trimmed
from placet.reading.syntax.parse import Syntax

_SUBJECTS = ("nsubj", "nsubjpass")
_WITHIN = frozenset({"prep", "pobj", "pcomp", "agent", "dobj"})
_PERSONAL = frozenset(
    {"i", "we", "you", "he", "she", "they", "one", "who", "both", "some", "others"}
)


_MINDED = frozenset({"convince", "persuade", "determine", "worry", "concern", "disappoint"})
"""Verbs whose participle tells the mind of its subject: is convinced, is worried."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source: its head and range; `voice` is the text or act that spoke for it, if one did."""

    head: int
    range: TokenRange
    voice: int | None = None


def subject(syntax: Syntax, verb: int, depth: int = 0) -> int | None:
    """The understood subject of a verb: its own, or the one it shares or is controlled by."""
    own = syntax.child(verb, *_SUBJECTS)
    if own is not None:
        return own
    earlier = shared_cue(syntax, verb)
    if earlier is not None:
        return subject(syntax, earlier, depth + 1)
    head, relation = syntax.head[verb], syntax.dep[verb]
    if (listed := _after_according(syntax, verb)) is not None:
        return listed
    if head == verb or depth > 5:  # noqa: PLR2004 - deeper chains are parser errors
        return _noun_before(syntax, verb)
    if relation in {"conj", "advcl", "xcomp", "dep"} and syntax.pos[head] in {"VERB", "AUX", "ADJ"}:
        controller = syntax.child(head, "dobj", "iobj", "dative") if relation == "xcomp" else None
        return controller if controller is not None else subject(syntax, head, depth + 1)
    if relation in {"acl", "relcl"}:
        return head
    if relation in {"acomp", "oprd"}:
        return subject(syntax, head, depth + 1)
    if relation in {"pcomp", "prep", "agent"}:
        return _through_preposition(syntax, verb, depth)
    return _noun_before(syntax, verb)


def _after_according(syntax: Syntax, verb: int) -> int | None:
    """The subject that a parser lists with the source: "According to the paper, A and B are"."""
    according = next((c for c in syntax.children[verb] if syntax.lower[c] == "according"), None)
    to = syntax.child(according, "prep") if according is not None else None
    named = syntax.child(to, "pobj") if to is not None else None
    listed = syntax.child(named, "conj", "appos") if named is not None else None
    if listed is None or listed > verb or syntax.lower[syntax.left[listed] - 1] != ",":
        return None
    return listed


def shared_cue(syntax: Syntax, verb: int) -> int | None:
    """The cue before, if a parser hung this one on what the first one says.

    In "says he agrees and adds that", "adds" goes with "says": it has no subject of its own, the
    same form, and is itself a verb of saying. So does the participle in "says he agrees, adding".
    """
    said = syntax.head[verb]
    cue = syntax.head[said]
    words = lexicon()
    if (
        syntax.dep[said] != "ccomp"
        or not cue < said < verb
        or syntax.lemma[cue] not in words.clause
    ):
        return None
    if syntax.child(verb, *_SUBJECTS, "mark") is not None:
        return None
    lemma = syntax.lemma[verb]
    if syntax.dep[verb] == "conj" and (lemma in words.clause or lemma in words.object):
        finite = syntax.tag[verb] in {"VBD", "VBZ", "VBP"}
        return cue if finite and syntax.tag[cue] == syntax.tag[verb] else None
    trailing = syntax.dep[verb] == "advcl" and syntax.lower[syntax.left[verb] - 1] == ","
    tells = lemma in words.clause and lemma not in words.events
    return cue if trailing and tells and syntax.tag[verb] == "VBG" else None


def _through_preposition(syntax: Syntax, verb: int, depth: int) -> int | None:
    """Who does what stands after a preposition: after saying so, he; efforts to; in addition to."""
    head = syntax.head[verb]
    while syntax.dep[head] in _WITHIN and syntax.pos[head] not in {"VERB", "AUX"}:
        owner = syntax.child(head, "poss")
        if owner is not None:
            return owner
        head = syntax.head[head]
    return subject(syntax, head, depth + 1) if syntax.pos[head] in {"VERB", "AUX", "ADJ"} else None


def _noun_before(syntax: Syntax, verb: int) -> int | None:
    """The noun phrase right before a finite verb that the parser left without a subject."""
    if syntax.tag[verb] not in {"VBD", "VBZ", "VBP"}:
        return None
    last = verb - 1
    while last >= 0 and syntax.dep[last] in {"aux", "advmod"}:
        last -= 1
    if last < 0 or syntax.sentence[last] != syntax.sentence[verb]:
        return None
    best, token = None, last
    while True:
        if syntax.pos[token] in {"NOUN", "PROPN", "PRON"} and syntax.right[token] == last:
            best = token
        if syntax.head[token] == token or syntax.right[syntax.head[token]] != last:
            return best
        token = syntax.head[token]


def is_passive(syntax: Syntax, verb: int) -> bool:
    """Is it passive, so that its subject is not who spoke?"""
    if syntax.lemma[verb] in _MINDED and syntax.child(verb, "agent") is None:
        return False
    if syntax.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    bare = syntax.tag[verb] == "VBN" and syntax.child(verb, "aux", *_SUBJECTS) is None
    return bare and syntax.dep[verb] in {"acl", "advcl"}


def agent(syntax: Syntax, verb: int) -> int | None:
    """Who is named after "by"."""
    by = syntax.child(verb, "agent")
    return syntax.child(by, "pobj") if by is not None else None


def speaks(syntax: Syntax, token: int) -> bool:
    """Can this noun or pronoun be the source of words or thoughts?"""
    if syntax.pos[token] == "PROPN" or syntax.lower[token] in _PERSONAL:
        return True
    words = lexicon()
    lemma = syntax.lemma[token]
    if lemma in words.people or lemma in words.voice_nouns or syntax.lower[token] in words.people:
        return True
    return syntax.pos[token] == "NUM" or syntax.lower[token] in {"%", "percent", "half", "most"}


def source(syntax: Syntax, verb: int) -> Source | None:
    """Who said or thought it; None where the text does not tell, as in "it is believed"."""
    head = agent(syntax, verb) if is_passive(syntax, verb) else subject(syntax, verb)
    if head is None or _expletive(syntax, head):
        return None
    owner = syntax.child(head, "poss")
    if owner is not None and syntax.lemma[head] in lexicon().voice_nouns:
        found = trimmed(syntax, *subtree(syntax, owner))
        if found and syntax.right[head] == head:
            return Source(owner, found, voice=head)
    return Source(head, noun_phrase(syntax, head))


def _expletive(syntax: Syntax, head: int) -> bool:
    word = syntax.lower[head]
    return word in {"there", "this", "that"} or (word == "it" and syntax.dep[head] == "expl")
