"""Announcements in the menu, on Today, in search, in the inbox, at the gate of the queue."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.events import TalkSigned
from dengta.domains.communication.policies import announcements as policies
from dengta.domains.communication.selectors import announcements, receipts, todos
from dengta.domains.communication.selectors.audience import (
    AudienceSource,
    having_skill,
    holding_role,
    register_audience_source,
    role_choices,
    skill_choices,
)
from dengta.domains.communication.selectors.clock import day_of, midnight, start_of
from dengta.domains.communication.services.announcement_kinds import (
    CONFIRM,
    ESCALATED,
    FOLLOW,
    FOLLOW_UP,
    IN_FORCE,
    OPINION,
    READ,
)
from dengta.domains.communication.services.following_up import follow_audience
from dengta.domains.communication.services.receipts import answer_in_chat
from dengta.domains.communication.services.told_in_talks import confirm_told
from dengta.domains.communication.words import announcements as words
from dengta.domains.people.events import StaffChanged, UnitMoved
from dengta.domains.people.models import Account
from dengta.domains.people.services.gates import GateResult, register_gate
from dengta.foundation import events, schedule, slots
from dengta.foundation.access import facts_of
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.calendar.zones import ONE_DAY
from dengta.foundation.errors import register_sentences
from dengta.foundation.notify import register_action, register_kind
from dengta.web import navigation, search
from dengta.web.navigation import Entry

MOST_SHOWN = 5
Text = str | Promise


def reads(request: HttpRequest) -> bool:
    """Whether anything can have been announced to the reader."""
    return facts_of(request.user).employee_id is not None or policies.read.beyond_own(request.user)


def writes(request: HttpRequest) -> bool:
    """Whether the reader may announce anything to anybody."""
    return policies.write.anywhere(request.user)


def leads(request: HttpRequest) -> bool:
    """Whether the reader sees who has confirmed."""
    return policies.see_receipts.beyond_own(request.user)


def unready(request: HttpRequest, subject: Any) -> Mapping[str, Any] | None:
    """Who of the reader's people has not confirmed what takes effect by tomorrow. One query."""
    now = timezone.now()
    shown = receipts.first_unready(request.user, until=midnight(now, days=2), most=MOST_SHOWN + 1)
    return {"missing": shown[:MOST_SHOWN], "more": len(shown) > MOST_SHOWN, "now": now} if shown else None


def answered(*, account: Account, key: str, now: datetime, **_value: Any) -> Text:
    """Somebody pressed the button of a card: read, and confirmed where the class needs no more than that."""
    receipt = answer_in_chat(announcement_id=int(key), by=account, now=now)
    if receipt.confirmed_at is not None:
        return _("Thank you, it is confirmed.")
    return _("Noted as read. To confirm it, please open the page: it asks for your name or a short test.")


def find(request: HttpRequest, query: str) -> Sequence[search.Hit]:
    """Announcements by words of their title. One query."""
    readable: QuerySet[Any] = announcements.for_reader(request.user)
    rows = readable.filter(shown_title__icontains=query.strip())
    return [
        search.Hit(
            title=row.shown_title, subtitle=str(row.get_kind_display()), icon="speakerphone",
            url=reverse("announcements:one", args=[row.pk]),
        )
        for row in rows.order_by("-shown_published_at", "pk")[: search.HITS_PER_PROVIDER]
    ]  # fmt: skip


def check(employee_ids: Collection[int], on: date) -> Mapping[int, GateResult]:
    """The gate: of today it is asked as of now, of another day as of its end."""
    now = timezone.now()
    return receipts.check_announcements(employee_ids, now if on == day_of(now) else start_of(on + ONE_DAY))


def follow_person(news: StaffChanged) -> None:
    """Somebody joined, moved or left: what closes contacts or the queue there is asked of them at once. A change of a
    day to come is met by the daily look."""
    follow_audience(now=timezone.now(), employee_ids=[news.employee])


def follow_unit(news: UnitMoved) -> None:
    """A unit stands elsewhere, and other announcements are for its people."""
    follow_audience(now=timezone.now())


def _menu() -> None:
    # Agents find the same entry at the same place; the board of authors is a tab of its page.
    navigation.register(
        Entry(
            section="today", label=_("Announcements"), url_name="announcements:list", icon="speakerphone", order=14,
            visible=reads,
        )
    )  # fmt: skip
    navigation.register(
        Entry(
            section="today", label=_("Write announcements"), url_name="announcements:board",
            under="announcements:list", icon="writing", order=16,
            visible=writes,
        )
    )  # fmt: skip
    navigation.register(
        Entry(
            section="today", label=_("Not confirmed yet"), url_name="announcements:unready",
            under="announcements:list", icon="user-exclamation",
            order=62, visible=leads,
        )
    )  # fmt: skip


def _inbox() -> None:
    todos.register_kind(
        CONFIRM, _("Announcement to confirm"), verb=_("Read and confirm"), icon="speakerphone", follows_moves=True
    )
    todos.register_kind(READ, _("Urgent announcement"), verb=_("Read it"), icon="speakerphone", follows_moves=True)
    todos.register_kind(ESCALATED, _("People who have not confirmed"), verb=_("See who"), icon="user-exclamation")
    todos.register_kind(
        OPINION, _("Draft to say something about"), verb=_("Read and say"), icon="message", own_page=True
    )


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        register_kind(kind, label)
    _menu()
    _inbox()
    search.register("announcements", find, label=_("Announcements"))
    register_gate("communication.announcements", _("Announcements confirmed"), check)
    register_audience_source(AudienceSource("role", _("Role"), role_choices, holding_role))
    register_audience_source(AudienceSource("skill", _("Skill"), skill_choices, having_skill))
    events.subscribe(TalkSigned, "communication.confirm_told", confirm_told)
    events.subscribe(StaffChanged, "communication.announcements_person", follow_person)
    events.subscribe(UnitMoved, "communication.announcements_unit", follow_unit)
    register_action(CONFIRM, _("I have read it"), answered)
    schedule.every("communication.follow_audience", cron="10 6 * * *", job=FOLLOW)
    schedule.every("communication.follow_up", cron="5 9-18 * * *", job=FOLLOW_UP)
    schedule.every("communication.in_force", cron="*/5 * * * *", job=IN_FORCE)
    slots.register(
        "today",
        slots.Panel(
            order=20, name="communication.unready", template="communication/announcements/unready_panel.html",
            context=unready, visible=lambda request, _subject: leads(request), queries=1,
        ),
    )  # fmt: skip
