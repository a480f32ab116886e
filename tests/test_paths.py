from pathlib import Path

import pytest

from klaviyo_gui import paths


def test_one_variable_moves_all_user_data(monkeypatch, tmp_path):
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "mine"))

    assert paths.home() == tmp_path / "mine"
    assert {paths.presets(), paths.runs(), paths.locks()} == {
        tmp_path / "mine" / name for name in ("presets", "runs", "locks")
    }


def test_a_relative_or_tilde_home_is_made_whole(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(paths.HOME_VARIABLE, "mine")
    assert paths.home() == tmp_path / "mine"

    monkeypatch.setenv(paths.HOME_VARIABLE, "~/mine")
    assert paths.home() == Path.home() / "mine"


@pytest.mark.parametrize("value", [None, ""])
def test_without_the_variable_the_system_s_own_folder_is_used(monkeypatch, value):
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(paths.HOME_VARIABLE, value)

    assert paths.home().is_absolute()
    assert paths.home().name == "klaviyo-gui"


def test_bundled_files_lie_beside_the_package_in_the_source_tree():
    assert (paths.resources() / "samples" / "orders.csv").is_file()


def test_bundled_files_lie_inside_the_package_of_a_wheel(monkeypatch, tmp_path):
    package = tmp_path / "site-packages" / "klaviyo_gui"
    (package / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(package / "paths.py"))

    assert paths.resources() == package.resolve() / "resources"


def test_asking_for_a_folder_makes_none(monkeypatch, tmp_path):
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "mine"))
    for folder in (paths.home, paths.presets, paths.runs, paths.locks, paths.away):
        folder()

    assert list(tmp_path.iterdir()) == []
