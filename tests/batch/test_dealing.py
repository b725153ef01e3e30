"""A worker keeps to what it has at hand, no call is lost, and nobody waits while there is something to do."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from handouts.batch.dealing import AT_HAND, Dealer


def dealt(kinds: str, workers: str) -> str:
    """The kinds that the workers take in turn, "-" where nothing waits."""
    dealer: Dealer[str] = Dealer()
    for kind in kinds:
        dealer.add(kind, kind)
    return "".join(dealer.take(worker) or "-" for worker in workers)


def test_calls_of_one_kind_come_in_their_order() -> None:
    dealer: Dealer[int] = Dealer()
    for number in range(5):
        dealer.add("", number)
    assert [dealer.take(worker) for worker in "12112"] == [0, 1, 2, 3, 4]


def test_each_worker_keeps_to_a_kind() -> None:
    assert dealt("AAABBB", "121212") == "ABABAB"


def test_a_worker_shares_the_largest_kind_when_there_is_no_other() -> None:
    assert dealt("AABBBBCC", "12311313") == "ABCABCBB"


def test_what_a_worker_did_before_its_last_kind_is_still_at_hand() -> None:
    dealer: Dealer[str] = Dealer()
    for kind in "ABCA":
        dealer.add(kind, kind)
    assert [dealer.take("1") for _ in range(2)] == ["A", "A"]
    assert dealer.take("1") == "B"
    dealer.add("A", "A")
    assert [dealer.take("1") for _ in range(2)] == ["A", "C"]
    assert AT_HAND == 2


def test_a_worker_that_ended_holds_nothing_back() -> None:
    dealer: Dealer[str] = Dealer()
    for kind in "AABBBB":
        dealer.add(kind, kind)
    assert dealer.take("1") == "A"
    dealer.forget("1")
    assert dealer.take("2") == "A"


@given(st.text("ABCD", max_size=40), st.text("123", min_size=120, max_size=120))
def test_every_call_is_taken_once(kinds: str, workers: str) -> None:
    taken = dealt(kinds, workers)
    assert Counter(taken[: len(kinds)]) == Counter(kinds)
    assert set(taken[len(kinds) :]) <= {"-"}
