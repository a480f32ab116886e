import pickle
from pathlib import Path

import pytest

from klaviyo_gui.core import errors
from tests.core.expected_errors import family, sample


def travels_whole(error):
    back = pickle.loads(pickle.dumps(error))

    assert type(back) is type(error)
    for name in getattr(error, "__dataclass_fields__", {}):
        assert getattr(back, name) == getattr(error, name)


@pytest.mark.parametrize("kind", family(), ids=lambda kind: kind.__name__)
def test_every_error_travels_between_processes_with_all_it_knows(kind):
    travels_whole(sample(kind))


def test_an_error_with_a_default_left_out_travels_too():
    travels_whole(errors.FileUndecodable(Path("a.csv"), "utf-8"))


def test_python_s_own_way_of_pickling_would_fail_this_test(monkeypatch):
    monkeypatch.delattr(errors.ExpectedError, "__reduce__")

    with pytest.raises((TypeError, AssertionError)):
        travels_whole(errors.FileUndecodable(path=Path("a.csv"), encoding="utf-8", line=3))


def test_the_tree_at_the_top_of_the_file_shows_every_error():
    drawn = errors.__doc__.split()

    assert [kind.__name__ for kind in family() if kind.__name__ not in drawn] == []


def test_two_errors_with_the_same_data_stay_two_errors():
    assert errors.FileEmpty(Path("a.csv")) != errors.FileEmpty(Path("a.csv"))
    assert {errors.MappingEmpty(), errors.MappingEmpty()} != {errors.MappingEmpty()}
