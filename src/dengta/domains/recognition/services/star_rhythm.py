"""What is due of itself: months to freeze, votes to count, names nobody answered for, contests that are over."""

from datetime import datetime

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.people.models import Unit
from dengta.domains.recognition.models import Contest, StarMonth
from dengta.domains.recognition.selectors import contests, stars
from dengta.domains.recognition.selectors.judged_days import month_before
from dengta.domains.recognition.services.contests import count_contest, let_contests_lapse
from dengta.domains.recognition.services.star_criteria import let_tiers_lapse
from dengta.domains.recognition.services.star_decisions import publish_unanswered
from dengta.domains.recognition.services.star_months import count_votes, take_month
from dengta.foundation.calendar.days import working_day_after


def follow(*, now: datetime) -> dict[str, int]:
    """Do what is due, each matter in a transaction of its own. Done again on the same day it finds nothing new."""
    today = day_of(now)
    done = {"months": 0, "counted": 0, "published": 0, "contests": 0}
    first = working_day_after(today.replace(day=1) - stars.ONE_DAY, 1)
    last_month = month_before(today)
    let_tiers_lapse(now=now)
    let_contests_lapse(now=now)
    if today >= first:
        taken = StarMonth.objects.filter(month=last_month).values("unit")
        for unit in Unit.objects.filter(kind=Unit.Kind.CLIENT, closed_on=None).exclude(pk__in=taken).order_by("pk"):
            done["months"] += take_month(unit=unit, month=last_month, now=now) is not None
    voting = StarMonth.objects.filter(state=StarMonth.State.VOTING, closes_on__lt=today)
    for pk in voting.order_by("pk").values_list("pk", flat=True):
        count_votes(month_id=pk, now=now)
        done["counted"] += 1
    waiting = StarMonth.objects.filter(state=StarMonth.State.APPROVED, answer_until__lt=today)
    for pk in waiting.order_by("pk").values_list("pk", flat=True):
        publish_unanswered(month_id=pk, now=now)
        done["published"] += 1
    for contest in Contest.objects.filter(counted_on=None, ends_on__lt=today).order_by("pk"):
        if not contest.waits and contests.countable_from(contest) <= today:
            count_contest(contest_id=contest.pk, now=now)
            done["contests"] += 1
    return done
