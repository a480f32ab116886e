"""An account is added, checked and used by its key, which stays where the system keeps keys."""

import orjson
import pytest

from klaviyo_gui.accounts import API_VARIABLE, Accounts, checked_key, own_accounts
from klaviyo_gui.core.errors import (
    AccountMissing,
    AccountNameTaken,
    AccountRefused,
    AccountUnreachable,
    AddressRefused,
    KeychainMissing,
    KeyMissing,
    KeyOfAnother,
    KeyPrivate,
    KeyPublic,
    KeyUnusable,
)
from klaviyo_gui.core.left_key import Fate, LeftKey
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.outcome import Verdict
from klaviyo_gui.core.permission import BY_PUBLIC_KEY, Permission
from klaviyo_gui.core.tally import Tally
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.patience import TRIES
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.klaviyo.wire import HOST
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.sending.worker import DeliverTask, deliver
from klaviyo_gui.store.accounts import AccountList
from klaviyo_gui.store.history import RunSummary
from klaviyo_gui.store.keychain import SERVICE, Keychain
from klaviyo_gui.store.pending_keys import PendingKeys
from klaviyo_gui.wording import left_key_words
from tests.doubles.keychains import Memory
from tests.klaviyo.loopback import Loopback, answering

OF_KEYS = {"pk_one": ("AbC123", "Acme Ltd"), "pk_new": ("AbC123", "Acme GmbH")}
OF_KEYS["pk_other"] = ("Oth456", "Other Ltd")
NO_KEY = {"errors": [{"code": "authentication_failed", "detail": "Incorrect credentials."}]}


def account_of(id_, name):
    about = {
        "contact_information": {"organization_name": name},
        "timezone": "Europe/Berlin",
        "preferred_currency": "EUR",
        "test_account": True,
    }
    return {"data": [{"type": "account", "id": id_, "attributes": about}]}


def klaviyo(talk):
    """Know three keys of two accounts, none of which may see flows."""
    request = talk.request
    owner = OF_KEYS.get(request.headers["authorization"].removeprefix("Klaviyo-API-Key "))
    if owner is None:
        status, said = 401, NO_KEY
    elif request.target == "/api/accounts":
        status, said = 200, account_of(*owner)
    elif request.target.endswith("/flow-triggers"):
        status, said = 403, {"errors": [{"code": "forbidden", "detail": "No scope."}]}
    elif request.method == "POST":
        error = {"code": "invalid", "detail": "No data.", "source": {"pointer": "/data"}}
        status, said = 400, {"errors": [error]}
    else:
        status, said = 200, {"data": []}
    answering(status, orjson.dumps(said))(talk)


@pytest.fixture
def server():
    server = Loopback((klaviyo,))
    yield server
    server.close()


@pytest.fixture
def place():
    return Memory()


@pytest.fixture
def known(tmp_path):
    return AccountList(tmp_path / "accounts.json")


@pytest.fixture
def accounts(known, place, server):
    return Accounts(known, Keychain(lambda: place), server.address)


def no_place():
    raise KeychainMissing


def test_an_account_is_added_as_klaviyo_describes_it_and_its_key_is_in_no_file(
    accounts, place, tmp_path
):
    added = accounts.add("Shop", " pk_one\n")
    assert (added.id, added.organisation, added.time_zone) == (
        "AbC123",
        "Acme Ltd",
        "Europe/Berlin",
    )
    assert (added.currency, added.is_test) == ("EUR", True)
    lacking = {each for each in Permission if not added.permissions[each]}
    assert lacking == {Permission.SEE_FLOWS}
    assert accounts.all() == (added,)
    assert list(place.kept.values()) == ["pk_one"]
    for file in tmp_path.rglob("*"):
        assert b"pk_one" not in file.read_bytes()
    assert "pk_one" not in repr(accounts) + repr(added)


