"""Figures come from records; a record is only changed by hand with a reason, and on the record (R-015)."""

from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.service import policies
from dengta.domains.service.models import Contact
from dengta.domains.service.services.facts import marks_of, seconds_open
from dengta.domains.service.services.marks import mark_dirty
from dengta.domains.service.services.repeats import link_repeats
from dengta.domains.service.services.teams import TeamsByDay
from dengta.foundation.access import Actor, facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.rules import Rule

R_015 = Rule("R-015", _("Figures come from records; edits need a reason and are recorded; agents can object"))

CORRECTABLE = frozenset(
    {"agent_id", "type_id", "emotional", "wait_s", "handle_s", "hold_s", "wrap_s", "reply_s", "transfers"}
)


def not_about_oneself(agents: set[int | None], *, by: Actor) -> None:
    """Refuse to let somebody change what counts for or against them: a colleague looks at it."""
    if facts_of(by).employee_id in agents - {None}:
        raise RuleViolation("people.not_about_yourself")


@transaction.atomic
def correct_contact(*, contact_id: int, changes: dict[str, Any], reason: str, by: Actor) -> Contact:
    """Correct fields of a contact by hand. Old and new value and the reason stay on record; the day is recounted.

    Another agent brings that agent's team of the day along; surveys already sent stay with whom they were about.
    """
    contact = Contact.objects.select_for_update().get(pk=contact_id)
    policies.correct_figures.require(by, contact)
    not_about_oneself({contact.agent_id, changes.get("agent_id")}, by=by)
    R_015.refuse(when=not reason.strip(), code="correction_needs_reason")
    unknown = set(changes) - CORRECTABLE
    if unknown:
        raise RuleViolation("field_not_correctable", field=", ".join(sorted(unknown)))
    left = Contact.objects.get(pk=contact_id)
    before = {name: getattr(contact, name) for name in changes}
    marks = marks_of(contact)
    for name, value in changes.items():
        setattr(contact, name, value)
    if contact.agent_id is not None and "agent_id" in changes:
        unit = TeamsByDay([contact.agent_id]).on(contact.agent_id, contact.business_day)
        contact.unit_id = unit if unit is not None else contact.unit_id
    if "reply_s" in changes:
        replied = contact.after(contact.reply_s)
        zone = ZoneInfo(contact.source.time_zone)
        contact.reply_open_s = seconds_open(contact.queue, zone, contact.created_at, replied)
    marks |= link_repeats([contact], left=[left])
    contact.save()
    mark_dirty(marks | marks_of(contact), origin=f"correction of {contact.external_id}"[:120])
    record(
        by,
        "service.contact_corrected",
        contact,
        subject=left.agent_id,
        before=before,
        after=changes,
        reason=reason.strip(),
    )
    return contact
