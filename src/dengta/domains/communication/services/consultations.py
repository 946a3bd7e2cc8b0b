"""The consultation step: whoever decides for many asks first, and says afterwards what became of it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Consultation, ConsultationVoice
from dengta.domains.communication.policies import consultations as policies
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.selectors.consultation_subjects import Subject, subject_of, touches_others
from dengta.domains.communication.selectors.consultations import (
    Clause,
    consulted,
    consulted_about_words,
    hash_of_words,
    leaves_days,
)
from dengta.domains.communication.selectors.crews import elsewhere
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.organisation import team_on
from dengta.domains.people.selectors.people import people
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_044 = Rule(
    "R-044", _("A decision that touches many, or another department, asks first; rules of staff interest must")
)
MOST_WITHOUT = Parameter(
    "communication.agents_without_consultation",
    5,
    _("A decision that affects more agents than this asks them first"),
    unit="agents",
    check=lambda agents: agents >= 0,
)
STAFF_DAYS = Parameter(
    "communication.staff_consultation_days",
    3,
    _("Days that the staff has to answer before a rule on its own interests may hold"),
    unit="days",
    check=lambda days: 1 <= days <= 90,
)
VOICE = "consultation.voice"
NOTICE = "communication.consultation"


def consultation_missing(
    *, subject_key: str, affected: int, day: date, other_department: bool = False, staff_interest: bool = False,
    clauses: Sequence[Clause] = (),
) -> bool:  # fmt: skip
    """Whether a decision should have asked first and did not: the decider warns. Rules of staff interest are refused
    (Labour Contract Law, article 4): they are discussed with the staff before they hold, in the words that will."""
    asked = consulted(subject_key)
    R_044.refuse(when=staff_interest and not asked, code="communication.consultation_needed")
    days = STAFF_DAYS.on(day)
    R_044.refuse(
        when=staff_interest and not consulted_about_words(subject_key, clauses, days=days),
        code="communication.consultation_other_words", days=days,
    )  # fmt: skip
    touches_many = affected > MOST_WITHOUT.on(day) or other_department
    return R_044.warns(when=touches_many and not asked)


def went_unasked(
    subject: Subject, *, by: Account, day: date, staff_interest: bool = False, clauses: Sequence[Clause] = ()
) -> bool:
    """The same for a matter of this room: whether it is decided now and those whom it touches were not asked."""
    return consultation_missing(
        subject_key=subject.key, affected=len(subject.people), day=day, other_department=touches_others(by, subject),
        staff_interest=staff_interest, clauses=clauses,
    )  # fmt: skip


def insist_on_days(*, asked_at: datetime, until: date, day: date) -> None:
    """The staff has its days to answer, as `day` has them: who is asked overnight was not asked (R-044)."""
    days = STAFF_DAYS.on(day)
    R_044.refuse(when=not leaves_days(asked_at, until, days=days), code="communication.consultation_days", days=days)


@transaction.atomic
def consult_about(
    *, subject_key: str, title: str, question: str, until: date, by: Account, now: datetime,
    clauses: Sequence[Clause] = (),
) -> Consultation:  # fmt: skip
    """Ask everybody whom a decision will touch, before it is taken: nobody picks out those who will agree. A text in
    clauses is put before them as it is meant to hold."""
    subject = subject_of(by, subject_key)
    if subject is None:
        raise NotAllowed("not_allowed", right="communication.consult_about")
    if clauses:
        insist_on_days(asked_at=now, until=until, day=day_of(now))
    whom = subject.people - {by.employee.pk}
    text = "\n".join(f"{code} {words}" for code, words in clauses)
    return consult(
        title=title, question="\n\n".join(filter(None, (question, text))), asked=whom, until=until, by=by, now=now,
        subject_key=subject.key, unit_id=subject.unit.pk, words_sha256=hash_of_words(clauses),
    )  # fmt: skip


@transaction.atomic
def consult(
    *, title: str, question: str, asked: Collection[int], until: date, by: Account, now: datetime,
    subject_key: str = "", unit_id: int | None = None, words_sha256: str = "",
) -> Consultation:  # fmt: skip
    """Ask these people until a day; for the unit that it is about, else for the asker's own."""
    asker, today = by.employee, now.date()
    team = unit_id or team_on([asker.pk], today).get(asker.pk)
    if team is None:
        raise RuleViolation("communication.request_no_team")
    if not title.strip() or not question.strip():
        raise RuleViolation("communication.consultation_question")
    if until < today:
        raise RuleViolation("communication.request_past")
    known = people(by, today).filter(pk__in=asked, status=Employee.Status.ACTIVE).exclude(pk=asker.pk)
    whom = list(known.select_related("account"))
    if not whom or len(whom) != len(set(asked)):
        raise RuleViolation("communication.consultation_whom")
    row = Consultation.objects.create(
        subject_key=subject_key, employee=asker, unit_id=team, title=title.strip(), question=question.strip(),
        asked_at=now, until=until, words_sha256=words_sha256,
    )  # fmt: skip
    ConsultationVoice.objects.bulk_create(ConsultationVoice(consultation=row, employee=one) for one in whom)
    url = reverse("consultations:one", args=[row.pk])
    todos.put(kind=VOICE, key=row.pk, to=[one.pk for one in whom], title=row.title, url=url, now=now,
              due_at=end_of(until))  # fmt: skip
    told = _("You are asked for your view")
    notify.send_many(to=whom, broadcast=False, kind=NOTICE, title=told, body=row.title, url=url)
    record(by, "communication.consulted", row, subject=asker.pk, asked=sorted(asked), until=until, about=subject_key)
    return row


