"""Asking for an export of many people, and deciding about somebody else's."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.foundation import notify
from dengta.foundation.access import Actor, registered_permissions
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.exports.gate import BULK, Parcel
from dengta.foundation.releases.models import ExportRequest
from dengta.foundation.releases.selectors import HOURS, State, need_of, open_request, roles_with, second_persons


@transaction.atomic
def ask(*, parcel: Parcel, reason: str, by: Actor, now: datetime) -> ExportRequest:
    """Ask to take a list along. Where a reason is all it needs it is free at once, otherwise others are told."""
    right = parcel.permission
    if not right.beyond_own(by):
        raise NotAllowed("not_allowed", right=right.name)
    if not reason.strip():
        raise RuleViolation("releases.reason_missing")
    if (waiting := open_request(parcel, by=by, now=now)) is not None:
        return waiting  # asked twice, by a double click or an old page
    need = need_of(right, people=parcel.people, now=now)
    others = second_persons(right, by=by) if need.second_person else []
    if need.second_person and not others:
        roles = str(_(", ")).join(str(role.label) for role in roles_with(right))
        raise RuleViolation("releases.nobody_else", roles=roles, most=BULK.on(now.date()))
    asked = ExportRequest.objects.create(
        by_id=by.pk, name=parcel.name, label=str(parcel.label), right=right.name,
        address=parcel.address, rows=parcel.rows,
        people=parcel.people, reason=reason.strip(), asked_at=now,
        state=State.OPEN if need.second_person else State.APPROVED,
        decided_at=None if need.second_person else now,
    )  # fmt: skip
    asked.told.set([other.pk for other in others])
    record(by, "releases.asked", asked, name=parcel.name, people=parcel.people, rows=parcel.rows, reason=asked.reason)
    notify.send_many(
        to=others,
        broadcast=False,
        kind="releases.request",
        title=format_lazy(_("Somebody asks to export the data of {people} people"), people=parcel.people),
        url=reverse("releases:show", args=[asked.pk]),
    )
    return asked


@transaction.atomic
def decide(*, request_id: int, approve: bool, note: str, by: Actor, now: datetime) -> ExportRequest:
    """Approve or decline the export of somebody else, whom one could stand in for, within the time for it."""
    asked = ExportRequest.objects.select_for_update(of=("self",)).select_related("by").get(pk=request_id)
    if asked.by_id == by.pk:
        raise RuleViolation("releases.own")
    right: Any = registered_permissions()[asked.right]
    if not right.reaches_as_far(by, asked.by):
        raise NotAllowed("not_allowed", right=right.name)
    if asked.state != State.OPEN or asked.asked_at <= now - timedelta(hours=HOURS):
        raise RuleViolation("releases.over", hours=HOURS)
    if not approve and not note.strip():
        raise RuleViolation("releases.note_missing")
    asked.state = State.APPROVED if approve else State.DECLINED
    asked.decided_by_id, asked.decided_at, asked.note = by.pk, now, note.strip()
    asked.save(update_fields=["state", "decided_by", "decided_at", "note"])
    record(by, f"releases.{asked.state}", asked, name=asked.name, people=asked.people, note=asked.note)
    told = format_lazy(
        _("Your export is approved: please take it within {hours} hours") if approve else _("Your export was declined"),
        hours=HOURS,
    )
    notify.send(
        to=asked.by,
        kind="releases.decided",
        title=told,
        body=asked.note,
        url=reverse("releases:show", args=[asked.pk]),
    )
    return asked
