"""Important talks: written down, signed by both with their own name, and voided by whoever changes them afterwards."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise as Lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.events import TalkSigned
from dengta.domains.communication.models import Talk, TalkSignature, TalkVersion
from dengta.domains.communication.policies import one_on_ones as policies
from dengta.domains.communication.selectors.answering import is_worked
from dengta.domains.communication.selectors.chain import leading_above
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.one_on_one_todos import record_due
from dengta.domains.communication.services.reminding import remind_once
from dengta.domains.people.models import Account, Employee
from dengta.foundation import events, notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

SIGN = "talks.sign"
Status = Talk.Status


@dataclass(frozen=True, slots=True)
class Words:
    """What a talk was: when and where, about what, what was said and agreed."""

    held_on: date
    place: str
    topic: str
    said: str
    agreements: str


@transaction.atomic
def write_talk(
    *,
    employee_id: int,
    kind: str,
    words: Words,
    by: Account,
    now: datetime,
    subject_type: str = "",
    subject_key: object = "",
) -> Talk:
    """Write down an important talk with somebody one leads; both are then asked to sign it."""
    employee = Employee.objects.select_related("account").get(pk=employee_id)
    me, unit_id = _leader_of(employee, by, day_of(now))
    _check(words, today=day_of(now))
    talk = Talk.objects.create(
        employee=employee, leader=me, unit_id=unit_id, kind=kind, created_at=now, subject_type=subject_type,
        subject_key=str(subject_key),
    )  # fmt: skip
    TalkVersion.objects.create(talk=talk, number=1, written_at=now, **asdict(words))
    _ask_both(talk, now=now)
    # Never of which kind: whoever reads the record must not learn from it that a warning is to come.
    record(by, "communication.talk_written", talk, subject=employee.pk, held_on=words.held_on)
    return talk


@transaction.atomic
def rewrite_talk(*, talk_id: int, words: Words, by: Account, now: datetime) -> TalkVersion:
    """Change the words. Once somebody has put anything under them, a new version begins and both sign anew."""
    talk = _locked(talk_id, by)
    if talk.leader.account_id != by.pk:
        raise NotAllowed("not_allowed", right=policies.write_talks.name)
    if talk.status == Status.SIGNED:
        raise RuleViolation("communication.talk_signed_by_both")
    _check(words, today=day_of(now))
    version = _current(talk)
    if version.signatures.exists():
        version.voided_at = now
        version.save(update_fields=["voided_at"])
        version = TalkVersion(talk=talk, number=version.number + 1, written_at=now)
    for name, value in asdict(words).items():
        setattr(version, name, value)
    version.written_at = now
    version.save()
    talk.status = Status.OPEN
    talk.save(update_fields=["status"])
    _ask_both(talk, now=now)
    record(by, "communication.talk_rewritten", talk, subject=talk.employee_id, version=version.number)
    return version


@transaction.atomic
def sign_talk(*, talk_id: int, name: str, own_view: str, version: int, by: Account, now: datetime) -> Talk:
    """Sign with one's own name, and an own view if one likes. `version` is the one that was read."""
    talk = _locked(talk_id, by)
    me, current = _side(talk, by), _current(talk)
    _unanswered(current, me, version)
    if name.strip() != me.name:
        raise RuleViolation("communication.talk_signature_differs", name=me.name)
    TalkSignature.objects.create(version=current, signer=me, name=me.name, own_view=own_view.strip(), at=now)
    todos.settle(kind=SIGN, key=talk.pk, of=[me.pk])
    record(by, "communication.talk_signed", talk, subject=talk.employee_id, version=current.number)
    if current.signatures.exclude(name="").count() == len({talk.employee_id, talk.leader_id}):
        _both_have_signed(talk, current, now=now)
    else:
        _tell_other(talk, me, format_lazy(_("{name} has signed the record of your talk"), name=me.name))
    return talk


