"""A lesson is written by whoever works on cases there and released by a second person who decides them. Its readers
read the library, which knows of no case."""

from django.db.models import Q, QuerySet

from dengta.domains.people.models import Unit
from dengta.domains.recognition.models import Case, Lesson
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach, facts_of


def _written_by(actor: Actor, facts: ActorFacts) -> Q:
    return Q(written_by=actor.pk)


# Where the case belongs, not where the lesson comes out. Nobody writes or releases one by being the person of the case.
OF_CASE = Reach(unit="case__unit_id", assigned=_written_by)
see = Permission("recognition.see_lessons", Lesson, data_class="discipline_case", action=Action.READ, reach=OF_CASE)
write = Permission(
    "recognition.write_lessons", Lesson, data_class="discipline_case", action=Action.WRITE,
    reach=Reach(unit="case__unit_id"),
)  # fmt: skip
write_from = Permission(
    "recognition.write_lessons_from", Case, data_class="discipline_case", action=Action.WRITE,
    reach=Reach(unit="unit_id"),
)  # fmt: skip
release = Permission(
    "recognition.release_lessons", Lesson, data_class="discipline_case", action=Action.DECIDE,
    reach=Reach(unit="case__unit_id"),
)  # fmt: skip

# Reading is let out where its writer may write for the house: as every document of the library.
come_out_in = Permission(
    "recognition.lessons_come_out_in", Unit, data_class="rule_book", action=Action.WRITE, reach=Reach(unit="pk")
)


def visible(actor: Actor) -> QuerySet[Lesson]:
    """Lessons this person works on; never one from a case about themselves."""
    return see.scope(actor, Lesson.objects.all()).exclude(case__employee=facts_of(actor).employee_id or 0)


def cases(actor: Actor) -> QuerySet[Case]:
    """Closed cases that this person may make a lesson of."""
    over = (Case.State.EXECUTED, Case.State.EXPIRED, Case.State.CLOSED)
    rows = write_from.scope(actor, Case.objects.filter(state__in=over, lesson=None))
    return rows.exclude(employee=facts_of(actor).employee_id or 0)
