"""The second step: given a cue, which tokens are its source and which its content."""

from __future__ import annotations

from collections.abc import Iterator

from placet.readers.tagger.view import View
from placet.reading.attribution import Attribution, TokenRange

_LONGEST = 6


def window(seen: View, cue: TokenRange, rule: Attribution | None) -> tuple[int, int]:
    """The tokens in which a cue's source and content are looked for.

    The cue's sentence, with quoted passages that run into it or follow it, and with what the rules
    gave the cue.
    """
    syntax = seen.syntax
    first, last = syntax.sentences[syntax.sentence[cue.start]]
    last = max(last, syntax.sentences[syntax.sentence[cue.end - 1]][1])
    for start, end in seen.passages:
        if start <= last + 1 and first - 1 <= end and (start < last or cue.end + 3 >= last):
            first, last = min(first, start), max(last, end)
    if rule:
        parts = [*rule.content, *([rule.source] if rule.source else [])]
        first = min(first, *(part.start for part in parts))
        last = max(last, *(part.end for part in parts))
    return first, min(last, len(syntax.pos))


def rule_of(seen: View, cue: TokenRange) -> Attribution | None:
    """What the rules made of a cue, if they found one that shares a token with it."""
    for one in seen.rules:
        if one.cue and one.cue.overlaps(cue):
            return one
    return None


def role_features(
    seen: View, cue: TokenRange, head: int, rule: Attribution | None, span: tuple[int, int]
) -> list[list[str]]:
    """The features of the window's tokens, relative to one cue."""
    mine = _roles_by_rule(rule)
    paths = _paths(seen, head)
    return [_features(seen, token, cue, head, mine, paths, span) for token in range(*span)]


def _roles_by_rule(rule: Attribution | None) -> dict[int, str]:
    mine: dict[int, str] = {}
    if rule:
        for name, parts in (("C", rule.content), ("S", (rule.source,) if rule.source else ())):
            for part in parts:
                mine.update(dict.fromkeys(range(part.start, part.end), f"I{name}"))
                mine[part.start] = f"B{name}"
                mine[part.end - 1] = f"E{name}" if part.end - part.start > 1 else f"U{name}"
    return mine


def _paths(seen: View, head: int) -> dict[int, str]:
    """The relations that lead up from each of the cue's ancestors to it, and from it down."""
    syntax, paths, up = seen.syntax, {head: ""}, ""
    token = head
    for _ in range(_LONGEST):
        above = syntax.head[token]
        if above == token:
            break
        up = f"{up}^{syntax.dep[token]}"
        paths[above] = up
        token = above
    return paths


def _path(seen: View, token: int, paths: dict[int, str]) -> tuple[str, int]:
    """The relations from the cue to the token, and the child of the common ancestor on the way."""
    syntax, branch = seen.syntax, token
    down: list[str] = []
    for _ in range(_LONGEST * 2):
        if token in paths:
            return paths[token] + "".join(f">{dep}" for dep in reversed(down[-4:])), branch
        down.append(syntax.dep[token])
        branch = token
        if syntax.head[token] == token:
            break
        token = syntax.head[token]
    return "far", branch


def _features(
    seen: View,
    token: int,
    cue: TokenRange,
    head: int,
    mine: dict[int, str],
    paths: dict[int, str],
    span: tuple[int, int],
) -> list[str]:
    syntax = seen.syntax
    if cue.holds(token):
        return ["cue", f"cue={token - cue.start}"]
    side, away = _from_cue(cue, token)
    path, branch = _path(seen, token, paths)
    same = syntax.sentence[token] == syntax.sentence[head]
    lemma, rule = syntax.lemma[head], mine.get(token, "O")
    other = seen.ruled[token] if rule == "O" else "mine"
    return [
        f"p={syntax.pos[token]}{side}",
        f"t={syntax.tag[token]}",
        f"d={syntax.dep[token]}{side}",
        f"l={syntax.lower[token]}",
        f"path={path[-40:]}{side}",
        f"top={'>'.join(path.split('>')[:2])}{side}",
        f"branch={syntax.dep[branch]}|{lemma}{side}",
        f"bp={syntax.dep[branch]}|{syntax.pos[branch]}|{syntax.pos[head]}{side}",
        f"a={min(away, 6)}{side}",
        f"s={same}{side}",
        f"r={rule}",
        f"r|p={rule}|{syntax.pos[token]}",
        f"other={other}",
        f"q={seen.quote[token]}{side}",
        f"has={bool(mine)}|{rule[-1]}",
        f"cl={lemma}|{side}",
        f"first={syntax.left[branch] == token}|{syntax.dep[branch]}{side}",
        f"last={syntax.right[branch] == token}|{syntax.dep[branch]}{side}",
        f"e={syntax.left[syntax.head[token]] == token}{syntax.right[token] == token}",
        *_neighbours(seen, token, mine, span),
    ]


def _from_cue(cue: TokenRange, token: int) -> tuple[str, int]:
    """On which side of the cue a token stands, and how many tokens lie between."""
    if token >= cue.end:
        return ">", token - cue.end
    return "<", cue.start - token - 1


def _neighbours(
    seen: View, token: int, mine: dict[int, str], span: tuple[int, int]
) -> Iterator[str]:
    """The features of the tokens beside one, within the window."""
    syntax = seen.syntax
    for step in (-1, 1, 2):
        near = token + step
        if span[0] <= near < span[1]:
            yield f"{step}p={syntax.pos[near]}"
            yield f"{step}l={syntax.lower[near]}"
            yield f"{step}r={mine.get(near, 'O')}"
        else:
            yield f"{step}=edge"
