"""Trains the network that reads stances, and writes the files that placet ships.

    python tools/stances/train.py --base FOLDER --report held.json --out src/placet/.../model
    python tools/stances/train.py --base FOLDER --report held.json --fold 0 1 2 3 4

FOLDER holds the pretrained encoder (all-mpnet-base-v2, Apache-2.0; `make stances` unpacks it from
the packages of `requirements/train.txt`). One decision in five of the real ones is held out, with
all that is near it: what the network answers there says what it is worth on questions that it never
saw, and how sure it may be. The second form does so for every fifth in turn. Seeded.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import torch
from export import export
from network import StanceNetwork, batch, chances, loss
from tokenizers import Tokenizer
from transformers import AutoConfig

from examples import Cut, Passage, Renaming, cut, decisions, passages

ROOT = Path(__file__).resolve().parents[2]
DATA = sorted((ROOT / "benchmarks" / "data" / "passages").glob("*.jsonl"))
LAYERS, EPOCHS, BATCH, SEED = 8, 4, 16, 1
RATE, HEAD_RATE, FALL = 6e-5, 1e-3, 0.9
"""Learning rates of the encoder's top layer and of the head; each layer below learns less."""
WARMING, LEAST = 0.06, 0.05
FEWER, FOREIGN, RENAMED = 0.15, 0.15, 0.7
"""How often questions are left out, one of another case is put in, a country is renamed."""
MOST_ASKED = 5
AVERAGED = 0.25
"""The network is the average of what it was in this last share of the steps."""


def train(found: Sequence[Passage], base: Path, *, epochs: int, seed: int) -> StanceNetwork:
    """A network trained on some passages."""
    torch.manual_seed(seed)
    rng = Random(seed)  # noqa: S311 - no secret
    network, reading = StanceNetwork(base, LAYERS), Reading(base)
    vary = Varied(found, rng)
    steps = epochs * math.ceil(len(found) / BATCH)
    best = torch.optim.AdamW(_groups(network), weight_decay=0.01)
    plan = torch.optim.lr_scheduler.LambdaLR(
        best, lambda at: min(1, (at + 1) / (WARMING * steps)) * max(LEAST, 1 - at / steps)
    )
    network.train()
    average = torch.optim.swa_utils.AveragedModel(network)
    started, step = time.monotonic(), 0
    for epoch in range(epochs):
        for some in _batches(found, rng):
            taken = [reading.cut(vary(one)) for one in some]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network(*batch(taken, reading.padding))
            missed = loss(scores.float(), taken, evenly=4 * BATCH)
            best.zero_grad()
            missed.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            best.step()
            plan.step()
            step += 1
            if step > (1 - AVERAGED) * steps and step % 5 == 0:
                average.update_parameters(network)
            if step % 50 == 0:
                took = time.monotonic() - started
                print(f"epoch {epoch + 1}, step {step} of {steps}, {took:.0f} s", flush=True)
    network.load_state_dict(average.module.state_dict())
    return network.eval()


class Reading:
    """Cuts passages by the vocabulary of the encoder."""

    def __init__(self, base: Path) -> None:
        config = AutoConfig.from_pretrained(base)
        self.opening, self.separator = config.bos_token_id, config.eos_token_id
        self.padding = config.pad_token_id
        self.vocabulary = Tokenizer.from_file(str(base / "tokenizer.json"))
        self.vocabulary.no_truncation()
        self.vocabulary.no_padding()

    def cut(self, one: Passage) -> Cut:
        """A passage as pieces."""
        return cut(one, self.vocabulary, self.opening, self.separator)


class Varied:
    """Passages as training sees them: other countries, questions in another order, fewer, more."""

    def __init__(self, found: Sequence[Passage], rng: Random) -> None:
        self._rng, self._rename = rng, Renaming(rng, RENAMED)
        self._all = [sentence for one in found for _, sentence in one.questions]

    def __call__(self, one: Passage) -> Passage:
        """A variant of a passage."""
        rng, asked = self._rng, list(one.questions)
        rng.shuffle(asked)
        if len(asked) > 1 and rng.random() < FEWER:
            asked = asked[: rng.randint(1, len(asked) - 1)]
        if len(asked) < MOST_ASKED and rng.random() < FOREIGN:
            asked.insert(rng.randint(0, len(asked)), ("?", rng.choice(self._all)))
        return self._rename(replace(one, questions=tuple(asked)))


