"""A key is kept where the system keeps keys, or the reason is told; nothing waits for ever."""

import contextlib
import threading

import keyring.backend
import keyring.errors
import pytest

from klaviyo_gui.core.errors import (
    AccountsUnwritable,
    KeychainError,
    KeychainLocked,
    KeychainMissing,
    KeychainSlow,
)
from klaviyo_gui.store import keychain
from klaviyo_gui.store.keychain import SERVICE, Keychain, trusted_backend
from klaviyo_gui.store.pending_keys import PendingKeys
from tests.doubles.keychains import Memory


def test_what_is_saved_is_read_until_it_is_forgotten():
    keys = Keychain(lambda: place)
    place = Memory()
    assert keys.read("AbC123") is None
    keys.save("AbC123", "pk_1")
    keys.save("AbC123", "pk_2")
    assert (keys.read("AbC123"), keys.read("Other1")) == ("pk_2", None)
    keys.forget("AbC123")
    keys.forget("AbC123")
    assert keys.read("AbC123") is None


def test_a_place_that_gives_back_something_else_is_told():
    class Cut(Memory):
        def get_password(self, service, username):
            return (super().get_password(service, username) or "")[:5]

    place = Cut()
    with pytest.raises(KeychainError, match="something else"):
        Keychain(lambda: place).save("AbC123", "pk_123456")


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (keyring.errors.KeyringLocked("locked pk_secret"), KeychainLocked),
        (keyring.errors.NoKeyringError("none"), KeychainMissing),
        (keyring.errors.PasswordSetError("pk_secret"), KeychainError),
        (RuntimeError("pk_secret"), KeychainError),
        (KeychainMissing(), KeychainMissing),
    ],
)
def test_what_a_place_raises_is_told_without_its_words(raised, told):
    def find():
        raise raised

    with pytest.raises(told) as caught:
        Keychain(find).save("AbC123", "pk_secret")
    assert "pk_secret" not in repr(caught.value)
    assert type(caught.value) is told


def test_a_place_that_hangs_is_left_alone():
    let_go = threading.Event()

    class Hanging(Memory):
        def get_password(self, service, username):
            let_go.wait(60)
            return super().get_password(service, username)

    place = Hanging()
    with pytest.raises(KeychainSlow):
        Keychain(lambda: place, seconds=0.01).read("AbC123")
    let_go.set()


class Slow(Memory):
    """Saves a key only once it is let go."""

    def __init__(self):
        super().__init__()
        self.begun, self.let_go = threading.Event(), threading.Event()
        self.earlier_threads = set()

    def set_password(self, service, username, password):
        self.begun.set()
        assert self.let_go.wait(60)
        super().set_password(service, username, password)


@pytest.fixture
def slow(monkeypatch):
    """A place that is given up as soon as it has begun to save."""
    place = Slow()
    # Threads of other tests may hang for as long as they like.
    place.earlier_threads = set(threading.enumerate())
    monkeypatch.setattr(keychain, "wait", lambda _done, _seconds: place.begun.wait(60))
    yield place
    end_of_threads(place)


def end_of_threads(place):
    """Let go, and wait until all that was asked of this place is over."""
    place.let_go.set()
    for each in set(threading.enumerate()) - place.earlier_threads:
        if each.name == "keychain":
            each.join(60)
            assert not each.is_alive()


@pytest.mark.parametrize("earlier", [{}, {(SERVICE, "AbC123"): "pk_earlier"}])
def test_a_key_that_is_saved_after_nobody_waits_is_not_kept(slow, earlier):
    slow.kept = dict(earlier)
    keys = Keychain(lambda: slow)
    # The second is never begun: its turn comes when nobody waits for it either.
    for key in ("pk_1", "pk_2"):
        with pytest.raises(KeychainSlow):
            keys.save("AbC123", key)
    end_of_threads(slow)
    assert slow.kept == earlier


