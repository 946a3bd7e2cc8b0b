"""Walking through the workplace with the checklist, and putting right what was found."""

from datetime import date, datetime
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import Model
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import CheckItem, WorkplaceCheck
from dengta.domains.communication.policies import checks as policies
from dengta.domains.communication.selectors.checks import R_122, may_sanction_from
from dengta.domains.communication.selectors.days import day_of
from dengta.domains.people.models import Account, Unit
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.files.models import StoredFile
from dengta.foundation.files.services import MEGABYTE, store

Area = CheckItem.Area
# What is looked at. No line is about one person.
CHECKLIST: tuple[tuple[str, str | Promise], ...] = (
    (Area.SORT, _("Nothing lies on the desks that is not used this week")),
    (Area.SORT, _("No customer data on paper or in sight")),
    (Area.SET, _("Headsets, cables and chairs have their place")),
    (Area.SET, _("Emergency exits and gangways are free")),
    (Area.SHINE, _("Screens, keyboards and headsets are clean")),
    (Area.SHINE, _("Floor and pantry are clean, bins are emptied")),
    (Area.STANDARDISE, _("Labels and notices are up to date")),
    (Area.SUSTAIN, _("What was found last time is put right")),
    (Area.APPEARANCE, _("The team’s dress fits the occasion of the day")),
)
PHOTO = "communication.check"
MOST_BYTES = 8 * MEGABYTE
Upload = File[Any] | IO[bytes] | None


@transaction.atomic
def start_check(*, unit: Unit, by: Account, now: datetime) -> WorkplaceCheck:
    """Begin today's walk through the workplace of a team, with every line still open."""
    policies.check_in.require(by, unit)
    today = day_of(now)
    if WorkplaceCheck.objects.filter(unit=unit, done_on=today).exists():
        raise RuleViolation("communication.check_today_already")
    check = WorkplaceCheck.objects.create(unit=unit, done_on=today, done_by=by)
    with translation.override(settings.LANGUAGE_CODE):
        CheckItem.objects.bulk_create(
            CheckItem(check_of=check, area=area, what=str(what), position=at)
            for at, (area, what) in enumerate(CHECKLIST)
        )
    record(by, "communication.check_started", check, unit=unit.name)
    return check


@transaction.atomic
def judge_item(
    *, item_id: int, ok: bool, note: str, due_on: date | None, photo: Upload, by: Account, now: datetime
) -> CheckItem:
    """Say of a line that it is fine, or what was found and until when the team puts it right."""
    item = _item(item_id, by)
    if item.fixed_at is not None:
        raise RuleViolation("communication.finding_closed")
    if not ok and not note.strip():
        raise RuleViolation("communication.finding_needs_words")
    if not ok and (due_on is None or due_on < day_of(now)):
        raise RuleViolation("communication.finding_needs_day")
    item.ok, item.note, item.due_on = ok, note.strip(), None if ok else due_on
    if photo is not None:
        item.photo = _keep(photo, by)
    item.save()
    record(by, "communication.check_item_judged", item.check_of, line=item.what, ok=ok, note=item.note)
    _close_when_done(item.check_of, now=now)
    return item


@transaction.atomic
def fix_finding(*, item_id: int, note: str, photo: Upload, by: Account, now: datetime) -> CheckItem:
    """The team has put a finding right."""
    item = _item(item_id, by)
    if item.ok is not False or item.fixed_at is not None:
        raise RuleViolation("communication.finding_closed")
    if not note.strip():
        raise RuleViolation("communication.fix_needs_words")
    item.fixed_at, item.fix_note = now, note.strip()
    if photo is not None:
        item.fix_photo = _keep(photo, by)
    item.save()
    record(by, "communication.finding_fixed", item.check_of, line=item.what, note=item.fix_note)
    _close_when_done(item.check_of, now=now)
    return item


def no_sanction_from(source: Model | type[Model]) -> None:
    """Refuse to rest a sanction against a person on a checklist of the team (R-122)."""
    R_122.refuse(when=not may_sanction_from(source), code="communication.no_individual_penalty")


def _item(item_id: int, by: Account) -> CheckItem:
    item = CheckItem.objects.select_for_update(of=("self",)).select_related("check_of").get(pk=item_id)
    policies.run.require(by, item.check_of)
    return item


def _keep(photo: File[Any] | IO[bytes], by: Account) -> StoredFile:
    name = getattr(photo, "name", None) or "photo.jpg"
    return store(photo, name=name, purpose=PHOTO, kinds=("png", "jpeg"), most_bytes=MOST_BYTES, by=by)


def _close_when_done(check: WorkplaceCheck, *, now: datetime) -> None:
    """A check is closed when every line is judged and every finding put right, and open again otherwise."""
    items = check.items
    is_done = not items.filter(ok=None).exists() and not items.filter(ok=False, fixed_at=None).exists()
    check.closed_at = now if is_done else None
    check.save(update_fields=["closed_at"])
