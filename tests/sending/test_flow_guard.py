"""The flows that events would start are looked up; what is not seen is not taken for nothing."""

import threading
from functools import partial

import pytest

from klaviyo_gui.core.flow import Flow
from klaviyo_gui.core.outcome import Outcome, Verdict
from klaviyo_gui.klaviyo.metrics import Metric
from klaviyo_gui.sending.account_reader import AccountMemory, AccountReader
from klaviyo_gui.sending.flow_guard import Effect, FlowReport, look_at_flows, look_at_names

API = Metric("M1", "Placed Order", "API")
SHOPIFY = Metric("M2", "Placed Order", "Shopify")
ALIKE = Metric("M3", "placed  order", "API")
THANKS = Flow("F1", "Thank you", "live")
REVIEW = Flow("F2", "Ask for a review", "live")
DRAFT = Flow("F3", "Some day", "draft")

SEEN = Outcome(Verdict.ACCEPTED, 200)
FORBIDDEN = Outcome(Verdict.STOP, 403, "Missing scope.")


class Account:
    """An account that answers from a table, as the client would."""

    def __init__(self, metrics=(), flows=None, *, metrics_outcome=SEEN, flows_outcome=SEEN):
        self._metrics, self._flows = list(metrics), flows or {}
        self._outcomes = metrics_outcome, flows_outcome
        self.asked = []

    def metrics(self, before_page):
        before_page()
        self.asked.append("metrics")
        is_seen = self._outcomes[0] is SEEN
        return self._outcomes[0], self._metrics if is_seen else []

    def flows_of_metric(self, metric_id):
        self.asked.append(metric_id)
        return self._outcomes[1], self._flows.get(metric_id, [])


def seen_at(account, stop=None):
    reader = AccountReader(account, stop or threading.Event(), AccountMemory())
    return partial(look_at_flows, reader)


def test_flows_that_may_act_are_named_whatever_integration_their_metric_is_of():
    account = Account([API, SHOPIFY, ALIKE], {"M1": [THANKS, DRAFT], "M2": [THANKS, REVIEW]})
    report = seen_at(account)(["Placed Order"])
    expected = Effect(
        "Placed Order",
        alike=("placed  order",),
        elsewhere=("Shopify",),
        seen=(THANKS, DRAFT, REVIEW),
    )
    assert report == FlowReport((expected,))
    assert report.flows == (THANKS, REVIEW)
    assert not report.is_harmless


def test_a_name_of_another_integration_only_is_new_to_what_this_program_sends():
    (effect,) = seen_at(Account([SHOPIFY]))(["Placed Order"]).effects
    assert (effect.is_new, effect.elsewhere) == (True, ("Shopify",))


def test_a_new_name_starts_nothing_and_those_like_it_are_told():
    account = Account([API])
    report = seen_at(account)(["PlacedOrder", "Sale", "Sale"])
    first, second = report.effects
    assert (first.is_new, first.alike) == (True, ("Placed Order",))
    assert second == Effect("Sale", is_new=True)
    assert report.is_harmless
    assert account.asked == ["metrics"]


@pytest.mark.parametrize(
    "account",
    [
        Account([API], metrics_outcome=FORBIDDEN),
        Account([API], flows_outcome=FORBIDDEN),
    ],
)
def test_what_may_not_be_seen_is_never_harmless(account):
    report = seen_at(account)(["Placed Order"])
    assert (report.status, report.detail) == (403, "Missing scope.")
    assert not report.is_harmless
    assert report.flows == ()


class Half(Account):
    """An account that shows the flows of all metrics but one."""

    def __init__(self, hidden, outcome, *told):
        super().__init__(*told)
        self._hidden, self._outcome = hidden, outcome

    def flows_of_metric(self, metric_id):
        outcome, found = super().flows_of_metric(metric_id)
        return (self._outcome, []) if metric_id == self._hidden else (outcome, found)


def test_names_behind_a_flow_that_may_not_be_seen_are_told_as_new():
    account = Account([API, SHOPIFY], flows_outcome=FORBIDDEN)
    report = seen_at(account)(["Placed Order", "Sale", "PLACED ORDER"])
    assert [(each.name, each.is_new, each.alike) for each in report.effects] == [
        ("Placed Order", False, ()),
        ("Sale", True, ()),
        ("PLACED ORDER", True, ("Placed Order",)),
    ]
    assert (report.is_whole, report.status) == (False, 403)
    assert account.asked == ["metrics", "M1"]


def test_flows_of_others_are_told_where_one_look_fails():
    failed = Outcome(Verdict.UNKNOWN, 500, "Oops.")
    account = Half("M1", failed, [API, SHOPIFY, ALIKE], {"M2": [THANKS], "M3": [REVIEW]})
    report = seen_at(account)(["Placed Order", "placed  order"])
    assert report.flows == (THANKS, REVIEW)
    assert (report.is_whole, report.status, report.detail) == (False, 500, "Oops.")


@pytest.mark.parametrize(
    "name",
    ["Bu\u0308cher", "b\u00fccher ", "B\u00fc\u00a0cher", "B\u00fc\u200bcher", "B\u00fc_cher"],
)
def test_near_names_are_compared_in_one_form(name):
    account = Account([Metric("M1", "B\u00fccher", "API")])
    (effect,) = seen_at(account)([name]).effects
    assert (effect.is_new, effect.alike) == (True, ("B\u00fccher",))


def test_names_alone_are_looked_at_without_their_flows():
    account = Account([API, SHOPIFY])
    reader = AccountReader(account, threading.Event(), AccountMemory())
    report = look_at_names(reader, ["Placed Order", "Sale"])
    assert report == FlowReport(
        (Effect("Placed Order", elsewhere=("Shopify",)), Effect("Sale", is_new=True))
    )
    assert account.asked == ["metrics"]
    blind = AccountReader(Account(metrics_outcome=FORBIDDEN), threading.Event(), AccountMemory())
    assert look_at_names(blind, ["Sale"]) == FlowReport((), 403, "Missing scope.", is_whole=False)


def test_names_that_are_not_all_are_never_harmless():
    assert not seen_at(Account())(["Sale"], is_every_name=False).is_harmless


def test_a_look_that_is_stopped_is_never_harmless():
    stop = threading.Event()
    stop.set()
    account = Account([API], {"M1": []})
    report = seen_at(account, stop)(["Placed Order"])
    assert not report.is_harmless
    assert "M1" not in account.asked
