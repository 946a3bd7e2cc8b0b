"""What everybody holds themselves; what others hold, for whoever gives it out and books it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from dengta.domains.communication.selectors.team_events import events_ahead
from dengta.domains.recognition.forms import benefits as forms
from dengta.domains.recognition.models import Grant
from dengta.domains.recognition.policies import benefits as policies
from dengta.domains.recognition.selectors import benefits as selectors
from dengta.domains.recognition.selectors.chances import own as own_chances
from dengta.domains.recognition.selectors.loyalty import own_next
from dengta.domains.recognition.services import grants as services
from dengta.domains.recognition.services.trips import book_trip
from dengta.domains.recognition.views.shared import FORM, Request
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when

State, Kind = Grant.State, Grant.Kind
SORTS = {"given": ("valid_from",), "until": ("valid_until",), "name": ("employee__pinyin",)}


@require_safe
def mine(request: Request) -> HttpResponse:
    need_when(policies.works_here(request.user))
    rows = selectors.own_grants(request.user)
    today = timezone.localdate()
    context = {
        "open": rows.filter(state__in=services.OPEN).order_by("valid_until", "pk"),
        "page": lists.list_page(request, rows.exclude(state__in=services.OPEN), sorts=SORTS, default="-given"),
        "balance": selectors.balance(request.user),
        "next": own_next(request.user, today),
        "chances": list(own_chances(request.user)),
        "today": today,
    }
    return http.page(request, "recognition/benefits/mine.html", context, fragment="list")


@require_safe
def grants(request: Request) -> HttpResponse:
    need_when(policies.see_grants.beyond_own(request.user))
    rows = selectors.others_grants(request.user)
    page = lists.list_page(request, rows, sorts=SORTS, default="-given", filters=forms.GrantFilter)
    context = {
        "page": page,
        "waiting": selectors.to_book(request.user),
        "gives": policies.give_out.beyond_own(request.user),
    }
    return http.page(request, "recognition/benefits/grants.html", context, fragment="list")


def _given_or_404(request: Request, pk: int, *states: str) -> Grant:
    """A grant of somebody else that the reader gives out."""
    rows = Grant.objects.select_related("employee", "reward").exclude(employee=policies.own_id(request.user))
    row = policies.give_out.get_or_404(request.user, rows, pk=pk)
    need_when(row.state in states)
    return row


def _back(row: Grant) -> str:
    return reverse("benefits:list", args=[row.of_list_id]) if row.of_list_id else reverse("benefits:grants")


@require_http_methods(FORM)
def book(request: Request, pk: int) -> HttpResponse:
    row = _given_or_404(request, pk, State.WAITING)
    words: dict[str, Any] = {"back": _back(row), "intro": selectors.in_words(row)}
    if row.kind == Kind.TRIP:
        ahead = [(one.pk, one.title) for one in events_ahead(request.user, timezone.now())]
        return answer_form(
            request,
            forms.TripForm(request.POST or None, events=ahead),
            lambda data: book_trip(grant_id=pk, by=request.user, now=timezone.now(), **data),
            title=_("Agree on a trip"),
            submit=_("Agree on it"),
            said=_("Agreed. The person is told, and the cover stands beside it."),
            **words,
        )
    is_gift = row.kind == Kind.GIFT
    form = forms.HandOutForm if is_gift else forms.BookForm
    return answer_form(
        request,
        form(request.POST or None),
        lambda data: services.book_grant(grant_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Hand it out") if is_gift else _("Say where it is booked"),
        submit=_("Handed out") if is_gift else _("It is booked"),
        said=_("Written down.") if is_gift else _("Booked. The person is told."),
        **words,
    )


@require_http_methods(FORM)
def use(request: Request, pk: int) -> HttpResponse:
    row = _given_or_404(request, pk, State.BOOKED)
    initial = {"day": timezone.localdate(), "quantity": min(row.left, 1)}
    return answer_form(
        request,
        forms.UseForm(request.POST or None, initial=initial),
        lambda data: services.note_use(grant_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Enter what was taken"),
        submit=_("Enter it"),
        back=_back(row),
        said=_("Entered. The balance is lower by it."),
        intro=selectors.in_words(row),
    )


@require_http_methods(FORM)
def extend(request: Request, pk: int) -> HttpResponse:
    row = _given_or_404(request, pk, State.WAITING, State.BOOKED, State.EXPIRED)
    return answer_form(
        request,
        forms.ExtendForm(request.POST or None),
        lambda data: services.extend_grant(grant_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Give longer to take it"),
        submit=_("Give longer"),
        back=_back(row),
        said=_("It holds longer now."),
        intro=selectors.in_words(row),
    )
