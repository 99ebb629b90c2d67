"""The remaining time is said only when it can be known, and then by length, not by number of lines."""

from __future__ import annotations

import pytest

from audiodrama.performance import Pace
from audiodrama.performance.pace import OWN_COST
from performers import order

SHORT, LONG = order("x" * (100 - OWN_COST)), order("x" * (1000 - OWN_COST))  # 100 and 1,000 characters of work


def test_nothing_is_promised_before_a_second_line_is_done() -> None:
    pace = Pace.of([SHORT] * 10)
    assert pace.remaining_s is None
    assert pace.after(SHORT, 30.0).remaining_s is None
    assert pace.after(SHORT, 30.0).after(SHORT, 30.1).remaining_s is None  # too soon


def test_the_start_of_the_engines_does_not_count() -> None:
    pace = Pace.of([SHORT] * 10).after(SHORT, 30.0).after(SHORT, 32.0)
    assert pace.remaining_s == pytest.approx(16.0)  # 8 lines at 2 s


def test_a_long_line_counts_for_many_short_ones() -> None:
    pace = Pace.of([SHORT, SHORT, SHORT, LONG]).after(SHORT, 0.0).after(SHORT, 1.0).after(SHORT, 2.0)
    assert pace.remaining_s == pytest.approx(10.0)


def test_at_the_end_nothing_is_left() -> None:
    assert Pace.of([]).remaining_s == 0
    assert Pace.of([SHORT]).after(SHORT, 5.0).remaining_s == 0
    assert Pace.of([SHORT]).after(SHORT, 5.0).after(SHORT, 6.0).remaining_s == 0
