"""What an adopted suggestion did: a figure before and after, with its sample, and no claim that it does not carry."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dengta.domains.communication.models import Effect, Suggestion
from dengta.domains.communication.selectors import measures
from dengta.domains.communication.selectors.measures import Measure, Reading
from dengta.domains.communication.selectors.suggestions import verdict_on
from dengta.domains.communication.services import adoptions
from dengta.domains.communication.services import suggestions as services
from dengta.domains.people.models import Employee
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
Verdict = Effect.Verdict
DONE = NOW.date()
ASKED: list[tuple[int, date, date]] = []
ENOUGH = {"enough": True}
BEFORE = Reading(0.60, 400, 0.55, 0.65, enough=True)


@pytest.fixture
def figure() -> Iterator[list[Reading]]:
    """A figure that answers what the test puts into the list: before first, then after."""
    answers: list[Reading] = []
    ASKED.clear()

    def read(actor: object, unit: int, start: date, end: date) -> Reading:
        ASKED.append((unit, start, end))
        return answers.pop(0)

    measures.register(Measure("tests.figure", "一次解决率", "up", read=read, show=lambda value: f"{value:.0%}"))
    yield answers
    del measures._measures["tests.figure"]


@pytest.fixture
def done(figure: list[Reading], agent: Employee, leader: Employee) -> Suggestion:
    row = services.submit_suggestion(title="退款话术", body="统一口径", hidden=False, by=agent.account, now=NOW)
    services.adopt_suggestion(
        suggestion_id=row.pk, answer="好", steps="改话术", doer=leader.pk, until=DONE, measure="tests.figure",
        by=leader.account, now=NOW,
    )  # fmt: skip
    return adoptions.finish_suggestion(suggestion_id=row.pk, by=leader.account, now=NOW)


def at(days: int) -> datetime:
    return datetime.combine(DONE + timedelta(days=days), datetime.min.time(), ZoneInfo("Asia/Shanghai"))


@pytest.mark.covers("K5")
def test_thirty_days_on_both_sides_are_compared_once_they_have_settled(done: Suggestion, figure: list[Reading]) -> None:
    figure += [BEFORE, Reading(0.72, 410, 0.67, 0.76, enough=True)]

    assert adoptions.measure_effects(now=at(38)) == 0
    assert adoptions.measure_effects(now=at(39)) == 1
    assert adoptions.measure_effects(now=at(40)) == 0
    effect = Effect.objects.get(suggestion=done)
    assert (effect.verdict, effect.before_n, effect.after_n) == (Verdict.BETTER, 400, 410)
    assert [(start - DONE, end - DONE) for _unit, start, end in ASKED] == [
        (timedelta(days=-30), timedelta(0)),
        (timedelta(days=1), timedelta(days=31)),
    ]
    assert {unit for unit, _start, _end in ASKED} == {done.unit_id}


@pytest.mark.covers("K5")
@pytest.mark.parametrize(
    ("after", "better", "verdict"),
    [
        (Reading(0.72, 410, 0.67, 0.76, **ENOUGH), "up", Verdict.BETTER),
        (Reading(0.72, 410, 0.67, 0.76, **ENOUGH), "down", Verdict.WORSE),
        (Reading(0.50, 410, 0.45, 0.54, **ENOUGH), "up", Verdict.WORSE),
        (Reading(0.64, 410, 0.59, 0.69, **ENOUGH), "up", Verdict.UNCLEAR),
        (Reading(0.95, 12, 0.70, 0.99), "up", Verdict.TOO_LITTLE),
        (Reading(None, 0), "up", Verdict.TOO_LITTLE),
    ],
)
def test_nothing_is_claimed_where_intervals_overlap_or_a_sample_is_thin(
    after: Reading, better: str, verdict: str
) -> None:
    assert verdict_on(BEFORE, after, better=better) == verdict


def test_without_enough_data_the_effect_says_so(done: Suggestion, figure: list[Reading]) -> None:
    figure += [BEFORE, Reading(None, 0)]

    adoptions.measure_effects(now=at(60))
    assert Effect.objects.get().verdict == Verdict.TOO_LITTLE


def test_the_figures_of_the_service_room_are_offered() -> None:
    offered = {measure.key: measure for measure in measures.measures()}

    assert {"csat", "fcr", "aht"} <= offered.keys()
    assert (offered["csat"].better, offered["aht"].better) == ("up", "down")
    assert offered["csat"].show(0.824) == "82.4 %"
    assert offered["aht"].show(125.2) == "2:05"


def test_a_figure_of_a_team_without_contacts_is_not_enough(leader: Employee, tree: object) -> None:
    csat = measures.measure_named("csat")
    assert csat is not None

    unit = leader.memberships.get().unit_id
    reading = csat.read(leader.account, unit, DONE - timedelta(days=30), DONE)
    assert (reading.n, reading.enough) == (0, False)
