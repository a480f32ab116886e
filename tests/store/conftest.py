import multiprocessing

import pytest

from klaviyo_gui.paths import HOME_VARIABLE


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Keep all user data in a folder of the test, which is made by what is first written."""
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    return folder


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
