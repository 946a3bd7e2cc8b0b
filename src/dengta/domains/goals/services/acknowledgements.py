"""Everybody can name their target: asked once it is set, before it begins, and heard where they object (R-004)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.goals.models import Acknowledgement, GoalVersion, Target
from dengta.domains.goals.policies import goals as policies
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.organisation import leading
from dengta.foundation import jobs, notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_004 = Rule("R-004", _("Everybody can name their target: read and acknowledged before the period begins"))
ACKNOWLEDGE, OBJECTION, UNREAD = "goals.acknowledge", "goals.objection", "goals.unread"
ASK = "goals.ask_people"
# More than so many are asked in the background.
AT_ONCE = 300
BATCH = 1000
DAYS_TO_READ = Parameter(
    "goals.days_to_read",
    3,
    _("Days to read a target that is set when its period has begun already"),
    unit="days",
    check=lambda days: 1 <= days <= 31,
)


def ask_everybody(version: GoalVersion, *, before: GoalVersion | None, by: Account | None, now: datetime) -> None:
    """Ask everybody with a target in a month that is still open; inside the transaction that sets it.

    What waited about the version before is not asked any more.
    """
    if before is not None:
        todos.settle(kind=ACKNOWLEDGE, key=before.pk)
    people = people_to_ask(version)
    if len(people) <= AT_ONCE:
        ask(version, people, now=now)
    else:
        jobs.enqueue(ASK, key=str(version.pk), by=by, arguments={"version_id": version.pk})


def people_to_ask(version: GoalVersion) -> list[tuple[int, int]]:
    """Employee and team of everybody with an open target who was not asked yet."""
    asked = version.acknowledgements.values("employee")
    rows = Target.objects.filter(version=version, employee__isnull=False, month__gte=version.effective_from)
    rows = rows.exclude(employee__in=asked)
    return sorted(dict(rows.order_by("month").values_list("employee", "unit")).items())


@transaction.atomic
def ask(version: GoalVersion, people: Sequence[tuple[int, int]], *, now: datetime) -> None:
    """A to-do with a button and a notice for each of these."""
    today = day_of(now)
    due = max(version.effective_from, today + timedelta(days=DAYS_TO_READ.on(today)))
    rows = [
        Acknowledgement(version=version, employee_id=person, unit_id=unit, asked_at=now, due_on=due)
        for person, unit in people
    ]
    Acknowledgement.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
    ids, url = [person for person, _unit in people], reverse("targets:own")
    title = version.goal.title
    todos.put(
        kind=ACKNOWLEDGE, key=version.pk, to=ids, title=title, url=url, now=now, due_at=end_of(due - timedelta(days=1))
    )
    employees = Employee.objects.filter(pk__in=ids).select_related("account")
    notify.send_many(
        to=employees, broadcast=True, kind=ACKNOWLEDGE, title=_("Your target, to read"), body=title, url=url
    )
    record(None, "goals.asked_to_read", version, people=len(people))


@transaction.atomic
def acknowledge(*, version_id: int, note: str, objects: bool, by: Account, now: datetime) -> Acknowledgement:
    """A person has read their target. Whoever objects says why: the leader hears it, and nothing is blocked by it."""
    employee = getattr(by, "employee", None)
    if employee is None:
        raise NotAllowed("not_allowed", right=policies.acknowledge.name)
    row = Acknowledgement.objects.select_for_update(of=("self",)).select_related("version__goal").get(
        version=version_id, employee=employee
    )  # fmt: skip
    policies.acknowledge.require(by, row)
    if row.version.status != GoalVersion.Status.ACTIVE:
        raise RuleViolation("goals.version_replaced")
    if objects and not note.strip():
        raise RuleViolation("goals.objection_says_why")
    if row.given_at is None or row.told_by_id is not None:
        row.given_at = now
    # An own click stands in the place of what a leader wrote down before there was an account.
    row.told_by, row.told_on, row.occasion, row.proof, row.witness = None, None, "", "", None
    row.note, row.objects_to_it = note.strip(), objects
    row.save()
    todos.settle(kind=ACKNOWLEDGE, key=version_id, of=[employee.pk])
    if objects:
        tell_leader(row, employee, now=now)
    record(by, "goals.acknowledged", row.version, objects=objects)
    return row


@transaction.atomic
def answer_objection(*, acknowledgement_id: int, answer: str, by: Account, now: datetime) -> Acknowledgement:
    """What the leader says to an objection; the person reads it beside their target."""
    row = policies.follow.scope(by, Acknowledgement.objects.all()).select_for_update(of=("self",)).get(
        pk=acknowledgement_id
    )  # fmt: skip
    if row.employee == getattr(by, "employee", None) or not policies.follow.beyond_own(by):
        raise NotAllowed("not_allowed", right=policies.follow.name)
    if not row.objects_to_it:
        raise RuleViolation("goals.no_objection")
    if not answer.strip():
        raise RuleViolation("goals.answer_empty")
    row.answer, row.answered_at, row.answered_by = answer.strip(), now, by
    row.save()
    todos.settle(kind=OBJECTION, key=row.pk)
    person = Employee.objects.select_related("account").get(pk=row.employee_id)
    notify.send(to=person, kind=OBJECTION, title=_("Your objection to a target is answered"), body=answer.strip()[:200],
        url=reverse("targets:own"))  # fmt: skip
    record(by, "goals.objection_answered", row.version, person=row.employee_id)
    return row


def tell_leader(row: Acknowledgement, employee: Employee, *, now: datetime) -> None:
    """A to-do for whoever leads the team: an objection waits for an answer."""
    today = day_of(now)
    leader = next((one.employee for one in leading(row.unit_id, today) if one.employee.pk != employee.pk), None)
    if leader is None:
        return
    url = reverse("goals:acknowledgements", args=[row.version.goal_id])
    title = format_lazy(_("{name} objects to a target"), name=employee.name)
    todos.put(kind=OBJECTION, key=row.pk, to=[leader.pk], title=title, url=url, now=now)
    notify.send(to=leader, kind=OBJECTION, title=title, body=row.version.goal.title, url=url)


@transaction.atomic
def warn_of_unread(*, now: datetime) -> int:
    """On the first day of a period, tell the leaders of each team who has not read their target (R-004); the daily job
    calls it. Answers how many people it named."""
    today = day_of(now)
    rows = Acknowledgement.objects.filter(due_on=today, given_at=None, version__status=GoalVersion.Status.ACTIVE)
    by_team: dict[tuple[int, int], list[str]] = {}
    for about, unit, name in rows.order_by("employee__pinyin", "employee").values_list(
        "version", "unit", "employee__name"
    ):
        by_team.setdefault((about, unit), []).append(name)
    if not R_004.warns(when=bool(by_team)):
        return 0
    for (version_id, unit), names in by_team.items():
        version = GoalVersion.objects.select_related("goal").get(pk=version_id)
        _warn(version, unit, names, today=today)
    return sum(map(len, by_team.values()))


def _warn(version: GoalVersion, unit: int, names: Sequence[str], *, today: date) -> None:
    leader = next((one.employee for one in leading(unit, today)), None)
    if leader is None:
        return
    said = "、".join(names[:10]) + ("…" if len(names) > 10 else "")
    title = format_lazy(_("Targets not read on the first day: {n}"), n=len(names))
    url = reverse("goals:acknowledgements", args=[version.goal_id])
    notify.send(to=leader, kind=UNREAD, title=title, body=f"{version.goal.title}: {said}", url=url)
    record(None, "goals.unread_warned", version, unit=unit, people=len(names))
