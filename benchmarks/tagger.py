"""Train a tagger and score the readers with it: python benchmarks/tagger.py --corpus FOLDER.

FOLDER holds a labelled file that ends in `_train.jsonl`, and one named alike that ends in
`_dev.jsonl`. The model lies in a temporary folder, and nothing of the corpus is stored. The second
file is only scored.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from placet.cli.train import train


def main() -> None:
    """Train on the one file of the folder, score three readers on the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(os.environ.get("PLACET_EVAL", "../shared/eval"))
    parser.add_argument("--corpus", type=Path, default=default, metavar="FOLDER")
    folder = parser.parse_args().corpus
    (learnt,) = folder.glob("*_train.jsonl")
    scored = learnt.with_name(learnt.name.replace("_train", "_dev"))
    with tempfile.TemporaryDirectory() as place:
        begun = time.perf_counter()
        train(learnt, Path(place) / "model.placet", dev=scored)
        print(f"{time.perf_counter() - begun:.0f} s in all")


if __name__ == "__main__":
    main()
