"""Counting: boards, and what the body's own rule makes of them."""

from placet.count.board import make_board
from placet.count.counting import count
from placet.count.odds import leanings
from placet.count.of_case import case_board, case_explanation, case_parameters, case_settings
from placet.count.views import Board, Count, Unlock

__all__ = [
    "Board",
    "Count",
    "Unlock",
    "case_board",
    "case_explanation",
    "case_parameters",
    "case_settings",
    "count",
    "leanings",
    "make_board",
]
