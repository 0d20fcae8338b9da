"""A person may ask so much a minute on average, and more at once; that it was too much is said
once a minute."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.chats import user_quota
from bot.chats.user_quota import UserQuota

MOMENTS = st.lists(st.floats(0, 600), min_size=1, max_size=400).map(sorted)


@given(MOMENTS, st.integers(1, 60))
def test_no_more_is_let_through_than_the_purse_holds_and_what_flows_into_it(
    moments: list[float], rate: int
) -> None:
    purses = UserQuota(rate)
    through = [moment for moment in moments if purses.take(7, now=moment)]
    for first, moment in enumerate(through):
        later = through[first:]
        for count, last in enumerate(later, start=1):
            assert count <= rate * user_quota.AT_ONCE + (last - moment) * rate / 60 + 1e-6


@given(MOMENTS)
def test_it_is_said_at_most_once_a_minute(moments: list[float]) -> None:
    purses = UserQuota(1)
    said = [moment for moment in moments if purses.may_say_so(7, now=moment)]
    assert said
    assert all(b - a >= user_quota.SILENCE for a, b in pairwise(said))


def test_a_person_who_has_asked_too_much_is_let_through_again_in_time() -> None:
    purses = UserQuota(60)
    while purses.take(7, now=0.0):
        pass
    assert not purses.take(7, now=0.5)
    assert purses.take(7, now=1.5)


def test_one_person_never_uses_up_anothers() -> None:
    purses = UserQuota(1)
    while purses.take(7, now=0.0):
        pass
    assert purses.take(8, now=0.0)


def test_those_who_have_asked_nothing_for_long_are_not_remembered() -> None:
    purses = UserQuota(1)
    for person in range(user_quota.PEOPLE):
        purses.take(person, now=0.0)
    purses.take(-1, now=10_000.0)
    assert len(purses._purses) == 1
