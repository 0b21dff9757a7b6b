"""Whose stance it is: the predicate's subject, else whoever speaks, else whoever spoke last.

The subject decides where it names a government. Where it names the proposition itself ("membership
is the best shield"), what everybody should do ("the allies must invite"), or nobody in particular,
the stance is the speaker's: of the words that hold it, of the view that is named, of the sentence,
or of the sentence before, whose report goes on without a new verb of saying.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from placet.reading.actors.people import People
from placet.reading.actors.titles import titles
from placet.reading.attribution.lexicon import lexicon
from placet.reading.attribution.sources import speaks, subject
from placet.reading.questions.topics import Topic
from placet.reading.stance.verdicts import Verdict, governing_verb
from placet.reading.syntax.parse import Syntax
from placet.reading.whose.holders import Holder, holders_of, of_speaker
from placet.reading.whose.subjects import by_opinion, holders
from placet.reading.whose.tellers import Found, is_house, is_own, is_subject_matter, is_topic
from placet.words import Stance

_BACK = 2
"""Sentences back to which a report may go on without naming its speaker again."""
_VOICED = frozenset({"person", "office", "government"})
_MEETING = frozenset({"meet", "encounter", "face"})
_DUTY = frozenset({"must", "should", "shall", "ought"})


def whose(
    syntax: Syntax,
    people: People,
    found: Sequence[Found],
    number: int | None,
    topic: Topic,
    verdict: Verdict,
    about: str,
) -> tuple[Holder, ...]:
    """The holders of a stance.

    Args:
        syntax: the parse.
        people: who is who.
        found: the text's attributions.
        number: the attribution that holds the mention, if any.
        topic: the mention.
        verdict: the stance and its predicate.
        about: code of the country that the question asks about.
    """
    if syntax.lemma[verdict.predicate] in _MEETING:
        return ()  # it met with scepticism in the south
    named, head = holders(syntax, people, verdict.predicate)
    if named and not _speaks_for_others(syntax, head, topic, verdict, named, about):
        return named
    if not named and head is not None and _is_somebody_else(syntax, head, topic, verdict):
        return ()
    spoken = next(filter(None, _voices(syntax, people, found, number, topic, verdict)), ())
    return spoken or (named if is_house(syntax, head) else ())


def _is_somebody_else(syntax: Syntax, head: int, topic: Topic, verdict: Verdict) -> bool:
    """Is it somebody who could hold a stance, and no government: a professor, a plan that does?"""
    acts = syntax.lemma[verdict.predicate] not in {"be", "have"} and verdict.explicit
    if syntax.lower[head] == "it" and acts and head != topic.head:
        return syntax.dep[head] != "expl"
    return speaks(syntax, head) and not (is_own(syntax, head) or is_topic(syntax, head, topic))


def _speaks_for_others(
    syntax: Syntax,
    head: int | None,
    topic: Topic,
    verdict: Verdict,
    named: Sequence[Holder],
    about: str,
) -> bool:
    """Is the one who is named not the one who holds it, but whom or what it is said of?"""
    if head is None:
        return False
    if is_house(syntax, head) or is_topic(syntax, head, topic):
        return True
    if any(is_subject_matter(syntax, head, about == one.country) for one in named):
        return True
    duty = {syntax.lower[c] for c in syntax.children[verdict.predicate] if syntax.dep[c] == "aux"}
    return verdict.stance is Stance.FOR and bool(duty & _DUTY)


def _voices(
    syntax: Syntax,
    people: People,
    found: Sequence[Found],
    number: int | None,
    topic: Topic,
    verdict: Verdict,
) -> Iterator[tuple[Holder, ...]]:
    """Whoever may be speaking, the surest first."""
    yield by_opinion(syntax, people, verdict.predicate)
    yield tellers(syntax, people, found, number)
    yield insisting(syntax, people, verdict.predicate)
    here = syntax.sentence[topic.head]
    yield _of_sentence(syntax, people, found, here, topic.head)
    for before in range(here - 1, max(-1, here - 1 - _BACK), -1):
        if _has_source(syntax, found, before + 1):
            return
        yield _of_sentence(syntax, people, found, before, topic.head)


def _has_source(syntax: Syntax, found: Sequence[Found], sentence: int) -> bool:
    """Does the sentence name whose words it reports? Then they are not the last speaker's."""
    first, last = syntax.sentences[sentence]
    if any((cue := _place(one)) is not None and first <= cue < last for one in found):
        return True
    roots = (token for token in range(first, last) if syntax.head[token] == token)
    heads = (syntax.child(root, "nsubj") for root in roots)
    return any(h is not None and syntax.lemma[h] in titles().media for h in heads)


