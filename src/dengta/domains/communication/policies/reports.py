"""Reports from the floor: the team reads its own, leaders above answer them."""

from django.db.models import Q, QuerySet

from dengta.domains.communication.models import FloorReport, ReportVoice
from dengta.domains.communication.policies.floor import own_id
from dengta.domains.communication.policies.reach import OF_UNIT, inside_the_wall
from dengta.foundation.access import Action, Actor, Permission, any_of, facts_of

read = Permission(
    "communication.read_reports", FloorReport, data_class="floor_report", action=Action.READ, reach=OF_UNIT
)
answer = Permission(
    "communication.answer_reports", FloorReport, data_class="floor_report", action=Action.WRITE, reach=OF_UNIT
)


def visible(actor: Actor) -> QuerySet[FloorReport]:
    """What this person may read, whole or in part: those of the own team or reach, those they reported, and those
    given to them. Of what they reported and left behind with a move to another client it is their own text and its
    answer, and no more (`inside`)."""
    return FloorReport.objects.filter(any_of(inside(actor), Q(reporter_id=own_id(actor))))


def inside(actor: Actor) -> Q:
    """Reports that this person reads whole, with all who are in it, and works on."""
    return any_of(read.condition(actor), _taken_part(actor))


def own(actor: Actor) -> Q:
    """Reports in which this person has a voice."""
    mine = ReportVoice.objects.filter(employee_id=own_id(actor))
    return Q(pk__in=mine.values("report_id"))


def _taken_part(actor: Actor) -> Q:
    """Reports in which this person has a voice, or to which they see, until they work for another client."""
    return (own(actor) | Q(owner_id=own_id(actor))) & inside_the_wall(facts_of(actor))


def may_tell(actor: Actor, report: FloorReport) -> bool:
    """Whether somebody may tell customers the answer: who reported it, who owns it, who may answer it."""
    mine = FloorReport.objects.filter(_taken_part(actor), pk=report.pk)
    return mine.exists() or answer.allows(actor, report)
