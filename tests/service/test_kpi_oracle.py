"""Every KPI over random slices of a generated centre, against plain Python straight from the rows.

Written from the definitions, not from the code under test: no roll-up, no measure, no histogram.
"""

import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dengta.domains.people.models import Employee, Unit, UnitLink
from dengta.domains.service.models import AgentState, Complaint, Contact, Survey
from dengta.domains.service.selectors.figures import By, kpi_values
from dengta.domains.service.selectors.kpis import Table, kpi_named, registered_kpis
from dengta.domains.service.selectors.slices import Slice
from dengta.engines.metrics.histogram import ERROR
from tests.service.centre import MONDAY, NOW, TODAY, Centre

WRITTEN = (2, 3, 4, 9)
WEEK_S = 604_800


@dataclass
class Facts:
    """The rows of a slice, by the day on which each kind counts."""

    began: Sequence[Contact]
    resolved: Sequence[Contact]
    surveys: Sequence[Survey]
    complaints: Sequence[Complaint]
    states: Sequence[AgentState]


def answered(contact: Contact) -> bool:
    return contact.outcome == 1


def queued(contact: Contact) -> bool:
    return contact.outcome == 2 or (contact.outcome == 1 and contact.wait_s is not None)


def in_target(contact: Contact) -> bool:
    return answered(contact) and contact.wait_s is not None and contact.wait_s <= contact.queue.answer_target_s


def ended(contact: Contact) -> bool:
    return contact.resolve_s is not None or contact.close_s is not None


def is_late(contact: Contact, target: int | None) -> bool:
    """Taken, still open as far as its source says, and its clock has run for longer than the promise."""
    return contact.source.tracks_open and has_run_out(contact, target)


def never_replied(contact: Contact) -> bool:
    """Late without a first reply: open or not, where the source would have told a reply."""
    knows = contact.source.tracks_open or contact.source.tells_replies
    return knows and has_run_out(contact, contact.queue.reply_target_s)