def tellers(
    syntax: Syntax, people: People, found: Sequence[Found], number: int | None
) -> tuple[Holder, ...]:
    """Whose words they are: the speaker's country, or those of all who speak together."""
    if number is None:
        return ()
    source, speaker = found[number].attribution.source_head, found[number].speaker
    if source is not None and (together := holders_of(syntax, people, source)):
        paper = speaker is not None and speaker.kind == "document"
        return (_signers(syntax, people, source) if paper else ()) or together
    return of_speaker(speaker) if speaker is not None else ()


def _signers(syntax: Syntax, people: People, paper: int) -> tuple[Holder, ...]:
    """Who signed the paper of which a text speaks, in the sentence or the one before."""
    last = syntax.sentence[paper]
    for number in range(last, max(-1, last - 2), -1):
        for verb in range(*syntax.sentences[number]):
            named = syntax.lemma[verb] in {"sign", "put", "adopt"} and syntax.pos[verb] == "VERB"
            head = subject(syntax, verb) if named else None
            if head is not None and (found := holders_of(syntax, people, head)):
                return found
    return ()


def insisting(syntax: Syntax, people: People, predicate: int) -> tuple[Holder, ...]:
    """Who insists that it be done, where only a newspaper is heard to say so."""
    node = predicate
    while syntax.dep[node] in {"ccomp", "acl"}:
        node = governing_verb(syntax, syntax.head[node])
        head = subject(syntax, node)
        if head is not None and (found := holders_of(syntax, people, head)):
            return found
    return ()


def _of_sentence(
    syntax: Syntax, people: People, found: Sequence[Found], number: int, near: int
) -> tuple[Holder, ...]:
    """Who speaks in a sentence: the source nearest to a token, else its subject or one person."""
    first, last = syntax.sentences[number]
    cues = [
        (abs(cue - near), place)
        for place, one in enumerate(found)
        if (cue := _place(one)) is not None and first <= cue < last
    ]
    for _, place in sorted(cues):
        if spoken := tellers(syntax, people, found, place):
            return spoken
    tokens = range(first, last)
    return _unattributed(syntax, people, tokens) or _only_person(people, tokens)


def _only_person(people: People, tokens: range) -> tuple[Holder, ...]:
    """The one person whom a sentence names, or people of one country."""
    named = {people.known[key] for token, key in people.mentions if token in tokens}
    found = {holder for speaker in named for holder in of_speaker(speaker)}
    return tuple(found) if len(found) == 1 else ()


def _unattributed(syntax: Syntax, people: People, tokens: range) -> tuple[Holder, ...]:
    """Who speaks where no attribution was found: "write the presidents of ...", "Paris: ..."."""
    roots = [token for token in tokens if syntax.head[token] == token]
    saying = [token for token in tokens if syntax.lemma[token] in lexicon().clause]
    for verb in (*saying, *roots):
        head = subject(syntax, verb)
        if head is None or not speaks(syntax, head):
            continue
        if verb in roots and people.at(head).kind not in _VOICED:
            continue
        if (named := holders_of(syntax, people, head)) and named[0].country not in people.asked:
            return named
    return ()


def _place(one: Found) -> int | None:
    return one.attribution.cue_head if one.attribution.source is not None else None
