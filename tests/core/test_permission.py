"""Every use of a key has its scopes."""

from klaviyo_gui.core.permission import SCOPES, Permission


def test_every_permission_has_scopes():
    assert SCOPES.keys() == set(Permission)
    assert all(SCOPES.values())
