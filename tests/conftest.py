"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes depends on the machine: no test has a time limit.
settings.register_profile("placet", deadline=None)
settings.load_profile("placet")
