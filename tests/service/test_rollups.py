"""The sums equal the facts, whatever happened in whatever order; and a changed past is on record."""

import math
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from django.apps import apps
from django.db.models import Model, Sum
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.domains.service.models import (
    AgentDay,
    AgentTypeWeek,
    AgentWeekShape,
    Contact,
    Dirty,
    Queue,
    QueueSlot,
    Restatement,
    StateDay,
    Survey,
    TeamDay,
    TeamDayShape,
    TeamMixWeek,
    UnitDay,
)
from dengta.domains.service.selectors.measures import MEASURES, Basis
from dengta.domains.service.selectors.mix import unpack
from dengta.domains.service.services.facts import change_contacts
from dengta.domains.service.services.rollups import rebuild_rollups
from dengta.engines.metrics import LogHistogram
from tests.service.centre import MONDAY, Centre, at

Recount = Callable[[], int]
ROLLUPS: tuple[type[Model], ...] = (
    AgentDay,
    AgentTypeWeek,
    AgentWeekShape,
    QueueSlot,
    StateDay,
    TeamDay,
    TeamDayShape,
    TeamMixWeek,
    UnitDay,
)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All sums, without their ids, in an order of their own."""

    def plain(value: Any) -> Any:
        return bytes(value) if isinstance(value, memoryview) else value

    content = {}
    for model in ROLLUPS:
        names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
        rows = model._default_manager.values_list(*names)
        content[model.__name__] = sorted((tuple(plain(cell) for cell in row) for row in rows), key=repr)
    return content


def _log(contact: Contact) -> int:
    return round(math.log(contact.handle_s or 1) * 10_000)


# Plain Python, written from the definitions and not from the code under test.
ORACLE: dict[str, Callable[[Any], int]] = {
    "offered": lambda c: 1,
    "answered": lambda c: c.outcome == 1,
    "abandoned": lambda c: c.outcome == 2,
    "short_abandons": lambda c: c.outcome == 3,
    "queued": lambda c: c.outcome != 3 and (c.wait_s is not None or c.outcome == 2),
    "in_target": lambda c: c.outcome == 1 and c.wait_s is not None and c.wait_s <= c.queue.answer_target_s,
    "wait_s": lambda c: c.wait_s if c.outcome == 1 and c.wait_s is not None else 0,
    "handle_sq": lambda c: c.handle_s**2 if c.outcome == 1 and c.handle_s is not None else 0,
    "handle_logs": lambda c: c.outcome == 1 and bool(c.handle_s),
    "handle_log": lambda c: _log(c) if c.outcome == 1 and c.handle_s else 0,
    "handle_log_sq": lambda c: _log(c) ** 2 if c.outcome == 1 and c.handle_s else 0,
    "hold_s": lambda c: c.hold_s if c.outcome == 1 and c.handle_s is not None and c.hold_s is not None else 0,
    "transferred": lambda c: c.outcome == 1 and c.transfers > 0,
    "reply_due": lambda c: c.outcome == 1 and c.queue.reply_target_s is not None and c.channel not in (1, 5),
    "solved_first": lambda c: (
        c.outcome == 1
        and c.customer is not None
        and (c.resolve_s is not None or c.close_s is not None)
        and c.repeat_s is None
        and c.transfers == 0
    ),
    "resolved": lambda c: c.resolve_s is not None,
    "reopened": lambda c: c.resolve_s is not None and c.reopen_s is not None and c.reopen_s - c.resolve_s <= 604_800,
    "surveys": lambda s: 1,
    "csat_5": lambda s: s.csat == 5,
    "detractors": lambda s: s.nps is not None and s.nps <= 6,
    "effort_sq": lambda s: s.ces**2 if s.ces is not None else 0,
    "solved_answers": lambda s: s.solved is not None,
    "solved_yes": lambda s: s.solved is True,
    "complaints": lambda k: k.justified is True,
    "complaints_agent": lambda k: k.justified is True and k.cause == "agent",
}
BASES = {measure.column: measure.basis for measure in MEASURES}


def facts(basis: Basis) -> Iterable[Any]:
    """All facts of a kind."""
    return basis.model._default_manager.select_related("queue")


def test_every_column_has_a_measure() -> None:
    plain = {"id", "agent", "unit", "day", "queue", "channel"}

    assert {field.name for field in AgentDay._meta.concrete_fields} - plain == set(BASES)


@pytest.mark.covers("C6")
def test_sums_equal_the_facts_on_random_slices(busy_centre: Centre) -> None:
    cached = {basis: list(facts(basis)) for basis in Basis}
    agents = [None, *(person.pk for person in busy_centre.people.values())]
    queues = list(Queue.objects.values_list("pk", flat=True))

    @settings(max_examples=40, deadline=None, derandomize=True)
    @given(
        agent=st.sampled_from(agents),
        queue=st.sampled_from(queues),
        start=st.integers(0, 14),
        length=st.integers(1, 10),
        column=st.sampled_from(sorted(ORACLE)),
    )
    def agree(agent: int | None, queue: int, start: int, length: int, column: str) -> None:
        first, last = MONDAY + timedelta(days=start), MONDAY + timedelta(days=start + length - 1)
        basis = BASES[column]
        expected = sum(
            int(ORACLE[column](fact))
            for fact in cached[basis]
            if fact.agent_id == agent
            and fact.queue_id == queue
            and getattr(fact, basis.day) is not None
            and first <= getattr(fact, basis.day) <= last
        )
        rows = AgentDay.objects.filter(agent_id=agent, queue_id=queue, day__range=(first, last))
        assert rows.aggregate(total=Sum(column, default=0))["total"] == expected

    agree()


@pytest.mark.django_db
def test_recounting_by_marks_gives_what_counting_everything_gives(busy_centre: Centre, recount: Recount) -> None:
    contact = busy_centre.contact
    li, he = busy_centre.people["li"], busy_centre.people["he"]
    busy_centre.add(contact("L1", created_at=at(5, 23, 50), agent=li.pk, wait_s=4, handle_s=300, customer="c7"))
    busy_centre.add(contact("L0", created_at=at(5, 23, 55), agent=li.pk, wait_s=4, handle_s=0, customer="c8"))
    recount()
    busy_centre.add(contact("L2", created_at=at(9, 8), agent=he.pk, wait_s=400, customer="c7", resolved_at=at(12, 9)))
    moved = contact("L1", created_at=at(12, 9), agent=he.pk, wait_s=4, customer="c9")
    change_contacts(source=busy_centre.source, contacts=[moved], origin="again")
    recount()
    by_marks = everything()

    assert not Dirty.objects.exists()
    rebuild_rollups()
    assert everything() == by_marks
    assert all(by_marks.values())


def test_no_whole_number_of_seconds_has_a_logarithm_that_two_databases_would_round_apart() -> None:
    # In ten-thousandths, two days of seconds stay farther from a half than any library is from the truth.
    parts = np.modf(np.log(np.arange(1, 2 * 86_400)) * 10_000)[0]

    assert np.abs(parts - 0.5).min() > 1e-7


def test_an_upgrade_adds_known_handling_times_to_the_new_sums_and_restates_nothing(busy_centre: Centre) -> None:
    busy_centre.add(busy_centre.contact("nobody's", created_at=at(5, 11), handle_s=77, answered=True))
    rebuild_rollups()
    before = everything()
    for model in (AgentDay, AgentTypeWeek, TeamDay, UnitDay):
        model._default_manager.update(handle_logs=0, handle_log=0, handle_log_sq=0)
    upgrade = import_module("dengta.domains.service.migrations.0002_solved_answers_and_typical_times")
    upgrade.count(apps, None)

    assert everything() == before
    assert not Restatement.objects.exists()


def test_recounting_twice_changes_nothing(busy_centre: Centre, recount: Recount) -> None:
    before = everything()
    Dirty.objects.create(kind=Dirty.Kind.AGENT, ref=busy_centre.people["li"].pk, day=MONDAY, origin="again")
    Dirty.objects.create(kind=Dirty.Kind.AGENT, ref=0, day=MONDAY, origin="again")
    recount()

    assert everything() == before
    assert not Restatement.objects.exists()


@pytest.mark.covers("C7")
def test_late_data_restate_a_past_day_and_the_restatement_is_logged(busy_centre: Centre, recount: Recount) -> None:
    li, day = busy_centre.people["li"], date(2026, 11, 5)
    before = AgentDay.objects.filter(agent=li, day=day).aggregate(n=Sum("answered"))["n"]
    busy_centre.add(busy_centre.contact("late", created_at=at(5, 11), agent=li.pk, handle_s=60), origin="import 7")
    recount()

    assert AgentDay.objects.filter(agent=li, day=day).aggregate(n=Sum("answered"))["n"] == before + 1
    restated = Restatement.objects.get()
    assert (restated.day, restated.origin) == (day, "import 7")
    old, new = restated.changes["answered"]
    assert new == old + 1
    assert "csat_5" not in restated.changes


@pytest.mark.covers("C7")
def test_todays_figures_grow_without_being_restatements(busy_centre: Centre, recount: Recount) -> None:
    li = busy_centre.people["li"]
    for minute, number in enumerate(("now-1", "now-2")):
        busy_centre.add(busy_centre.contact(number, created_at=at(18, 9, minute), agent=li.pk, handle_s=60))
        recount()

    assert not Restatement.objects.exists()


def test_histograms_are_those_of_the_durations(busy_centre: Centre) -> None:
    li = busy_centre.people["li"]
    shape = AgentWeekShape.objects.get(agent=li, week=MONDAY)
    handled = Contact.objects.filter(agent=li, business_day__range=(MONDAY, MONDAY + timedelta(days=6)))
    seconds = [row.handle_s for row in handled if row.handle_s is not None]

    assert LogHistogram.from_bytes(bytes(shape.handle)) == LogHistogram.of(seconds)
    p90 = LogHistogram.from_bytes(bytes(shape.handle)).percentile(0.9)
    assert p90 == pytest.approx(float(np.percentile(seconds, 90, method="inverted_cdf")), rel=0.05)


def test_quarters_of_an_hour_add_up_to_all_contacts(busy_centre: Centre) -> None:
    slots = QueueSlot.objects.aggregate(offered=Sum("offered"), handle=Sum("handle_s"))

    assert slots["offered"] == Contact.objects.count()
    answered = Contact.objects.filter(outcome=Contact.Outcome.ANSWERED)
    assert slots["handle"] == answered.aggregate(s=Sum("handle_s"))["s"]
    answers = sum(int(unpack(bytes(row.csat), "csat")[:, 1].sum()) for row in TeamMixWeek.objects.all())
    assert Survey.objects.filter(csat__isnull=False).count() == answers