def test_a_key_that_was_left_there_late_would_be_found_out(slow, monkeypatch):
    """The negative control: were nothing put back, the key would stay."""
    monkeypatch.setattr(keychain, "_put_back", lambda *_: None)
    with pytest.raises(KeychainSlow):
        Keychain(lambda: slow).save("AbC123", "pk_1")
    end_of_threads(slow)
    assert slow.kept == {(SERVICE, "AbC123"): "pk_1"}


def test_a_place_that_fails_after_nobody_waits_is_left_alone(slow, monkeypatch):
    def refuse(*_):
        raise keyring.errors.PasswordDeleteError

    monkeypatch.setattr(slow, "get_password", lambda *_: None if not slow.kept else refuse())
    with pytest.raises(KeychainSlow):
        Keychain(lambda: slow).save("AbC123", "pk_1")
    end_of_threads(slow)


def place_of(module_name, priority):
    """A place that the library knows nothing of, so that no other test meets it."""
    return type("Keyring", (), {"__module__": module_name, "priority": priority})()


def test_only_the_places_of_the_systems_are_trusted(monkeypatch):
    plain = place_of("keyrings.alt.file", 9)
    absent = place_of("keyring.backends.kwallet", -1)
    secret_service = place_of("keyring.backends.SecretService", 5)
    kwallet = place_of("keyring.backends.kwallet", 4)
    everything = [plain, absent, kwallet, secret_service]
    monkeypatch.setattr(keyring.backend, "get_all_keyring", lambda: everything)
    assert trusted_backend() is secret_service
    everything[2:] = []
    with pytest.raises(KeychainMissing):
        trusted_backend()


def test_a_setting_that_names_another_place_is_not_asked(monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    with contextlib.suppress(KeychainMissing):
        assert type(trusted_backend()).__module__ != "keyring.backends.null"


def on_the_way(pending):
    """Return the accounts of the keys that nobody holds any more."""
    found = []
    for each in pending.left():
        found.append(each.account_id)
        each.release()
    return found


@pytest.fixture
def pending(tmp_path):
    return PendingKeys(tmp_path)


def test_what_ended_one_way_or_the_other_is_noted_no_more(pending, tmp_path):
    class Refusing(Memory):
        def set_password(self, service, username, password):
            assert [*tmp_path.iterdir()], "it is noted before"
            if password == "pk_bad":
                raise keyring.errors.PasswordSetError
            super().set_password(service, username, password)

    place = Refusing()
    keys = Keychain(lambda: place, pending=pending)
    keys.save("AbC123", "pk_1")
    with pytest.raises(KeychainError):
        keys.save("AbC123", "pk_bad")
    assert [*tmp_path.iterdir()] == []
    assert [*Keychain(lambda: place).left()] == [*keys.left()] == []


def test_a_key_that_was_taken_back_late_is_noted_no_more(slow, pending, tmp_path):
    with pytest.raises(KeychainSlow):
        Keychain(lambda: slow, pending=pending).save("AbC123", "pk_1")
    assert len([*tmp_path.iterdir()]) == 1
    assert on_the_way(pending) == [], "who saves it still holds it"
    end_of_threads(slow)
    assert ([*tmp_path.iterdir()], slow.kept) == ([], {})


def test_a_place_that_gives_back_something_else_may_have_the_key(pending):
    class Cut(Memory):
        def get_password(self, service, username):
            return (super().get_password(service, username) or "")[:5]

    place = Cut()
    keys = Keychain(lambda: place, pending=pending)
    with pytest.raises(KeychainError, match="something else"):
        keys.save("AbC123", "pk_123456")
    assert [each.account_id for each in keys.left()] == ["AbC123"]


def test_where_it_cannot_be_noted_no_key_is_saved(tmp_path):
    (tmp_path / "file").touch()
    place = Memory()
    with pytest.raises(AccountsUnwritable):
        Keychain(lambda: place, pending=PendingKeys(tmp_path / "file")).save("AbC123", "pk_1")
    assert place.kept == {}


def test_to_forget_tells_whether_there_was_a_key():
    place = Memory()
    keys = Keychain(lambda: place)
    keys.save("AbC123", "pk_1")
    assert (keys.forget("AbC123"), keys.forget("AbC123")) == (True, False)
