"""Walking through the workplace with the checklist, and putting right what was found."""

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import CheckItem, WorkplaceCheck
from dengta.domains.communication.policies import checks as policies
from dengta.domains.communication.selectors.checks import R_122, may_sanction_from
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.selectors.crews import members
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Unit
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation
from dengta.foundation.files.models import StoredFile
from dengta.foundation.files.services import MEGABYTE, Drawn, remove, store_drawn

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
PHOTO = NOTICE = "communication.check"
FINDING = "checks.finding"
MOST_BYTES = 8 * MEGABYTE


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
    *, item_id: int, ok: bool, note: str, owner: Employee | None, due_on: date | None, photo: Drawn | None, by: Account,
    now: datetime,
) -> CheckItem:  # fmt: skip
    """Say of a line that it is fine, or what was found, who sees to it, and until when the team puts it right."""
    item = _item(item_id)
    policies.run.require(by, item.check_of)
    if item.fixed_at is not None:
        raise RuleViolation("communication.finding_closed")
    if not ok:
        _is_whole(item, note=note, owner=owner, due_on=due_on, today=day_of(now))
    before = item.owner_id
    item.ok, item.note = ok, note.strip()
    item.owner, item.due_on = (None, None) if ok else (owner, due_on)
    _put_photo(item, "photo", photo, is_fine=ok, by=by, now=now)
    item.save()
    _hand_over(item, before=before, by=by, now=now)
    record(
        by, "communication.check_item_judged", item.check_of, line=item.what, ok=ok, note=item.note,
        owner=item.owner and item.owner.name, due_on=item.due_on,
    )  # fmt: skip
    _close_when_done(item.check_of, now=now)
    return item


@transaction.atomic
def fix_finding(*, item_id: int, note: str, photo: Drawn | None, by: Account, now: datetime) -> CheckItem:
    """The team has put a finding right; whoever sees to it says so, or whoever runs the checks."""
    item = _item(item_id)
    policies.put_right.require(by, item)
    if item.ok is not False or item.fixed_at is not None:
        raise RuleViolation("communication.finding_closed")
    if not note.strip():
        raise RuleViolation("communication.fix_needs_words")
    item.fixed_at, item.fix_note = now, note.strip()
    _put_photo(item, "fix_photo", photo, is_fine=False, by=by, now=now)
    item.save()
    todos.settle(kind=FINDING, key=item.pk)
    record(by, "communication.finding_fixed", item.check_of, line=item.what, note=item.fix_note)
    _close_when_done(item.check_of, now=now)
    return item


def no_sanction_from(source: Model | type[Model]) -> None:
    """Refuse to rest a sanction against a person on a checklist of the team (R-122)."""
    R_122.refuse(when=not may_sanction_from(source), code="communication.no_individual_penalty")


def _item(item_id: int) -> CheckItem:
    rows = CheckItem.objects.select_for_update(of=("self",))
    return rows.select_related("check_of", "owner", "photo", "fix_photo").get(pk=item_id)


def _is_whole(item: CheckItem, *, note: str, owner: Employee | None, due_on: date | None, today: date) -> None:
    """A finding says what, who sees to it, and until when."""
    if not note.strip():
        raise RuleViolation("communication.finding_needs_words")
    if owner is None:
        raise RuleViolation("communication.finding_needs_owner")
    if due_on is None or due_on < today:
        raise RuleViolation("communication.finding_needs_day")
    if not members(item.check_of.unit_id, today).filter(pk=owner.pk).exists():
        raise RuleViolation("communication.finding_owner_of_team", name=owner.name)


def _hand_over(item: CheckItem, *, before: int | None, by: Account, now: datetime) -> None:
    """The finding waits for its owner, with its newest words and day, and for nobody else."""
    todos.settle(kind=FINDING, key=item.pk)
    if item.owner is None or item.due_on is None:
        return
    title = format_lazy(_("5S: {note}"), note=item.note)
    url = reverse("checks:fix", args=[item.pk])
    todos.put(kind=FINDING, key=item.pk, to=[item.owner.pk], title=title, url=url, now=now, due_at=end_of(item.due_on))
    if item.owner.pk != before and item.owner.account_id != by.pk:
        body = format_lazy(_("{what}. Please see to it by {day}."), what=item.what, day=f"{item.due_on:%m-%d}")
        notify.send(to=item.owner, kind=NOTICE, title=title, body=body, url=url)


def _put_photo(item: CheckItem, place: str, photo: Drawn | None, *, is_fine: bool, by: Account, now: datetime) -> None:
    """The new photo takes the place of the old one, whose bytes go; of a line that is fine no old photo stays."""
    old: StoredFile | None = getattr(item, place)
    if photo is None and not is_fine:
        return
    setattr(item, place, store_drawn(photo, purpose=PHOTO, by=by) if photo is not None else None)
    if old is not None:
        remove(stored=old, now=now)


def _close_when_done(check: WorkplaceCheck, *, now: datetime) -> None:
    """A check is closed when every line is judged and every finding put right, and open again otherwise."""
    items = check.items
    is_done = not items.filter(ok=None).exists() and not items.filter(ok=False, fixed_at=None).exists()
    check.closed_at = now if is_done else None
    check.save(update_fields=["closed_at"])
