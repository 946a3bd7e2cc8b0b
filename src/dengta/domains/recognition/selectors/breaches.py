"""The register of breaches: what is open, what is late, and who has to end it."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import hr_over
from dengta.domains.communication.selectors.chain import over
from dengta.domains.people.models import Employee, RoleGrant
from dengta.domains.people.selectors.organisation import LEADING_ROLES, leading
from dengta.domains.recognition.models import Breach
from dengta.domains.recognition.policies import cases
from dengta.domains.recognition.policies import conduct as policies
from dengta.domains.recognition.selectors.involvement import DECIDING, tied_to
from dengta.foundation.access import Actor, Role
from dengta.foundation.settings.parameters import Parameter

BREACH_DAYS = Parameter(
    "recognition.end_breach_within_days",
    5,
    _("Working days from the day a breach is known in which it ends, as correction, case or “nothing follows”"),
    unit="days",
    check=lambda days: 1 <= days <= 15,
)
# How long an earlier breach of the same standard makes the system suggest more than a correction.
LOOKED_BACK = timedelta(days=180)


# As its reader knows it, it has not ended; of rows of `listed`.
LOOKS_OPEN = Q(ending="") | Q(is_hidden=True)


def listed(actor: Actor) -> QuerySet[Breach]:
    """The register as this person may read it. `is_hidden`: it ended in a case of which they do not know yet, because
    the person reads of that by its notice first, and who reported it not before them (R-107). One query."""
    people = ("employee", "unit", "version__clause", "handler", "escalated_to", "ended_by")
    opened = cases.visible(actor).filter(breach=OuterRef("pk"))
    hidden = Q(ending=Breach.Ending.CASE, case__noticed_at=None) & ~Exists(opened)
    rows = policies.breaches(actor).annotate(is_hidden=ExpressionWrapper(hidden, output_field=BooleanField()))
    return rows.select_related(*people)


def as_known(breach: Breach) -> Breach:
    """A row of `listed` as its reader knows it: not saved, and not to be."""
    if getattr(breach, "is_hidden", False):
        breach.ending, breach.ended_at, breach.ended_by, breach.why = "", None, None, ""
    return breach


def left_open(rows: QuerySet[Breach], day: date) -> QuerySet[Breach]:
    """Those that have not ended in their days (R-158)."""
    return rows.filter(ending="", due_on__lt=day)


def is_leader(employee: Employee, day: date) -> bool:
    """Whether somebody leads others on a day. One query."""
    if employee.account_id is None:
        return False
    return RoleGrant.objects.on(day).filter(account=employee.account_id, role__in=LEADING_ROLES).exists()


def can_end(
    employee_id: int, unit_id: int, day: date, *, beyond: Collection[int | None] = (), left_out: Collection[int] = ()
) -> list[Employee]:
    """Who may end a breach of this person, nearest first: who decides over them (and over all of `beyond`), then HR;
    nobody who reported it or is tied to one of the two."""
    above = over([employee_id, *beyond], leading(unit_id, day))
    people = [one.employee for one in above if Role(one.role) in DECIDING]
    people += hr_over(unit_id, day)
    out = {employee_id, *left_out, *(pk for pk in beyond if pk is not None)}
    out |= tied_to([employee_id, *left_out], day)
    return list({one.pk: one for one in people if one.pk not in out}.values())


def suggestion_for(employee_id: int, *, clause_id: int | None, item: str, happened_on: date) -> Breach.Ending:
    """What the system would do: a correction, or a case where the same was breached before and not taken back. Only
    breaches count: talks and reminders never do. One query."""
    same = Q(version__clause=clause_id) if clause_id else Q(version=None, item=item)
    before = Breach.objects.filter(
        same, employee=employee_id, happened_on__gt=happened_on - LOOKED_BACK, happened_on__lt=happened_on,
        ending__in=[Breach.Ending.CORRECTION, Breach.Ending.CASE],
    ).exclude(verdict=Breach.Verdict.LIFTED)  # fmt: skip
    return Breach.Ending.CASE if before.exists() else Breach.Ending.CORRECTION
