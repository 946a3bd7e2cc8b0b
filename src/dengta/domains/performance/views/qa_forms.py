"""Designing review forms."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.performance.forms import qa as entry
from dengta.domains.performance.models import QaForm, QaFormVersion
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors import qa_forms as selectors
from dengta.domains.performance.selectors.qa_items import Item, items_from, result_of, sections
from dengta.domains.performance.services import qa_forms as services
from dengta.domains.performance.views.qa_shown import Request, percent
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need

BOTH = ["GET", "HEAD", "POST"]


@require_safe
def forms(request: Request) -> HttpResponse:
    need(policies.units, request.user)
    page = lists.list_page(
        request, selectors.forms(request.user), sorts={"name": ("name",), "unit": ("unit__name", "name")},
        default="name",
    )  # fmt: skip
    return http.page(request, "performance/qa/forms.html", {"page": page}, fragment="list")


@require_http_methods(BOTH)
def new(request: Request) -> HttpResponse:
    need(policies.units, request.user)
    form = entry.FormForm(
        request.POST or None, units=selectors.units_for(request.user),
        forms_=selectors.forms(request.user).order_by("name", "pk"),
    )  # fmt: skip
    return answer_form(
        request,
        form,
        lambda data: services.create_form(
            unit_id=data["unit"].pk, name=data["name"], like=data["like"].pk if data["like"] else None,
            by=request.user, now=timezone.now(),
        ),
        title=_("A new form"),
        submit=_("Create"),
        back=reverse("qa:forms"),
        said=_("The form is there. Please open it and add its items."),
    )  # fmt: skip


@require_safe
def form(request: Request, pk: int) -> HttpResponse:
    row = _form(request, pk)
    items = items_from(row.draft)
    context = {
        "form": row, "sections": sections(items), "versions": selectors.versions_of(row),
        "worth": sum(item.worth for item in items), "fatal": sum(item.fatal for item in items), "n": len(items),
    }  # fmt: skip
    return http.page(request, "performance/qa/form.html", context)


@require_http_methods(BOTH)
def item_new(request: Request, pk: int) -> HttpResponse:
    row = _form(request, pk)
    items = items_from(row.draft)
    first = {"section": items[-1].section if items else ""}
    return _item_form(
        request, row, entry.ItemForm(request.POST or None, initial=first), key="", title=_("Add a scored item")
    )


@require_http_methods(BOTH)
def item(request: Request, pk: int, key: str) -> HttpResponse:
    row = _form(request, pk)
    found = next((one for one in items_from(row.draft) if one.key == key), None)
    if found is None:
        raise Http404
    first = {name: getattr(found, name) for name in entry.ItemForm.base_fields}
    return _item_form(
        request, row, entry.ItemForm(request.POST or None, initial=first), key=key, title=_("Change the scored item")
    )


@require_POST
def item_drop(request: Request, pk: int, key: str) -> HttpResponse:
    _form(request, pk)
    return decided(
        request, lambda: services.drop_item(form_id=pk, key=key, by=request.user), back=_back(pk),
        said=_("Taken out of the draft. Published versions keep it."),
    )  # fmt: skip


@require_POST
def item_up(request: Request, pk: int, key: str) -> HttpResponse:
    _form(request, pk)
    return decided(
        request, lambda: services.move_item(form_id=pk, key=key, by=request.user), back=_back(pk), said=_("Moved up.")
    )


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    _form(request, pk)
    return decided(
        request, lambda: services.publish_form(form_id=pk, by=request.user, now=timezone.now()), back=_back(pk),
        said=_("Published. New reviews are made with it; those that were made keep their version."),
    )  # fmt: skip


@require_http_methods(BOTH)
def preview(request: Request, pk: int) -> HttpResponse:
    """Try the draft out: what would these answers give? Nothing is kept."""
    row = _form(request, pk)
    return _tried(request, items_from(row.draft), back=_back(pk), name=row.name, version=None)


@require_http_methods(BOTH)
def version(request: Request, pk: int) -> HttpResponse:
    rows = QaFormVersion.objects.select_related("form").filter(
        form__in=policies.design.scope(request.user, QaForm.objects.all())
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return _tried(request, items_from(found.items), back=_back(found.form_id), name=found.form.name, version=found)


def _tried(request: Request, items: list[Item], *, back: str, name: str, version: QaFormVersion | None) -> HttpResponse:
    tried = entry.ScoreForm(request.POST or None, items=items, blind=True)
    result = None
    if request.method == "POST" and tried.is_valid():
        result = result_of(items, {key: given.points for key, given in tried.answers().items()})
    context = {
        "form": tried, "rows": tried.rows(), "back": back, "name": name, "version": version, "result": result,
        "score": percent(result.score) if result else "", "used": selectors.in_use(version) if version else 0,
    }  # fmt: skip
    return http.page(request, "performance/qa/preview.html", context, status=422 if tried.errors else 200)


def _item_form(request: Request, row: QaForm, shown: entry.ItemForm, *, key: str, title: object) -> HttpResponse:
    return answer_form(
        request,
        shown,
        lambda data: services.put_item(form_id=row.pk, item=shown.item(key), by=request.user),
        title=title,  # type: ignore[arg-type]  # a lazy text
        submit=_("Save"),
        back=_back(row.pk),
        said=_("Saved in the draft."),
    )


def _form(request: Request, pk: int) -> QaForm:
    return policies.design.get_or_404(request.user, QaForm.objects.select_related("unit"), pk=pk)


def _back(pk: int) -> str:
    return reverse("qa:form", args=[pk])
