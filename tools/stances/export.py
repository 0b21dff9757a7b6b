"""A trained network as the files that placet ships: ONNX in eight bits, vocabulary, description."""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from calibration import record, temperature
from network import StanceNetwork
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoConfig

from placet.reading.learned.model import ABOUT, NETWORK, VOCABULARY

VERSION = "1"
_OPSET = 18


class _OneText(torch.nn.Module):
    """The network as it is served: one text at a time, so nothing is filled up."""

    def __init__(self, network: StanceNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: torch.Tensor, mentions: torch.Tensor, questions: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        return self.network.read(ids, mentions, questions, torch.ones_like(ids))


def export(
    network: StanceNetwork,
    base: Path,
    data: Sequence[Path],
    out: Path,
    report: Sequence[Mapping[str, Any]],
) -> None:
    """Write the model's files into a folder.

    Args:
        network: as trained.
        base: the pretrained encoder.
        data: the files that it learnt from.
        out: the folder.
        report: its answers on the decisions that it never saw.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        _write(network, whole)
        quantize_dynamic(
            whole, out / NETWORK, weight_type=QuantType.QInt8, per_channel=True, reduce_range=False
        )
    vocabulary = json.loads((base / "tokenizer.json").read_text("utf-8"))
    vocabulary |= {"truncation": None, "padding": None}
    (out / VOCABULARY).write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    config = AutoConfig.from_pretrained(base)
    about = {
        "version": VERSION,
        "data": _digest(*data),
        "files": {name: _digest(out / name) for name in (NETWORK, VOCABULARY)},
        "opening": config.bos_token_id,
        "separator": config.eos_token_id,
        "temperature": temperature(report),
        "record": record(report),
        "held": sorted({row["case"] for row in report}),
    }
    (out / ABOUT).write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _write(network: StanceNetwork, path: Path) -> None:
    pieces, named, asked = 24, 3, 2
    given = (
        torch.randint(5, 1000, (1, pieces)),
        torch.full((1, named, pieces), 1 / pieces),
        torch.full((1, asked, pieces), 1 / pieces),
    )
    names = ["ids", "mentions", "questions"]
    torch.onnx.export(
        _OneText(network).eval(),
        given,
        path,
        input_names=names,
        output_names=["scores", "marks"],
        dynamic_axes={
            "ids": {1: "pieces"},
            "mentions": {1: "named", 2: "pieces"},
            "questions": {1: "asked", 2: "pieces"},
            "scores": {1: "named", 2: "asked"},
            "marks": {1: "named", 2: "asked"},
        },
        opset_version=_OPSET,
        dynamo=False,
    )


def _digest(*paths: Path) -> str:
    found = hashlib.sha256()
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest()


def main() -> None:
    """Write the files of a network that was trained before."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--base", type=Path, required=True, help="the pretrained encoder")
    ask.add_argument("--state", type=Path, required=True, help="what training left: held.0.pt")
    ask.add_argument("--report", type=Path, required=True, help="its answers on what was held out")
    ask.add_argument("--layers", type=int, default=8)
    ask.add_argument("--data", type=Path, nargs="+", required=True)
    ask.add_argument("--out", type=Path, required=True)
    chosen = ask.parse_args()
    network = StanceNetwork(chosen.base, chosen.layers)
    network.load_state_dict(torch.load(chosen.state))
    report = json.loads(chosen.report.read_text(encoding="utf-8"))
    export(network.eval(), chosen.base, chosen.data, chosen.out, report)


if __name__ == "__main__":
    main()
