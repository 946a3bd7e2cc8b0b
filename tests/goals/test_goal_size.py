"""A goal of a large house: months × teams × people are worked out and put in force in time, and nobody waits for it."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from dengta.domains.goals.models import GoalVersion, PlanAgent, PlanGroup, Target
from dengta.domains.goals.selectors.plan_trees import gaps_of
from dengta.domains.goals.services import decomposing, goals, targets
from dengta.domains.people.models import Employee, Membership, Unit, UnitLink
from dengta.domains.people.services.closure import rebuild_closure
from dengta.foundation import jobs
from dengta.foundation.imports import pace
from dengta.foundation.jobs import work_off
from dengta.foundation.jobs.models import Job
from tests.cast import FOUNDED, Tree
from tests.goals.aiming import EVE, based, draft, draft_version, in_force, refused

TEAMS, PEOPLE = 250, 20
# What the house promises: the whole work, and how long one transaction may keep other writers waiting on SQLite.
ALL_SECONDS, WRITER_SECONDS = 60, 1.0


def large(tree: Tree, by: Employee, *, teams: int, people: int) -> GoalVersion:
    """A draft of 青禾电商 for a year, planned for so many teams of so many people."""
    version = draft_version(based(draft(tree.qinghe, by), by))
    version.groups.all().delete()
    version.agents.all().delete()
    version.months.update(volume=100_000.0)
    units = Unit.objects.bulk_create(Unit(name=f"{n:03}组", code=f"S{n:03}", kind="team") for n in range(teams))
    UnitLink.objects.bulk_create(UnitLink(child=one, parent=tree.qinghe, valid_from=FOUNDED) for one in units)
    rebuild_closure()
    PlanGroup.objects.bulk_create(
        PlanGroup(version=version, unit=one, baseline=74.0 + n % 3, bound=95.0, weight=1.0, n=100)
        for n, one in enumerate(units)
    )
    hired = Employee.objects.bulk_create(
        Employee(number=f"S{n:05}", name=f"客服{n}", hired_on=FOUNDED) for n in range(teams * people)
    )
    Membership.objects.bulk_create(
        Membership(employee=one, unit=units[n // people], valid_from=FOUNDED) for n, one in enumerate(hired)
    )
    PlanAgent.objects.bulk_create(
        PlanAgent(version=version, unit=units[n // people], employee=one, baseline=73.0 + n % 5, volume=20.0)
        for n, one in enumerate(hired)
    )
    return version


class Watch:
    """How long each outermost transaction took: on SQLite nobody else writes meanwhile."""

    def __init__(self) -> None:
        self.took: list[float] = []

    @contextmanager
    def watching(self) -> Iterator["Watch"]:
        """Time every transaction of this process."""
        enter, leave = transaction.Atomic.__enter__, transaction.Atomic.__exit__
        begun: list[float] = []

        def timed_enter(atomic: transaction.Atomic) -> None:
            begun.append(time.perf_counter())
            enter(atomic)

        def timed_leave(atomic: transaction.Atomic, *problem: Any) -> None:
            leave(atomic, *problem)
            since = begun.pop()
            if not begun:
                self.took.append(time.perf_counter() - since)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(transaction.Atomic, "__enter__", timed_enter)
            patch.setattr(transaction.Atomic, "__exit__", timed_leave)
            yield self


def in_background(version: GoalVersion) -> Job:
    """Broken down by the job that large goals take."""
    job = jobs.enqueue(targets.DECOMPOSE, key=str(version.pk), arguments={"version_id": version.pk})
    work_off()
    job.refresh_from_db()
    return job


def written(version: GoalVersion) -> list[tuple[object, ...]]:
    fields = ("month", "unit", "employee", "is_whole", "value", "volume", "baseline", "bound")
    return list(version.targets.order_by("month", "unit", "employee", "is_whole").values_list(*fields))


@pytest.fixture
def short_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many transactions as a large goal takes, for a small one."""
    monkeypatch.setattr(pace, "FIRST", 10)
    monkeypatch.setattr(pace, "FEWEST", 10)
    monkeypatch.setattr(pace, "MOST", 10)


