"""What needs a look today, in one sentence, and at most one alert. Calm words: facts, consequence, way out."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dengta.domains.service.selectors.course import Course, Half
from dengta.domains.service.views import words
from dengta.domains.service.views.cards import Fortnight, Targets
from dengta.engines.metrics import wilson

# Fewer queued contacts than this in half an hour say nothing about its service level.
LEAST_IN_HALF_HOUR = 10
LEAST_IN_HOUR = 20
FAR_BELOW = 0.10


@dataclass(frozen=True)
class Alert:
    """One thing that cannot wait: what, consequence or suggestion, way out."""

    kind: str
    title: str
    text: str
    url: str
    action: str


@dataclass(frozen=True)
class Attention:
    """The sentence under the greeting, and the alert if there is one."""

    sentence: str
    alert: Alert | None


def attention(course: Course, known: Fortnight, targets: Targets, *, minimum: int) -> Attention:
    """What today's figures ask of the leader."""
    points = [point for point in (_worst_half(course, targets), _satisfaction(known, targets, minimum)) if point]
    return Attention(sentence=_sentence(points, course), alert=_alert(course, known, targets, minimum))


def _sentence(points: list[str], course: Course) -> str:
    if points:
        return ngettext("{n} thing needs a look: {points}", "{n} things need a look: {points}", len(points)).format(
            n=len(points), points=_("; ").join(points)
        )
    if course.has_today:
        return _("Everything is within its target so far.")
    return _("No contacts have come in yet today.")


def span(half: Half) -> str:
    """The half hour as 13:00–13:30."""
    end_minute = half.start.hour * 60 + half.start.minute + 30
    return f"{half.start:%H:%M}–{end_minute // 60:02}:{end_minute % 60:02}"


def _worst_half(course: Course, targets: Targets) -> str:
    half = course.worst(least=LEAST_IN_HALF_HOUR)
    level = half.sums.service_level if half and half.sums else None
    if (
        half is None
        or half.sums is None
        or level is None
        or targets.service_level is None
        or level >= targets.service_level
    ):
        return ""
    return _("{span} had the lowest service level, {share} of {n} contacts").format(
        span=span(half), share=words.share(level), n=words.count(half.sums.queued)
    )


def _satisfaction(known: Fortnight, targets: Targets, minimum: int) -> str:
    good, n = known.pooled("csat")
    if n < minimum:
        return ""
    interval = wilson(good, n)
    if interval.high >= targets.csat:
        return ""
    return _("satisfaction of 7 days is {share} (interval {low}–{high}, {n} answers), below {target}").format(
        share=words.share(good / n),
        low=words.share(interval.low),
        high=words.share(interval.high),
        n=words.count(n),
        target=words.share(targets.csat),
    )


def _alert(course: Course, known: Fortnight, targets: Targets, minimum: int) -> Alert | None:
    hour = course.last_hour()
    level = hour.service_level
    if (
        level is not None
        and targets.service_level is not None
        and hour.queued >= LEAST_IN_HOUR
        and level < targets.service_level - FAR_BELOW
    ):
        late = hour.queued - hour.in_target
        return Alert(
            kind="warn",
            title=_("In the last hour {share} were answered in time").format(share=words.share(level)),
            text=_(
                "{late} of {n} customers waited longer than promised or gave up; the longest wait was {time}. "
                "Look which queue it is and who could move over."
            ).format(late=words.count(late), n=words.count(hour.queued), time=words.clock(hour.wait_max)),
            url=f"{reverse('service:intervals')}?period=today",
            action=_("See the intervals"),
        )
    satisfied = _satisfaction(known, targets, minimum)
    if not satisfied:
        return None
    return Alert(
        kind="warn",
        title=_("Satisfaction is below its target by more than chance"),
        text=_("Before talking to anybody, look which topics and queues it comes from."),
        url=f"{reverse('service:csat')}?period=7d&by=type",
        action=_("See where it comes from"),
    )