def test_without_a_place_for_keys_nothing_is_kept_unless_it_is_for_this_session(known, server):
    accounts = Accounts(known, Keychain(no_place), server.address)
    with pytest.raises(KeychainMissing):
        accounts.add("Shop", "pk_one")
    assert accounts.all() == ()
    added = accounts.add("Shop", "pk_one", for_session=True)
    assert accounts.key_of(added) == "pk_one"
    assert accounts.forget("Shop") == added
    assert accounts.all() == ()
    # The next session knows the account and not its key.
    accounts.add("Shop", "pk_one", for_session=True)
    later = Accounts(known, Keychain(Memory), server.address)
    with pytest.raises(KeyMissing):
        later.check("Shop")


@pytest.mark.parametrize(
    ("key", "error"),
    [("pk_wrong", AccountRefused), ("AbC123", KeyPublic), ("pk ü", KeyUnusable), ("", KeyUnusable)],
)
def test_a_key_that_opens_nothing_adds_nothing(accounts, place, key, error):
    with pytest.raises(error):
        accounts.add("Shop", key)
    assert (accounts.all(), place.kept) == ((), {})


def test_a_public_key_is_known_before_klaviyo_is_asked(accounts, server):
    with pytest.raises(KeyPublic):
        accounts.add("Shop", " AbC123 ")
    assert server.requests == []


def test_an_account_is_there_once_and_the_key_of_the_first_stays(accounts, place):
    accounts.add("Shop", "pk_one")
    with pytest.raises(AccountNameTaken):
        accounts.add("Other name", "pk_new")
    with pytest.raises(AccountNameTaken):
        accounts.add("shop", "pk_other")
    assert list(place.kept.values()) == ["pk_one"]


def test_a_check_asks_anew_and_keeps_name_and_colour(accounts, place):
    first = accounts.add("Shop", "pk_one")
    place.kept = dict.fromkeys(place.kept, "pk_new")
    checked = accounts.check("shop")
    assert (checked.name, checked.colour, checked.organisation) == (
        "Shop",
        first.colour,
        "Acme GmbH",
    )
    assert accounts.named("Shop") == checked


def test_a_key_is_replaced_by_one_of_the_same_account_only(accounts, place):
    accounts.add("Shop", "pk_one")
    with pytest.raises(KeyOfAnother) as caught:
        accounts.replace_key("Shop", "pk_other")
    assert (caught.value.account, caught.value.found) == ("Acme Ltd", "Other Ltd")
    assert list(place.kept.values()) == ["pk_one"]
    assert accounts.named("Shop").organisation == "Acme Ltd"
    assert accounts.replace_key("Shop", "pk_new").organisation == "Acme GmbH"
    assert list(place.kept.values()) == ["pk_new"]


def test_a_kept_key_takes_the_place_of_the_sessions(accounts):
    accounts.add("Shop", "pk_one", for_session=True)
    accounts.replace_key("Shop", "pk_new")
    assert accounts.key_of(accounts.named("Shop")) == "pk_new"


def test_what_is_forgotten_leaves_no_key(accounts, place):
    accounts.add("Shop", "pk_one")
    accounts.forget("shop")
    assert (accounts.all(), place.kept) == ((), {})
    with pytest.raises(AccountMissing):
        accounts.forget("Shop")


def test_a_destination_is_given_once_klaviyo_says_that_the_key_belongs_there(accounts, place):
    accounts.add("Shop", "pk_one")
    found = accounts.destination("Shop")
    assert (found.currency, found.time_zone) == ("EUR", "Europe/Berlin")
    assert (found.account, found.is_practice) == ("Acme Ltd (AbC123)", False)
    assert found.key == "pk_one"
    assert "pk_one" not in repr(found)
    place.kept = dict.fromkeys(place.kept, "pk_other")
    with pytest.raises(KeyOfAnother):
        accounts.destination("Shop")


def run_to(account, *, is_practice=False):
    return RunSummary("1", "", account, "", "", "done", Tally(), 0, 0.0, "", is_practice)


