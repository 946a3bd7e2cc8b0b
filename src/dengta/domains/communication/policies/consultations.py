"""Who sees a consultation: whoever asks, whoever is asked, and those above the unit."""

from datetime import date

from django.db.models import Q

from dengta.domains.communication.models import Consultation, ConsultationVoice
from dengta.domains.communication.policies.reach import beyond_the_wall, inside_the_wall
from dengta.domains.people.models import Employee, Membership
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach, facts_of


def _asked(actor: Actor, facts: ActorFacts) -> Q:
    voices = ConsultationVoice.objects.filter(employee_id=facts.employee_id or 0)
    return Q(pk__in=voices.values("consultation_id")) & inside_the_wall(facts)


see = Permission(
    "communication.see_consultations", Consultation, data_class="work_request", action=Action.READ,
    reach=Reach(person="employee_id", unit="unit_id", assigned=_asked, wall=inside_the_wall),
)  # fmt: skip
answer_for = Permission(
    "communication.answer_for_consultations", Consultation, data_class="work_request", action=Action.READ,
    reach=Reach(unit="unit_id"),
)  # fmt: skip


def may_conclude(actor: Actor, row: Consultation, day: date) -> bool:
    """Whoever asked; once they work for another client or have left, whoever stands above the unit. At most three
    queries."""
    if row.employee_id == facts_of(actor).employee_id:
        return see.allows(actor, row)
    return answer_for.allows(actor, row) and _asker_is_gone(row, day)


def _asker_is_gone(row: Consultation, day: date) -> bool:
    elsewhere = Membership.objects.on(day).filter(beyond_the_wall(row.unit_id)).values("employee_id")
    gone = Q(pk__in=elsewhere) | ~Q(status=Employee.Status.ACTIVE)
    return Employee.objects.filter(gone, pk=row.employee_id).exists()
