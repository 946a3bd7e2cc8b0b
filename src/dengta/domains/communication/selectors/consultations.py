"""Whether those whom a decision touches were asked, and what they said."""

from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from dengta.domains.communication.models import Consultation, ConsultationVoice
from dengta.domains.communication.policies import consultations as policies
from dengta.domains.people.models import Employee, Membership
from dengta.domains.people.selectors.people import people
from dengta.foundation.access import Actor, facts_of


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
