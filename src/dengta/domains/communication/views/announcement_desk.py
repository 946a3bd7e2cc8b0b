"""Announcements as their authors and leaders meet them: the board, the draft, who has confirmed and who has not."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms.announcements import (
    AnnouncementForm,
    BoardFilter,
    MailForm,
    QuestionForm,
    ReceiptFilter,
    UnreadyFilter,
    VersionForm,
    WithdrawForm,
    initial_words,
)
from dengta.domains.communication.models import Announcement, Receipt
from dengta.domains.communication.policies import announcements as policies
from dengta.domains.communication.selectors import announcements as selectors
from dengta.domains.communication.selectors import receipts
from dengta.domains.communication.selectors.clock import midnight
from dengta.domains.communication.services import announcements as services
from dengta.domains.communication.services import publishing, short_tests
from dengta.domains.communication.services import receipts as receipt_services
from dengta.domains.communication.services.announcement_kinds import DELIVER
from dengta.domains.communication.views.announcements import announcement_or_404
from dengta.domains.communication.views.shared import Request
from dengta.domains.people.selectors.organisation import visible_units
from dengta.foundation.exports import Column
from dengta.foundation.exports.answers import respond, wanted
from dengta.foundation.jobs.models import Job
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

BOARD_SORTS = {"published": ("published_at",), "title": ("title",), "effective": ("effective_at",)}
COLUMNS = (
    Column("number", _("Staff number"), value="employee.number"),
    Column("name", _("Name"), value="employee.name"),
    Column("team", _("Team"), value="team_name"),
    Column("delivered_at", _("Received"), kind="datetime"),
    Column("read_at", _("Read"), kind="datetime"),
    Column("tries", _("Goes at the test"), kind="integer"),
    Column("passed_at", _("Test passed"), kind="datetime"),
    Column("confirmed_at", _("Confirmed at"), kind="datetime"),
)


def written_or_404(request: Request, pk: int) -> Announcement:
    """One that the reader may write on: published within their reach, or their own draft."""
    rows = Announcement.objects.filter(policies.in_writing(request.user), pk=pk).distinct()
    announcement = rows.first()
    need_when(announcement is not None)
    assert announcement is not None  # just insisted on
    return announcement


@require_safe
def board(request: Request) -> HttpResponse:
    need(policies.write, request.user)
    page = lists.list_page(
        request, selectors.board(request.user), sorts=BOARD_SORTS, default="-published", filters=BoardFilter
    )
    return http.page(request, "communication/announcements/board.html", {"page": page}, fragment="list")


def _units(request: Request) -> Any:
    return policies.address.scope(request.user, visible_units(request.user, timezone.localdate()))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    need(policies.write, request.user)
    form = AnnouncementForm(
        request.POST or None, author=request.user, units=_units(request), today=timezone.localdate()
    )
    saved: list[int] = []

    def decide(_data: dict[str, Any]) -> None:
        draft = services.draft_announcement(words=form.words, frame=form.frame, by=request.user, now=timezone.now())
        saved.append(draft.pk)

    response = answer_form(
        request, form, decide, title=_("New announcement"), submit=_("Save the draft"),
        back=reverse("announcements:board"), said=_("Saved. Nobody sees it before you publish it."),
        template="communication/announcements/compose.html",
    )  # fmt: skip
    return (
        http.done(request, _publish_url(saved[0]), _("Saved. Nobody sees it before you publish it."))
        if saved
        else response
    )


def _publish_url(pk: int) -> str:
    return reverse("announcements:publish", args=[pk])


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    """A draft with everything that belongs to it; of what is published, the words of the next version."""
    announcement = written_or_404(request, pk)
    need_when(announcement.status != Announcement.Status.WITHDRAWN)
    version = selectors.in_writing(announcement) or announcement.versions.order_by("-number")[0]
    form: AnnouncementForm | VersionForm
    if announcement.version:
        fresh = {"change_note": "", "asks_again": True} if version.published_at else {}
        form = VersionForm(request.POST or None, initial=initial_words(version) | fresh)
    else:
        initial = AnnouncementForm.initial_of(announcement, version, selectors.lines_of(announcement))
        form = AnnouncementForm(
            request.POST or None, author=request.user, units=_units(request), today=timezone.localdate(),
            initial=initial,
        )  # fmt: skip
    return answer_form(
        request, form,
        lambda _data: services.edit_announcement(
            announcement_id=pk, words=form.words, frame=getattr(form, "frame", None), by=request.user,
            now=timezone.now(),
        ),
        title=_("New version") if announcement.version else _("Draft of an announcement"),
        submit=_("Save the draft"), back=_publish_url(pk), said=_("Saved. Nobody sees it before you publish it."),
        template="communication/announcements/compose.html",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: Request, pk: int) -> HttpResponse:
    """The draft as it will be read, whom it reaches, and what stands against publishing it."""
    announcement = written_or_404(request, pk)
    version, now = selectors.in_writing(announcement), timezone.now()
    need_when(version is not None)
    assert version is not None  # just insisted on
    if request.method == "POST":
        return decided(
            request, lambda: publishing.publish_announcement(announcement_id=pk, by=request.user, now=timezone.now()),
            back=reverse("announcements:standing", args=[pk]), said=_("Published. It is on its way to everybody."),
        )  # fmt: skip
    before = announcement.versions.filter(number=announcement.version).first()
    context = {
        "announcement": announcement,
        "version": version,
        "before": before,
        "reach": publishing.preview(announcement, now=now),
        "audience": selectors.audience_words(announcement, request.user, timezone.localdate(now)),
        "questions": list(version.questions.all()),
        "pass_mark": short_tests.PASS_MARK.on(timezone.localdate(now)),
        "consultation": selectors.latest_consultation(announcement, version.number),
    }
    return http.page(request, "communication/announcements/publish.html", context)


@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    announcement = written_or_404(request, pk)
    return decided(
        request, lambda: services.discard_draft(announcement_id=announcement.pk, by=request.user),
        back=reverse("announcements:board"), said=_("The draft is gone."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, pk: int) -> HttpResponse:
    announcement = written_or_404(request, pk)
    need_when(announcement.is_published)
    return answer_form(
        request, WithdrawForm(request.POST or None),
        lambda data: services.withdraw_announcement(
            announcement_id=pk, by=request.user, now=timezone.now(), **data
        ),
        title=_("Withdraw the announcement"), submit=_("Withdraw"),
        back=reverse("announcements:standing", args=[pk]), said=_("Withdrawn. Nothing is asked about it any more."),
        intro=_("Everybody who received it reads your reason. What was confirmed stays on record."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, pk: int, question_id: int | None = None) -> HttpResponse:
    """A question of the short test of the version in writing."""
    announcement = written_or_404(request, pk)
    version = selectors.in_writing(announcement)
    need_when(version is not None)
    assert version is not None  # just insisted on
    row = version.questions.filter(pk=question_id).first() if question_id is not None else None
    need_when(row is not None or question_id is None)
    initial: dict[str, Any] = {}
    if row is not None:
        initial = {"text": row.text, "right": row.right + 1, "explanation": row.explanation}
        initial |= {f"option_{place}": option for place, option in enumerate(row.options, start=1)}
    form = QuestionForm(request.POST or None, initial=initial)
    return answer_form(
        request, form,
        lambda _data: short_tests.save_question(
            announcement_id=pk, question=form.question, question_id=question_id, by=request.user
        ),
        title=_("Question of the short test"), submit=_("Save the question"), back=_publish_url(pk),
        said=_("The question is saved."),
    )  # fmt: skip


@require_POST
def question_drop(request: Request, pk: int, question_id: int) -> HttpResponse:
    written_or_404(request, pk)
    return decided(
        request,
        lambda: short_tests.drop_question(announcement_id=pk, question_id=question_id, by=request.user),
        back=_publish_url(pk), said=_("The question is out of the test."),
    )  # fmt: skip


def seen_or_404(request: Request, pk: int) -> tuple[Announcement, bool]:
    """One that the reader leads people through, and whether they may also write on it."""
    announcement = announcement_or_404(request, pk)
    writes = selectors.may_write(request.user, announcement)
    need_when(writes or policies.see_receipts.beyond_own(request.user))
    return announcement, writes


@require_safe
def standing(request: Request, pk: int) -> HttpResponse:
    """How far people are, what was reminded of, and who was told."""
    announcement, writes = seen_or_404(request, pk)
    job = Job.objects.filter(kind=DELIVER, key=f"{pk} {announcement.version}", state__in=Job.OPEN).first()
    context = {
        "announcement": announcement,
        "may_write": writes,
        "sees_receipts": policies.see_receipts.beyond_own(request.user),
        "standing": receipts.standing(request.user, announcement, whole=writes),
        "reminders": list(announcement.reminders.order_by("-sent_at", "-pk")),
        "escalations": receipts.escalations_of(request.user, announcement),
        "in_writing": selectors.in_writing(announcement) if writes else None,
        "audience": selectors.audience_words(announcement, request.user, timezone.localdate()),
        "job": job,
    }
    return http.page(request, "communication/announcements/standing.html", context)


@require_safe
def missing(request: Request, pk: int) -> HttpResponseBase:
    """By name: who has not read, not passed, not confirmed, among the people the reader leads."""
    need_when(policies.see_receipts.beyond_own(request.user))
    announcement = announcement_or_404(request, pk)
    page = lists.list_page(
        request, receipts.receipts_of(request.user, announcement, timezone.now()),
        sorts={"name": ("employee__pinyin",), "team": ("team_name", "employee__pinyin"), "read": ("read_at",)},
        default="team", filters=ReceiptFilter,
    )  # fmt: skip
    if wanted(request):
        return respond(
            request, name="communication.receipts", columns=COLUMNS, rows=page.everything,
            permission=policies.export_receipts, label=announcement.title,
        )  # fmt: skip
    context = {
        "page": page,
        "announcement": announcement,
        "may_export": policies.export_receipts.anywhere(request.user),
        "may_file": policies.confirm.beyond_own(request.user),
    }
    return http.page(request, "communication/announcements/missing.html", context, fragment="list")


@require_safe
def unready(request: Request) -> HttpResponse:
    """Before going on queue: who has not confirmed what is in force, or will be tomorrow."""
    need_when(policies.see_receipts.beyond_own(request.user))
    now = timezone.now()
    page = lists.list_page(
        request, receipts.unready(request.user, now=now, until=midnight(now, days=2)),
        sorts={
            "effective": ("since", "employee__pinyin"), "name": ("employee__pinyin",),
            "team": ("team_name", "employee__pinyin"),
        },
        default="effective", filters=UnreadyFilter, ids_first=True,
    )  # fmt: skip
    context = {"page": page, "now": now}
    return http.page(request, "communication/announcements/unready.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: Request, pk: int) -> HttpResponse:
    """Somebody confirmed by mail or on paper: file it."""
    rows = Receipt.objects.filter(confirmed_at=None, left_at=None, announcement__status="published")
    rows = rows.exclude(employee_id=selectors.own_id(request.user)).select_related("announcement", "employee")
    rows = policies.see_receipts.scope(request.user, rows)
    receipt = policies.confirm.get_or_404(request.user, rows, pk=pk)
    return answer_form(
        request, MailForm(request.POST or None),
        lambda data: receipt_services.confirm_by_mail(
            receipt_id=pk, by=request.user, now=timezone.now(), **data
        ),
        title=_("File a written confirmation"), submit=_("File it"), said=_("Filed."),
        back=reverse("announcements:missing", args=[receipt.announcement_id]),
        intro=f"{receipt.employee.name} · {receipt.announcement.title}",
    )  # fmt: skip
