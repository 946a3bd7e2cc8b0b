"""Whether those whom a decision touches were asked, and what they said."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from dengta.domains.communication.models import Consultation, ConsultationVoice
from dengta.domains.communication.policies import consultations as policies
from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Employee, Membership
from dengta.domains.people.selectors.people import people
from dengta.foundation.access import Actor, facts_of

# Its code and its text.
Clause = tuple[str, str]


def consultations(actor: Actor) -> QuerySet[Consultation]:
    """Those the reader opened, was asked in, or answers for, with the number of answers, of those whom the reader may
    know: where the whole house is asked nobody counts the people of another client. One query."""
    known = Q(voices__employee__in=people(actor, timezone.localdate()).values("pk"))
    answered = Count("voices", filter=known & Q(voices__answered_at__isnull=False), distinct=True)
    rows = policies.see.scope(actor, Consultation.objects.all()).select_related("employee", "unit")
    return rows.annotate(asked=Count("voices", filter=known, distinct=True), answered=answered)


def consulted(subject_key: str) -> bool:
    """Whether people were asked about this and told what became of it. One query."""
    return Consultation.objects.filter(subject_key=subject_key, concluded_at__isnull=False).exists()


def consulted_about_words(subject_key: str, clauses: Sequence[Clause], *, days: int) -> bool:
    """The same about these very words, with so many days to answer: what was asked about another text, or overnight,
    is not asked. One query."""
    rows = Consultation.objects.filter(
        subject_key=subject_key, words_sha256=hash_of_words(clauses), concluded_at__isnull=False
    )
    return any(leaves_days(row.asked_at, row.until, days=days) for row in rows)


def leaves_days(asked_at: datetime, until: date, *, days: int) -> bool:
    """Whether whoever is asked at that moment has so many days to answer."""
    return (until - day_of(asked_at)).days >= days


def hash_of_words(clauses: Sequence[Clause]) -> str:
    """By which a text is known again; how its lines break does not count. Empty for no text."""
    if not clauses:
        return ""
    written = json.dumps([(code, "".join(text.split())) for code, text in clauses], ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def voices_of(consultation: Consultation, *, seen_by: Actor) -> list[ConsultationVoice]:
    """Who was asked, of those whom the reader may know, and what they said, answers first. One query."""
    known = people(seen_by, timezone.localdate()).values("pk")
    return list(
        consultation.voices.filter(employee__in=known)
        .select_related("employee")
        .order_by(F("answered_at").asc(nulls_last=True), "employee__pinyin", "pk")
    )


def own_voice(consultation: Consultation, employee_id: int) -> ConsultationVoice | None:
    """The reader's own voice, where they were asked. One query."""
    return consultation.voices.filter(employee_id=employee_id).first()


def is_open(consultation: Consultation, day: date) -> bool:
    """Whether one can still answer."""
    return consultation.concluded_at is None and consultation.until >= day


def colleagues(actor: Actor, day: date) -> QuerySet[Employee]:
    """Whom one can ask on the page: the people at work in the own unit."""
    near = Membership.objects.on(day).filter(unit_id__in=facts_of(actor).home_units).values("employee_id")
    rows = people(actor, day).filter(pk__in=near, status=Employee.Status.ACTIVE)
    return rows.order_by("pinyin", "pk")