def has_run_out(contact: Contact, target: int | None) -> bool:
    """Taken, with no end known, and longer ago than the promise: from the end of its quarter of an hour."""
    if target is None or not answered(contact) or ended(contact):
        return False
    began = datetime.fromtimestamp(contact.created_at.timestamp() // 900 * 900 + 900, tz=UTC)
    return (NOW - began).total_seconds() > target


def promised_reply(contact: Contact) -> bool:
    return answered(contact) and contact.queue.reply_target_s is not None and contact.channel in WRITTEN


def finished(contact: Contact) -> bool:
    return answered(contact) and contact.customer is not None and ended(contact)


def resolved_in_time(contact: Contact) -> bool:
    took = contact.resolve_s if contact.resolve_s is not None else contact.close_s
    return took is not None and took - (contact.paused_s or 0) <= (contact.queue.resolve_target_s or 0)


def count(rows: Iterable[Any], test: Callable[[Any], object]) -> int:
    return sum(1 for row in rows if test(row))


def seconds(rows: Iterable[Any], name: str, test: Callable[[Any], object] = answered) -> tuple[int, int]:
    """The sum of a duration and the number of rows that have one."""
    known = [getattr(row, name) for row in rows if test(row) and getattr(row, name) is not None]
    return sum(known), len(known)


def in_states(facts: Facts, *kinds: AgentState.State) -> int:
    spans = [row.end_at - row.start_at for row in facts.states if row.state in kinds]
    return round(sum(spans, timedelta()).total_seconds())


def replies_due(facts: Facts) -> int:
    settled = count(facts.began, lambda c: promised_reply(c) and (c.reply_s is not None or ended(c)))
    waiting = [c for c in facts.began if promised_reply(c) and c.reply_s is None]
    return settled + count(waiting, never_replied)


def resolutions_due(facts: Facts) -> int:
    promised = [c for c in facts.began if answered(c) and c.queue.resolve_target_s is not None]
    return count(promised, lambda c: ended(c) or is_late(c, c.queue.resolve_target_s + (c.paused_s or 0)))


def paused(facts: Facts) -> tuple[int, int]:
    rows = [c for c in facts.began if answered(c) and c.resolve_s is not None and c.paused_s is not None]
    return sum(c.paused_s or 0 for c in rows), sum(c.resolve_s or 0 for c in rows)


def handled_s(facts: Facts) -> int:
    return seconds(facts.began, "handle_s")[0]


def timed(facts: Facts) -> list[int]:
    """Handling times that have a logarithm."""
    return [c.handle_s for c in facts.began if answered(c) and c.handle_s]


S = AgentState.State
BUSY, ALL = (S.HANDLING, S.WRAP), (S.HANDLING, S.WRAP, S.AVAILABLE)
Side = Callable[[Facts], int]

ORACLE: dict[str, Callable[[Facts], tuple[int, int]]] = {
    "offered": lambda f: (len(f.began), 0),
    "answered": lambda f: (count(f.began, answered), 0),
    "short_abandons": lambda f: (count(f.began, lambda c: c.outcome == 3), 0),
    "emotional_share": lambda f: (count(f.began, lambda c: answered(c) and c.emotional), count(f.began, answered)),
    "service_level": lambda f: (count(f.began, in_target), count(f.began, queued)),
    "service_level_all": lambda f: (
        count(f.began, in_target),
        count(f.began, lambda c: queued(c) or c.outcome == 3),
    ),
    "abandonment": lambda f: (count(f.began, lambda c: c.outcome == 2), count(f.began, queued)),
    "asa": lambda f: seconds(f.began, "wait_s"),
    "reply_in_time": lambda f: (
        count(f.began, lambda c: promised_reply(c) and c.reply_s is not None and c.reply_s <= c.queue.reply_target_s),
        replies_due(f),
    ),
    "next_in_time": lambda f: (
        count(f.began, lambda c: c.queue.next_target_s and c.next_s is not None and c.next_s <= c.queue.next_target_s),
        count(f.began, lambda c: c.queue.next_target_s and answered(c) and c.next_s is not None),
    ),
    "resolve_in_time": lambda f: (
        count(f.began, lambda c: answered(c) and c.queue.resolve_target_s and resolved_in_time(c)),
        resolutions_due(f),
    ),
    "paused_share": paused,
    "aht": lambda f: seconds(f.began, "handle_s"),
    "aht_typical": lambda f: (
        sum(round(math.log(s) * 10_000) for s in timed(f)),
        len(timed(f)),
    ),
    "acw": lambda f: seconds(f.began, "wrap_s"),
    "hold_share": lambda f: (
        seconds(f.began, "hold_s", lambda c: answered(c) and c.handle_s is not None)[0],
        handled_s(f),
    ),
    "transfer_rate": lambda f: (
        count(f.began, lambda c: answered(c) and c.transfers > 0),
        count(f.began, answered),
    ),
    "occupancy": lambda f: (in_states(f, *BUSY), in_states(f, *ALL)),
    "fcr": lambda f: (
        count(f.began, lambda c: finished(c) and c.repeat_s is None and c.transfers == 0),
        count(f.began, finished),
    ),
    "fcr_survey": lambda f: (
        count(f.surveys, lambda s: s.solved is True),
        count(f.surveys, lambda s: s.solved is not None),
    ),
    "repeat_rate": lambda f: (
        count(f.began, lambda c: finished(c) and c.repeat_s is not None),
        count(f.began, finished),
    ),
    "reopen_rate": lambda f: (
        count(f.resolved, lambda c: c.reopen_s is not None and c.reopen_s - c.resolve_s <= WEEK_S),
        len(f.resolved),
    ),
    "csat": lambda f: (
        count(f.surveys, lambda s: s.csat in {4, 5}),
        count(f.surveys, lambda s: s.csat is not None),
    ),
    "csat_response": lambda f: (count(f.surveys, lambda s: s.csat is not None), len(f.surveys)),
    "nps": lambda f: (
        count(f.surveys, lambda s: s.nps is not None and s.nps >= 9)
        - count(f.surveys, lambda s: s.nps is not None and s.nps <= 6),
        count(f.surveys, lambda s: s.nps is not None),
    ),
    "ces": lambda f: seconds(f.surveys, "ces", lambda s: True),
    "complaint_rate": lambda f: (count(f.complaints, lambda k: k.justified), count(f.began, answered)),
    "complaint_rate_agent": lambda f: (
        count(f.complaints, lambda k: k.justified and k.cause == "agent"),
        count(f.began, answered),
    ),
}
PERCENTILES: dict[str, tuple[str, float]] = {
    "wait_p90": ("wait_s", 0.9),
    "frt_p50": ("reply_s", 0.5),
    "frt_p90": ("reply_s", 0.9),
    "frt_open_p50": ("reply_open_s", 0.5),
    "frt_open_p90": ("reply_open_s", 0.9),
    "acw_p90": ("wrap_s", 0.9),
}


@pytest.fixture
def everything(busy_centre: Centre) -> Facts:
    """All rows, read once."""
    return read_everything()


def read_everything() -> Facts:
    """All rows, as they are now."""
    contacts = list(Contact.objects.select_related("queue", "source"))
    return Facts(contacts, contacts, list(Survey.objects.all()), list(Complaint.objects.all()), _states())


def _states() -> list[AgentState]:
    return list(AgentState.objects.all())


def units_above() -> dict[int, set[int]]:
    """Every unit, and those it stands below: itself, its parent, and so on up."""
    parents = dict(UnitLink.objects.values_list("child_id", "parent_id"))
    found = {}
    for unit in Unit.objects.values_list("pk", flat=True):
        line, here = {unit}, unit
        while here in parents:
            here = parents[here]
            line.add(here)
        found[unit] = line
    return found


def cut(facts: Facts, where: Slice) -> Facts:
    """The rows of a slice, by going through all of them."""
    above = units_above()

    def inside(row: Any, day: date | None) -> bool:
        return (
            day is not None
            and where.start <= day < where.end
            and where.agent in {None, row.agent_id}
            and where.queue in {None, getattr(row, "queue_id", None)}
            and where.channel in {None, getattr(row, "channel", None)}
            and (where.unit is None or where.unit in above[row.unit_id])
        )

    return Facts(
        [row for row in facts.began if inside(row, row.business_day)],
        [row for row in facts.resolved if row.resolve_s is not None and inside(row, row.resolved_day)],
        [row for row in facts.surveys if inside(row, row.day)],
        [row for row in facts.complaints if inside(row, row.day)],
        [row for row in facts.states if inside(row, row.business_day)],
    )


def test_the_oracle_knows_every_kpi() -> None:
    counted = {kpi.key for kpi in registered_kpis() if kpi.table is not Table.OPEN}

    assert set(ORACLE) | set(PERCENTILES) == counted
    assert {kpi_named(key).percentile for key in PERCENTILES} == {
        (name.removesuffix("_s"), share) for name, share in PERCENTILES.values()
    }


@pytest.mark.covers("B3", "C6")
def test_every_kpi_of_every_random_slice_equals_plain_python(
    busy_centre: Centre, everything: Facts, hr: Employee
) -> None:
    people = [person.pk for person in busy_centre.people.values()]
    queues = [busy_centre.hotline.pk, busy_centre.chat.pk, busy_centre.mail.pk, busy_centre.tickets.pk]
    units = sorted({row.unit_id for row in everything.began})
    narrowed = st.one_of(
        st.just({}),
        st.builds(lambda pk: {"agent": pk}, st.sampled_from(people)),
        st.builds(lambda pk: {"queue": pk}, st.sampled_from(queues)),
        st.builds(lambda pk: {"unit": pk}, st.sampled_from(units)),
        st.builds(lambda way, pk: {"channel": way, "unit": pk}, st.sampled_from([1, 2, 3]), st.sampled_from(units)),
    )

    @settings(max_examples=25, deadline=None, derandomize=True)
    @given(first=st.integers(0, 14), length=st.integers(1, 15), narrow=narrowed)
    def agree(first: int, length: int, narrow: dict[str, int]) -> None:
        start = MONDAY + timedelta(days=first)
        where = Slice(start=start, end=start + timedelta(days=length), now=NOW, **narrow)
        facts = cut(everything, where)
        keys = [key for key in ORACLE if kpi_named(key).personal or "agent" not in narrow]
        if {"queue", "channel"} & set(narrow):
            keys.remove("occupancy")
        (group,) = kpi_values(hr.account, kpis=keys, where=where, today=TODAY)
        for key in keys:
            figure, expected = group.figures[key], ORACLE[key](facts)
            assert (figure.numerator, figure.denominator) == expected, (key, where)
            if key == "aht_typical":
                truth = statistics.geometric_mean(timed(facts)) if expected[1] else None
                # Each logarithm is known to half a ten-thousandth.
                assert figure.value == (truth and pytest.approx(truth, rel=5.1e-5)), where
            elif expected[1]:
                assert figure.value == pytest.approx(expected[0] / expected[1] * figure.kpi.scale)

    agree()


@pytest.mark.covers("B3", "C6")
def test_a_first_reply_that_never_came_is_broken_wherever_the_source_would_have_told_it(
    busy_centre: Centre, hr: Employee
) -> None:
    where, source = Slice(start=MONDAY, end=TODAY, now=NOW), busy_centre.source
    due = {}
    for flags in ((True, True), (True, False), (False, True), (False, False)):
        source.tracks_open, source.tells_replies = flags
        source.save()
        facts = cut(read_everything(), where)
        (group,) = kpi_values(hr.account, kpis=["reply_in_time", "resolve_in_time"], where=where, today=TODAY)
        for key in ("reply_in_time", "resolve_in_time"):
            figure = group.figures[key]
            assert (figure.numerator, figure.denominator) == ORACLE[key](facts), (key, flags)
        due[flags] = group.figures["reply_in_time"].denominator
    # That it never says when a contact ends hides no broken promise any more; saying nothing at all still does.
    assert due[False, True] == due[True, True] == due[True, False] > due[False, False]


def test_percentiles_of_random_slices_lie_within_the_stated_error(
    busy_centre: Centre, everything: Facts, hr: Employee
) -> None:
    @settings(max_examples=20, deadline=None, derandomize=True)
    @given(first=st.integers(0, 13), length=st.integers(1, 14), queue=st.sampled_from([None, "chat", "mail"]))
    def agree(first: int, length: int, queue: str | None) -> None:
        start = MONDAY + timedelta(days=first)
        narrow = {"queue": getattr(busy_centre, queue).pk} if queue else {}
        where = Slice(start=start, end=start + timedelta(days=length), **narrow)
        rows = [contact for contact in cut(everything, where).began if contact.outcome != 3]
        (group,) = kpi_values(hr.account, kpis=list(PERCENTILES), where=where, today=TODAY)
        for key, (name, share) in PERCENTILES.items():
            known = sorted(getattr(row, name) for row in rows if getattr(row, name) is not None)
            figure = group.figures[key]
            assert figure.n == len(known), key
            if known:
                truth = known[math.ceil(share * len(known)) - 1]
                # Whole seconds on the screen; below one second all durations share the first bucket.
                assert figure.value == pytest.approx(truth, abs=truth * ERROR + 1), (key, where)

    agree()


@pytest.mark.covers("C5", "C6")
def test_top_two_of_every_team_and_every_agent_are_exact(busy_centre: Centre, everything: Facts, hr: Employee) -> None:
    where = Slice(start=MONDAY, end=TODAY)
    for by, name in ((By.UNIT, "unit_id"), (By.AGENT, "agent_id")):
        groups = kpi_values(hr.account, kpis=["csat"], where=where, by=by, today=TODAY)
        for group in groups:
            grades = [s.csat for s in everything.surveys if getattr(s, name) == group.key and s.csat is not None]
            figure = group.figures["csat"]
            assert (figure.numerator, figure.denominator) == (sum(grade >= 4 for grade in grades), len(grades))
        assert len(groups) >= 3
