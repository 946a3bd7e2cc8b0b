"""Who sees a consultation: whoever asks, whoever is asked, and those above the unit."""

from django.db.models import Q

from dengta.domains.communication.models import Consultation, ConsultationVoice
from dengta.domains.communication.policies.reach import inside_the_wall
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach


def _asked(actor: Actor, facts: ActorFacts) -> Q:
    voices = ConsultationVoice.objects.filter(employee_id=facts.employee_id or 0)
    return Q(pk__in=voices.values("consultation_id")) & inside_the_wall(facts)


see = Permission(
    "communication.see_consultations", Consultation, data_class="work_request", action=Action.READ,
    reach=Reach(person="employee_id", unit="unit_id", assigned=_asked),
)  # fmt: skip
