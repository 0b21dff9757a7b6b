"""Where work is done that falls into parts: here, in several processes, or on a Ray cluster.

The parts come back in their order, so that the result is the same wherever they were done.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from placet.errors import UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")
_AHEAD = 4
"""Parts that wait for each worker."""


def spread(on: str = "") -> Callable[[Callable[[Item], Result], Iterable[Item]], Iterator[Result]]:
    """What goes through parts as `map` does.

    Args:
        on: "" for this process; `processes` or `processes:N`; `ray` for a cluster that is found or
            else started here, or `ray:ADDRESS`.

    Raises:
        UsageError: there is no such place, or Ray is not installed.
    """
    place, _, told = on.partition(":")
    if not place:
        return map
    if place == "processes":
        if told and not (told.isdigit() and int(told)):
            raise UsageError(f"{told!r} is no number of processes", mend="write processes:4")
        return lambda made, parts: _in_processes(made, parts, int(told or os.cpu_count() or 1))
    if place == "ray":
        ray = _ray(told)
        return lambda made, parts: _on_ray(ray, made, parts)
    raise UsageError(f"no place {on!r}", mend="write processes, processes:N, ray or ray:ADDRESS")


def _in_processes(
    made: Callable[[Item], Result], parts: Iterable[Item], workers: int
) -> Iterator[Result]:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing import get_context

    waiting: deque[Future[Any]] = deque()
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_take, initargs=(made,)) as pool:
        for part in parts:
            waiting.append(pool.submit(_make, part))
            if len(waiting) >= workers * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_TAKEN: list[Callable[[Any], Any]] = []
"""What a process of the pool does with its parts; sent there once."""


def _take(made: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is stopped is told so once
    _TAKEN[:] = [made]


def _make(part: Any) -> Any:
    return _TAKEN[0](part)


def _ray(address: str) -> Any:
    try:
        import ray
    except ModuleNotFoundError:
        raise UsageError("Ray is not installed", mend="install placet[cluster]") from None
    if not ray.is_initialized():
        try:
            ray.init(address=address or None, log_to_driver=False)
        except (ConnectionError, ValueError, RuntimeError) as error:
            where = address or "this machine"
            raise UsageError(
                f"no Ray cluster answers at {where}: {error}", mend="start it: ray start --head"
            ) from None
    return ray


def _on_ray(ray: Any, made: Callable[[Item], Result], parts: Iterable[Item]) -> Iterator[Result]:
    def make(part: Item) -> Result:  # Ray takes functions only, and sends each worker one once
        return made(part)

    task = ray.remote(make)
    most = int(ray.cluster_resources().get("CPU", 1)) * _AHEAD
    waiting: deque[Any] = deque()
    for part in parts:
        waiting.append(task.remote(part))
        if len(waiting) >= most:
            yield ray.get(waiting.popleft())
    while waiting:
        yield ray.get(waiting.popleft())
