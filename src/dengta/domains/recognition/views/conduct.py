"""Reminders, coaching talks, trials, ties and reflections."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.people.models import Employee, Unit
from dengta.domains.people.selectors.people import people
from dengta.domains.recognition.forms import conduct as forms
from dengta.domains.recognition.models import CoachingTalk, DeclaredTie, Trial
from dengta.domains.recognition.policies import conduct as policies
from dengta.domains.recognition.policies.rule_book import works_here
from dengta.domains.recognition.selectors.standards import clause_of
from dengta.domains.recognition.services import conduct as services
from dengta.domains.recognition.services import reminders as reminding
from dengta.domains.recognition.views.breaches import clause_choices, people_within
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

REMINDERS = {"sent": ("sent_at",), "person": ("employee__pinyin",)}
TALKS = {"held": ("held_on",), "person": ("employee__pinyin",)}
TRIALS = {"starts": ("starts_on",), "name": ("name",)}
TIES = {"since": ("declared_on",), "person": ("one__pinyin",)}
REFLECTIONS = {"quarter": ("quarter",), "person": ("leader__pinyin",)}


@require_safe
def reminders(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    rows = policies.reminders(request.user, timezone.now()).select_related("employee", "sender", "clause")
    page = lists.list_page(request, rows, sorts=REMINDERS, default="-sent", filters=forms.ReminderFilter)
    context = {
        "page": page,
        "me": policies.own_id(request.user),
        "reminds": people_within(request, policies.remind).exists(),
    }
    return http.page(request, "recognition/conduct/reminders.html", context, fragment="list")


@require_http_methods(FORM)
def remind(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    whom = people_within(request, policies.remind)
    need_when(whom.exists())

    def decide(data: dict[str, Any]) -> object:
        clause = clause_of(data.pop("clause")) if data["clause"] else data.pop("clause") or None
        return reminding.remind(clause=clause, by=request.user, now=timezone.now(), **data)

    initial = {"employee": request.GET.get("to", ""), "clause": request.GET.get("clause", "")}
    return answer_form(
        request,
        forms.RemindForm(request.POST or None, people=whom, clauses=clause_choices(request), initial=initial),
        decide,
        title=_("Send a reminder"),
        submit=_("Send it"),
        back=reminding.page(),
        said=_("Sent. It stays between the two of you and counts for nothing."),
        intro=_("Between you and this person alone. It never counts as a first time, and is gone after 90 days."),
    )


@require_http_methods(FORM)
def reply(request: Request, pk: int) -> HttpResponse:
    rows = policies.reminders(request.user, timezone.now()).filter(employee=policies.own_id(request.user))
    row = one_or_404(rows, pk)
    return answer_form(
        request,
        forms.ReplyForm(request.POST or None),
        lambda data: reminding.reply_to_reminder(reminder_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Answer the reminder"),
        submit=_("Send my answer"),
        back=reminding.page(),
        said=_("Sent. Nothing more follows."),
        intro=row.text,
    )


@require_safe
def talks(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    rows = policies.see_talks.scope(request.user, CoachingTalk.objects.all())
    rows = rows.select_related("employee", "held_by", "clause", "unit")
    page = lists.list_page(request, rows, sorts=TALKS, default="-held", filters=forms.TalkFilter)
    context = {
        "page": page,
        "me": policies.own_id(request.user),
        "logs": people_within(request, policies.log_talks).exists(),
    }
    return http.page(request, "recognition/conduct/talks.html", context, fragment="list")


@require_http_methods(FORM)
def log_talk(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    whom = people_within(request, policies.log_talks)
    need_when(whom.exists())

    def decide(data: dict[str, Any]) -> object:
        return services.log_talk(by=request.user, now=timezone.now(), **{**data, "clause": clause_of(data["clause"])})

    return answer_form(
        request,
        forms.TalkForm(
            request.POST or None, people=whom, clauses=clause_choices(request),
            initial={"held_on": timezone.localdate(), "employee": request.GET.get("with", "")},
        ),
        decide,
        title=_("Put a talk on record"),
        submit=_("Put it on record"),
        back=reverse("conduct:talks"),
        said=_("On record. The person reads what was agreed."),
        intro=_("Helped first: a repetition leads to more only after talks were held, for stars as for everybody."),
    )  # fmt: skip


@require_safe
def trials(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    rows = policies.see_trials.scope(request.user, Trial.objects.all()).select_related("unit", "registered_by")
    page = lists.list_page(request, rows, sorts=TRIALS, default="-starts", filters=forms.TrialFilter)
    stoppable = policies.stop_trials.scope(request.user, Trial.objects.filter(pk__in=[one.pk for one in page.rows]))
    context = {
        "page": page,
        "today": timezone.localdate(),
        "registers": policies.register_trials_in.anywhere(request.user),
        "stoppable": set(stoppable.values_list("pk", flat=True)),
    }
    return http.page(request, "recognition/conduct/trials.html", context, fragment="list")


@require_http_methods(FORM)
def register_trial(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    units = policies.register_trials_in.scope(request.user, Unit.objects.filter(closed_on=None)).order_by("name")
    need_when(units.exists())
    today = timezone.localdate()
    return answer_form(
        request,
        forms.TrialForm(request.POST or None, units=units, initial={"starts_on": today}),
        lambda data: services.register_trial(by=request.user, now=timezone.now(), **data),
        title=_("Register a trial"),
        submit=_("Register it"),
        back=reverse("conduct:trials"),
        said=_("Registered. What fails inside it is not held against anybody."),
        intro=_("Before it begins. Harm known in advance, fraud, safety and people’s data are never part of a trial."),
    )


@require_POST
def stop_trial(request: Request, pk: int) -> HttpResponse:
    need_when(works_here(request.user))
    one_or_404(policies.stop_trials.scope(request.user, Trial.objects.all()), pk)
    return decided(
        request,
        lambda: services.stop_trial(trial_id=pk, by=request.user, now=timezone.now()),
        back=reverse("conduct:trials"),
        said=_("Stopped. Until today it stays shielded."),
    )


@require_safe
def ties(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    rows = policies.see_ties.scope(request.user, DeclaredTie.objects.all()).select_related("one", "other")
    context = {
        "page": lists.list_page(request, rows, sorts=TIES, default="-since"),
        "me": policies.own_id(request.user),
    }
    return http.page(request, "recognition/conduct/ties.html", context, fragment="list")


@require_http_methods(FORM)
def declare_tie(request: Request) -> HttpResponse:
    need_when(works_here(request.user))
    known = people(request.user, timezone.localdate()).exclude(status=Employee.Status.LEFT)
    return answer_form(
        request,
        forms.TieForm(request.POST or None, people=known),
        lambda data: services.declare_tie(by=request.user, now=timezone.now(), **data),
        title=_("Declare a tie"),
        submit=_("Declare it"),
        back=reverse("conduct:ties"),
        said=_("Thank you. Neither of you decides about the other now."),
        intro=_("Only HR reads it besides you. It protects both: nobody can say that a decision was biased."),
    )


@require_POST
def end_tie(request: Request, pk: int) -> HttpResponse:
    need_when(works_here(request.user))
    one_or_404(policies.end_ties.scope(request.user, DeclaredTie.objects.all()), pk)
    return decided(
        request,
        lambda: services.end_tie(tie_id=pk, by=request.user, now=timezone.now()),
        back=reverse("conduct:ties"),
        said=_("Ended, from today on."),
    )


@require_safe
def reflections(request: Request) -> HttpResponse:
    need_when(works_here(request.user) and policies.reads_reflections(request.user))
    rows = policies.reflections(request.user).select_related("leader")
    context = {
        "page": lists.list_page(request, rows, sorts=REFLECTIONS, default="-quarter"),
        "me": policies.own_id(request.user),
    }
    return http.page(request, "recognition/conduct/reflections.html", context, fragment="list")


@require_http_methods(FORM)
def reflect(request: Request, pk: int) -> HttpResponse:
    need_when(works_here(request.user))
    own = policies.reflections(request.user).filter(leader=policies.own_id(request.user), answered_at=None)
    one_or_404(own, pk)
    return answer_form(
        request,
        forms.ReflectForm(request.POST or None),
        lambda data: services.answer_reflection(reflection_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Think about the own part"),
        submit=_("Write it down"),
        back=reverse("conduct:reflections"),
        said=_("Written. Only you and your own leader read it."),
        intro=_(
            "Severe measures became frequent where you lead or decide. What in work, training or tone could change?"
        ),
    )
