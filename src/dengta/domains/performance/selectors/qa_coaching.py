"""Coaching after a finding, and what the next reviews of the same question show."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet

from dengta.domains.performance.models import QaAnswer, QaCoaching
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors.qa_items import Item, items_from
from dengta.domains.performance.selectors.qa_sampling import counted
from dengta.engines.metrics.intervals import Interval, wilson
from dengta.foundation.access import Actor

LOOKED_BACK = timedelta(days=90)


def coachings(actor: Actor) -> QuerySet[QaCoaching]:
    """Coaching this person may read: one's own, that of one's people, and what one does oneself."""
    may = Q(pk__in=policies.see_coaching.scope(actor, QaCoaching.objects.all()).values("pk"))
    rows = QaCoaching.objects.filter(may | Q(coach=policies.own_id(actor)))
    return rows.select_related("agent", "unit", "coach", "review__version__form")


def item_of(coaching: QaCoaching) -> Item:
    """The question it is about, as the form put it when the finding was made."""
    return next(item for item in items_from(coaching.review.version.items) if item.key == coaching.item)


@dataclass(frozen=True)
class Level:
    """How a question came out over some reviews: percent of its points, how many reviews, and the interval."""

    value: float | None
    n: int
    interval: Interval | None = None


@dataclass(frozen=True)
class Effect:
    """Before and after. The finding itself is in neither: it was chosen because it was low, and the next one would be
    better without any coaching."""

    before: Level
    after: Level

    @property
    def verdict(self) -> str:
        """better, worse or unclear; nothing where one side has no review."""
        if self.before.interval is None or self.after.interval is None:
            return ""
        if self.after.interval.low > self.before.interval.high:
            return "better"
        return "worse" if self.after.interval.high < self.before.interval.low else "unclear"


def effect_of(coaching: QaCoaching) -> Effect:
    """The same question in the reviews drawn at random before, and in those since it was practised. Two queries."""
    item = item_of(coaching)
    rows = QaAnswer.objects.filter(
        review__in=_reviews(coaching), item=coaching.item, review__version__form=coaching.review.version.form_id
    )
    before = rows.filter(review__day__range=(coaching.starts_on - LOOKED_BACK, coaching.starts_on))
    after = rows.filter(review__day__gt=coaching.done_on) if coaching.done_on else rows.none()
    return Effect(_level(before, item), _level(after, item))


def _reviews(coaching: QaCoaching) -> QuerySet[QaAnswer]:
    from_random = type(coaching.review).objects.filter(counted(), agent=coaching.agent_id)
    return from_random.exclude(pk=coaching.review_id).values("pk")  # type: ignore[return-value]  # a query of ids


def _level(rows: QuerySet[QaAnswer], item: Item) -> Level:
    points = [answer.counts for answer in rows if answer.counts is not None]
    if not points:
        return Level(None, 0)
    share = sum(points) / (item.most * len(points))
    low, high = wilson(share * len(points), len(points))
    return Level(100 * share, len(points), Interval(100 * low, 100 * high))
