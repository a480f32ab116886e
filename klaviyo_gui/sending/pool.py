"""The process pool, which is rebuilt when a worker dies."""

from __future__ import annotations

import os
import time
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import TYPE_CHECKING, Self, TypeVar

from klaviyo_gui import processes
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.wire import checked_address
from klaviyo_gui.sending import worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Task = TypeVar("Task")
Result = TypeVar("Result")

CORES = os.cpu_count() or 1

WORKERS_MAX = 61
"""Windows cannot wait for more processes at once (documentation of ProcessPoolExecutor)."""

DELIVERIES = 4
"""Requests in flight that keep the steady pace of 2.5 a second up to 1.6 s of latency."""

WARM_SECONDS = 20.0
"""Workers that take longer to start are not waited for."""


START_SECONDS = 5.0
"""So long the start of a worker is tried anew while the process that is copied may be ending."""

_AGAIN_SECONDS = 0.02


class _Workers(ProcessPoolExecutor):
    """Starts a worker anew where the process of which it was to be a copy was killed just then.

    The task is handed over by then, and may be at work: nobody could hand it over once more.
    """

    def _spawn_process(self) -> None:
        until = time.monotonic() + START_SECONDS
        while True:
            try:
                super()._spawn_process()  # type: ignore[misc]  # nothing public starts one
            except (EOFError, ConnectionError) as error:
                if time.monotonic() < until:
                    # Nothing tells when its end is known, after which it is replaced.
                    time.sleep(_AGAIN_SECONDS)
                    continue
                if not self._processes:
                    raise BrokenProcessPool(str(error)) from error
            # Where others are at work they do the task; the next one starts one more.
            return


class Pool:
    """Worker processes for building and for delivering to one account.

    The key travels by ``initargs`` only, and ``way`` tells what sort it is. Workers are started
    when first needed. Raises AddressRefused for an address that no key may go to.
    """

    def __init__(self, address: str = "", key: str = "", way: Way = Way.PRIVATE) -> None:
        self._initargs = (checked_address(address) if address else "", key, way)
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the workers as soon as their present task is done."""
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def start(self) -> None:
        """Start as many workers as there are cores, without waiting for them.

        More would only take the processor from those whose work comes first.
        """
        with suppress(BrokenProcessPool):
            for _ in range(CORES):
                self.submit(_knock, None)

    def warm(self) -> None:
        """Start all workers and wait for them, for as long as each of them may take.

        Without it the first requests would leave as late as their processes start, and those of
        the next second would meet them at Klaviyo.
        """
        with suppress(BrokenProcessPool):
            wait([self.submit(worker.meet, WARM_SECONDS) for _ in range(_size())])

    def submit(self, work: Callable[[Task], Result], task: Task) -> Future[Result]:
        """Hand one task to a worker; a pool that broke before is replaced by a new one."""
        try:
            return self._handed(work, task)
        except BrokenProcessPool:
            # Only here, where the executor itself says so: what a broken one still owes may come
            # to light when its successor is at work already.
            self.close()
            return self._handed(work, task)

    def in_order(
        self, work: Callable[[Task], Result], tasks: Iterable[Task], tries: int = 3
    ) -> Iterator[Result]:
        """Yield the results in the order of the tasks, a few ahead at any time.

        The work must be free of effects: after the death of a worker it is done again, a given
        task at most ``tries`` times; then BrokenProcessPool is raised.
        """
        waiting: deque[tuple[Task, Future[Result], int]] = deque()
        source = iter(tasks)
        while True:
            while len(waiting) <= CORES and (task := next(source, None)) is not None:
                waiting.append((task, self.submit(work, task), 1))
            if not waiting:
                return
            task, future, tried = waiting[0]
            try:
                result = future.result()
            except BrokenProcessPool:
                if tried >= tries:
                    raise
                waiting = deque(
                    (each, self.submit(work, each), times + 1)
                    if _is_broken(lost)
                    else (each, lost, times)
                    for each, lost, times in waiting
                )
                continue
            waiting.popleft()
            yield result

    def _handed(self, work: Callable[[Task], Result], task: Task) -> Future[Result]:
        workers = self._workers()
        before = len(workers._processes or ())  # noqa: SLF001 - nothing public tells it
        future = workers.submit(work, task)
        # Workers are watched from when the first was started. A later one that this task has
        # started is not watched before the executor's next task or result (seen in CPython 3.11):
        # if it died now, the future would never end. Another task would start one more.
        if 0 < before < len(workers._processes or ()):  # noqa: SLF001 - as above
            with workers._shutdown_lock:  # noqa: SLF001 - as the executor itself does it
                workers._executor_manager_thread_wakeup.wakeup()  # noqa: SLF001 - as above
        return future

    def _workers(self) -> ProcessPoolExecutor:
        if self._executor is None:
            workers = _size()
            context = processes.context()
            self._executor = _Workers(
                max_workers=workers,
                mp_context=context,
                initializer=worker.start,
                initargs=(*self._initargs, context.Barrier(workers), dict(os.environ)),
            )
        return self._executor


def _size() -> int:
    return min(max(CORES, DELIVERIES), WORKERS_MAX)


def _knock(_nothing: None) -> None:
    """Do nothing, in a worker."""


def _is_broken(future: Future[Result]) -> bool:
    return future.done() and isinstance(future.exception(), BrokenProcessPool)
