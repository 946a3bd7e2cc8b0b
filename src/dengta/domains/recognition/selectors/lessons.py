"""Lessons: what the check of their words has to know, and where they stand."""

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.library import Beside, documents
from dengta.domains.people.models import Employee, Membership, Unit, UnitClosure
from dengta.domains.recognition.models import Case, Lesson, LessonQuestion
from dengta.domains.recognition.policies import lessons as policies
from dengta.domains.recognition.selectors.anonymity import Found, Known, traces
from dengta.foundation.access import Actor

# A standard that fewer cases than this were about gives away whose case it was.
COMMON_FROM = 3


def listed(actor: Actor) -> QuerySet[Lesson]:
    """Those this person works on. One query."""
    return policies.visible(actor).select_related("unit", "case__version__clause").annotate(asked=Count("questions"))


def taught(actor: Actor) -> QuerySet[Lesson]:
    """Lessons that are out, for whoever reads their document."""
    return Lesson.objects.filter(state=Lesson.State.RELEASED, document__in=documents(actor).values("pk"))


def taught_questions(document_id: int) -> list[LessonQuestion]:
    """The questions of a lesson that is out, by its document. One query."""
    rows = LessonQuestion.objects.filter(lesson__document=document_id, lesson__state=Lesson.State.RELEASED)
    return list(rows.order_by("number"))


def questions_beside(actor: Actor, document_id: int) -> Beside | None:
    """The way to the questions, beside the document of a lesson. One query."""
    if not LessonQuestion.objects.filter(lesson__document=document_id).exists():
        return None
    return Beside(_("Try the questions"), reverse("conduct:quiz", args=[document_id]), "help-circle")


def words_of(lesson: Lesson) -> str:
    """Everything readers will read."""
    asked = [
        part for one in lesson.questions.all() for part in (one.question, one.right, one.wrong, one.wrong_too, one.why)
    ]
    return "\n".join([lesson.title, lesson.text, lesson.advice, *asked])


def found_in(lesson: Lesson) -> list[Found]:
    """What in it still says who it is about. Seven queries."""
    return traces(words_of(lesson), known_to(lesson))


def known_to(lesson: Lesson) -> Known:
    """What the house knows that no lesson may say. Six queries."""
    people = list(Employee.objects.values_list("name", "pinyin", "number", "nickname"))
    teams = Unit.objects.exclude(kind=Unit.Kind.COMPANY).values_list("name", "code")
    return Known(
        people=[(name, pinyin) for name, pinyin, _number, _nickname in people],
        close=list(_close(lesson.case)),
        nicknames=[nickname for *_rest, nickname in people if nickname],
        numbers=[number for _name, _pinyin, number, _nickname in people],
        teams=[words for pair in teams for words in pair if words],
        rare=[*_rare(lesson.case), lesson.case.number],
    )


def _close(case: Case) -> "QuerySet[Employee, tuple[str, str]]":
    """Who may be meant: whoever belonged to where it happened then, and the parties of the case. One query."""
    units = UnitClosure.objects.on(case.happened_on).filter(ancestor=case.unit_id).values("descendant")
    there = Membership.objects.on(case.happened_on).filter(unit__in=units).values("employee")
    parties = [case.employee_id, case.reported_by_id, case.complainant_id, case.handler_id, case.decider_id]
    rows = Employee.objects.filter(Q(pk__in=there) | Q(pk__in=[one for one in parties if one]))
    return rows.values_list("name", "pinyin")


def _rare(case: Case) -> list[str]:
    """The clause, where hardly anybody where the lesson comes from was ever in a case about it."""
    units = UnitClosure.objects.filter(ancestor=case.unit_id).values("descendant")
    same = Case.objects.filter(version__clause=case.version.clause_id, unit__in=units)
    if same.values("employee").distinct().count() >= COMMON_FROM:
        return []
    version = case.version
    return [one for one in (version.clause.code, version.title, version.title_en) if one]
