"""What there is to read, and what an author sees of what they wrote."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext as _

from dengta.domains.communication.models import (
    Announcement,
    AnnouncementVersion,
    Receipt,
    ReceiptConfirmation,
    StaffConsultation,
    StaffOpinion,
    TestQuestion,
    TestTry,
)
from dengta.domains.communication.policies import announcements as policies
from dengta.domains.communication.selectors.audience import Text, audience_sources, reached
from dengta.domains.people.models import Employee
from dengta.foundation.access import Actor, facts_of


def own_id(actor: Actor) -> int:
    """The employee behind the account; of the contact of a client nobody, to whom nothing is ever given."""
    return facts_of(actor).employee_id or 0


# What a list shows of an announcement: to whoever it is for no more, as it was when they left.
SHOWN = ("title", "published_at", "effective_at")


def for_reader(actor: Actor) -> "QuerySet[Announcement, Any]":
    """What has been published to the reader, or to people they lead, with how it stands with themselves (`is_mine`,
    `my_read_at`, `my_confirmed_at`). What they were given before they left its audience is there as it was then
    (`is_past`; `shown_title` and the like instead of the announcement's own). One query."""
    receipts = Receipt.objects.filter(announcement=OuterRef("pk"), employee_id=own_id(actor))
    mine = receipts.filter(left_at=None)
    rows = _out(actor).annotate(
        is_mine=Exists(mine),
        is_current=Exists(visible(actor).filter(pk=OuterRef("pk"))),
        my_read_at=Subquery(mine.values("read_at")[:1]),
        my_confirmed_at=Subquery(mine.values("confirmed_at")[:1]),
        left_at=Subquery(receipts.values("left_at")[:1]),
        left_with=Subquery(receipts.values("version")[:1]),
    )
    then = _until(OuterRef("left_at"), OuterRef("left_with")).filter(announcement=OuterRef("pk"))
    return rows.annotate(
        **{
            f"shown_{name}": Case(When(is_current=True, then=F(name)), default=Subquery(then.values(name)[:1]))
            for name in SHOWN
        }
    )


def _out(actor: Actor) -> "QuerySet[Announcement]":
    """What is out and the reader may open, now or as it was."""
    current = Q(status__in=policies.OUT) & policies.read.condition(actor)
    return Announcement.objects.filter(current | policies.received_before(actor))


def _until(left_at: Any, version: Any) -> "QuerySet[AnnouncementVersion]":
    """The versions that somebody was given, or could read, until they left; newest first."""
    seen = Q(number__lte=version) | Q(published_at__lt=left_at)
    return AnnouncementVersion.objects.filter(seen, published_at__isnull=False).order_by("-number")


def visible(actor: Actor) -> "QuerySet[Announcement]":
    """Every announcement the reader may open as it stands: published to them or their people, or in their own hands as
    author."""
    out = Q(status__in=policies.OUT) & policies.read.condition(actor)
    return Announcement.objects.filter(out | policies.in_writing(actor))


def readable(actor: Actor) -> "QuerySet[Announcement]":
    """Those, and what the reader was given before they left its audience, which `one_page` shows as it was then."""
    return visible(actor) | Announcement.objects.filter(policies.received_before(actor))


def board(actor: Actor) -> "QuerySet[Announcement, Any]":
    """What the reader may write, with how many were asked, have read and have confirmed. One query."""
    asked = Q(receipts__left_at=None)
    return (
        Announcement.objects.filter(policies.in_writing(actor))
        .select_related("author__employee")
        .annotate(
            asked=Count("receipts", filter=asked),
            read=Count("receipts", filter=asked & Q(receipts__read_at__isnull=False)),
            confirmed=Count("receipts", filter=asked & Q(receipts__confirmed_at__isnull=False)),
        )
    )


@dataclass(frozen=True)
class OnePage:
    """An announcement as one reader sees it. `before` are the words to compare with; `receipt` is their own.

    `left_at`: when the reader left those it is for; they see the versions of until then, and no other.
    """

    announcement: Announcement
    words: AnnouncementVersion
    before: AnnouncementVersion | None
    versions: Sequence[AnnouncementVersion]
    receipt: Receipt | None
    confirmation: ReceiptConfirmation | None
    last_try: TestTry | None
    missed: Sequence[TestQuestion]
    left_at: datetime | None = None

    @property
    def effective_at(self) -> datetime | None:
        """When it takes effect, as far as the reader is to know."""
        return self.words.effective_at if self.left_at else self.announcement.effective_at

    @property
    def confirm_by(self) -> datetime | None:
        """Until when it is confirmed, as far as the reader is to know."""
        return self.words.confirm_by if self.left_at else self.announcement.confirm_by

    @property
    def is_open(self) -> bool:
        """Whether the reader still has to confirm."""
        return (
            self.announcement.is_published
            and self.announcement.needs_confirmation
            and self.receipt is not None
            and self.receipt.confirmed_at is None
        )

    @property
    def test_first(self) -> bool:
        """Whether the test comes before the confirmation."""
        return self.announcement.has_test and self.receipt is not None and self.receipt.passed_at is None


def one_page(announcement: Announcement, *, reader: Actor) -> OnePage:
    """The version in force with what the reader has done about it. Five queries, one more for whoever left."""
    left = Receipt.objects.filter(announcement=announcement, employee_id=own_id(reader), left_at__isnull=False).first()
    if left is not None and not visible(reader).filter(pk=announcement.pk).exists():
        return _as_it_was(announcement, left)
    versions = list(
        announcement.versions.exclude(published_at=None).select_related("written_by__employee").order_by("-number")
    )
    receipt = Receipt.objects.filter(announcement=announcement, employee_id=own_id(reader), left_at=None).first()
    confirmed = list(receipt.confirmations.order_by("-version")) if receipt else []
    current = [each for each in confirmed if each.version >= announcement.asked_version]
    earlier = {each.version for each in confirmed}
    # Whoever confirmed an earlier version sees what changed since; everybody else what the last change was.
    before = next((each for each in versions[1:] if each.number in earlier), versions[1] if versions[1:] else None)
    last = receipt.goes.filter(version=announcement.asked_version).order_by("-pk").first() if receipt else None
    missed = list(TestQuestion.objects.filter(pk__in=last.missed)) if last and last.missed else []
    return OnePage(announcement, versions[0], before, versions, receipt, current[0] if current else None, last, missed)


def _as_it_was(announcement: Announcement, left: Receipt) -> OnePage:
    then = _until(left.left_at, left.version).filter(announcement=announcement)
    versions = list(then.select_related("written_by__employee"))
    before = versions[1] if versions[1:] else None
    return OnePage(announcement, versions[0], before, versions, None, None, None, (), left_at=left.left_at)


def lines_of(announcement: Announcement) -> dict[str, list[str]]:
    """The narrowings of the audience, by source. One query."""
    lines: dict[str, list[str]] = defaultdict(list)
    for source, key in announcement.audience.order_by("pk").values_list("source", "key"):
        lines[source].append(key)
    return dict(lines)


def audience_of(announcement: Announcement, day: date) -> "QuerySet[Employee]":
    """Everybody whom it is for on `day`. Three queries for the tree and the lines, and one for the people."""
    units = list(announcement.units.values_list("pk", flat=True))
    return reached(units, lines_of(announcement), day)


def in_writing(announcement: Announcement) -> AnnouncementVersion | None:
    """The version that is being written, if any."""
    return announcement.versions.filter(published_at=None).first()


def questions_of(announcement: Announcement) -> list[TestQuestion]:
    """The test of the version that was last asked about. One query."""
    return list(
        TestQuestion.objects.filter(version__announcement=announcement, version__number=announcement.asked_version)
    )


def latest_consultation(announcement: Announcement, version: int) -> StaffConsultation | None:
    """The last time a version was put before those it is for."""
    return StaffConsultation.objects.filter(announcement=announcement, version=version).order_by("-pk").first()


def own_opinion(actor: Actor, announcement_id: int) -> StaffOpinion:
    """What the reader was asked last about a draft. Raises DoesNotExist for whoever was not, or whom it binds no more:
    they moved, perhaps to another client."""
    asked = StaffOpinion.objects.filter(consultation__announcement=announcement_id, employee_id=own_id(actor))
    own = asked.select_related("consultation__announcement", "employee").latest("pk")
    audience_of(own.consultation.announcement, timezone.localdate()).get(pk=own.employee_id)
    return own


def opinions_on(consultation: StaffConsultation) -> "QuerySet[StaffOpinion]":
    """What was said, first to last; those who said nothing are not listed. One query."""
    said = consultation.opinions.exclude(said_at=None).select_related("employee")
    return said.order_by("said_at", "pk")


def may_write(actor: Actor, announcement: Announcement) -> bool:
    """Whether the reader works on this announcement. At most one query."""
    return Announcement.objects.filter(policies.in_writing(actor), pk=announcement.pk).exists()


def audience_words(announcement: Announcement, actor: Actor, day: date) -> list[tuple[Text, str]]:
    """For whom it is, in words: the units, then each narrowing. One query for each source that is used, and two."""
    words: list[tuple[Text, str]] = [
        (_("For these units"), str(_(", ")).join(unit.name for unit in announcement.units.all()))
    ]
    lines = lines_of(announcement)
    for source in audience_sources():
        if source.name in lines:
            names = {each.key: str(each.label) for each in source.choices(actor, day)}
            shown = (names.get(key, key) for key in lines[source.name])
            words.append((source.label, str(_(", ")).join(shown)))
    return words