def _groups(network: StanceNetwork) -> list[dict[str, object]]:
    """Lower layers learn more slowly, the head faster."""
    groups: list[dict[str, object]] = []
    for name, weights in network.named_parameters():
        layer = re.search(r"encoder\.layer\.(\d+)\.", name)
        depth = LAYERS - 1 - int(layer.group(1)) if layer else LAYERS
        rate = RATE * FALL**depth if name.startswith("encoder.") else HEAD_RATE
        groups.append({"params": [weights], "lr": rate})
    return groups


def _batches(found: Sequence[Passage], rng: Random) -> Iterator[list[Passage]]:
    """Batches of about the same length, in random order."""
    order = list(range(len(found)))
    rng.shuffle(order)
    made = []
    for start in range(0, len(order), 16 * BATCH):
        some = sorted(order[start : start + 16 * BATCH], key=lambda n: len(found[n].text))
        made += [some[at : at + BATCH] for at in range(0, len(some), BATCH)]
    rng.shuffle(made)
    for some in made:
        yield [found[number] for number in some]


def answers(
    network: StanceNetwork, found: Sequence[Passage], base: Path
) -> Iterator[tuple[Passage, str, str, list[float]]]:
    """(passage, holder, question, five chances) of passages that are scored."""
    reading = Reading(base)
    for start in range(0, len(found), BATCH):
        some = found[start : start + BATCH]
        taken = [reading.cut(one) for one in some]
        with torch.inference_mode():
            scores = network(*batch(taken, reading.padding))
        for row, holder, question, each in chances(scores.float(), taken):
            yield some[row], holder, question, each


def split(found: Sequence[Passage], folds: int, fold: int) -> tuple[list[Passage], list[Passage]]:
    """(to learn from, to score on): no decision is on both sides."""
    decision = decisions(found)
    order = sorted({decision[one.case] for one in found if not one.invented})
    Random(7).shuffle(order)  # noqa: S311 - no secret
    held = {name for number, name in enumerate(order) if number % folds == fold}
    rest = [one for one in found if decision[one.case] not in held]
    scored = [one for one in found if decision[one.case] in held and not one.invented]
    return rest, scored


def told(network: StanceNetwork, found: Sequence[Passage], base: Path) -> list[dict[str, object]]:
    """What the network answers on passages that it has not seen, beside their labels."""
    rows: dict[str, dict[str, object]] = {
        one.text: {"case": one.case, "labels": one.labels, "answers": []} for one in found
    }
    for one, holder, question, each in answers(network, found, base):
        rows[one.text]["answers"].append([holder, question, each])  # type: ignore[attr-defined]
    return list(rows.values())


def main() -> None:
    """Train, score on the decisions held out, and write the model's files."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--base", type=Path, required=True, help="the pretrained encoder")
    ask.add_argument("--data", type=Path, nargs="*", default=DATA)
    ask.add_argument("--out", type=Path, help="where the model's files are written")
    ask.add_argument("--folds", type=int, default=5, help="one decision in so many is held out")
    ask.add_argument("--fold", type=int, nargs="*", default=[0], help="which of them, each in turn")
    ask.add_argument("--report", type=Path, required=True, help="answers on what was held out")
    ask.add_argument("--epochs", type=int, default=EPOCHS)
    chosen = ask.parse_args()
    found, report = passages(chosen.data), []
    for fold in chosen.fold:
        rest, scored = split(found, chosen.folds, fold)
        print(
            f"fold {fold}: {len(rest)} passages to learn from, {len(scored)} held out", flush=True
        )
        network = train(rest, chosen.base, epochs=chosen.epochs, seed=SEED)
        torch.save(network.state_dict(), chosen.report.with_suffix(f".{fold}.pt"))
        report += told(network, scored, chosen.base)
        chosen.report.write_text(json.dumps(report), encoding="utf-8")
    if chosen.out:
        export(network, chosen.base, chosen.data, chosen.out, report)


if __name__ == "__main__":
    main()
