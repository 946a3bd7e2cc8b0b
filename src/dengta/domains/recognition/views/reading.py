"""The book as everybody reads it: in plain words first, in full, in print, and as it was."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from dengta.domains.recognition.forms.rule_book import BookFilter
from dengta.domains.recognition.policies import rule_book as policies
from dengta.domains.recognition.selectors import clauses as selectors
from dengta.domains.recognition.selectors import editions
from dengta.domains.recognition.selectors.signatures import own_debts
from dengta.domains.recognition.views.presenting import by_chapter, shown_changes, shown_matrix, shown_ranges
from dengta.domains.recognition.views.shared import Request
from dengta.web import http, lists
from dengta.web.decisions import need_when

SORTS = {
    "code": ("clause__code",),
    "severity": ("severity", "clause__code"),
    "since": ("in_force_from", "clause__code"),
}


def _is_reader(request: Request) -> bool:
    return policies.works_here(request.user) or policies.see.beyond_own(request.user)


@require_safe
def book(request: Request) -> HttpResponse:
    need_when(_is_reader(request))
    today = timezone.localdate()
    page = lists.list_page(
        request, selectors.book_on(request.user, today), sorts=SORTS, default="code", filters=BookFilter
    )
    context = {
        "page": page,
        "several": len({row.clause.book_id for row in page.rows}) > 1,
        "debts": own_debts(request.user, today),
        "writes": policies.write.anywhere(request.user),
    }
    return http.page(request, "recognition/rule_book/book.html", context, fragment="list")


@require_safe
def printed(request: Request) -> HttpResponse:
    need_when(_is_reader(request))
    today = timezone.localdate()
    rows = list(selectors.book_on(request.user, today).order_by("clause__code"))
    books = [
        (one, by_chapter(row for row in rows if row.clause.book_id == one.pk), selectors.edition_on(one.pk, today))
        for one in editions.books(request.user)
    ]
    shown = [
        {
            "book": one,
            "chapters": chapters,
            "edition": edition,
            "coming": selectors.editions_after(one.pk, today),
            "matrix": shown_matrix(selectors.matrix_on(one.pk, today)),
        }
        for one, chapters, edition in books
        if chapters
    ]
    return http.page(request, "recognition/rule_book/printed.html", {"books": shown, "today": today})


@require_safe
def clause(request: Request, code: str) -> HttpResponse:
    need_when(_is_reader(request))
    row = get_object_or_404(selectors.clause_named(request.user, code))
    today = timezone.localdate()
    versions = selectors.history(row)
    now = next((one for one in versions if one.in_force_from is not None and one.in_force_from <= today), None)
    shown = now or versions[-1]
    ended = shown.in_force_until is not None and shown.in_force_until <= today
    pairs = zip(versions, [*versions[1:], None], strict=True)
    changes = [editions.Change(row, before, after, after.shown_why, after.pk) for after, before in pairs]
    context = {
        "clause": row,
        "shown": shown,
        "is_ahead": now is None,
        "ended_on": shown.in_force_until if ended else None,
        "coming": [
            one for one in versions if one.in_force_from is not None and one.in_force_from > today and one != shown
        ],
        "ranges": shown_ranges(shown, selectors.matrix_on(row.book_id, max(today, shown.in_force_from or today))),
        "changes": shown_changes(changes),
    }
    return http.page(request, "recognition/rule_book/clause.html", context)
