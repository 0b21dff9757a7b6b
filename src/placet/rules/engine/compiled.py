"""Compiling kernels: Numba behind one decorator that keeps their types.

Loaded only by what needs a compiled kernel, since loading it takes longer than most answers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba

P = ParamSpec("P")
T = TypeVar("T")


def compiled(function: Callable[P, T]) -> Callable[P, T]:
    """`function`, compiled when first called, and kept on disk where that is possible."""
    return _with(function, parallel=False)


def parallel(function: Callable[P, T]) -> Callable[P, T]:
    """The same, with its `prange` loops shared among all processors."""
    return _with(function, parallel=True)


def _with(function: Callable[P, T], *, parallel: bool) -> Callable[P, T]:
    for cache in (True, False):
        try:
            made = numba.njit(cache=cache, nogil=True, parallel=parallel)(function)
        except RuntimeError:
            # Nowhere to keep it: neither beside the code nor in the user's cache.
            continue
        return cast("Callable[P, T]", made)
    raise AssertionError
