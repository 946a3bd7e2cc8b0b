"""After a visit is closed: the person visited may object once, and somebody who was not part of it decides."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Account, Employee
from dengta.domains.performance.models import ShopperVisit, VisitEvidence
from dengta.domains.performance.policies import shopper as policies
from dengta.domains.performance.policies.raters import own_id
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.files.services import MEGABYTE, Drawn, store_drawn
from dengta.foundation.settings.parameters import Parameter

Status, Objection = ShopperVisit.Status, ShopperVisit.Objection
EVIDENCE, OBJECTION = "performance.shopper_evidence", "performance.visit_objection"
MOST_BYTES = 15 * MEGABYTE
MOST_PICTURES = 10
OBJECT_DAYS = Parameter(
    "performance.visit_objection_days",
    10,
    _("Days within which somebody may object to a mystery visit"),
    unit="days",
    check=lambda days: 3 <= days <= 60,
)


@transaction.atomic
def add_evidence(*, visit_id: UUID, picture: Drawn, by: Account, now: datetime) -> VisitEvidence:
    """A picture of what the shopper saw. It keeps neither the name of the file nor who brought it."""
    row = policies.given_to(by).select_for_update(of=("self",)).get(pk=visit_id)
    if row.status != Status.PLANNED:
        raise RuleViolation("performance.visit_handed_in")
    place = row.evidence.count() + 1
    if place > MOST_PICTURES:
        raise RuleViolation("performance.visit_pictures_full", most=MOST_PICTURES)
    picture.content.name = f"visit-{place}.jpg"
    stored = store_drawn(picture, purpose=EVIDENCE, by=None)
    found = VisitEvidence.objects.create(visit=row, file=stored, position=place)
    record(None, "performance.visit_evidence_added", row)
    return found


@transaction.atomic
def object_to_visit(*, visit_id: UUID, text: str, by: Account, now: datetime) -> ShopperVisit:
    """The person visited says what is wrong with it, once and in time."""
    row = policies.results(by).select_for_update(of=("self",)).get(pk=visit_id, target_id=own_id(by))
    assert row.closed_on is not None
    until = row.closed_on + timedelta(days=OBJECT_DAYS.on(row.closed_on))
    if row.objection != Objection.NONE:
        raise RuleViolation("performance.visit_objected_already")
    if day_of(now) > until:
        raise RuleViolation("performance.visit_objection_late", day=until)
    if not text.strip():
        raise RuleViolation("performance.visit_objection_empty")
    row.objection, row.objection_text, row.objected_on = Objection.OPEN, text.strip(), day_of(now)
    row.save(update_fields=["objection", "objection_text", "objected_on"])
    closer = Employee.objects.filter(account=row.closed_by_id).select_related("account").first()
    if closer is not None:
        url = reverse("shopper:visit", args=[row.pk])
        notify.send(to=closer, kind=OBJECTION, title=_("Somebody objects to a mystery visit"), url=url)
    record(by, "performance.visit_objected", row, subject=row.target_id)
    return row


@transaction.atomic
def decide_objection(*, visit_id: UUID, upheld: bool, decision: str, by: Account, now: datetime) -> ShopperVisit:
    """Upheld, the visit does not count. Whoever decides may plan visits, and neither made nor closed this one."""
    row = policies.visits(by).select_for_update(of=("self",)).select_related("plan").get(pk=visit_id)
    policies.plan.require(by, row.plan)
    if row.objection != Objection.OPEN:
        raise RuleViolation("performance.visit_no_objection")
    if own_id(by) in (row.shopper_id, row.target_id) or by.pk == row.closed_by_id:
        raise RuleViolation("performance.visit_own_decision")
    if not decision.strip():
        raise RuleViolation("performance.visit_decision_empty")
    row.objection = Objection.UPHELD if upheld else Objection.REJECTED
    row.decision, row.decided_on, row.decided_by = decision.strip(), day_of(now), by
    row.save(update_fields=["objection", "decision", "decided_on", "decided_by"])
    target = Employee.objects.select_related("account").get(pk=row.target_id)
    url = reverse("shopper:result", args=[row.pk])
    notify.send(to=target, kind=OBJECTION, title=_("Your objection to a mystery visit is decided"), url=url)
    record(by, "performance.visit_objection_decided", row, subject=target.pk, upheld=upheld)
    return row
