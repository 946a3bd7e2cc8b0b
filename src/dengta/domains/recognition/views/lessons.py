"""Lessons from closed cases: written, checked, read by a second person, out."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.people.models import Unit
from dengta.domains.recognition.forms import conduct as forms
from dengta.domains.recognition.models import Lesson
from dengta.domains.recognition.policies import lessons as policies
from dengta.domains.recognition.policies.rule_book import works_here
from dengta.domains.recognition.selectors import lessons as selectors
from dengta.domains.recognition.services import lessons as services
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

SORTS = {"written": ("written_at",), "title": ("title",)}
State = Lesson.State
SHOWN_CASES = 20


def _units(request: Request) -> QuerySet[Unit]:
    """Where the reader may let something out to read."""
    return policies.come_out_in.scope(request.user, Unit.objects.filter(closed_on=None)).order_by("name", "pk")


def _one(request: Request, pk: int, *states: str) -> Lesson:
    need_when(works_here(request.user))
    row = one_or_404(selectors.listed(request.user), pk)
    need_when(not states or row.state in states)
    return row


def _story(data: dict[str, Any]) -> services.Story:
    return services.Story(title=data["title"], text=data["text"], advice=data["advice"])


@require_safe
def listed(request: Request) -> HttpResponse:
    need_when(works_here(request.user) and policies.release.anywhere(request.user))
    context = {
        "page": lists.list_page(request, selectors.listed(request.user), sorts=SORTS, default="-written"),
        "cases": list(policies.cases(request.user).select_related("version__clause", "unit")[:SHOWN_CASES]),
    }
    return http.page(request, "recognition/conduct/lessons.html", context, fragment="list")


@require_safe
def lesson(request: Request, pk: int) -> HttpResponse:
    row = _one(request, pk)
    is_draft, writes = row.state == State.DRAFT, policies.write.allows(request.user, row)
    decides = policies.release.allows(request.user, row) and row.written_by_id != request.user.pk
    context = {
        "lesson": row,
        "questions": list(row.questions.all()),
        "found": [] if row.state == State.RELEASED else selectors.found_in(row),
        "writes": is_draft and writes,
        "asks": is_draft and writes and row.asked < services.MOST_QUESTIONS,  # type: ignore[attr-defined]
        "releases": row.state == State.SUBMITTED and decides,
        "returns": row.state == State.SUBMITTED and (decides or row.written_by_id == request.user.pk),
    }
    return http.page(request, "recognition/conduct/lesson.html", context)


@require_http_methods(FORM)
def write(request: Request, case: int) -> HttpResponse:
    need_when(works_here(request.user))
    one_or_404(policies.cases(request.user), case)
    return answer_form(
        request,
        forms.LessonForm(request.POST or None, units=_units(request)),
        lambda data: services.write_lesson(
            case_id=case, unit=data["unit"], story=_story(data), by=request.user, now=timezone.now()
        ),
        title=_("Write a lesson"),
        submit=_("Keep the draft"),
        back=reverse("conduct:lessons"),
        said=_("Kept. Look at what the check finds, then give it to a second person."),
        intro=_("What moves a team is what happened and what helps, not who it was."),
    )


@require_http_methods(FORM)
def change(request: Request, pk: int) -> HttpResponse:
    row = _one(request, pk, State.DRAFT)
    need_when(policies.write.allows(request.user, row))
    initial = {"unit": row.unit_id, "title": row.title, "text": row.text, "advice": row.advice}
    return answer_form(
        request,
        forms.LessonForm(request.POST or None, units=_units(request), initial=initial),
        lambda data: services.change_lesson(lesson_id=pk, unit=data["unit"], story=_story(data), by=request.user),
        title=_("Change the lesson"),
        submit=_("Keep the draft"),
        back=services.page_of(row),
        said=_("Kept."),
    )


@require_http_methods(FORM)
def question(request: Request, pk: int) -> HttpResponse:
    row = _one(request, pk, State.DRAFT)
    need_when(policies.write.allows(request.user, row))
    return answer_form(
        request,
        forms.QuestionForm(request.POST or None),
        lambda data: services.add_question(lesson_id=pk, by=request.user, **data),
        title=_("Add a question"),
        submit=_("Add it"),
        back=services.page_of(row),
        said=_("Added."),
    )


@require_POST
def submit(request: Request, pk: int) -> HttpResponse:
    row = _one(request, pk)
    need_when(policies.write.allows(request.user, row))
    return decided(
        request,
        lambda: services.submit_lesson(lesson_id=pk, by=request.user, now=timezone.now()),
        back=services.page_of(row),
        said=_("A second person reads it now."),
    )


@require_http_methods(FORM)
def give_back(request: Request, pk: int) -> HttpResponse:
    row = _one(request, pk, State.SUBMITTED)
    need_when(row.written_by_id == request.user.pk or policies.release.allows(request.user, row))
    return answer_form(
        request,
        forms.WhyForm(request.POST or None),
        lambda data: services.return_lesson(lesson_id=pk, by=request.user, **data),
        title=_("Give it back"),
        submit=_("Give it back"),
        back=services.page_of(row),
        said=_("Given back, with what is missing."),
    )


@require_POST
def release(request: Request, pk: int) -> HttpResponse:
    row = _one(request, pk)
    need_when(policies.release.allows(request.user, row))
    return decided(
        request,
        lambda: services.release_lesson(lesson_id=pk, by=request.user, now=timezone.now()),
        back=services.page_of(row),
        said=_("Published. Everybody it is for finds it in the library."),
    )


@require_http_methods(FORM)
def quiz(request: Request, pk: int) -> HttpResponse:
    need_when(works_here(request.user))
    row = get_object_or_404(selectors.taught(request.user), document=pk)
    questions = selectors.taught_questions(pk)
    need_when(bool(questions))
    form = forms.QuizForm(request.POST if request.method == "POST" else None, questions=questions)
    told = request.method == "POST" and form.is_valid()
    answered = [
        {"question": one, "is_right": said == one.right, "said": said, "why": one.why or row.advice}
        for one, said in ((one, form.cleaned_data[f"q{one.number}"]) for one in questions)
    ] if told else []  # fmt: skip
    context = {
        "document": pk, "title": row.title, "form": form, "answered": answered,
        "right": sum(bool(one["is_right"]) for one in answered),
    }  # fmt: skip
    return http.page(request, "recognition/conduct/quiz.html", context, status=422 if form.errors else 200)
