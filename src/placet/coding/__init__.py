"""Human coding: how far coders agree, and where they do not."""

from placet.coding.agreement import Agreement, Unit, agreement

__all__ = ["Agreement", "Unit", "agreement"]
