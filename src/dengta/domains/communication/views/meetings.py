"""The meetings of a team: the list, one meeting with its points, and what is decided about it."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms import meetings as forms
from dengta.domains.communication.models import Meeting, Statement
from dengta.domains.communication.policies import meetings as policies
from dengta.domains.communication.selectors import meeting_warnings
from dengta.domains.communication.selectors import meetings as selectors
from dengta.domains.communication.selectors.crews import members, open_teams
from dengta.domains.communication.selectors.meeting_minutes import drafted
from dengta.domains.communication.selectors.proposals import Hours, propose_meeting, propose_new_meeting
from dengta.domains.communication.services import meeting_points as points
from dengta.domains.communication.services import meetings as services
from dengta.domains.communication.views.shared import Request
from dengta.domains.people.models import Unit
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

FORM = ["GET", "HEAD", "POST"]
SORTS = {"day": ("held_on",), "team": ("unit__name", "-held_on")}
POINT_FORMS: dict[str, Any] = {
    "case": (forms.CaseForm, points.add_case, _("Add a case"), _("The case is on the agenda.")),
    "award": (forms.AwardForm, points.add_award, _("Add an award"), _("The award is on the agenda.")),
    "action": (forms.ActionForm, points.add_action, _("Add an action"), _("The action is noted.")),
}


def _led(request: Request, pk: int) -> Meeting:
    return policies.lead.get_or_404(request.user, Meeting.objects.select_related("unit"), pk=pk)


def _page(pk: int) -> str:
    return reverse("meetings:meeting", args=[pk])


@require_safe
def meetings(request: Request) -> HttpResponse:
    need(policies.see, request.user)
    page = lists.list_page(
        request, selectors.meetings(request.user), sorts=SORTS, default="-day", filters=forms.MeetingFilter
    )
    context = {
        "page": page,
        "may_call": policies.call.anywhere(request.user),
        "now": timezone.now(),
        "kept": selectors.words_kept(request.user),
    }
    return http.page(request, "communication/meetings/meetings.html", context, fragment="list")


def _teams(request: Request) -> QuerySet[Unit]:
    """For which the reader may call meetings."""
    return policies.call.scope(request.user, open_teams(timezone.localdate())).order_by("name", "pk")


def _call_form(request: Request, asked: QueryDict) -> forms.CallForm:
    """With quiet times of the team that was asked for, or of the only one there is, and for the length asked for."""
    units = _teams(request)
    number, minutes = asked.get("unit", ""), asked.get("minutes_long", "")
    fitting = list((units.filter(pk=number) if number.isdecimal() else units)[:2])
    unit = fitting[0] if len(fitting) == 1 else None
    lasting = timedelta(minutes=min(int(minutes), 240) if minutes.isdecimal() else forms.LENGTH)
    offer = propose_new_meeting(request.user, unit, Hours(), lasting=lasting, now=timezone.now()) if unit else None
    return forms.CallForm(request.POST or None, units=units, offer=offer, initial={"unit": unit})


@require_http_methods(FORM)
def meeting_new(request: Request) -> HttpResponse:
    need(policies.call, request.user)
    return answer_form(
        request,
        _call_form(request, request.POST or request.GET),
        lambda data: services.call_meeting(by=request.user, now=timezone.now(), **data),
        title=_("Call a meeting"),
        submit=_("Call it and tell the team"),
        back=reverse("meetings:list"),
        said=_("The team knows. For a monthly meeting everybody is asked for their own month."),
        template="communication/meetings/call.html",
    )


@require_safe
def quiet(request: Request) -> HttpResponse:
    need(policies.call, request.user)
    return http.page(request, "communication/meetings/quiet.html", {"form": _call_form(request, request.GET)})


@require_safe
def meeting(request: Request, pk: int) -> HttpResponse:
    found = policies.see.get_or_404(request.user, Meeting.objects.select_related("unit"), pk=pk)
    may_lead = policies.lead.allows(request.user, found)
    draft = drafted(found) if may_lead and found.is_open and not found.minutes else ""
    context = {
        "meeting": found,
        "draft": draft,
        "may_lead": may_lead,
        "may_write": may_lead and found.is_open,
        "may_publish": may_lead and found.is_open and found.starts_at <= timezone.now(),
        "carried": selectors.carried_over(found),
        "statements": selectors.statements(request.user, found),
        "own": selectors.own_statement(request.user, found),
        "cases": selectors.cases_of(found),
        "awards": found.awards.select_related("employee").order_by("pk"),
        "actions": found.actions.select_related("owner").order_by("due_on", "pk"),
        "addenda": found.addenda.select_related("by__employee"),
        "warnings": meeting_warnings.warnings_of(found) if may_lead and found.state != "cancelled" else [],
        "own_id": facts_of(request.user).employee_id,
        "today": timezone.localdate(),
    }
    return http.page(request, "communication/meetings/meeting.html", context)


@require_http_methods(FORM)
def meeting_move(request: Request, pk: int) -> HttpResponse:
    found = _led(request, pk)
    now = timezone.now()
    form = forms.TimeForm(
        request.POST or None,
        initial={"starts_at": timezone.localtime(found.starts_at)},
        offer=propose_meeting(request.user, found, Hours(), now=now),
    )
    return answer_form(
        request,
        form,
        lambda data: services.move_meeting(meeting_id=pk, by=request.user, now=now, **data),
        title=_("Move the meeting"),
        submit=_("Move it and tell the team"),
        back=_page(pk),
        said=_("The meeting is moved; the team knows."),
    )


@require_http_methods(FORM)
def meeting_cancel(request: Request, pk: int) -> HttpResponse:
    _led(request, pk)
    return answer_form(
        request,
        forms.ReasonForm(request.POST or None),
        lambda data: services.cancel_meeting(meeting_id=pk, by=request.user, **data),
        title=_("Cancel the meeting"),
        submit=_("Cancel it and tell the team"),
        leave=_("Keep the meeting"),
        back=_page(pk),
        said=_("The meeting is cancelled; the team knows."),
    )


@require_POST
def slots(request: Request, pk: int) -> HttpResponse:
    _led(request, pk)
    return decided(
        request,
        lambda: services.offer_slots(meeting_id=pk, by=request.user, now=timezone.now()),
        back=_page(pk),
        said=_("Everybody of the team is asked."),
    )


@require_http_methods(FORM)
def statement(request: Request, pk: int) -> HttpResponse:
    mine = Statement.objects.filter(meeting=pk, employee_id=facts_of(request.user).employee_id or 0)
    own = mine.select_related("meeting__unit").first()
    if own is None:
        raise Http404
    if not policies.work_on_statements.allows(request.user, own):
        # Left behind with a move to another client: the own words stay readable, and nothing more is written.
        need_when(own.written_at is not None and request.method != "POST")
        return http.page(request, "communication/meetings/words.html", {"own": own})
    return answer_form(
        request,
        forms.StatementForm(request.POST or None, instance=own),
        lambda data: services.write_statement(meeting_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("My month in my own words"),
        submit=_("Save"),
        back=_page(pk),
        said=_("Saved. You can change it until the minutes are published."),
        intro=_("What you achieved, what went wrong and why, what you make of it. Your leaders read it beforehand."),
    )


@require_http_methods(FORM)
def point_new(request: Request, pk: int, sort: str) -> HttpResponse:
    found = _led(request, pk)
    form, decide, title, said = POINT_FORMS[sort]
    people = members(found.unit_id, found.held_on)
    return answer_form(
        request,
        form(request.POST or None, people=people),
        lambda data: decide(meeting_id=pk, by=request.user, **data),
        title=title,
        submit=_("Add"),
        back=_page(pk),
        said=said,
    )


@require_POST
def point_remove(request: Request, pk: int, sort: str, point: int) -> HttpResponse:
    _led(request, pk)
    return decided(
        request,
        lambda: points.remove_point(meeting_id=pk, sort=sort, point_id=point, by=request.user),
        back=_page(pk),
        said=_("Taken out of the agenda."),
    )


@require_http_methods(FORM)
def minutes(request: Request, pk: int) -> HttpResponse:
    found = _led(request, pk)
    return answer_form(
        request,
        forms.MinutesForm(
            request.POST or None, initial={"minutes": found.minutes or drafted(found), "topic": found.topic}
        ),
        lambda data: services.write_minutes(meeting_id=pk, by=request.user, **data),
        title=_("Minutes of the meeting"),
        submit=_("Save the draft"),
        back=_page(pk),
        said=_("The draft is saved. The team reads it once you publish it."),
    )


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    _led(request, pk)
    return decided(
        request,
        lambda: services.publish_minutes(meeting_id=pk, by=request.user, now=timezone.now()),
        back=_page(pk),
        said=_("The minutes are published, and each action waits for its owner."),
    )


@require_http_methods(FORM)
def addendum(request: Request, pk: int) -> HttpResponse:
    _led(request, pk)
    return answer_form(
        request,
        forms.AddendumForm(request.POST or None),
        lambda data: services.add_addendum(meeting_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Add to the minutes"),
        submit=_("Add"),
        back=_page(pk),
        said=_("Added below the minutes."),
    )
