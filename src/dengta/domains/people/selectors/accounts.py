"""Accounts, and the record of who did what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from dengta.domains.people.models import Employee, RoleGrant
from dengta.domains.people.policies import accounts as policies
from dengta.foundation.access import Actor, Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.audit.verbs import label


def employees_and_accounts(by: Actor) -> QuerySet[Employee]:
    """Everybody whose account `by` may see, with or without one, and whether a second factor is set up."""
    factors = Authenticator.objects.filter(user=OuterRef("account")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    rows = policies.see_accounts.scope(by, Employee.objects.all())
    return rows.select_related("account").annotate(has_factor=Exists(factors))


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of the record in words."""

    at: datetime
    who: str
    roles: str
    what: str
    about: str
    where: str
    facts: str


def entries(by: Actor) -> QuerySet[AuditEntry]:
    """The entries that `by` may read, newest first: auditors all of them, everybody those of the own file."""
    about = Employee.objects.filter(pk=OuterRef("subject_id")).values("name")[:1]
    rows = policies.see_record.scope(by, AuditEntry.objects.annotate(about=Subquery(about)))
    return rows.select_related("actor__employee").order_by("-at", "-pk")


def by_others(rows: QuerySet[AuditEntry], *, than: Actor) -> QuerySet[AuditEntry]:
    """Only what somebody else did, or the system."""
    return rows.exclude(actor_id=than.pk)


def outline(by: Actor) -> QuerySet[AuditEntry]:
    """The entries that `by` may count but not read."""
    return policies.see_record.outline_scope(by, AuditEntry.objects.all()).order_by("-at", "-pk")


def counts(rows: QuerySet[AuditEntry]) -> list[tuple[str, int]]:
    """How often each thing was done among `rows`, the most frequent first."""
    found = rows.order_by().values("verb").annotate(times=Count("pk")).order_by("-times", "verb")
    return [(label(row["verb"]), row["times"]) for row in found]


def in_words(rows: Iterable[AuditEntry], *, system: str) -> list[Line]:
    """Entries as people read them; `system` names the actor where no person acted. One query for any number."""
    rows = list(rows)
    roles = _roles_of({row.actor_id for row in rows if row.actor_id})
    return [
        Line(
            at=row.at,
            who=_name(row.actor) if row.actor else system,
            roles=roles.get(row.actor_id or 0, ""),
            what=label(row.verb),
            about=getattr(row, "about", None) or "",
            where=f"{row.object_type}:{row.object_id}",
            facts=row.facts,
        )
        for row in rows
    ]


def between(rows: QuerySet[AuditEntry], start: date | None, end: date | None) -> QuerySet[AuditEntry]:
    """Entries of the days from `start` to `end`, both included."""
    zone = timezone.get_current_timezone()
    if start:
        rows = rows.filter(at__gte=datetime.combine(start, datetime.min.time(), zone))
    if end:
        rows = rows.filter(at__lt=datetime.combine(end + timedelta(days=1), datetime.min.time(), zone))
    return rows


def _name(account: Any) -> str:
    employee = getattr(account, "employee", None)
    return employee.name if employee else str(account)


def _roles_of(account_ids: set[int]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    held = RoleGrant.objects.on(timezone.localdate()).filter(account_id__in=account_ids).order_by("pk")
    for account_id, role in held.values_list("account_id", "role"):
        found.setdefault(account_id, []).append(str(Role(role).label))
    return {account_id: " · ".join(dict.fromkeys(words)) for account_id, words in found.items()}
