"""A disk that fills up while a command sends: it says so, and ``resume`` goes on."""

import pytest

from tests.doubles.disks import at_step, fill, make_room, small_disk


@pytest.fixture
def runs(home):
    """Keep the runs on a small disk of their own."""
    with small_disk(home / "runs", 600_000) as folder:
        yield folder


@pytest.fixture
def words(orders, preset):
    return ("send", orders("good", "good"), "--preset", preset(), "--practice", "--live", "--json")


def test_a_disk_without_room_is_told_before_anything_is_sent(cli, practice, runs, words):
    klaviyo = practice()
    fill(runs)
    said = cli(*words)
    assert (said.code, said.error) == (2, "RunUnwritable")
    assert "Nothing was sent." in said.err
    assert klaviyo.counts()["events"] == 0
    make_room(runs)


def test_a_disk_that_fills_up_interrupts_a_run_that_can_be_resumed(
    cli, practice, runs, words, monkeypatch
):
    klaviyo = practice()
    with monkeypatch.context() as patched:
        at_step(2, lambda: fill(runs), patched)
        said = cli(*words)
    assert (said.code, said.error) == (4, "RunInterrupted")
    assert "Nothing that was sent is forgotten." in said.err
    make_room(runs)
    again = cli("resume", "--json")
    assert again.code == 0
    assert again.json["records"]["events"]["accepted"] == 2
    assert klaviyo.counts()["events"] == 2