@pytest.mark.django_db
@pytest.mark.usefixtures("short_steps")
def test_in_steps_a_goal_gets_the_targets_that_it_gets_at_once(two_teams: GoalVersion) -> None:
    at_once = written(two_teams)

    job = in_background(two_teams)
    two_teams.refresh_from_db()
    assert (job.state, job.result, job.done) == ("done", {"targets": len(at_once)}, len(at_once))
    assert two_teams.decomposed_at is not None
    assert written(two_teams) == at_once
    assert gaps_of(two_teams) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("short_steps")
@pytest.mark.covers("R-002")
def test_a_version_half_written_cannot_be_put_in_force_and_the_next_run_makes_it_whole(
    two_teams: GoalVersion, supervisor: Employee, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = written(two_teams)

    def dies(version_id: int, some: Sequence[Target], write: Any = decomposing.write) -> None:
        if two_teams.targets.count() >= 20:
            raise MemoryError
        write(version_id, some)

    with monkeypatch.context() as patch:
        patch.setattr(decomposing, "write", dies)
        job = in_background(two_teams)
    assert (job.state, two_teams.targets.count()) == ("failed", 20)
    with refused("goals.not_decomposed"):
        in_force(two_teams, supervisor)
    target = two_teams.targets.filter(employee=None, is_whole=False).first()
    assert target is not None
    with refused("goals.not_decomposed"):
        targets.adjust_target(target_id=target.pk, value=78.0, reason="x", balance=True, by=supervisor.account, now=EVE)

    assert in_background(two_teams).state == "done"
    assert written(two_teams) == whole


@pytest.mark.django_db
@pytest.mark.usefixtures("short_steps")
def test_a_plan_that_moves_meanwhile_is_not_finished_with_numbers_of_before(
    two_teams: GoalVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def moves(version_id: int, rows: Sequence[Target], write: Any = decomposing.write) -> None:
        two_teams.months.update(volume=500.0)
        write(version_id, rows)

    monkeypatch.setattr(decomposing, "write", moves)
    job = in_background(two_teams)

    two_teams.refresh_from_db()
    assert job.state == "failed"
    assert job.error
    assert two_teams.decomposed_at is None


@pytest.mark.sweep
@pytest.mark.django_db(transaction=True)
@pytest.mark.covers("B2")
def test_sixty_thousand_targets_are_published_within_a_minute_and_no_writer_waits_a_second(
    tree: Tree, supervisor: Employee
) -> None:
    version = large(tree, supervisor, teams=TEAMS, people=PEOPLE)
    watch, begun, worked = Watch(), time.perf_counter(), time.process_time()
    with watch.watching():
        targets.break_down(version_id=version.pk, by=supervisor.account, now=EVE)
        work_off()
    broken = time.perf_counter() - begun
    with watch.watching():
        goals.activate(version_id=version.pk, by=supervisor.account, now=EVE)
        active = time.perf_counter() - begun - broken
        work_off()
    seconds, work = time.perf_counter() - begun, time.process_time() - worked
    print(  # noqa: T201 - the figures are what it is for
        f"{connection.vendor}: broken down {broken:.1f} s, put in force {active:.1f} s, all asked {seconds:.1f} s "
        f"({work:.1f} s of CPU), {len(watch.took)} transactions, the longest "
        f"{', '.join(f'{took:.2f}' for took in sorted(watch.took)[:-6:-1])} s"
    )

    assert Target.objects.filter(employee__isnull=False).count() == TEAMS * PEOPLE * 12
    assert gaps_of(version) == []
    assert version.acknowledgements.count() == TEAMS * PEOPLE
    assert seconds <= ALL_SECONDS
    assert max(watch.took) <= WRITER_SECONDS
