"""Forecasts replayed on closed decisions and ratification rounds, and scored against baselines."""
