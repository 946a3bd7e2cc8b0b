"""How every decision in a case is written: locked, by a human with a reason, as one step that replays to the row."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import Case, CaseStep
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.case_replay import written
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule

R_142 = Rule("R-142", _("Nothing adverse happens by itself: a named person decides, says why, and it can be contested"))
TOLD = "recognition.case"
Kind = CaseStep.Kind


def insist_on_human(who: Account | None, reason: str) -> None:
    """Refuse what no named person decides, and what is decided without a reason."""
    R_142.refuse(when=who is None or not who.is_active or not policies.own_id(who), code="recognition.no_human_decides")
    R_142.refuse(when=not reason.strip(), code="recognition.case_reason_missing")


def locked(case_id: int, *states: str, by: Account) -> Case:
    """A case that this person may open, locked, in one of these states. Unknown and hidden are the same."""
    rows = policies.visible(by).select_for_update(of=("self",))
    case = rows.select_related("employee__account", "handler__account", "version__clause").get(pk=case_id)
    if states and case.state not in states:
        raise RuleViolation("recognition.case_not_now", state=case.get_state_display())
    return case


def handled(case_id: int, *states: str, by: Account) -> Case:
    """The same for whoever handles it."""
    case = locked(case_id, *states, by=by)
    policies.work.require(by, case)
    if policies.own_id(by) != case.handler_id:
        raise NotAllowed("not_allowed", right=policies.work.name)
    return case


def about_me(case_id: int, *states: str, by: Account) -> Case:
    """The same for the person it is about."""
    case = locked(case_id, *states, by=by)
    if policies.own_id(by) != case.employee_id:
        raise NotAllowed("not_allowed", right=policies.see.name)
    return case


@transaction.atomic
def take(
    case: Case, *, kind: str, by: Account | None, now: datetime, text: str = "", served: bool = False,
    state: str | None = None, **changes: Any,
) -> CaseStep:  # fmt: skip
    """Write a step and what it changes. The record says that it was taken, never what it says; the person's own record
    names it only where it was served on them: nothing before the notice, and no decision before its letter."""
    if state is not None and state != case.state:
        if not case.can_become(state):
            raise RuleViolation("recognition.case_not_now", state=case.get_state_display())
        case.state = Case.State(state)
    for field, value in changes.items():
        setattr(case, field, value)
    case.save()
    number = (case.steps.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    logged = {field: written(value) for field, value in changes.items()}
    step = CaseStep.objects.create(
        case=case, number=number, kind=kind, state=case.state, changes=logged, by=by, at=now, is_served=served,
        text=text.strip(),
    )  # fmt: skip
    told = served and case.noticed_at is not None and kind != Kind.DECIDED
    record(by, f"recognition.case_{kind}", case, subject=case.employee_id if told else None, step=number)
    return step


def page_of(case: Case) -> str:
    """Its address; the same for whoever deals with it and for whom it is about."""
    return reverse("cases:case", args=[case.pk])


def tell(who: Employee | None, title: str | Promise, case: Case) -> None:
    """A notice that says nothing of the case outside the house."""
    if who is not None:
        notify.send(to=who, kind=TOLD, title=title, url=page_of(case))