def test_a_run_is_known_by_the_id_of_its_account_whatever_that_is_called_now(accounts):
    added = accounts.add("Shop", "pk_one")
    earlier = run_to("Old Acme (AbC123)")
    assert accounts.of_run(earlier) == added
    assert accounts.destination_of(earlier).account == "Old Acme (AbC123)"
    assert accounts.of_run(run_to("Acme Ltd (AbC123)", is_practice=True)) is None
    foreign = run_to("Acme Ltd (Oth456)")
    assert accounts.of_run(foreign) is None
    with pytest.raises(AccountMissing) as caught:
        accounts.destination_of(foreign)
    assert (caught.value.name, caught.value.names) == ("Acme Ltd (Oth456)", ("Shop",))


def test_klaviyo_itself_is_asked_at_its_own_address_and_no_test_reaches_it(known, place):
    accounts = Accounts(known, Keychain(lambda: place), HOST)
    with pytest.raises(AccountUnreachable) as caught:
        accounts.destination_of_key("pk_one")
    error = caught.value
    assert (error.address, error.status, error.detail) == (HOST, 0, Trouble.PROXY)


def test_no_worker_of_a_test_reaches_klaviyo():
    with Pool(HOST, "pk_one") as pool:
        outcome = pool.submit(deliver, DeliverTask(Kind.EVENTS, b"{}", 1)).result()
    assert (outcome.verdict, outcome.detail) == (Verdict.WAIT, Trouble.PROXY)


def test_what_was_described_is_kept_only_once_it_is_admitted(accounts, place):
    described = accounts.described("Shop", "pk_one")
    assert (accounts.all(), place.kept) == ((), {})
    assert accounts.admit(described, "pk_one") == accounts.named("Shop")
    renewed = accounts.described_again("Shop", "pk_new")
    assert accounts.named("Shop").organisation == "Acme Ltd"
    accounts.use_key(renewed, "pk_new")
    assert accounts.named("Shop").organisation == "Acme GmbH"
    assert list(place.kept.values()) == ["pk_new"]


@pytest.mark.parametrize("address", [HOST, "https://shop.example", "nonsense"])
def test_the_environment_names_no_address_but_one_of_this_computer(monkeypatch, address):
    monkeypatch.setenv(API_VARIABLE, address)
    with pytest.raises(AddressRefused):
        own_accounts()
    monkeypatch.setenv(API_VARIABLE, "http://127.0.0.1:8000")
    assert own_accounts().address == "http://127.0.0.1:8000"
    monkeypatch.delenv(API_VARIABLE)
    assert own_accounts().address == "https://a.klaviyo.com"


def test_an_account_that_asks_to_wait_is_asked_again(known):
    waiting = answering(429, b"", retry_after="0")
    server = Loopback((waiting, waiting, klaviyo))
    try:
        found = Accounts(known, Keychain(Memory), server.address).add(
            "Shop", "pk_one", for_session=True
        )
    finally:
        server.close()
    assert found.id == "AbC123"


@pytest.mark.parametrize("answer", [answering(429, b"", retry_after="0"), answering(500, b"")])
def test_one_that_never_says_is_unreachable(known, answer):
    server = Loopback((answer,))
    try:
        with pytest.raises(AccountUnreachable) as caught:
            Accounts(known, Keychain(Memory), server.address).add("Shop", "pk_one")
    finally:
        server.close()
    assert caught.value.address == server.address
    assert len(server.requests) <= TRIES


def test_what_was_copied_around_a_key_is_no_part_of_it():
    assert checked_key("\n pk_1\t") == "pk_1"


def test_an_account_is_added_by_its_public_key_and_nobody_is_asked(accounts, known, server, place):
    added = accounts.add_public("Shop", " AbC123\n")
    assert (added.id, added.way, added.organisation) == ("AbC123", Way.PUBLIC, "")
    assert {each for each, may in added.permissions.items() if may} == BY_PUBLIC_KEY
    assert known.all() == (added,) == accounts.all()
    assert accounts.check("shop") == added
    to = accounts.destination("Shop")
    assert (to.account, to.key, to.way, to.currency) == (
        "Shop (AbC123)", "AbC123", Way.PUBLIC, ""
    )  # fmt: skip
    assert accounts.destination_of(run_to("Old Acme (AbC123)")).account == "Old Acme (AbC123)"
    assert (server.requests, place.kept) == ([], {})


