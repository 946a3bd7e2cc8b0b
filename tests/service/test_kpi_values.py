"""KPI values: right, with sample and interval, for those who may see them; behind them the rows that were counted."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from dengta.domains.people.models import Employee, UnitLink
from dengta.domains.people.services.closure import rebuild_closure
from dengta.domains.service.models import AgentDay, Channel, Contact
from dengta.domains.service.parameters import MIN_SAMPLE
from dengta.domains.service.selectors.drill import Part, rows_behind
from dengta.domains.service.selectors.figures import By, Slice, figure_of, kpi_values
from dengta.domains.service.selectors.kpis import Kpi, Table, kpi_named, registered_kpis
from dengta.domains.service.selectors.measures import BY_COLUMN
from dengta.engines.metrics import Reliability, wilson
from dengta.foundation.access import Role
from dengta.foundation.errors import RuleViolation
from tests.cast import Tree
from tests.service.centre import TODAY, Centre, at, served

Hire = Callable[..., Employee]
Recount = Callable[[], int]
FORTNIGHT = Slice(start=date(2026, 11, 2), end=date(2026, 11, 16))
COUNTED = [kpi for kpi in registered_kpis() if kpi.table is Table.CONTACTS]


# --- the dictionary --------------------------------------------------------------------------------


@pytest.mark.covers("B3", "C6")
@pytest.mark.parametrize("kpi", registered_kpis(), ids=lambda kpi: kpi.key)
def test_every_kpi_says_what_it_is(kpi: Kpi) -> None:
    for words in (kpi.name, kpi.formula, kpi.basis, kpi.attribution.label):
        assert str(words).strip()
    assert kpi.version >= 1
    assert kpi.minimum.default >= 30
    assert kpi_named(kpi.counter).key != kpi.key
    if kpi.table is Table.CONTACTS:
        assert set(kpi.columns) <= set(BY_COLUMN)


@pytest.mark.covers("B3")
def test_the_five_that_everybody_asks_for_are_ready_made() -> None:
    assert {"aht", "frt_p50", "fcr", "csat", "complaint_rate"} <= {kpi.key for kpi in registered_kpis()}


# --- values ----------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=12))
def test_the_ratio_of_several_days_is_the_ratio_of_sums(days: list[tuple[int, int]]) -> None:
    kpi = kpi_named("csat")
    good, bad = sum(day[0] for day in days), sum(day[1] for day in days)
    whole = figure_of(kpi, {"csat_5": good, "csat_1": bad}, minimum=30)

    assert (whole.numerator, whole.denominator) == (good, good + bad)
    assert whole.value == (good / (good + bad) if good + bad else None)
    if good + bad:
        assert whole.interval == wilson(good, good + bad)


def test_the_mean_of_ratios_would_have_told_another_story() -> None:
    kpi = kpi_named("csat")
    busy, idle = {"csat_5": 90, "csat_1": 10}, {"csat_5": 1, "csat_1": 3}
    both = figure_of(kpi, {name: busy[name] + idle[name] for name in busy}, minimum=30)

    assert both.value == 91 / 104
    assert both.value != pytest.approx((0.90 + 0.25) / 2)


@pytest.mark.covers("C6")
def test_groups_add_up_to_the_total(busy_centre: Centre, supervisor: Employee) -> None:
    for by in By:
        personal = by is By.AGENT
        # Answers about nobody belong to the team alone.
        left_out = {"csat", "csat_response", "nps", "ces"} if personal else set()
        keys = [kpi.key for kpi in COUNTED if (kpi.personal or not personal) and kpi.key not in left_out]
        total = kpi_values(supervisor.account, kpis=keys, where=FORTNIGHT, today=TODAY)[0]
        groups = kpi_values(supervisor.account, kpis=keys, where=FORTNIGHT, by=by, today=TODAY)

        assert len(groups) > (0 if by is By.TOTAL else 1)
        for key in keys:
            assert sum(group.figures[key].numerator for group in groups) == total.figures[key].numerator, (by, key)


@pytest.mark.covers("G11")
def test_small_samples_are_thin_and_recent_cohorts_immature(busy_centre: Centre, supervisor: Employee) -> None:
    one_day = Slice(start=date(2026, 11, 3), end=date(2026, 11, 4), agent=busy_centre.people["li"].pk)
    thin = kpi_values(supervisor.account, kpis=["csat", "fcr"], where=one_day, today=TODAY)[0].figures
    assert thin["csat"].reliability is Reliability.THIN
    assert not thin["csat"].is_solid

    recent = Slice(start=date(2026, 11, 2), end=date(2026, 11, 16))
    figures = kpi_values(supervisor.account, kpis=["fcr", "aht"], where=recent, today=TODAY)[0].figures
    assert figures["fcr"].reliability is Reliability.IMMATURE
    assert figures["aht"].reliability is Reliability.SOLID
    later = kpi_values(supervisor.account, kpis=["fcr"], where=recent, today=date(2026, 11, 24))[0].figures
    assert later["fcr"].reliability is Reliability.SOLID
    assert later["fcr"].minimum == MIN_SAMPLE.default


def test_an_unanswered_call_lowers_the_service_level_and_a_slip_does_not(
    centre: Centre, agent: Employee, supervisor: Employee, recount: Recount
) -> None:
    centre.add(
        centre.contact("in time", agent=agent.pk, wait_s=20, handle_s=100),
        centre.contact("late", agent=agent.pk, wait_s=21, handle_s=300),
        centre.contact("lost", answered=False, wait_s=60),
        centre.contact("slip", answered=False, wait_s=2),
        centre.contact("mail", queue=centre.mail.pk, channel=Channel.EMAIL, agent=agent.pk),
    )
    recount()
    keys = ["service_level", "service_level_all", "abandonment", "asa", "aht", "offered"]
    figures = kpi_values(supervisor.account, kpis=keys, where=FORTNIGHT_AND_MORE, today=TODAY)[0].figures

    assert (figures["service_level"].numerator, figures["service_level"].denominator) == (1, 3)
    assert (figures["service_level_all"].numerator, figures["service_level_all"].denominator) == (1, 4)
    assert (figures["abandonment"].numerator, figures["abandonment"].denominator) == (1, 3)
    assert figures["asa"].value == 20.5
    assert figures["aht"].value == 200
    assert figures["offered"].value == 5


FORTNIGHT_AND_MORE = Slice(start=date(2026, 11, 2), end=date(2026, 11, 19))


def test_percentiles_come_from_merged_histograms(busy_centre: Centre, supervisor: Employee) -> None:
    figures = kpi_values(supervisor.account, kpis=["frt_p90"], where=FORTNIGHT, today=TODAY)[0].figures
    replies = sorted(
        contact.reply_s
        for contact in Contact.objects.filter(queue__in=[busy_centre.chat, busy_centre.mail])
        if contact.reply_s is not None
    )

    truth = replies[-(-len(replies) * 9 // 10) - 1]
    assert figures["frt_p90"].value == pytest.approx(truth, rel=0.05)
    assert figures["frt_p90"].n == len(replies)


def test_one_call_has_a_mean_and_no_interval(
    centre: Centre, agent: Employee, supervisor: Employee, recount: Recount
) -> None:
    served(centre, agent, n=1)
    recount()
    aht = kpi_values(supervisor.account, kpis=["aht"], where=FORTNIGHT_AND_MORE, today=TODAY)[0].figures["aht"]

    assert (aht.value, aht.interval) == (300, None)


def test_a_team_is_named_whether_its_name_is_known_already_or_not(
    centre: Centre, agent: Employee, supervisor: Employee, tree: Tree, recount: Recount
) -> None:
    served(centre, agent, n=1)
    recount()

    for known in ({}, {tree.aftersales_1.pk: "asked already"}):
        (group,) = kpi_values(
            supervisor.account, kpis=["aht"], where=FORTNIGHT_AND_MORE, today=TODAY, by=By.UNIT, names=known
        )
        assert group.name == known.get(tree.aftersales_1.pk, tree.aftersales_1.name)


# --- who may see -----------------------------------------------------------------------------------


@pytest.mark.covers("A2")
def test_another_branch_does_not_exist_in_any_sum(
    busy_centre: Centre, supervisor: Employee, other_leader: Employee
) -> None:
    ours = kpi_values(supervisor.account, kpis=["answered"], where=FORTNIGHT, by=By.UNIT, today=TODAY)
    theirs = kpi_values(other_leader.account, kpis=["answered"], where=FORTNIGHT, by=By.UNIT, today=TODAY)

    assert "票务组" not in {group.name for group in ours}
    assert {group.name for group in theirs} == {"票务组"}
    other = Slice(start=FORTNIGHT.start, end=FORTNIGHT.end, unit=busy_centre.tickets.unit_id)
    assert kpi_values(supervisor.account, kpis=["answered"], where=other, today=TODAY)[0].figures["answered"].value == 0
    assert not rows_behind(supervisor.account, kpi="answered", where=other).rows.exists()


def test_an_agent_sees_the_own_figures_and_the_sums_of_the_own_team_only(busy_centre: Centre) -> None:
    li = busy_centre.people["li"]
    everyone = kpi_values(li.account, kpis=["aht"], where=FORTNIGHT, by=By.AGENT, today=TODAY)
    team = kpi_values(li.account, kpis=["aht"], where=FORTNIGHT, by=By.UNIT, today=TODAY)

    assert [group.name for group in everyone] == ["李佳怡"]
    assert [group.name for group in team] == ["售后一组"]
    rows = rows_behind(li.account, kpi="answered", where=FORTNIGHT).rows
    assert set(rows.values_list("agent__name", flat=True)) == {"李佳怡"}


@pytest.mark.covers("M10")
def test_a_client_sees_sums_of_the_own_branch_no_person_and_no_row(busy_centre: Centre, hire: Hire, tree: Tree) -> None:
    client = hire("客户代表", None, role=Role.CLIENT, at=tree.qinghe).account

    units = kpi_values(client, kpis=["offered", "csat"], where=FORTNIGHT, by=By.UNIT, today=TODAY)
    assert {group.name for group in units} == {"青禾电商", "售后一组", "售后二组"}
    assert kpi_values(client, kpis=["csat"], where=FORTNIGHT, by=By.AGENT, today=TODAY) == []
    assert not rows_behind(client, kpi="csat", where=FORTNIGHT).rows.exists()


@pytest.mark.covers("C6")
def test_what_cannot_be_laid_at_one_door_is_not_shown_per_person(busy_centre: Centre, supervisor: Employee) -> None:
    for key in ("service_level", "abandonment", "complaint_rate"):
        with pytest.raises(RuleViolation) as refusal:
            kpi_values(supervisor.account, kpis=[key], where=FORTNIGHT, by=By.AGENT, today=TODAY)
        assert refusal.value.code == "kpi_not_personal"


def test_any_number_of_facts_costs_the_same_queries(busy_centre: Centre, supervisor: Employee) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            for by in By:
                keys = ["aht", "csat", "fcr", "occupancy", "frt_p90"]
                kpi_values(supervisor.account, kpis=keys, where=FORTNIGHT, by=by, today=TODAY)
        return len(seen)

    supervisor.account.refresh_from_db()
    kpi_values(supervisor.account, kpis=["aht"], where=FORTNIGHT, today=TODAY)
    many = queries()
    AgentDay.objects.exclude(pk=AgentDay.objects.order_by("pk").values("pk")[:1]).delete()

    assert queries() == many <= 8 * len(By)


# --- drilling down -----------------------------------------------------------------------------------


@pytest.mark.covers("C6", "M9")
def test_the_rows_behind_every_number_are_exactly_those_counted(busy_centre: Centre, supervisor: Employee) -> None:
    for kpi in COUNTED:
        for queue in (None, busy_centre.hotline.pk, busy_centre.chat.pk):
            where = Slice(start=date(2026, 11, 4), end=date(2026, 11, 13), queue=queue)
            figure = kpi_values(supervisor.account, kpis=[kpi.key], where=where, today=TODAY)[0].figures[kpi.key]
            sides = {Part.NUMERATOR: figure.numerator}
            if kpi.denominator:
                sides[Part.DENOMINATOR] = figure.denominator
            for part, expected in sides.items():
                behind = rows_behind(supervisor.account, kpi=kpi.key, where=where, part=part)
                rows = list(behind.rows)
                assert len(rows) == len({row.pk for row in rows}), kpi.key
                assert sum(behind.amount_of(row) for row in rows) == expected, (kpi.key, part)


@pytest.mark.covers("M9")
def test_each_row_says_whether_it_was_a_hit(busy_centre: Centre, supervisor: Employee) -> None:
    figure = kpi_values(supervisor.account, kpis=["csat"], where=FORTNIGHT, today=TODAY)[0].figures["csat"]
    rows = list(rows_behind(supervisor.account, kpi="csat", where=FORTNIGHT).rows)

    assert sum(row.hit for row in rows) == figure.numerator
    assert {row.csat for row in rows if row.hit} == {4, 5}


@pytest.mark.covers("C6")
def test_occupancy_opens_the_states_it_is_made_of(busy_centre: Centre, supervisor: Employee) -> None:
    li = busy_centre.people["li"]
    where = Slice(start=FORTNIGHT.start, end=FORTNIGHT.end, agent=li.pk)
    figure = kpi_values(supervisor.account, kpis=["occupancy"], where=where, today=TODAY)[0].figures["occupancy"]

    for part, expected in ((Part.NUMERATOR, figure.numerator), (Part.DENOMINATOR, figure.denominator)):
        behind = rows_behind(supervisor.account, kpi="occupancy", where=where, part=part)
        assert sum(behind.amount_of(row) for row in behind.rows) == expected > 0
    assert figure.value is not None
    assert 0 < figure.value < 1


def test_a_team_that_changed_hands_counts_where_it_stood_at_the_time(
    centre: Centre, agent: Employee, hr: Employee, tree: Tree, recount: Recount
) -> None:
    moved = date(2026, 11, 10)
    UnitLink.objects.filter(child=tree.aftersales_1).update(valid_to=moved)
    UnitLink.objects.create(child=tree.aftersales_1, parent=tree.yunfan, valid_from=moved)
    rebuild_closure()
    centre.add(
        centre.contact("before", created_at=at(9, 9), agent=agent.pk),
        centre.contact("after 1", created_at=at(10, 9), agent=agent.pk),
        centre.contact("after 2", created_at=at(11, 9), agent=agent.pk),
    )
    recount()

    def answered(unit: int) -> int:
        where = Slice(start=FORTNIGHT.start, end=FORTNIGHT.end, unit=unit)
        return kpi_values(hr.account, kpis=["answered"], where=where, today=TODAY)[0].figures["answered"].numerator

    assert (answered(tree.qinghe.pk), answered(tree.yunfan.pk), answered(tree.company.pk)) == (1, 2, 3)
