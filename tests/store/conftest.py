import multiprocessing

import pytest


@pytest.fixture
def child():
    """Start functions in processes of their own, each with a pipe; all are ended with the test."""
    started = []

    def start(work, *arguments):
        near, far = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(target=work, args=(*arguments, far))
        process.start()
        far.close()
        started.append((process, near))
        return process, near

    yield start
    for process, pipe in started:
        process.kill()
        process.join()
        pipe.close()