@transaction.atomic
def give_voice(*, consultation_id: int, answer: str, by: Account, now: datetime) -> ConsultationVoice:
    """Say what you think; until the day you can say it anew."""
    voices = ConsultationVoice.objects.select_for_update(of=("self",)).select_related("consultation")
    voice = voices.filter(consultation_id=consultation_id, employee_id=by.employee.pk).first()
    if voice is None:
        raise NotAllowed("not_allowed", right="communication.give_voice")
    policies.see.require(by, voice.consultation)
    if voice.consultation.concluded_at is not None or voice.consultation.until < now.date():
        raise RuleViolation("communication.consultation_over")
    if not answer.strip():
        raise RuleViolation("communication.consultation_answer")
    voice.answer, voice.answered_at = answer.strip(), now
    voice.save(update_fields=["answer", "answered_at"])
    todos.settle(kind=VOICE, key=consultation_id, of=[by.employee.pk])
    record(by, "communication.voice_given", voice.consultation, subject=by.employee.pk)
    return voice


@transaction.atomic
def conclude(*, consultation_id: int, conclusion: str, by: Account, now: datetime) -> Consultation:
    """Tell everybody who was asked what became of their answers; not those who work for another client by now."""
    row = Consultation.objects.select_for_update().get(pk=consultation_id)
    if not policies.may_conclude(by, row):
        raise NotAllowed("not_allowed", right="communication.own_consultation")
    if row.concluded_at is not None:
        raise RuleViolation("communication.consultation_over")
    if not conclusion.strip():
        raise RuleViolation("communication.consultation_conclusion")
    # Closed before its day only once everybody has spoken.
    waiting = row.voices.filter(answered_at__isnull=True).exists()
    if row.until >= now.date() and waiting:
        raise RuleViolation("communication.consultation_running", until=row.until)
    row.conclusion, row.concluded_at = conclusion.strip(), now
    row.save(update_fields=["conclusion", "concluded_at"])
    todos.settle(kind=VOICE, key=row.pk)
    asked = Employee.objects.filter(pk__in=row.voices.values("employee_id")).select_related("account")
    asked = asked.exclude(pk__in=elsewhere(row.unit_id, day_of(now)))
    notify.send_many(to=asked, broadcast=False, kind=NOTICE, title=_("What became of your answers"), body=row.title,
                     url=reverse("consultations:one", args=[row.pk]))  # fmt: skip
    record(by, "communication.consultation_concluded", row, subject=row.employee_id)
    return row
