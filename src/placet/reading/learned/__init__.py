"""The learned reading of stances: which government holds what on which question, or on none.

A small network reads a window of the text together with all questions of the case, each a plain
sentence, and says for every mention of a government and every question: for, conditional,
reluctant, against, or nothing. It was trained by `tools/train_stances.py` on passages written for
the purpose; docs/reading.md has what it is worth on decisions it never saw.

windows.py   the text in windows that the network can take
model.py     the files of the network, checked by their hashes before anything opens them
views.py     from the network's scores to chances: one view for each government and question
"""

from placet.reading.learned.views import View, views

__all__ = ["View", "views"]
