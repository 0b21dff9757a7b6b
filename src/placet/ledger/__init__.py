"""The ledger: what is known, by whom, since when. Nothing is lost, nothing overwritten."""

from placet.ledger.deciding import Decision
from placet.ledger.store import Added, Ledger, Review, open_ledger

__all__ = ["Added", "Decision", "Ledger", "Review", "open_ledger"]
