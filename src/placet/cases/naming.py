"""A short name for a question, made from its sentence: what a person would have typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_MOST_WORDS = 4
_UNSAID = {
    "shall", "should", "will", "would", "must", "may", "can", "could", "do", "does", "did",
    "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "the", "a", "an",
    "this", "that", "these", "those", "its", "their", "his", "her", "our", "any", "all", "some",
    "and", "or", "but", "nor", "of", "to", "in", "on", "at", "by", "for", "from", "with",
    "within", "without", "as", "into", "onto", "over", "under", "than", "then", "there", "it",
    "they", "we", "us", "which", "who", "whom", "whose", "what", "when", "where", "how", "not",
    "no", "yes", "if", "so", "such", "also", "very", "more", "most", "least", "member",
    "members", "states", "governments", "council", "assembly", "board", "conference",
    "committee", "summit",
}  # fmt: skip


def question_id(sentence: str, taken: Collection[str] = ()) -> str:
    """An id such as `approve_eu_mercosur_trade`, unlike those that are taken.

    Args:
        sentence: the question in plain words.
        taken: ids of the case's other questions.
    """
    plain = unicodedata.normalize("NFKD", sentence).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    telling = [word for word in words if word not in _UNSAID] or words or ["question"]
    name = "_".join(telling[:_MOST_WORDS])
    number, found = 2, name
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found
