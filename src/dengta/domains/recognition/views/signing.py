"""Reading what changed and signing it; and who has not."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.recognition.forms.rule_book import SignForm, UnsignedFilter
from dengta.domains.recognition.models import Edition
from dengta.domains.recognition.policies import rule_book as policies
from dengta.domains.recognition.selectors import signatures as selectors
from dengta.domains.recognition.selectors.clauses import matrix_of
from dengta.domains.recognition.selectors.editions import books, last_published
from dengta.domains.recognition.services import signing as services
from dengta.domains.recognition.views.presenting import shown_changes, shown_matrix
from dengta.domains.recognition.views.shared import FORM, Request
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need_when

SORTS = {"name": ("pinyin",), "team": ("team", "pinyin"), "last": ("last_signed", "pinyin")}


@require_safe
def own(request: Request) -> HttpResponse:
    need_when(policies.works_here(request.user))
    context = {
        "debts": selectors.own_debts(request.user, timezone.localdate()),
        "signatures": list(selectors.own_signatures(request.user)),
    }
    return http.page(request, "recognition/rule_book/own.html", context)


@require_http_methods(FORM)
def sign(request: Request, pk: int) -> HttpResponse:
    need_when(policies.works_here(request.user))
    today = timezone.localdate()
    debt = next((one for one in selectors.own_debts(request.user, today) if one.edition.pk == pk), None)
    need_when(debt is not None)
    assert debt is not None  # just insisted on
    since = selectors.number_signed(debt.employee_id, debt.edition.book_id)
    return answer_form(
        request,
        SignForm(request.POST or None),
        lambda data: services.sign_edition(edition_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Read and sign it"),
        submit=_("I have read it, and sign"),
        back=reverse("rule_book:own"),
        said=_("Signed. Thank you for reading it."),
        template="recognition/rule_book/sign.html",
        debt=debt,
        since=since,
        changes=shown_changes(selectors.to_read(debt.edition, since=since, day=today)),
        matrix=shown_matrix(matrix_of(debt.edition)),
    )


def _editions(request: Request) -> list[Edition]:
    """The newest edition of each book that binds people the reader leads."""
    need_when(policies.see_signers.beyond_own(request.user))
    return [one for book in books(request.user) if (one := last_published(book.pk)) is not None]


@require_safe
def unsigned(request: Request) -> HttpResponse:
    known = _editions(request)
    asked = request.GET.get("edition", "")
    edition = next((one for one in known if str(one.pk) == asked), known[0] if known else None)
    if edition is None:
        return http.page(request, "recognition/rule_book/unsigned.html", {"edition": None})
    today = timezone.localdate()
    rows = selectors.unsigned_of(request.user, edition, today)
    page = lists.list_page(request, rows, sorts=SORTS, default="name", filters=UnsignedFilter)
    due = {
        one.employee_id: one.closes_on
        for one in selectors.owed([row.pk for row in page.rows], today)
        if one.edition.pk == edition.pk
    }
    context = {
        "edition": edition,
        "known": known,
        "page": page,
        "rows": [(row, due.get(row.pk)) for row in page.rows],
        "may_remind": policies.remind.beyond_own(request.user),
        "standing": selectors.standing(request.user, edition, today),
        "today": today,
    }
    return http.page(request, "recognition/rule_book/unsigned.html", context, fragment="list")


@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    need_when(policies.remind.beyond_own(request.user) and any(one.pk == pk for one in _editions(request)))
    return decided(
        request,
        lambda: services.remind_of_signing(edition_id=pk, by=request.user, now=timezone.now()),
        back=f"{reverse('rule_book:unsigned')}?edition={pk}",
        said=_("Reminded, kindly and once today."),
    )
