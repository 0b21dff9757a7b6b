"""Quoted passages that no clause of the parse has claimed: whose words they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from placet.reading.attribution.lexicon import lexicon
from placet.reading.attribution.model import Attribution, TokenRange
from placet.reading.attribution.quotes import paragraphs
from placet.reading.attribution.ranges import OPENERS, noun_phrase, verb_group
from placet.reading.attribution.sources import speaks
from placet.reading.syntax.parse import Syntax

_LEAST = 3
_FAR = 25
_SENTENCE_END = frozenset(".?!…") | {"..."}


def with_unclaimed_quotes(
    syntax: Syntax, found: Sequence[Attribution], passages: Sequence[TokenRange]
) -> list[Attribution]:
    """Give each passage that is in no content to the verb beside it, else to who spoke before."""
    result = list(found)
    ends = paragraphs(syntax)
    for passage in passages:
        if any(passage.overlaps(part) for one in result for part in _parts(one)):
            continue
        number = bisect_right(ends, passage.start)
        bounds = (ends[number - 1] if number else 0, ends[number])
        claimed = _claim(syntax, passage, bounds, result)
        if claimed:
            result.append(claimed)
            continue
        giver = _speaker_before(syntax, passage, bounds, result)
        if giver is not None:
            one = result[giver]
            result[giver] = replace(one, content=_joined(syntax, (*one.content, passage)))
    return sorted(result, key=lambda one: one.cue or one.content[0])


def _parts(one: Attribution) -> tuple[TokenRange, ...]:
    return tuple(part for part in (*one.content, one.cue, one.source) if part)


def _claim(
    syntax: Syntax, passage: TokenRange, bounds: tuple[int, int], found: Sequence[Attribution]
) -> Attribution | None:
    """The verb next to the passage with its subject: "...", she continued; he began: "..."."""
    if passage.end - passage.start < _LEAST:
        return None
    verb = _verb_after(syntax, passage, bounds[1])
    if verb is None:
        verb = _verb_before(syntax, passage, bounds[0])
    if verb is None:
        return None
    who = syntax.child(verb, "nsubj")
    if who is None:
        return None
    cue, source = verb_group(syntax, verb), noun_phrase(syntax, who)
    taken = any(one.cue and cue.overlaps(one.cue) for one in found)
    if taken or source.overlaps(passage) or cue.overlaps(passage) or cue.overlaps(source):
        return None
    return Attribution(source=source, cue=cue, content=(passage,), cue_head=verb, source_head=who)


def _verb_after(syntax: Syntax, passage: TokenRange, end: int) -> int | None:
    """The verb of the words right after a passage: its subject or itself comes first."""
    first = passage.end
    while first < end and syntax.lower[first] in {",", "—", "–", "-"}:
        first += 1
    closing = syntax.lower[passage.end - 2]
    if closing not in {",", "?", "!", "—", "–", "-", "...", "."} and first == passage.end:
        return None
    for verb in range(first, min(first + _FAR, end)):
        if syntax.lower[verb] in _SENTENCE_END:
            return None
        if syntax.pos[verb] != "VERB" or syntax.tag[verb] not in {"VBD", "VBZ", "VBP"}:
            continue
        who = syntax.child(verb, "nsubj")
        if who is None or not speaks(syntax, who):
            return None
        group = verb_group(syntax, verb)
        if closing == "." and not _ends_sentence(
            syntax, max(group.end, syntax.right[who] + 1), end
        ):
            return None
        return verb if min(syntax.left[who], group.start) <= first + 1 else None
    return None


def _ends_sentence(syntax: Syntax, token: int, end: int) -> bool:
    return token >= end or syntax.pos[token] == "SPACE" or syntax.lower[token] in _SENTENCE_END


def _verb_before(syntax: Syntax, passage: TokenRange, start: int) -> int | None:
    """The verb of the words before a passage, up to a comma or colon."""
    last = passage.start - 1
    while last >= 0 and syntax.pos[last] == "SPACE":
        last -= 1
    if last < 1 or syntax.lower[last] not in {",", ":"}:
        return None
    colon = syntax.lower[last] == ":"
    if last < start:
        if not colon:
            return None
        start = syntax.sentences[syntax.sentence[last]][0]
    for verb in range(last - 1, max(start, last - 20) - 1, -1):
        if syntax.lower[verb] in _SENTENCE_END:
            return None
        if syntax.pos[verb] != "VERB" or syntax.tag[verb] not in {"VBD", "VBZ", "VBP"}:
            continue
        who = syntax.child(verb, "nsubj")
        if who is None or not speaks(syntax, who):
            continue
        near = syntax.lemma[verb] in lexicon().clause or verb == last - 1
        return verb if near or colon else None
    return None


def _speaker_before(
    syntax: Syntax, passage: TokenRange, bounds: tuple[int, int], found: Sequence[Attribution]
) -> int | None:
    """The statement that the passage continues.

    It is the last one before it that has a quoted content, if the passage starts a sentence in the
    same paragraph, or makes up the whole of the paragraph after.
    """
    starts = bounds[0] == passage.start
    if passage.start != syntax.sentences[syntax.sentence[passage.start]][0]:
        previous = passage.start - 1
        if previous >= 0 and syntax.lower[previous] not in _SENTENCE_END:
            return None
    best: int | None = None
    for number, one in enumerate(found):
        end = max(part.end for part in _parts(one))
        if end <= passage.start and one.cue and (best is None or end > _end(found[best])):
            best = number
    if best is None or not _is_quoted(syntax, found[best]):
        return None
    gap = syntax.text[syntax.ends[_end(found[best]) - 1] : syntax.starts[passage.start]]
    if "\n" not in gap:
        between = syntax.sentence[passage.start] - syntax.sentence[_end(found[best]) - 1]
        return best if between <= 1 else None
    whole = starts and all(
        syntax.pos[token] in {"SPACE", "PUNCT"} for token in range(passage.end, bounds[1])
    )
    return best if whole and len(gap.strip().split()) <= 1 else None


def _end(one: Attribution) -> int:
    return max(part.end for part in _parts(one))


def _is_quoted(syntax: Syntax, one: Attribution) -> bool:
    words = (syntax.lower[token] for part in one.content for token in range(part.start, part.end))
    return any(word in OPENERS for word in words)


def _joined(syntax: Syntax, parts: Sequence[TokenRange]) -> tuple[TokenRange, ...]:
    """Parts in text order; those with only white space between them are one."""
    joined: list[TokenRange] = []
    for part in sorted(parts):
        if joined and all(
            syntax.pos[token] == "SPACE" for token in range(joined[-1].end, part.start)
        ):
            joined[-1] = TokenRange(joined[-1].start, part.end)
        else:
            joined.append(part)
    return tuple(joined)
