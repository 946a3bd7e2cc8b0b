"""Entries of the record as the moments of a timeline."""

import json
from collections.abc import Iterable

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from dengta.foundation.access import Role
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.audit.verbs import label
from dengta.web.figures import Moment


def moments_of(entries: Iterable[AuditEntry], *, reasons: bool) -> list[Moment]:
    """What happened, in the words of the record. Why it happened is for whoever may open the file (`reasons`)."""
    return [
        Moment(
            at=formats.date_format(timezone.localtime(entry.at), "SHORT_DATE_FORMAT"),
            iso=entry.at.isoformat(),
            text=_in_words(entry, reasons=reasons),
            by=_who(entry),
            icon="history",
        )
        for entry in entries
    ]


def _in_words(entry: AuditEntry, *, reasons: bool) -> str:
    facts = json.loads(entry.facts)
    if "role" in facts:
        facts["role"] = Role(facts["role"]).label
    names = ("team", "skill", "level", "item", "role", *(("reason",) if reasons else ()))
    told = [str(facts[name]) for name in names if facts.get(name)]
    return " · ".join([label(entry.verb), *told])


def _who(entry: AuditEntry) -> str:
    if entry.actor is None:
        return _("by the system")
    employee = getattr(entry.actor, "employee", None)
    return employee.name if employee else entry.actor.get_username()
