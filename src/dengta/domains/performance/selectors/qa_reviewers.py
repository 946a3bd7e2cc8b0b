"""Reviewers are reviewed: how often their points were overturned, how far from the agreed answers they were."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean

from django.db.models import Count, Q, QuerySet

from dengta.domains.people.models import Employee
from dengta.domains.performance.models import QaAnswer, QaDisputedItem, QaMark, QaReview, QaSession
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors.qa_items import items_from
from dengta.engines.metrics.intervals import Interval, mean_interval, wilson
from dengta.foundation.access import Actor

LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True)
class Share:
    """A share with its sample and interval; None where the sample is empty."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        """The share in percent."""
        return 100 * self.hits / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's interval in percent."""
        if not self.n:
            return None
        low, high = wilson(self.hits, self.n)
        return Interval(100 * low, 100 * high)


@dataclass(frozen=True)
class Gap:
    """How far from the agreed answers, in percent of what a question is worth: on average, and with its interval."""

    bias: float | None
    off: float | None
    n: int
    interval: Interval | None = None


@dataclass(frozen=True)
class Record:
    """A reviewer's year: reviews, points given, how many of them were disputed and overturned, calibrations."""

    reviews: int
    overturned: Share
    disputed: Share
    gap: Gap


def record_of(reviewer: Employee, today: date) -> Record:
    """The last twelve months. Four queries."""
    since = today - LOOKED_BACK
    mine = Q(review__reviewer=reviewer, review__submitted_at__date__gte=since)
    given = QaAnswer.objects.filter(mine).exclude(review__status=QaReview.Status.DRAFT)
    verdicts = QaDisputedItem.objects.filter(
        answer__review__reviewer=reviewer, answer__review__submitted_at__date__gte=since
    ).exclude(verdict=QaDisputedItem.Verdict.OPEN)
    counts = verdicts.aggregate(all=Count("pk"), upheld=Count("pk", filter=Q(verdict="upheld")))
    n = given.aggregate(answers=Count("pk"), reviews=Count("review", distinct=True))
    return Record(
        reviews=n["reviews"],
        overturned=Share(counts["upheld"], n["answers"]),
        disputed=Share(counts["upheld"], counts["all"]),
        gap=_gap(reviewer, since),
    )


def _gap(reviewer: Employee, since: date) -> Gap:
    """Against the agreed answers of sessions in which this person scored."""
    marks = QaMark.objects.filter(
        sheet__reviewer=reviewer, sheet__submitted_at__date__gte=since, sheet__session__status=QaSession.Status.AGREED
    )
    gaps: list[float] = []
    for mark in marks.select_related("sheet__session__version").prefetch_related("sheet__session__agreed"):
        most = {item.key: item.most for item in items_from(mark.sheet.session.version.items)}
        agreed = {one.item: one.points for one in mark.sheet.session.agreed.all()}.get(mark.item)
        if agreed is not None and mark.points is not None:
            gaps.append(100 * (mark.points - agreed) / most[mark.item])
    if not gaps:
        return Gap(None, None, 0)
    ends = mean_interval(len(gaps), sum(gaps), sum(gap * gap for gap in gaps))
    return Gap(mean(gaps), mean(abs(gap) for gap in gaps), len(gaps), ends)


def overturned_items(reviewer: Employee) -> QuerySet[QaDisputedItem]:
    """Decided items of this reviewer's reviews, the newest first."""
    rows = QaDisputedItem.objects.filter(answer__review__reviewer=reviewer).exclude(verdict="open")
    return rows.select_related("answer__review__version", "dispute__decided_by").order_by("-dispute__decided_at", "-pk")


def reviewers(actor: Actor) -> QuerySet[Employee]:
    """Reviewers whose record this person may open."""
    return policies.reviewers_known_to(actor).order_by("pinyin", "pk")
