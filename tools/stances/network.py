"""The network: a pretrained encoder, and a head that reads each mention against each question."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from examples import NONE, Cut

WIDTH = 256
STANCES = 4


class StanceNetwork(nn.Module):
    """Log-odds of four stances against none, for every mention and every question of a text.

    Args:
        base: folder of the pretrained encoder.
        layers: how many of its lower layers are kept.
    """

    def __init__(self, base: Path, layers: int) -> None:
        super().__init__()
        encoder = AutoModel.from_pretrained(base, add_pooling_layer=False)
        encoder.encoder.layer = encoder.encoder.layer[:layers]
        encoder.config.num_hidden_layers = layers
        for layer in encoder.encoder.layer:
            for part in layer.attention.modules():
                if isinstance(part, nn.Dropout):
                    part.p = 0.0  # costs a quarter of the time and helps nothing
        self.encoder = encoder
        size = encoder.config.hidden_size
        self.mention = nn.Linear(size, WIDTH)
        self.question = nn.Linear(size, WIDTH)
        self.head = nn.Sequential(
            nn.Linear(4 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.1), nn.Linear(WIDTH, STANCES)
        )
        self.dropout = nn.Dropout(0.1)
        self.nothing = nn.Parameter(torch.ones(1))

    def forward(self, ids: Tensor, mentions: Tensor, questions: Tensor, mask: Tensor) -> Tensor:
        """(B, M, Q, 4) scores; see `read`."""
        return self.read(ids, mentions, questions, mask)[0]

    def read(
        self, ids: Tensor, mentions: Tensor, questions: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """(B, M, Q, 4) scores, and the (B, M, Q, 256) marks that the last layer rests on.

        Args:
            ids: (B, L) pieces.
            mentions: (B, M, L) weights that average the pieces of each mention.
            questions: (B, Q, L) the same of each question.
            mask: (B, L) 1 where there is a piece, 0 where the row is filled up.
        """
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        states = self.dropout(states)
        who = torch.tanh(self.mention(mentions @ states))[:, :, None]
        what = torch.tanh(self.question(questions @ states))[:, None]
        who, what = torch.broadcast_tensors(who, what)
        both = torch.cat([who, what, who * what, (who - what).abs()], dim=-1)
        marks = self.head[:-1](both)
        return self.head[-1](marks) - self.nothing, marks


def batch(found: Sequence[Cut], padding: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """What the network takes, of several passages of different lengths."""
    length = max(len(one.ids) for one in found)
    most = max(1, *(sum(map(len, one.named)) for one in found))
    asked = max(len(one.asked) for one in found)
    ids = torch.full((len(found), length), padding)
    mask = torch.zeros((len(found), length), dtype=torch.long)
    mentions = torch.zeros(len(found), most, length)
    questions = torch.zeros(len(found), asked, length)
    for row, one in enumerate(found):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        mask[row, : len(one.ids)] = 1
        spans = [span for spans in one.named for span in spans]
        for weights, places in ((mentions, spans), (questions, one.asked)):
            for number, (start, end) in enumerate(places):
                weights[row, number, start:end] = 1 / (end - start)
    return ids, mentions, questions, mask


def by_holder(scores: Tensor, found: Sequence[Cut]) -> Iterator[tuple[int, int, Tensor]]:
    """(passage, holder, (Q, 5) scores with none first): a holder's mentions pooled.

    The same pooling as `placet.reading.learned.views`: one plain mention is enough.
    """
    for row, one in enumerate(found):
        at = 0
        for holder, spans in enumerate(one.named):
            own = scores[row, at : at + len(spans), : len(one.asked)]
            at += len(spans)
            pooled = torch.logsumexp(own, 0) - 0.5 * math.log(len(spans))
            yield row, holder, torch.cat([torch.zeros_like(pooled[:, :1]), pooled], -1)


def loss(scores: Tensor, found: Sequence[Cut], *, evenly: float) -> Tensor:
    """Cross-entropy of every holder and question, summed and divided by `evenly`."""
    told = [(one, found[row].answers[holder]) for row, holder, one in by_holder(scores, found)]
    if not told:
        return scores.sum() * 0
    wanted = torch.tensor([number for _, answers in told for number in answers])
    return (
        nn.functional.cross_entropy(
            torch.cat([one for one, _ in told]), wanted, label_smoothing=0.03, reduction="sum"
        )
        / evenly
    )


def chances(scores: Tensor, found: Sequence[Cut]) -> Iterator[tuple[int, str, str, list[float]]]:
    """(passage, holder, question, the five chances with none first)."""
    for row, holder, one in by_holder(scores, found):
        each = torch.softmax(one, -1).tolist()
        for key, chance in zip(found[row].keys, each, strict=True):
            yield row, found[row].holders[holder], key, chance


__all__ = ["NONE", "StanceNetwork", "batch", "chances", "loss"]
