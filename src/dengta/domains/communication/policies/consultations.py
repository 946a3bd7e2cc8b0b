"""Who sees a consultation: whoever asks, whoever is asked, and those above the unit."""

from django.db.models import Q

from dengta.domains.communication.models import Consultation, ConsultationVoice
from dengta.domains.communication.policies.reach import asker_is_gone, inside_the_wall
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


def may_conclude(actor: Actor, row: Consultation) -> bool:
    """Whoever asked; once they work for another client or have left, whoever stands above the unit. At most three
    queries."""
    if row.employee_id == facts_of(actor).employee_id:
        return see.allows(actor, row)
    return answer_for.allows(actor, row) and Consultation.objects.filter(asker_is_gone(), pk=row.pk).exists()
