"""The library: documents, their versions with what changed, single clauses, who has read them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms import library as forms
from dengta.domains.communication.models import Clause, LibraryDocument
from dengta.domains.communication.policies import library as policies
from dengta.domains.communication.selectors import library as selectors
from dengta.domains.communication.services import library as services
from dengta.domains.communication.views.asking_first import Advice, advice_on
from dengta.domains.communication.views.shared import Request
from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.organisation import visible_units
from dengta.domains.people.selectors.people import people
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

FORM = ["GET", "HEAD", "POST"]
SORTS = {"number": ("number",), "title": ("title",), "review": ("review_on",), "published": ("published_at",)}
HALF_A_YEAR = timedelta(days=182)


def _document(request: Request, pk: int) -> LibraryDocument:
    rows = LibraryDocument.objects.select_related("unit", "owner")
    return policies.see.get_or_404(request.user, rows, pk=pk)


def _written(request: Request, pk: int) -> LibraryDocument:
    rows = LibraryDocument.objects.filter(retired_on=None).select_related("unit", "owner")
    return policies.write.get_or_404(request.user, rows, pk=pk)


def _owners(request: Request):  # type: ignore[no-untyped-def]  # an annotated query of the people room
    rows = people(request.user, timezone.localdate())
    return rows.filter(status=Employee.Status.ACTIVE, account__isnull=False).order_by("pinyin", "pk")


def _page(pk: int) -> str:
    return reverse("library:document", args=[pk])


@require_safe
def documents(request: Request) -> HttpResponse:
    need(policies.see, request.user)
    page = lists.list_page(
        request, selectors.documents(request.user), sorts=SORTS, default="number", filters=forms.LibraryFilter
    )
    context = {
        "page": page,
        "may_write": policies.write_for.anywhere(request.user),
        "today": timezone.localdate(),
        "known": frozenset(
            people(request.user, timezone.localdate())
            .filter(pk__in=[row.owner_id for row in page.rows])
            .values_list("pk", flat=True)
        ),
    }
    return http.page(request, "communication/library/documents.html", context, fragment="list")


@require_http_methods(FORM)
def document_new(request: Request) -> HttpResponse:
    need(policies.write_for, request.user)
    units = policies.write_for.scope(request.user, visible_units(request.user, timezone.localdate()))
    initial = {"owner": facts_of(request.user).employee_id, "review_on": timezone.localdate() + HALF_A_YEAR}
    form = forms.IssueForm(request.POST or None, units=units, people=_owners(request), initial=initial)
    advice = None
    if form.is_bound and form.is_valid():
        unit, number = form.cleaned_data["unit"], form.cleaned_data["number"].strip().upper()
        matter, staff_interest = selectors.subject_for(unit, number, 1), form.cleaned_data["staff_interest"]
        clauses = form.cleaned_data["clauses"]
        advice = advice_on(request, matter, staff_interest=staff_interest, clauses=clauses)
    return _write(
        request, form, advice,
        lambda data: services.issue_document(by=request.user, now=timezone.now(), **data),
        title=_("Issue a document"),
        submit=_("Issue it and ask to read"),
        back=reverse("library:list"),
        said=_("It holds from now on. Everybody it holds for is asked to read it."),
    )  # fmt: skip


def _write(
    request: Request, form: Form, advice: Advice | None, decide: Callable[[dict[str, Any]], object], **words: Any
) -> HttpResponse:
    """A first look shows whom it will bind unasked; the second word publishes it all the same."""
    words |= {"template": "communication/library/write.html", "advice": advice}
    if advice and not advice.must and "unasked" not in request.POST and not form.errors:
        context = {"form": form, **words}
        return http.page(request, words["template"], context)
    return answer_form(request, form, decide, **words)


@require_safe
def document(request: Request, pk: int, version: int | None = None) -> HttpResponse:
    found = _document(request, pk)
    shown = selectors.version_of(found, version)
    if shown is None:
        raise Http404
    before = selectors.version_of(found, shown.version - 1)
    may_write = found.retired_on is None and policies.write.allows(request.user, found)
    own = facts_of(request.user).employee_id
    context = {
        "document": found,
        "shown": shown,
        "changed": selectors.compared(shown, before),
        "has_before": before is not None,
        "versions": selectors.versions_of(found),
        "known": selectors.known_hands(found, seen_by=request.user, today=timezone.localdate()),
        "readers": selectors.readers_of(shown, seen_by=request.user, today=timezone.localdate()),
        "read_by_me": shown.readings.filter(employee_id=own or 0).exists(),
        "may_read": own is not None and shown.current and found.retired_on is None,
        "may_write": may_write,
        "may_review": may_write or (found.retired_on is None and found.owner_id == own),
        "today": timezone.localdate(),
        "beside": selectors.beside(request.user, pk),
    }
    return http.page(request, "communication/library/document.html", context)


@require_safe
def clause(request: Request, number: str, code: str) -> HttpResponse:
    try:
        found = selectors.clause(f"{number}/{code}", seen_by=request.user)
    except Clause.DoesNotExist as missing:
        raise Http404 from missing
    except Clause.MultipleObjectsReturned:
        # Whoever sees several clients chooses which one's it is.
        return redirect(f"{reverse('library:list')}?{urlencode({'q': number})}")
    context = {"clause": found, "document": found.version.document, "code": selectors.code_of(found)}
    return http.page(request, "communication/library/clause.html", context)


@require_http_methods(FORM)
def revise(request: Request, pk: int) -> HttpResponse:
    found = _written(request, pk)
    shown = selectors.version_of(found)
    initial = {
        "clauses": forms.as_text(shown.clauses.all() if shown else ()),
        "review_on": timezone.localdate() + HALF_A_YEAR,
    }
    matter = selectors.subject_for(found.unit, found, shown.version + 1) if shown else None
    form = forms.ReviseForm(request.POST or None, initial=initial)
    written = form.cleaned_data["clauses"] if form.is_bound and form.is_valid() else ()
    return _write(
        request,
        form,
        advice_on(request, matter, staff_interest=found.staff_interest, clauses=written) if matter else None,
        lambda data: services.revise_document(document_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Next version"),
        submit=_("Publish and ask to read"),
        back=_page(pk),
        said=_("The new version holds. Everybody is asked to read it."),
    )


@require_http_methods(FORM)
def review(request: Request, pk: int) -> HttpResponse:
    found = _document(request, pk)
    is_owner = found.owner_id == (facts_of(request.user).employee_id or 0)
    need_when(found.retired_on is None and (is_owner or policies.write.allows(request.user, found)))
    return answer_form(
        request,
        forms.ReviewForm(request.POST or None, initial={"review_on": timezone.localdate() + HALF_A_YEAR}),
        lambda data: services.confirm_review(document_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Reviewed, and it still holds"),
        submit=_("Confirm"),
        back=_page(pk),
        said=_("Noted. You are reminded before the next review."),
    )


@require_http_methods(FORM)
def hand_over(request: Request, pk: int) -> HttpResponse:
    _written(request, pk)
    return answer_form(
        request,
        forms.OwnerForm(request.POST or None, people=_owners(request)),
        lambda data: services.hand_over(document_id=pk, by=request.user, **data),
        title=_("Another owner"),
        submit=_("Hand it over"),
        back=_page(pk),
        said=_("The new owner is reminded of its reviews."),
    )


@require_http_methods(FORM)
def retire(request: Request, pk: int) -> HttpResponse:
    _written(request, pk)
    return answer_form(
        request,
        forms.RetireForm(request.POST or None),
        lambda data: services.retire_document(document_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Retire the document"),
        submit=_("Retire it"),
        back=reverse("library:list"),
        said=_("It holds no more. Its versions stay readable for whatever points at them."),
    )


@require_POST
def read(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.read_document(document_id=pk, by=request.user, now=timezone.now()),
        back=_page(pk),
        said=_("Thank you for reading."),
    )
