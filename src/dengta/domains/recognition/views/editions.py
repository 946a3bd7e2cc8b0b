"""Editions of the book: how one is put before the staff, settled, put forward and published."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.services.consultations import STAFF_DAYS
from dengta.domains.recognition.forms import rule_book as forms
from dengta.domains.recognition.models import Edition, EditionComment
from dengta.domains.recognition.policies import rule_book as policies
from dengta.domains.recognition.selectors import editions as selectors
from dengta.domains.recognition.selectors.clauses import matrix_of
from dengta.domains.recognition.selectors.signatures import bound_by
from dengta.domains.recognition.services import adoption, drafts, publishing
from dengta.domains.recognition.views.presenting import edition_steps, shown_changes, shown_matrix
from dengta.domains.recognition.views.shared import FORM, Request, one_or_404
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

State = Edition.State
SORTS = {"number": ("number",), "begun": ("begun_at",), "effective": ("effective_on",)}
TWO_WEEKS = timedelta(days=14)


def page_of(pk: int) -> str:
    """Where an edition is read."""
    return reverse("rule_book:edition", args=[pk])


def written_or_404(request: Request, pk: int, *states: State) -> Edition:
    """An edition the reader writes; in one of these states."""
    row = policies.write_editions.get_or_404(request.user, Edition.objects.select_related("book__unit"), pk=pk)
    need_when(not states or row.state in states)
    return row


@require_safe
def editions(request: Request) -> HttpResponse:
    need_when(policies.works_here(request.user) or policies.see.beyond_own(request.user))
    rows = selectors.editions(request.user)
    books = list(selectors.books_to_write(request.user))
    context = {
        "page": lists.list_page(request, rows, sorts=SORTS, default="-begun"),
        "free": [book for book in books if selectors.in_writing(book) is None],
        "may_found": selectors.units_without_book(request.user).exists(),
        "several": len(books) > 1,
    }
    return http.page(request, "recognition/rule_book/editions.html", context, fragment="list")


@require_safe
def edition(request: Request, pk: int) -> HttpResponse:
    row: Any = one_or_404(selectors.editions(request.user), pk)
    writes = policies.write_editions.allows(request.user, row)
    decides = row.state == State.SETTLED and policies.publish.allows(request.user, row)
    today, me = timezone.localdate(), facts_of(request.user).employee_id
    asked = row.state == State.CONSULTATION and row.closes_on >= today
    comments = list(selectors.comments(request.user, row, named=writes))
    context = {
        "edition": row,
        "steps": edition_steps(row),
        "changes": shown_changes(selectors.changes(row)),
        "matrix": shown_matrix(matrix_of(row)),
        "comments": comments,
        "mine": selectors.own_comments(request.user, comments),
        "writes": writes,
        "edits": writes and row.is_written,
        "comments_open": asked and me is not None and bound_by(row.book, today).filter(pk=me).exists(),
        "settles": writes and row.state == State.CONSULTATION and row.closes_on < today,
        "forwards": decides,
        "publishes": decides and row.submitted_at is not None and row.submitted_by_id != request.user.pk,
        "today": today,
    }
    return http.page(request, "recognition/rule_book/edition.html", context)


@require_http_methods(FORM)
def found(request: Request) -> HttpResponse:
    units = selectors.units_without_book(request.user)
    need_when(units.exists())
    return answer_form(
        request,
        forms.FoundForm(request.POST or None, units=units, initial={"unit": units.first()}),
        lambda data: drafts.found_book(by=request.user, now=timezone.now(), **data),
        title=_("Begin a rule book"),
        submit=_("Begin it"),
        back=reverse("rule_book:editions"),
        said=_("Begun. Its first edition is a draft that you write next."),
    )


@require_http_methods(FORM)
def begin(request: Request, book: int) -> HttpResponse:
    one_or_404(selectors.books_to_write(request.user), book)
    return answer_form(
        request,
        forms.EditionForm(request.POST or None),
        lambda data: drafts.begin_edition(book_id=book, by=request.user, now=timezone.now(), **data),
        title=_("Begin the next edition"),
        submit=_("Begin this draft"),
        back=reverse("rule_book:editions"),
        said=_("A draft. Nobody but those who write the book sees it yet."),
    )


def _form(
    request: Request, pk: int, form: Any, decide: Callable[..., object], *, template: str = "web/form.html",
    **words: Any,
) -> HttpResponse:  # fmt: skip
    return answer_form(
        request,
        form,
        lambda data: decide(edition_id=pk, by=request.user, now=timezone.now(), **data),
        back=page_of(pk),
        template=template,
        **words,
    )


@require_http_methods(FORM)
def open_for_comments(request: Request, pk: int) -> HttpResponse:
    written_or_404(request, pk, State.DRAFT)
    today = timezone.localdate()
    initial = {"closes_on": today + max(timedelta(days=STAFF_DAYS.on(today)), TWO_WEEKS / 2)}
    return _form(
        request, pk, forms.OpenForm(request.POST or None, initial=initial), adoption.open_consultation,
        title=_("Put these draft rules before the staff"), submit=_("Ask everybody it binds"),
        said=_("They are asked. Comments and your answers stand on this page for everybody."),
        intro=_("Everybody reads the draft and may comment on it until the end of that day. You answer every comment."),
    )  # fmt: skip


@require_http_methods(FORM)
def comment(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(selectors.editions(request.user).filter(state=State.CONSULTATION), pk)
    need_when(bound_by(row.book, timezone.localdate()).filter(pk=facts_of(request.user).employee_id or 0).exists())
    return _form(
        request, pk, forms.CommentForm(request.POST or None), adoption.comment_on,
        title=_("Say what I think of the draft"), submit=_("Send my comment"),
        said=_("Thank you. It is answered before anything is settled."),
        intro=_("Colleagues read the comment without your name; whoever writes the book reads it with your name."),
    )  # fmt: skip


@require_http_methods(FORM)
def answer(request: Request, pk: int) -> HttpResponse:
    row = one_or_404(EditionComment.objects.select_related("edition"), pk)
    written_or_404(request, row.edition_id, State.DRAFT, State.CONSULTATION)
    return answer_form(
        request,
        forms.AnswerForm(request.POST or None, initial={"answer": row.answer}),
        lambda data: adoption.answer_comment(comment_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Answer a comment"),
        submit=_("Answer"),
        back=page_of(row.edition_id),
        said=_("Answered. Everybody reads it, and the person is told."),
        intro=row.text,
    )


@require_http_methods(FORM)
def settle(request: Request, pk: int) -> HttpResponse:
    written_or_404(request, pk, State.CONSULTATION)
    return _form(
        request, pk, forms.SettleForm(request.POST or None, request.FILES or None), adoption.settle_edition,
        title=_("Enter how it was settled"), submit=_("Settle the words"),
        said=_("Settled: its words stay as they are. Somebody who may decide puts it forward next."),
        intro=_(
            "Labour Contract Law, article 4: the congress or all staff discuss the draft; it is settled in equal "
            "consultation with the union or the representatives."
        ),
        template="recognition/rule_book/form.html",
    )  # fmt: skip


@require_http_methods(FORM)
def back(request: Request, pk: int) -> HttpResponse:
    written_or_404(request, pk, State.CONSULTATION, State.SETTLED)
    return answer_form(
        request,
        forms.WhyForm(request.POST or None),
        lambda data: adoption.back_to_draft(edition_id=pk, by=request.user, **data),
        title=_("Take it back to the desk"),
        submit=_("Back to the draft"),
        leave=_("Leave it as it is"),
        back=page_of(pk),
        said=_("A draft again. Comments stay; the staff is asked anew."),
    )


@require_http_methods(FORM)
def withdraw(request: Request, pk: int) -> HttpResponse:
    written_or_404(request, pk, State.DRAFT)
    return _form(
        request, pk, forms.WhyForm(request.POST or None), adoption.withdraw_edition,
        title=_("Withdraw the draft"), submit=_("Withdraw it"), leave=_("Keep the draft"),
        said=_("Withdrawn: nothing of it ever held."),
    )  # fmt: skip


def _decided_or_404(request: Request, pk: int) -> Edition:
    rows = Edition.objects.filter(state=State.SETTLED)
    return policies.publish.get_or_404(request.user, rows, pk=pk)


@require_http_methods(FORM)
def forward(request: Request, pk: int) -> HttpResponse:
    _decided_or_404(request, pk)
    initial = {"effective_on": timezone.localdate() + TWO_WEEKS}
    return _form(
        request, pk, forms.ForwardForm(request.POST or None, initial=initial), publishing.put_forward,
        title=_("Put it forward"), submit=_("Put it forward"),
        said=_("Put forward. A second person who may decide publishes it."),
        intro=_("Four eyes: somebody else publishes what you put forward, word for word as it was settled."),
    )  # fmt: skip


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    _decided_or_404(request, pk)
    return decided(
        request,
        lambda: publishing.publish_edition(edition_id=pk, by=request.user, now=timezone.now()),
        back=page_of(pk),
        said=_("Published. Everybody is asked to read and sign."),
    )
