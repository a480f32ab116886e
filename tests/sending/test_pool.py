import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path
from threading import Thread

import psutil
import pytest

from klaviyo_gui.core.errors import AddressRefused
from klaviyo_gui.sending import pool as pool_module
from klaviyo_gui.sending import worker
from klaviyo_gui.sending.pool import Pool
from tests.doubles.modules import modules
from tests.doubles.tasks import (
    die_always,
    die_once,
    echo,
    nap,
    napping,
    process_id,
    work_until_orphaned,
)
from tests.store.conftest import child

__all__ = ["child"]


@pytest.fixture
def pool():
    with Pool() as pool:
        yield pool


@pytest.fixture
def mark_file(tmp_path):
    path = tmp_path / "busy"
    path.touch()
    return path


def test_a_worker_carries_neither_qt_nor_the_store(pool):
    found = pool.submit(modules, None).result()
    assert "klaviyo_gui.sending.worker" in found
    carried = [name for name in found if name.startswith(("PySide6", "klaviyo_gui.store"))]
    assert carried == []


def test_a_started_pool_has_as_many_workers_as_there_are_cores(pool):
    pool.start()
    assert len(pool._workers()._processes) == pool_module.CORES


def test_a_warm_pool_has_all_its_workers_started(pool):
    pool.warm()
    ids = {child.pid for child in psutil.Process().children(recursive=True)}
    # None has to be started for what comes now, and each may take its part at once.
    waiting = [pool.submit(process_id, None) for _ in range(40)]
    assert {each.result() for each in waiting} <= ids


def test_a_worker_that_dies_while_a_pool_is_warmed_costs_nothing(pool, monkeypatch):
    monkeypatch.setattr(worker, "meet", die_always)
    pool.warm()
    assert pool.submit(echo, 1).result() == 1


def test_a_worker_that_does_not_start_in_time_is_not_waited_for(pool, monkeypatch):
    monkeypatch.setattr(pool_module, "WARM_SECONDS", 0.0)
    pool.warm()
    assert pool.submit(echo, 1).result() == 1


def test_results_come_in_the_order_of_the_tasks(builders):
    assert list(builders.in_order(echo, range(50))) == list(range(50))


def test_a_few_tasks_only_are_taken_ahead(builders):
    taken = []

    def tasks():
        for number in range(50):
            taken.append(number)
            yield number

    with closing(builders.in_order(echo, tasks())) as results:
        assert next(results) == 0
    assert len(taken) <= pool_module.CORES + 1


def test_a_worker_killed_in_mid_work_costs_nothing_but_time(pool, mark_file):
    def kill():
        psutil.Process(napping(mark_file)[0]).kill()
        mark_file.unlink()

    killer = Thread(target=kill)
    killer.start()
    results = list(pool.in_order(nap, [(str(mark_file), number) for number in range(8)]))
    killer.join()
    assert results == list(range(8))


def test_a_task_that_kills_its_worker_once_is_done_at_the_second_try(pool, tmp_path):
    there = tmp_path / "there"
    there.touch()
    tasks = [(str(there), 0), (str(tmp_path / "died"), 1), (str(there), 2)]
    assert list(pool.in_order(die_once, tasks)) == [0, 1, 2]


def test_a_poisoned_task_ends_after_its_tries(pool):
    with pytest.raises(BrokenProcessPool):
        list(pool.in_order(die_always, [0], tries=2))
    assert pool.submit(echo, 1).result() == 1


def test_a_single_task_starts_a_single_worker(pool):
    assert pool.submit(echo, 1).result() == 1
    assert len(pool._workers()._processes) == 1


def test_the_death_of_the_only_worker_is_noticed_at_once(pool, mark_file):
    only = pool.submit(nap, (str(mark_file), 0))
    psutil.Process(napping(mark_file)[0]).kill()
    with pytest.raises(BrokenProcessPool):
        only.result(timeout=20)