@transaction.atomic
def refuse_talk(*, talk_id: int, reason: str, own_view: str, version: int, by: Account, now: datetime) -> Talk:
    """Refuse to sign, with a reason. Reason and own view stay on record; nothing follows from a refusal by itself."""
    talk = _locked(talk_id, by)
    me, current = _side(talk, by), _current(talk)
    if me.pk != talk.employee_id:
        raise NotAllowed("not_allowed", right=policies.write_talks.name)
    _unanswered(current, me, version)
    if not reason.strip():
        raise RuleViolation("communication.refusal_needs_reason")
    TalkSignature.objects.create(version=current, signer=me, refusal=reason.strip(), own_view=own_view.strip(), at=now)
    talk.status = Status.REFUSED
    talk.save(update_fields=["status"])
    todos.settle(kind=SIGN, key=talk.pk)
    record(by, "communication.talk_refused", talk, subject=talk.employee_id, version=current.number)
    _tell_other(talk, me, format_lazy(_("{name} does not sign the record of your talk and says why"), name=me.name))
    return talk


@transaction.atomic
def remind_of_signatures(*, now: datetime) -> int:
    """Remind whoever let the day pass on which a record was to be signed or refused, once (K8). Answers how many."""
    if not is_worked(day_of(now)):
        return 0
    return remind_once(
        SIGN, Talk.objects.all(), notice="communication.talk", title=_("The record of a talk still waits for you"),
        verb="communication.talk_reminded", now=now,
    )  # fmt: skip


def _both_have_signed(talk: Talk, version: TalkVersion, *, now: datetime) -> None:
    talk.status = Status.SIGNED
    talk.save(update_fields=["status"])
    events.publish(
        TalkSigned(
            talk=talk.pk, employee=talk.employee_id, leader=talk.leader_id, at=now,
            subject_type=talk.subject_type, subject_key=talk.subject_key,
        )
    )  # fmt: skip
    for side in (talk.employee, talk.leader):
        _tell(side, talk, _("The record of your talk is signed by both of you"))


def _ask_both(talk: Talk, *, now: datetime) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        title = str(_("Read and sign the record of a talk"))
    url = reverse("talks:talk", args=[talk.pk])
    todos.put(
        kind=SIGN, key=talk.pk, to=[talk.employee_id, talk.leader_id], title=title, url=url, now=now,
        due_at=record_due(now),
    )  # fmt: skip
    _tell(talk.employee, talk, _("Please read and sign the record of a talk"))


def _unanswered(current: TalkVersion, me: Employee, version: int) -> None:
    """Signed is what was read: whoever still sees an older version is asked to read the new one."""
    if current.number != version:
        raise RuleViolation("communication.talk_changed_meanwhile")
    if current.signatures.filter(signer=me).exists() or current.signatures.exclude(refusal="").exists():
        raise RuleViolation("communication.talk_answered_already")


def _check(words: Words, *, today: date) -> None:
    if not all(text.strip() for text in (words.place, words.topic, words.said, words.agreements)):
        raise RuleViolation("communication.talk_incomplete")
    if words.held_on > today:
        raise RuleViolation("communication.talk_in_the_future")


def _current(talk: Talk) -> TalkVersion:
    return talk.versions.get(voided_at__isnull=True)


def _side(talk: Talk, by: Account) -> Employee:
    """The side the acting person is on; nobody signs for somebody else."""
    sides = {side.account_id: side for side in (talk.employee, talk.leader)}
    if by.pk not in sides:
        raise NotAllowed("not_allowed", right=policies.write_talks.name)
    return sides[by.pk]


def _locked(talk_id: int, by: Account) -> Talk:
    rows = Talk.objects.select_for_update(of=("self",)).select_related("employee__account", "leader__account")
    talk = rows.get(pk=talk_id)
    policies.write_talks.require(by, talk)
    return talk


def _leader_of(employee: Employee, by: Account, day: date) -> tuple[Employee, int]:
    """The acting person as somebody who leads this one, nearest or further up, and through which unit."""
    mine = next((one for one in leading_above(employee, day) if one.employee.account_id == by.pk), None)
    if mine is None:
        raise NotAllowed("not_allowed", right=policies.hold.name)
    return mine.employee, mine.unit_id


def _tell_other(talk: Talk, me: Employee, title: str | Lazy) -> None:
    _tell(talk.leader if me.pk == talk.employee_id else talk.employee, talk, title)


def _tell(to: Employee, talk: Talk, title: str | Lazy) -> None:
    notify.send(to=to, kind="communication.talk", title=title, url=reverse("talks:talk", args=[talk.pk]))
