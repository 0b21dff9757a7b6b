"""Placeholder until its floor is built."""
