"""A span tagger trained by its user: cues, then the source and content of each, then a judge.

Three conditional random fields (Lafferty, McCallum and Pereira, ICML 2001; by CRFsuite, Okazaki
2007) over features of the parse and of what the built-in rules found, which is stacking (Wolpert,
"Stacked generalization", Neural Networks 5, 1992). The steps follow Pareti's pipeline for PARC3
("Attribution: a computational approach", Edinburgh 2015). Nothing trained is shipped.
"""

from placet.readers.tagger.model import Model, load_model, save_model
from placet.readers.tagger.training import Labelled, train

__all__ = ["Labelled", "Model", "load_model", "save_model", "train"]
