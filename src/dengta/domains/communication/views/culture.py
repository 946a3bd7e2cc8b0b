"""Vision, values and praise."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms import culture as forms
from dengta.domains.communication.models import Aspect, CultureLine
from dengta.domains.communication.policies import culture as policies
from dengta.domains.communication.selectors import culture as selectors
from dengta.domains.communication.selectors.crews import open_teams
from dengta.domains.communication.services import culture as services
from dengta.domains.communication.views.shared import Request
from dengta.domains.people.models import Unit
from dengta.domains.people.selectors.organisation import visible_units
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need

FORM = ["GET", "HEAD", "POST"]


def _units(request: Request):  # type: ignore[no-untyped-def]  # a query of the people room
    return policies.write_for.scope(request.user, visible_units(request.user, timezone.localdate()))


@require_safe
def home(request: Request) -> HttpResponse:
    need(policies.see_lines, request.user)
    held = list(selectors.values(request.user))
    may_write = policies.write_for.anywhere(request.user)
    context = {
        "vision": selectors.vision(request.user),
        "values": held,
        "missing": selectors.missing_aspects(held) if may_write else [],
        "may_write": may_write,
        "own_lines": selectors.editable_lines(request.user) if may_write else frozenset(),
        "own_values": selectors.editable_values(request.user) if may_write else frozenset(),
    }
    return http.page(request, "communication/culture/home.html", context)


@require_http_methods(FORM)
def line_new(request: Request) -> HttpResponse:
    need(policies.write_for, request.user)
    lines = CultureLine.objects.filter(ended_on=None).exclude(level=CultureLine.Level.ACTION)
    seen = policies.see_lines.scope(request.user, lines).order_by("-level", "position", "pk")
    return answer_form(
        request,
        forms.LineForm(request.POST or None, units=_units(request), lines=seen),
        lambda data: services.add_line(by=request.user, **data),
        title=_("Add a vision, a strategy or an action"),
        submit=_("Add"),
        back=reverse("culture:home"),
        said=_("The line stands on the page."),
    )


@require_POST
def line_end(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.end_line(line_id=pk, by=request.user, now=timezone.now()),
        back=reverse("culture:home"),
        said=_("The line is taken off the page."),
    )


@require_http_methods(FORM)
def value_new(request: Request) -> HttpResponse:
    need(policies.write_for, request.user)
    return answer_form(
        request,
        forms.ValueForm(request.POST or None, units=_units(request)),
        lambda data: services.add_value(by=request.user, **data),
        title=_("Add a value"),
        submit=_("Add"),
        back=reverse("culture:home"),
        said=_("The value stands on the page."),
    )


@require_POST
def value_end(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.end_value(value_id=pk, by=request.user, now=timezone.now()),
        back=reverse("culture:home"),
        said=_("The value is taken off the page."),
    )


@require_safe
def praise(request: Request) -> HttpResponse:
    need(policies.see_praise, request.user)
    page = lists.list_page(
        request, selectors.praise(request.user), sorts={"day": ("given_on", "pk")}, default="-day",
        filters=forms.PraiseFilter,
    )  # fmt: skip
    context = {"page": page, "own": facts_of(request.user).employee_id or 0}
    return http.page(request, "communication/culture/praise.html", context, fragment="list")


@require_http_methods(FORM)
def praise_new(request: Request) -> HttpResponse:
    need(policies.see_praise, request.user)
    colleagues = selectors.colleagues(request.user, timezone.localdate())
    return answer_form(
        request,
        forms.PraiseForm(request.POST or None, people=colleagues, initial={"receiver": request.GET.get("to", "")}),
        lambda data: services.give_praise(by=request.user, now=timezone.now(), **data),
        title=_("Thank a colleague"),
        submit=_("Say thank you"),
        back=reverse("culture:praise"),
        said=_("Your thanks are on their way."),
    )


@require_POST
def praise_show(request: Request, pk: int) -> HttpResponse:
    show = request.POST.get("verdict") == "yes"
    return decided(
        request,
        lambda: services.show_praise(praise_id=pk, show=show, by=request.user, now=timezone.now()),
        back=reverse("culture:praise"),
        said=_("Colleagues can read it on the honour wall.") if show else _("It is off the honour wall."),
    )


@require_POST
def praise_back(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.take_back_praise(praise_id=pk, by=request.user, now=timezone.now()),
        back=reverse("culture:praise"),
        said=_("Your praise is taken back."),
    )


@require_safe
def trend(request: Request) -> HttpResponse:
    need(policies.see_praise, request.user)
    today = timezone.localdate()
    teams = visible_units(request.user, today).filter(pk__in=open_teams(today).values("pk"))
    chosen: Unit | None = next((team for team in teams if str(team.pk) == request.GET.get("team")), None)
    context = {
        "months": selectors.trend(request.user, unit_id=chosen.pk if chosen else None, today=today),
        "teams": teams,
        "chosen": chosen,
        "few": selectors.FEW_PRAISES.on(today),
        "aspects": Aspect,
    }
    return http.page(request, "communication/culture/trend.html", context, fragment="list")