@pytest.mark.parametrize("key", ["pk_one", "AbC12", "AbC1234", "Äbc123", ""])
def test_no_other_key_is_taken_for_a_public_one(accounts, key):
    with pytest.raises(KeyPrivate):
        accounts.add_public("Shop", key)
    assert accounts.all() == ()


def test_an_account_is_there_once_by_whichever_key(accounts):
    accounts.add_public("Shop", "AbC123")
    for add, key in ((accounts.add, "pk_one"), (accounts.add_public, "AbC123")):
        with pytest.raises(AccountNameTaken) as caught:
            add("Another", key)
        assert caught.value.of == "Shop"


def test_an_account_that_is_known_by_its_public_key_can_get_its_private_one(accounts):
    public = accounts.add_public("Shop", "AbC123")
    with pytest.raises(KeyMissing):
        accounts.key_of(public)
    with pytest.raises(KeyOfAnother) as caught:
        accounts.replace_key("Shop", "pk_other")
    assert (caught.value.account, caught.value.found) == ("AbC123", "Other Ltd")
    with pytest.raises(KeyPublic):
        accounts.replace_key("Shop", "AbC123")
    renewed = accounts.replace_key("Shop", "pk_one")
    assert (renewed.way, renewed.organisation) == (Way.PRIVATE, "Acme Ltd")
    assert accounts.destination("Shop").way is Way.PRIVATE
    assert accounts.forget("Shop") == renewed


class TestLateKeys:
    """Keys that the place for keys took after nobody waited any longer, and the program ended."""

    @pytest.fixture
    def pending(self, tmp_path):
        return PendingKeys(tmp_path / "locks")

    @pytest.fixture
    def accounts(self, known, place, server, pending):
        return Accounts(known, Keychain(lambda: place, pending=pending), server.address)

    def test_a_key_of_no_account_is_removed_and_told_once(self, accounts, place, pending):
        pending.begin("AbC123").release()
        place.set_password(SERVICE, "AbC123", "pk_late")
        assert accounts.settle_keys() == (LeftKey("AbC123", Fate.REMOVED),)
        assert place.kept == {}
        assert accounts.settle_keys() == ()

    def test_of_a_key_that_never_came_nothing_is_told(self, accounts, pending):
        pending.begin("AbC123").release()
        pending.begin("").release()
        assert accounts.settle_keys() == ()
        assert [*pending.left()] == []

    def test_which_key_an_account_has_that_was_given_another_is_told_and_nothing_changed(
        self, accounts, place, pending
    ):
        added = accounts.add("Shop", "pk_one")
        pending.begin(added.id).release()
        kept = dict(place.kept)
        assert accounts.settle_keys() == (LeftKey("Shop", Fate.DOUBTFUL),)
        assert (place.kept, accounts.settle_keys()) == (kept, ())

    def test_of_an_account_that_is_known_by_its_public_key_no_private_one_stays(
        self, accounts, place, pending
    ):
        accounts.add_public("Shop", "AbC123")
        pending.begin("AbC123").release()
        place.set_password(SERVICE, "AbC123", "pk_late")
        assert accounts.settle_keys() == (LeftKey("AbC123", Fate.REMOVED),)
        assert place.kept == {}

    def test_what_cannot_be_looked_for_now_is_told_and_looked_for_again(
        self, known, server, pending, accounts
    ):
        pending.begin("AbC123").release()
        later = Accounts(known, Keychain(no_place, pending=pending), server.address)
        for _ in range(2):
            assert later.settle_keys() == (LeftKey("AbC123", Fate.UNSEEN),)
        assert accounts.settle_keys() == ()

    def test_each_fate_has_words_of_its_own(self):
        words = [left_key_words(LeftKey("Shop", each)) for each in Fate]
        assert len({each.what for each in words}) == len(Fate)
        assert all("Shop" in each.what and each.advice for each in words)
