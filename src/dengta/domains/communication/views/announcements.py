"""Announcements as their readers meet them: the list, the text, the confirmation, the short test."""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms.announcements import AnnouncementFilter, ConfirmForm, TestForm
from dengta.domains.communication.models import Announcement, Receipt
from dengta.domains.communication.policies import announcements as policies
from dengta.domains.communication.selectors import announcements as selectors
from dengta.domains.communication.services import receipts as services
from dengta.domains.communication.services import short_tests
from dengta.domains.communication.views.shared import Request
from dengta.foundation.access import facts_of
from dengta.foundation.errors import RuleViolation
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need_when

SORTS = {"published": ("shown_published_at",), "title": ("shown_title",), "effective": ("shown_effective_at",)}


@require_safe
def announcement_list(request: Request) -> HttpResponse:
    """What was announced to the reader, and to people they lead."""
    need_when(facts_of(request.user).employee_id is not None or policies.read.beyond_own(request.user))
    page = lists.list_page(
        request, selectors.for_reader(request.user), sorts=SORTS, default="-published", filters=AnnouncementFilter
    )
    context = {"page": page, "may_write": policies.write.anywhere(request.user)}
    return http.page(request, "communication/announcements/list.html", context, fragment="list")


def announcement_or_404(request: Request, pk: int) -> Announcement:
    """One that is out, and that the reader may open as it stands."""
    return _found(selectors.visible(request.user), pk)


def _found(rows: QuerySet[Announcement], pk: int) -> Announcement:
    rows = rows.filter(status__in=policies.OUT)
    announcement = rows.select_related("author__employee").filter(pk=pk).first()
    need_when(announcement is not None)
    assert announcement is not None  # just insisted on
    return announcement


@require_safe
def one(request: Request, pk: int) -> HttpResponse:
    """The text; that the reader opened it is kept, and confirms nothing."""
    announcement = _found(selectors.readable(request.user), pk)
    receipt = Receipt.objects.filter(
        announcement=announcement, employee_id=selectors.own_id(request.user), left_at=None, read_at=None
    ).first()
    # Whoever asks for the head alone has nothing before their eyes.
    if receipt is not None and announcement.is_published and request.method == "GET":
        services.open_announcement(receipt_id=receipt.pk, by=request.user, now=timezone.now())
    return _one(request, announcement, ConfirmForm())


@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    """The reader confirms: with a button, or with the own name."""
    form, refused = ConfirmForm(request.POST), ""
    if form.is_valid():
        try:
            # Whoever was asked holds a receipt, so nothing else is looked up: thousands confirm in one morning.
            services.confirm_announcement(
                announcement_id=pk, signature=form.cleaned_data["signature"], by=request.user, now=timezone.now()
            )
        except ObjectDoesNotExist as hidden:
            raise Http404 from hidden
        except RuleViolation as refusal:
            refused = str(refusal)
        else:
            return http.done(
                request, reverse("announcements:one", args=[pk]), _("Confirmed. Thank you for reading it.")
            )
    announcement = announcement_or_404(request, pk)
    if refused:
        form.add_error("signature" if announcement.needs_signature else None, refused)
    return _one(request, announcement, form, status=422)


def _one(request: Request, announcement: Announcement, form: ConfirmForm, status: int = 200) -> HttpResponse:
    context = {
        "one": selectors.one_page(announcement, reader=request.user),
        "form": form,
        "now": timezone.now(),
        "may_write": selectors.may_write(request.user, announcement),
        "sees_receipts": policies.see_receipts.beyond_own(request.user),
    }
    return http.page(request, "communication/announcements/one.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def test(request: Request, pk: int) -> HttpResponse:
    """One go at the short test; whoever does not pass is led back to the text."""
    announcement = announcement_or_404(request, pk)
    receipt = _own_receipt(request, announcement)
    need_when(announcement.is_published and announcement.has_test and receipt.confirmed_at is None)
    back = reverse("announcements:one", args=[pk])
    if receipt.read_at is None or receipt.passed_at is not None:
        # The text comes first: opening it is what counts as reading.
        return http.done(request, back, _("Please read the text first."))
    questions = short_tests.in_turn(receipt, selectors.questions_of(announcement))
    form = TestForm(request.POST if request.method == "POST" else None, questions=questions)
    total, now = len(questions), timezone.now()
    needed = short_tests.needed(total, now=now)
    return answer_form(
        request, form,
        lambda _data: short_tests.take_test(
            receipt_id=receipt.pk, answers=form.answers, by=request.user, now=timezone.now()
        ),
        title=_("Short test"), submit=_("Hand in the answers"), back=back, said=_("Handed in: see how it went."),
        template="communication/announcements/test.html", announcement=announcement, total=total, needed=needed,
        goes=receipt.tries,
    )  # fmt: skip


def _own_receipt(request: Request, announcement: Announcement) -> Receipt:
    receipt = Receipt.objects.filter(
        announcement=announcement, employee_id=selectors.own_id(request.user), left_at=None
    ).first()
    need_when(receipt is not None)
    assert receipt is not None  # just insisted on
    return receipt
