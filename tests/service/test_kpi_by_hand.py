"""Every KPI of the library on a handful of contacts, with the figures worked out by hand."""

import math
from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from dengta.domains.people.models import Employee
from dengta.domains.service.models import AgentState, Channel
from dengta.domains.service.selectors.drill import Part, rows_behind
from dengta.domains.service.selectors.figures import Figure, kpi_values
from dengta.domains.service.selectors.kpis import Table, registered_kpis
from dengta.domains.service.selectors.slices import Slice
from dengta.domains.service.selectors.unfinished import backlog
from dengta.domains.service.services.complaints import NewComplaint, add_complaints
from dengta.domains.service.services.states import NewState, add_states
from dengta.domains.service.services.surveys import NewSurvey, add_surveys
from dengta.engines.metrics.histogram import ERROR
from tests.service.centre import NOW, TODAY, Centre, at

Recount = Callable[[], int]
WHERE = Slice(start=date(2026, 11, 2), end=date(2026, 11, 19), now=NOW)
HOUR = 3600

# KPI → numerator, denominator, value, by hand from the facts below.
BY_HAND: dict[str, tuple[int, int, float]] = {
    # Five calls, three chats, four letters.
    "offered": (12, 0, 12),
    "answered": (10, 0, 10),
    "short_abandons": (1, 0, 1),
    "emotional_share": (1, 10, 0.1),
    # Queued: calls A, B, C, and D who gave up after 60 s; E gave up after 2 s and stands apart. Chats wait too.
    "service_level": (5, 7, 5 / 7),
    "service_level_all": (5, 8, 5 / 8),
    "abandonment": (1, 7, 1 / 7),
    # 10 + 20 + 40 + 5 + 5 + 10 seconds.
    "asa": (90, 6, 15),
    # First replies: chats 30 and 90 s of a promise of 60; letters 1 h, 5 h of a promise of 4 h; chat 3 was closed
    # without any; letter 3 is open and a day old, letter 4 open since this morning and not late yet.
    "reply_in_time": (2, 6, 2 / 6),
    # Later replies: 100 and 200 s of a promise of 120.
    "next_in_time": (1, 2, 0.5),
    # Letters: 20 h; 30 h of which the clock stood 10 h; letter 3 is open since 25 h; letter 4 is not late yet.
    "resolve_in_time": (2, 3, 2 / 3),
    # 10 h of 30 h, and nothing of 20 h.
    "paused_share": (10 * HOUR, 50 * HOUR, 0.2),
    # Calls 100 + 200 + 300, chats 600 + 600, and no time known of the others.
    "aht": (1800, 5, 360),
    # The logarithms of 100, 200, 300, 600 and 600 in ten-thousandths: 46052 + 52983 + 57038 + 63969 + 63969.
    "aht_typical": (284_011, 5, math.exp(28.4011 / 5)),
    "acw": (90, 3, 30),
    "hold_share": (60, 1800, 60 / 1800),
    "transfer_rate": (1, 10, 0.1),
    # 3 h handling and 1 h after-contact work of 8 h.
    "occupancy": (4 * HOUR, 8 * HOUR, 0.5),
    # Two yes, one no, and two of whom the question was not answered.
    "fcr_survey": (2, 3, 2 / 3),
    # Known customers that were finished: calls A, B, C and letter 1. B came back as C, A was passed on.
    "fcr": (2, 4, 0.5),
    "repeat_rate": (1, 4, 0.25),
    # Resolved: letters 1 and 2; letter 1 was reopened a day later.
    "reopen_rate": (1, 2, 0.5),
    "csat": (3, 4, 0.75),
    "csat_response": (4, 5, 0.8),
    # Two of 9 or 10, one of 7, one of 6: 50 % − 25 %.
    "nps": (1, 4, 25),
    "ces": (18, 4, 4.5),
    # One complaint about the product and one about the agent are justified, per 1,000 of ten.
    "complaint_rate": (2, 10, 200),
    "complaint_rate_agent": (1, 10, 100),
}


@pytest.fixture
def figures(centre: Centre, agent: Employee, supervisor: Employee, recount: Recount) -> dict[str, Figure]:
    """All figures of a few days with ten contacts handled by one agent."""
    _calls(centre, agent)
    _written(centre, agent)
    _voices(centre)
    start = at(16, 9)
    kinds = AgentState.State
    states = []
    for kind, hours in ((kinds.HANDLING, 3), (kinds.WRAP, 1), (kinds.AVAILABLE, 4), (kinds.MEAL, 1)):
        states.append(NewState(agent=agent.pk, state=kind, start_at=start, end_at=start + timedelta(hours=hours)))
        start += timedelta(hours=hours)
    add_states(source=centre.source, states=states, origin="test")
    recount()
    keys = [kpi.key for kpi in registered_kpis() if kpi.table is not Table.OPEN]
    (group,) = kpi_values(supervisor.account, kpis=keys, where=WHERE, today=TODAY)
    return dict(group.figures)