@pytest.mark.parametrize("which", [0, 1])
def test_the_death_of_any_worker_is_noticed_at_once(pool, mark_file, which):
    """Also of the one that the latest task has started, with nothing else going on."""
    naps = [pool.submit(nap, (str(mark_file), number)) for number in range(2)]
    psutil.Process(napping(mark_file, 2)[which]).kill()
    for each in naps:
        with pytest.raises(BrokenProcessPool):
            each.result(timeout=20)


def test_a_late_casualty_of_a_broken_pool_does_not_end_its_successor(pool, mark_file):
    """Two requests die together; the second is looked at when the new pool is at work."""
    first, second = (pool.submit(nap, (str(mark_file), number)) for number in range(2))
    psutil.Process(napping(mark_file, 2)[0]).kill()
    with pytest.raises(BrokenProcessPool):
        first.result(timeout=20)
    mark_file.unlink()
    after = [pool.submit(echo, number) for number in range(20)]
    with pytest.raises(BrokenProcessPool):
        second.result(timeout=20)
    assert [each.result(timeout=20) for each in after] == list(range(20))


def test_closing_an_unused_pool_does_nothing(pool):
    pool.close()
    pool.close()
    assert pool.submit(echo, 1).result() == 1


def test_there_are_never_more_workers_than_windows_can_wait_for(monkeypatch):
    monkeypatch.setattr(pool_module, "CORES", 128)
    with Pool() as pool:
        assert pool._workers()._max_workers == 61


def test_no_worker_is_given_a_key_for_a_foreign_address():
    with pytest.raises(AddressRefused):
        Pool("https://a.klaviyo.com.evil.example", "pk_1")


def test_workers_end_when_their_parent_is_killed(child):
    process, pipe = child(work_until_orphaned)
    worker = psutil.Process(pipe.recv())
    process.kill()
    worker.wait(timeout=10)


def test_a_worker_leaves_ctrl_c_to_its_parent(builders):
    number = builders.submit(process_id, None).result()
    if Path("/proc").is_dir():
        os.kill(number, signal.SIGINT)
    assert builders.submit(echo, 1).result() == 1


@pytest.fixture(params=[EOFError, ConnectionResetError, BrokenPipeError])
def failing(request, monkeypatch):
    """Let so many of the next starts of a worker fail as where what is copied is killed."""
    starts, left = ProcessPoolExecutor._spawn_process, []

    def start(workers):
        if left:
            left.pop()
            raise request.param
        starts(workers)

    monkeypatch.setattr(ProcessPoolExecutor, "_spawn_process", start)
    return lambda times: left.extend([None] * times)


@pytest.mark.parametrize("workers", [0, 1])
def test_a_start_that_fails_as_what_is_copied_is_killed_is_tried_anew(
    pool, failing, mark_file, workers
):
    naps = [pool.submit(nap, (str(mark_file), number)) for number in range(workers)]
    failing(2)
    assert pool.submit(echo, 1).result(timeout=20) == 1
    assert len(pool._workers()._processes) == workers + 1
    mark_file.unlink()
    assert [each.result(timeout=20) for each in naps] == list(range(workers))


def test_a_pool_of_which_no_worker_starts_is_rebuilt_once(pool, failing, monkeypatch):
    monkeypatch.setattr(pool_module, "START_SECONDS", 0.0)
    failing(1)
    first = pool._workers()
    assert pool.submit(echo, 1).result(timeout=20) == 1
    assert pool._workers() is not first
    pool.close()
    failing(2)
    with pytest.raises(BrokenProcessPool):
        pool.submit(echo, 1)


def test_a_task_is_done_once_by_the_others_where_one_more_worker_does_not_start(
    pool, failing, monkeypatch, mark_file
):
    monkeypatch.setattr(pool_module, "START_SECONDS", 0.0)
    busy = pool.submit(nap, (str(mark_file), 0))
    failing(1)
    late = pool.submit(process_id, None)
    (only,) = pool._workers()._processes
    mark_file.unlink()
    assert busy.result(timeout=20) == 0
    assert late.result(timeout=20) == only
