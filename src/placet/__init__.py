"""placet: who stands where, who blocks, and what would unlock it."""

__version__ = "0.1.0"
