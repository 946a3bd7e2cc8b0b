"""What is meant for a whole unit is said in its group chat too.

Title and link, never the text: a chat keeps what it was sent, and a group confirms nothing. Written with what it tells
of, so that it is said once, or not at all.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Announcement
from dengta.domains.communication.selectors import groups as selectors
from dengta.domains.communication.selectors.clock import day_of, written
from dengta.domains.communication.services.announcement_kinds import TOLD
from dengta.foundation import notify

Text = str | Promise


def post_announcement(announcement: Announcement, *, now: datetime) -> None:
    """A version that was just published, into the groups whose people all got it; a slip of the pen that was mended is
    no news."""
    if announcement.asked_version != announcement.version:
        return
    _post(
        selectors.hearing_of(announcement, day_of(now)), kind=TOLD, title=announcement.title, body=_asks(announcement),
        url=reverse("announcements:one", args=[announcement.pk]),
        urgent=announcement.kind == Announcement.Kind.URGENT,
    )  # fmt: skip


def post_of_unit(said: selectors.Said, *, unit_id: int, kind: str, title: Text, url: str, now: datetime) -> None:
    """Something of this unit alone, as a title that leads to its page."""
    _post(selectors.hearing(said, [unit_id], day_of(now)), kind=kind, title=title, body="", url=url)


def _asks(announcement: Announcement) -> Text:
    """The one sentence below the title."""
    due = announcement.confirm_by or announcement.effective_at
    if not announcement.needs_confirmation or due is None:
        return _("Please read it in Dengta.")
    return format_lazy(
        _("Please read and confirm it in Dengta by {moment}: an answer in this group does not count."),
        moment=written(due),
    )


def _post(groups: Collection[UUID], *, kind: str, title: Text, body: Text, url: str, urgent: bool = False) -> None:
    for robot_id in groups:
        notify.post_to_group(robot_id=robot_id, kind=kind, title=title, body=body, url=url, urgent=urgent)