def _calls(centre: Centre, agent: Employee) -> None:
    call = centre.contact
    told = {"agent": agent.pk, "wrap_s": 30}
    centre.add(
        call("A", wait_s=10, handle_s=100, hold_s=60, transfers=1, customer="c1", emotional=True, **told),
        call("B", created_at=at(16, 11), wait_s=20, handle_s=200, customer="c2", **told),
        call("C", created_at=at(17, 11), wait_s=40, handle_s=300, customer="c2", **told),
        call("D", answered=False, wait_s=60),
        call("E", answered=False, wait_s=2),
    )


def _written(centre: Centre, agent: Employee) -> None:
    chat = {"queue": centre.chat.pk, "channel": Channel.CHAT, "agent": agent.pk}
    mail = {"queue": centre.mail.pk, "channel": Channel.EMAIL, "agent": agent.pk}
    friday, contact = at(13, 17), centre.contact
    centre.add(
        contact("chat 1", wait_s=5, handle_s=600, first_reply_at=at(16, 10, 0, 30), next_s=100, **chat),
        contact("chat 2", wait_s=5, handle_s=600, first_reply_at=at(16, 10, 1, 30), next_s=200, **chat),
        contact("chat 3", wait_s=10, closed_at=at(16, 10, 5), **chat),
        contact(
            "mail 1",
            created_at=at(12, 10),
            first_reply_at=at(12, 11),
            resolved_at=at(13, 6),
            reopened_at=at(14, 6),
            paused_s=0,
            customer="c3",
            **mail,
        ),
        contact(
            "mail 2",
            created_at=friday,
            first_reply_at=friday + timedelta(hours=5),
            resolved_at=friday + timedelta(hours=30),
            paused_s=10 * HOUR,
            **mail,
        ),
        contact("mail 3", created_at=NOW - timedelta(hours=25), **mail),
        contact("mail 4", created_at=NOW - timedelta(hours=1), **mail),
    )


def _voices(centre: Centre) -> None:
    answers = ((5, 10, 7, True), (4, 9, 6, True), (4, 7, 4, None), (2, 6, 1, False), (None, None, None, None))
    surveys = [
        NewSurvey(external_id=f"S{n}", contact="A", sent_at=at(16, 12), csat=csat, nps=nps, ces=ces, solved=solved)
        for n, (csat, nps, ces, solved) in enumerate(answers)
    ]
    add_surveys(source=centre.source, surveys=surveys, origin="test")
    causes = (("product", True), ("agent", True), ("agent", False), ("undetermined", None))
    complaints = [
        NewComplaint(external_id=f"T{n}", contact="A", received_at=at(16, 13), cause=cause, justified=justified)
        for n, (cause, justified) in enumerate(causes)
    ]
    add_complaints(source=centre.source, complaints=complaints, origin="test")


@pytest.mark.covers("B3", "C6")
def test_every_figure_is_what_one_works_out_by_hand(figures: dict[str, Figure]) -> None:
    assert set(BY_HAND) == {key for key, figure in figures.items() if figure.kpi.percentile is None}
    for key, (numerator, denominator, value) in BY_HAND.items():
        figure = figures[key]
        assert (figure.numerator, figure.denominator) == (numerator, denominator), key
        assert figure.value == pytest.approx(value), key


@pytest.mark.covers("B3")
def test_the_typical_handling_time_is_what_most_contacts_take_and_not_the_longest(
    figures: dict[str, Figure], centre: Centre, agent: Employee, supervisor: Employee, recount: Recount
) -> None:
    # The fifth root of 100 · 200 · 300 · 600 · 600.
    assert figures["aht_typical"].value == pytest.approx(2_160_000_000_000 ** (1 / 5), rel=5e-5)
    # The logarithms spread by 0.763 around 5.680; Student's t for four degrees of freedom is 2.776.
    interval = figures["aht_typical"].interval
    assert interval == pytest.approx((113.6, 755.8), rel=1e-3)
    told = {"created_at": at(16, 15), "agent": agent.pk}
    # Two hours of one contact, and one hung up within its first second, which has no logarithm.
    centre.add(centre.contact("long", handle_s=7200, **told), centre.contact("hung up", handle_s=0, **told))
    recount()
    (group,) = kpi_values(supervisor.account, kpis=["aht", "aht_typical"], where=WHERE, today=TODAY)

    assert (group.figures["aht"].n, group.figures["aht_typical"].n) == (7, 6)
    assert group.figures["aht"].value == pytest.approx(9000 / 7)
    assert group.figures["aht_typical"].value == pytest.approx((2_160_000_000_000 * 7200) ** (1 / 6), rel=5e-5)
    behind = rows_behind(supervisor.account, kpi="aht_typical", where=WHERE)
    assert len(behind.rows) == 6


