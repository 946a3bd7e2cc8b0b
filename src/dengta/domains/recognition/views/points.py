"""Points: what was booked, what they can be redeemed for, and who puts them in."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.recognition.forms import bonuses as forms
from dengta.domains.recognition.models import CatalogueItem, PointsAccount
from dengta.domains.recognition.policies import bonuses as policies
from dengta.domains.recognition.selectors import bonuses, points
from dengta.domains.recognition.services import points as services
from dengta.domains.recognition.views.shared import FORM, Request
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

ITEM = ("unit", "title", "title_en", "points", "amount", "stock", "is_offered")


@require_safe
def entries(request: Request) -> HttpResponse:
    """Every entry of my account."""
    need_when(policies.works_here(request.user))
    me = policies.own_id(request.user)
    page = lists.list_page(request, points.entries_of(me), sorts={"booked": ("booked_at",)}, default="-booked")
    context = {
        "page": page,
        "entries": [(row, row.target.kind == PointsAccount.Kind.PERSON) for row in page.rows],
        "balance": points.balance_of(me),
    }
    return http.page(request, "recognition/bonuses/points.html", context, fragment="list")


@require_safe
def catalogue(request: Request) -> HttpResponse:
    """What points are redeemed for."""
    need_when(policies.works_here(request.user))
    balance = points.balance_of(policies.own_id(request.user))
    page = lists.list_page(
        request, points.catalogue(request.user), sorts={"points": ("points",), "form": ("form",)}, default="points"
    )
    context = {
        "page": page,
        "balance": balance,
        "items": [(row, row.stock == 0, max(0, row.points - balance), uuid4()) for row in page.rows],
        "furnishes": policies.furnish.beyond_own(request.user),
    }
    return http.page(request, "recognition/bonuses/catalogue.html", context, fragment="list")


@require_POST
def redeem(request: Request, pk: int) -> HttpResponse:
    need_when(policies.works_here(request.user))
    need_when(points.catalogue(request.user).filter(pk=pk).exists())
    form = forms.RedeemForm(request.POST)
    token = form.cleaned_data["token"] if form.is_valid() else uuid4()
    return decided(
        request,
        lambda: services.redeem_points(item_id=pk, token=token, by=request.user, now=timezone.now()),
        back=reverse("bonuses:own"),
        said=_("Redeemed. Whoever hands it out has it on their list."),
    )


@require_safe
def items(request: Request) -> HttpResponse:
    """The catalogue as those see it who furnish it."""
    need_when(policies.furnish.beyond_own(request.user))
    rows = policies.furnish.scope(request.user, CatalogueItem.objects.select_related("unit"))
    page = lists.list_page(request, rows, sorts={"points": ("points",), "title": ("title",)}, default="points")
    return http.page(request, "recognition/bonuses/items.html", {"page": page}, fragment="list")


def _words(data: dict[str, Any]) -> dict[str, Any]:
    """A control called “form” would hide the form it stands in, so it is called otherwise on the page."""
    return {"form": data["kind"], **{name: data[name] for name in ITEM}}


@require_http_methods(FORM)
def new_item(request: Request) -> HttpResponse:
    need_when(policies.furnish.beyond_own(request.user))
    return answer_form(
        request,
        forms.ItemForm(request.POST or None, units=bonuses.units_to_furnish(request.user)),
        lambda data: services.save_item(item_id=None, by=request.user, now=timezone.now(), **_words(data)),
        title=_("Put something into the catalogue"),
        submit=_("Save"),
        back=reverse("bonuses:items"),
        said=_("Saved."),
    )


@require_http_methods(FORM)
def change_item(request: Request, pk: int) -> HttpResponse:
    row = policies.furnish.get_or_404(request.user, CatalogueItem.objects.select_related("unit"), pk=pk)
    initial = {"kind": row.form, **{name: getattr(row, name) for name in ITEM}}
    return answer_form(
        request,
        forms.ItemForm(request.POST or None, initial=initial, units=bonuses.units_to_furnish(request.user)),
        lambda data: services.save_item(item_id=pk, by=request.user, now=timezone.now(), **_words(data)),
        title=row.shown_title,
        submit=_("Save"),
        back=reverse("bonuses:items"),
        said=_("Saved. What was redeemed stays as it was."),
    )


@require_http_methods(FORM)
def allot(request: Request) -> HttpResponse:
    need_when(policies.set_budget.beyond_own(request.user))
    units = bonuses.units_to_budget(request.user, timezone.localdate())
    need_when(units.exists())
    return answer_form(
        request,
        forms.AllotForm(request.POST or None, units=units, initial={"unit": units.first()}),
        lambda data: services.allot_points(
            unit_id=data["unit"].pk, points=data["points"], token=data["token"], by=request.user, now=timezone.now()
        ),
        title=_("Put points into a budget"),
        submit=_("Put them in"),
        back=reverse("bonuses:team"),
        said=_("In the budget. The unit and all below it give from there."),
    )
