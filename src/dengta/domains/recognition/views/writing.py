"""Writing an edition: clauses, their ends, the table of measures; and what the law says of the words."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.recognition.forms import rule_book as forms
from dengta.domains.recognition.models import Clause, ClauseKind, ClauseVersion, Edition
from dengta.domains.recognition.selectors import editions as selectors
from dengta.domains.recognition.selectors.clauses import matrix_of
from dengta.domains.recognition.services import drafts
from dengta.domains.recognition.services.wording import examine
from dengta.domains.recognition.views.editions import page_of, written_or_404
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.web import http
from dengta.web.decisions import answer_form, decided, need_when

WRITTEN = (Edition.State.DRAFT, Edition.State.CONSULTATION)
TEMPLATE = "recognition/rule_book/clause_form.html"
WORDS = (*drafts.TEXTS, "severity", "least", "most", "counts_months", "band_low", "band_high")


def _words(data: dict[str, Any]) -> drafts.Words:
    return drafts.Words(**{name: value for name, value in data.items() if name in WORDS})


@require_http_methods(FORM)
def add(request: Request, pk: int, kind: str) -> HttpResponse:
    written_or_404(request, pk, *WRITTEN)
    need_when(kind in ClauseKind.values)
    form = forms.new_clause_form(kind, request.POST or None)
    return answer_form(
        request,
        form,
        lambda data: drafts.add_clause(
            edition_id=pk,
            code=data["code"],
            category=data["category"],
            kind=kind,
            words=_words(data),
            by=request.user,
            now=timezone.now(),
        ),
        title=_("A new reward clause") if kind == ClauseKind.REWARD else _("A new clause"),
        submit=_("Check the words and save"),
        back=page_of(pk),
        said=_("Written. It holds once the edition is published."),
        template=TEMPLATE,
    )


@require_http_methods(FORM)
def change(request: Request, pk: int, clause: int) -> HttpResponse:
    edition = written_or_404(request, pk, *WRITTEN)
    row = one_or_404(Clause.objects.filter(book=edition.book_id), clause)
    version = row.versions.filter(edition=edition).first() or row.versions.filter(in_force_from__isnull=False).last()
    need_when(version is not None)
    own = version is not None and version.edition_id == edition.pk
    initial = {name: getattr(version, name) for name in WORDS if name != "why" or own}
    return answer_form(
        request,
        forms.kind_of(row)(request.POST or None, initial=initial),
        lambda data: drafts.change_clause(
            edition_id=pk, clause_id=clause, words=_words(data), by=request.user, now=timezone.now()
        ),
        title=f"{row.code} {version.shown_title if version else ''}",
        submit=_("Check the words and save"),
        back=page_of(pk),
        said=_("Changed. It holds once the edition is published."),
        template=TEMPLATE,
    )


@require_safe
def choose(request: Request, pk: int) -> HttpResponse:
    """Which clause of the book is to change or to end."""
    edition = written_or_404(request, pk, *WRITTEN)
    context = {"edition": edition, "rows": list(selectors.clauses_to_change(edition, timezone.localdate()))}
    return http.page(request, "recognition/rule_book/choose.html", context)


@require_http_methods(FORM)
def end(request: Request, pk: int, clause: int) -> HttpResponse:
    edition = written_or_404(request, pk, *WRITTEN)
    one_or_404(Clause.objects.filter(book=edition.book_id), clause)
    return answer_form(
        request,
        forms.WhyForm(request.POST or None),
        lambda data: drafts.end_clause(edition_id=pk, clause_id=clause, by=request.user, now=timezone.now(), **data),
        title=_("Let a clause end"),
        submit=_("Let it end"),
        leave=_("Keep the clause"),
        back=page_of(pk),
        said=_("It ends on the day on which the edition comes into force."),
    )


@require_POST
def drop(request: Request, pk: int, clause: int) -> HttpResponse:
    written_or_404(request, pk, *WRITTEN)
    return decided(
        request,
        lambda: drafts.drop_change(edition_id=pk, clause_id=clause, by=request.user, now=timezone.now()),
        back=page_of(pk),
        said=_("Taken out of the draft."),
    )


@require_http_methods(FORM)
def matrix(request: Request, pk: int) -> HttpResponse:
    edition = written_or_404(request, pk, *WRITTEN)
    initial = {
        f"{name}_{severity}_{time}": int(getattr(one, name))
        for (severity, time), one in matrix_of(edition).items()
        for name in ("least", "most")
    }
    return answer_form(
        request,
        forms.MatrixForm(request.POST or None, initial=initial),
        lambda data: drafts.set_matrix(edition_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Table of measures"),
        submit=_("Save the table"),
        back=page_of(pk),
        said=_("Saved. It holds once the edition is published."),
        template="recognition/rule_book/matrix_form.html",
    )


@require_safe
def check(request: Request, pk: int) -> HttpResponse:
    """What the law says of every text of the draft."""
    edition = written_or_404(request, pk)
    rows = ClauseVersion.objects.filter(edition=edition).select_related("clause").order_by("clause__code")
    found = [
        {"clause": row.clause, "version": row, **one.facts}
        for row in rows
        for one in examine((name, getattr(row, name)) for name in drafts.TEXTS)
    ]
    context = {"edition": edition, "found": found, "looked_at": len(rows)}
    return http.page(request, "recognition/rule_book/check.html", context)