@pytest.mark.covers("B3")
def test_percentiles_by_hand_within_the_error_the_histogram_states(figures: dict[str, Figure]) -> None:
    # Replies: 30 s, 90 s, 1 h, 5 h. The letter of Friday at five was answered an hour before the doors closed: at ten
    # in the evening they had been open for one hour only.
    by_hand = {"frt_p50": 90, "frt_p90": 5 * HOUR, "frt_open_p50": 90, "frt_open_p90": HOUR}
    by_hand |= {"wait_p90": 60, "acw_p90": 30}

    for key, seconds in by_hand.items():
        assert figures[key].value == pytest.approx(seconds, abs=seconds * ERROR + 0.5), key
    assert (figures["frt_p90"].n, figures["wait_p90"].n, figures["acw_p90"].n) == (4, 7, 3)


def test_what_is_open_and_not_late_yet_is_in_no_promise(
    figures: dict[str, Figure], centre: Centre, supervisor: Employee
) -> None:
    tonight = Slice(start=WHERE.start, end=WHERE.end, now=NOW + timedelta(hours=12))
    (later,) = kpi_values(supervisor.account, kpis=["reply_in_time", "resolve_in_time"], where=tonight, today=TODAY)

    assert later.figures["reply_in_time"].denominator == figures["reply_in_time"].denominator + 1
    assert later.figures["resolve_in_time"].denominator == figures["resolve_in_time"].denominator
    without = Slice(start=WHERE.start, end=WHERE.end)
    (settled,) = kpi_values(supervisor.account, kpis=["reply_in_time"], where=without, today=TODAY)
    assert settled.figures["reply_in_time"].denominator == figures["reply_in_time"].denominator - 1


def test_a_clock_that_stood_gives_an_open_letter_more_time(
    centre: Centre, agent: Employee, supervisor: Employee, recount: Recount
) -> None:
    mail = {"queue": centre.mail.pk, "channel": Channel.EMAIL, "agent": agent.pk}
    centre.add(
        centre.contact("stood long", created_at=NOW - timedelta(hours=30), paused_s=7 * HOUR, **mail),
        centre.contact("stood briefly", created_at=NOW - timedelta(hours=30), paused_s=5 * HOUR, **mail),
    )
    recount()
    (group,) = kpi_values(supervisor.account, kpis=["resolve_in_time"], where=WHERE, today=TODAY)

    assert group.figures["resolve_in_time"].denominator == 1


@pytest.mark.covers("C6", "M9")
def test_behind_a_promise_stand_the_settled_and_the_late(figures: dict[str, Figure], supervisor: Employee) -> None:
    _reads_the_same_rows(figures, supervisor)


@pytest.mark.covers("C6", "M9")
def test_behind_a_promise_stand_the_same_rows_where_the_source_never_says_when_a_contact_ends(
    figures: dict[str, Figure], centre: Centre, supervisor: Employee
) -> None:
    centre.source.tracks_open, centre.source.tells_replies = False, True
    centre.source.save()
    keys = ["reply_in_time", "resolve_in_time"]
    (group,) = kpi_values(supervisor.account, kpis=keys, where=WHERE, today=TODAY)

    # Letter 3, a day old and without a reply, is a broken promise of a reply; whether it is open nobody knows.
    assert group.figures["reply_in_time"].denominator == figures["reply_in_time"].denominator
    assert group.figures["resolve_in_time"].denominator == figures["resolve_in_time"].denominator - 1
    _reads_the_same_rows(group.figures, supervisor)


def _reads_the_same_rows(figures: Mapping[str, Figure], supervisor: Employee) -> None:
    for key in ("reply_in_time", "resolve_in_time"):
        for part, expected in ((Part.DENOMINATOR, figures[key].denominator), (Part.NUMERATOR, figures[key].numerator)):
            behind = rows_behind(supervisor.account, kpi=key, where=WHERE, part=part)
            assert sum(behind.amount_of(row) for row in behind.rows) == len(behind.rows) == expected, (key, part)


@pytest.mark.covers("C6")
def test_the_backlog_is_what_is_open_at_this_moment_with_its_age(
    figures: dict[str, Figure], supervisor: Employee
) -> None:
    now = backlog(supervisor.account, where=WHERE, now=NOW)

    # Open since 48 hours (two chats), 25 (letter 3) and one (letter 4); two were resolved in four days.
    assert now.n == 4
    assert now.median_s == 25 * HOUR
    assert now.p90_s == 48 * HOUR
    assert now.days_of_work(closed=figures["reopen_rate"].denominator, days=4) == 8
    rows = rows_behind(supervisor.account, kpi="backlog", where=WHERE).rows
    assert {row.external_id for row in rows} == {"chat 1", "chat 2", "mail 3", "mail 4"}
