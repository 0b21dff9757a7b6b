"""Words per second of the reader beside the bare spaCy pipeline it stands on, and peak memory.

    python benchmarks/read.py [--text FILE.jsonl] [--rounds 3] [--copies 30]
    python benchmarks/read.py --text FILE.jsonl --mix RELEVANT.jsonl [--of 50]

Both run in turn in one process, round after round, on the same texts; the best round of each
counts. "Bare" is the pipeline as its package ships it, less the entity recogniser, which the reader
does not use: the strictest comparison. The reader forgets the word forms that it has seen before
every round. Texts are the example's documents, or the `text` of each line of FILE.

With `--mix` the texts of RELEVANT stand one in so many among those of FILE, as in a news feed; the
reader passes over what names no actor or no cue (`--only-relevant`). The positions found are the
same as without the sieve, or it is said which are lost.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

import spacy

from placet.cases import example_case
from placet.reading.attribution import attributions
from placet.reading.questions.relevance import sieve
from placet.reading.reader import BuiltinReader
from placet.reading.syntax.forms import Forms
from placet.reading.syntax.parse import MODEL, parse_many, pipeline, syntax
from placet.words import Document, Question

_UNUSED = ["ner"]


def main() -> None:
    """Time the bare pipeline, the attribution step and the whole reader in turn."""
    options = _options()
    if options.mix:
        _mixed(_labelled(options.text), _labelled(options.mix), options.of)
        return
    case = example_case()
    texts = _labelled(options.text) if options.text else _examples(case.path) * options.copies
    bare, reader = spacy.load(MODEL, exclude=_UNUSED), BuiltinReader()
    bare.max_length = pipeline().max_length
    documents = [Document(id=hashlib.sha256(t.encode()).hexdigest(), text=t) for t in texts]

    def parsed() -> int:
        return sum(len(tree) for tree in bare.pipe(texts, batch_size=32))

    forms = cast("Forms", pipeline().get_pipe("placet_forms"))

    def attributed() -> int:
        forms.forget()
        return sum(len(attributions(syntax(tree))) for tree in parse_many(texts))

    def read() -> int:
        forms.forget()
        return sum(len(r.statements) for r in reader.read_many(documents, case.questions))

    words = sum(len(text.split()) for text in texts)
    sentences = sum(len(list(tree.sents)) for tree in parse_many(texts))
    tasks = {"bare pipeline": parsed, "with attribution": attributed, "whole reader": read}
    best = _best(tasks, options.rounds)
    print(f"{len(texts)} texts, {words} words, {options.rounds} rounds, best of each")
    for name, seconds in best.items():
        share = best["bare pipeline"] / seconds
        print(
            f"{name:17} {words / seconds:9.0f} words/s  {sentences / seconds:6.0f} sentences/s  "
            f"{100 * share:5.1f} % of the bare pipeline"
        )
    print(f"peak memory {_peak_megabytes():.0f} MB")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--copies", type=int, default=30, help="of the example's documents")
    parser.add_argument("--mix", type=Path, help="labelled texts to mix in")
    parser.add_argument("--of", type=int, default=50, help="one text in so many is relevant")
    return parser.parse_args()


def _mixed(others: list[str], relevant: list[str], of: int) -> None:
    """Time the bare pipeline and the sieved reader on a feed; compare the positions found."""
    questions = example_case().questions
    needed = len(relevant) * (of - 1)
    feed = relevant + [others[index % len(others)] for index in range(needed)]
    words = sum(len(text.split()) for text in feed)
    bare, reader, sifter = spacy.load(MODEL, exclude=_UNUSED), BuiltinReader(), sieve(questions)
    sample = others[:60]
    list(bare.pipe(sample[:5]))
    start = time.perf_counter()
    list(bare.pipe(sample, batch_size=32))
    bare_rate = sum(len(text.split()) for text in sample) / (time.perf_counter() - start)
    pipeline()
    start = time.perf_counter()
    kept = [text for text in feed if sifter.passes(text)]
    sifted = time.perf_counter() - start
    documents = [Document(id=hashlib.sha256(t.encode()).hexdigest(), text=t) for t in kept]
    found = _positions(reader, documents, questions)
    seconds = time.perf_counter() - start
    everything = [Document(id=hashlib.sha256(t.encode()).hexdigest(), text=t) for t in relevant]
    whole = _positions(reader, everything, questions)
    print(f"{len(feed)} texts, {words} words, one in {of} relevant; {len(kept)} pass the sieve")
    print(f"bare pipeline {bare_rate:9.0f} words/s (on {len(sample)} of them)")
    print(f"sieve         {words / sifted:9.0f} words/s")
    print(f"sieved reader {words / seconds:9.0f} words/s, {words / seconds / bare_rate:.1f} times")
    print(f"positions in the relevant texts {len(whole)}, lost by the sieve {len(whole - found)}")


def _positions(
    reader: BuiltinReader, documents: list[Document], questions: tuple[Question, ...]
) -> set[tuple[str, str, str | None, str]]:
    return {
        (reading.document.id, stance.question, stance.holder, stance.stance)
        for reading in reader.read_many(documents, questions)
        for statement in reading.statements
        for stance in statement.stances
    }


def _best(tasks: dict[str, Callable[[], int]], rounds: int) -> dict[str, float]:
    """The best time of each task in seconds; the tasks take turns."""
    best = dict.fromkeys(tasks, float("inf"))
    for _ in range(rounds):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def _examples(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("documents/*.md"))]


def _labelled(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines if line.strip()]


def _peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
