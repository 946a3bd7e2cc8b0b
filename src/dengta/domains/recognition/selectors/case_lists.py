"""Which cases somebody sees on which list."""

from datetime import date

from django.db.models import Q, QuerySet

from dengta.domains.people.models import Employee, Membership, Unit
from dengta.domains.recognition.models import Case, CaseAppeal, CaseApproval, ShieldReview
from dengta.domains.recognition.policies import cases as policies
from dengta.foundation.access import Actor

State = Case.State
WITH = ("employee", "unit", "version__clause", "handler", "decider", "appeal", "shield")
RUNNING = [one for one in State.values if one not in (State.CLOSED, State.EXPIRED, State.EXECUTED)]
TO_HANDLE = ("opened", "notified", "heard", "found", "decided", "final")


def listed(rows: QuerySet[Case]) -> QuerySet[Case]:
    """With everything that a row of a list names."""
    return rows.select_related(*WITH)


def waiting_for(actor: Actor, role: str) -> Q:
    """Cases in which something waits for the reader: to handle, to agree with, to decide, to hear, or any of them."""
    me = policies.own_id(actor)
    asked = CaseApproval.objects.filter(asked=me, given_at=None, case__state=State.PROPOSED)
    hearing = CaseAppeal.objects.filter(hearer=me, decided_at=None)
    looking = ShieldReview.objects.filter(reviewer=me, outcome="")
    parts = {
        "handle": Q(handler=me, state__in=TO_HANDLE),
        "approve": Q(pk__in=asked.values("case")),
        "decide": Q(decider=me, state=State.PROPOSED) | Q(pk__in=looking.values("case")),
        "hear": Q(pk__in=hearing.values("case"), state=State.APPEALED),
    }  # fmt: skip
    if role in parts:
        return parts[role]
    found = Q(pk__in=())
    for part in parts.values():
        found |= part
    return found


def people_to_open_about(actor: Actor, day: date) -> QuerySet[Employee]:
    """Whoever works today where the reader may open a case, without the reader."""
    units = policies.open_in.scope(actor, Unit.objects.all())
    inside = Membership.objects.on(day).filter(unit__in=units)
    rows = Employee.objects.filter(pk__in=inside.values("employee"), status=Employee.Status.ACTIVE)
    return rows.exclude(pk=policies.own_id(actor))


def of_number(actor: Actor, text: str) -> QuerySet[Case]:
    """Cases that the reader may open, by the beginning of their number: nothing they say is searched."""
    return policies.visible(actor).filter(number__startswith=text.strip()).order_by("-number")
