"""Plain data become facts: what is not stated takes its default, what cannot be is refused."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal

import pytest

from dengta.engines.labour_law.errors import FactError
from dengta.engines.labour_law.reading import read
from dengta.engines.labour_law.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One of each: needed, with a default, and with a default that "nothing" overrides."""

    wage: Decimal
    minutes: int = 15
    scheduled: bool = True
    least: Decimal | None = Decimal(11)
    until: datetime | None = None
    bell: time | None = None


def test_nothing_where_there_is_a_default_is_as_if_it_were_not_stated() -> None:
    facts = read(Facts, {"wage": "7000", "minutes": None, "scheduled": None})

    assert facts == Facts(wage=Decimal(7000), minutes=15, scheduled=True)


def test_nothing_where_it_means_something_is_kept() -> None:
    assert read(Facts, {"wage": 1, "least": None}).least is None


@pytest.mark.parametrize("data", [{"wage": None}, {}, {"wage": "1", "minutes": "1.5"}, {"wage": "NaN"}])
def test_what_is_needed_or_cannot_be_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(FactError) as refused:
        read(Facts, data)

    assert refused.value.field == ("minutes" if "minutes" in data else "wage")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-12-31T24:00", datetime(2027, 1, 1)),  # noqa: DTZ001 - local time of the site
        ("2024-02-28 24:00:00", datetime(2024, 2, 29)),  # noqa: DTZ001
        ("2026-12-31 23:59", datetime(2026, 12, 31, 23, 59)),  # noqa: DTZ001
        ("2026-12-31T16:00+00:00", datetime(2026, 12, 31, 16, tzinfo=UTC)),
    ],
)
def test_a_day_may_end_at_24_hours(written: str, moment: datetime) -> None:
    assert read(Facts, {"wage": 1, "until": written}).until == moment


@pytest.mark.parametrize(
    ("written", "clock"), [("24:00", time()), ("24:00:00", time()), ("00:00", time()), ("23:59", time(23, 59))]
)
def test_a_clock_may_show_24_hours(written: str, clock: time) -> None:
    assert read(Facts, {"wage": 1, "bell": written}).bell == clock


def test_no_hour_comes_after_24() -> None:
    with pytest.raises(FactError):
        read(Facts, {"wage": 1, "until": "2026-12-31T24:30"})


def test_a_sentence_keeps_the_facts_it_has_when_more_are_filled_in() -> None:
    once = Text("{who} 工作 {hours} 小时", "{who} worked {hours}").filled({"who": "Li", "hours": 3})

    assert once.filled({}).said("en") == "Li worked 3"
    assert once.filled({"hours": 4}).said("zh-hans") == "Li 工作 4 小时"
