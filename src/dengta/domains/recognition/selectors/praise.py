"""Praise with the case a leader shared, as the reader may see it; and what the reader was given."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Case, Q, QuerySet, When

from dengta.domains.communication.selectors.shared_praise import Credit, Praise, StoryPerson, Suggestion
from dengta.domains.communication.selectors.stories import R_085
from dengta.domains.people.models import Employee, Membership
from dengta.domains.people.selectors.organisation import leading
from dengta.domains.recognition.models import OutsideConsent, Reward, WallSource
from dengta.domains.recognition.policies import praise as policies
from dengta.foundation.access import Actor, any_of, facts_of

A_WEEK = timedelta(days=7)


def _joined(rows: QuerySet[Praise]) -> QuerySet[Praise]:
    rows = rows.filter(taken_back_at=None).select_related("giver", "receiver", "unit", "case", "team_share")
    return rows.prefetch_related("tags")


def cases(actor: Actor) -> QuerySet[Praise]:
    """Praise with a case that the reader may read. Two queries."""
    rows = Praise.objects.filter(policies.may_read(actor, consent_counts=R_085.applies), case__isnull=False)
    return _joined(rows)


def given_to_me(actor: Actor) -> QuerySet[Praise]:
    """All praise of the reader. Two queries."""
    return _joined(Praise.objects.filter(receiver=facts_of(actor).employee_id or 0))


def my_rewards(actor: Actor) -> QuerySet[Reward]:
    """What the reader was given and has still. One query."""
    rows = Reward.objects.filter(employee=facts_of(actor).employee_id or 0, takes_back=None, taken_back_by=None)
    return rows.select_related("unit", "wall_share")


def my_stories(actor: Actor) -> QuerySet[StoryPerson]:
    """Published stories that show the reader. One query."""
    rows = StoryPerson.objects.filter(employee=facts_of(actor).employee_id or 0, story__published_at__isnull=False)
    return rows.filter(story__taken_down_at=None).select_related("story__unit").order_by("-story__published_at", "-pk")


def my_ideas(actor: Actor) -> QuerySet[Credit]:
    """Adopted ideas of the reader. One query."""
    adopted = (Suggestion.Status.ADOPTED, Suggestion.Status.DONE)
    rows = Credit.objects.filter(employee=facts_of(actor).employee_id or 0, suggestion__status__in=adopted)
    return rows.select_related("suggestion__unit").order_by("-suggestion__decided_at", "-pk")


# By source and key, since when it may be told outside.
Outside = Mapping[tuple[str, int], datetime]


def told_outside(actor: Actor) -> Outside:
    """What the reader lets be told outside the house. One query."""
    rows = OutsideConsent.objects.filter(employee=facts_of(actor).employee_id or 0)
    return {(source, key): since for source, key, since in rows.values_list("source", "key", "since")}


def far(source: WallSource, key: int, since: datetime | None, outside: Outside) -> str:
    """How far something is read that has been on the wall since a moment: private, wall or outside. A consent for
    outside ends with that for the wall: given before the thing was put there anew, it counts no more."""
    if since is None:
        return "private"
    agreed = outside.get((source.value, key))
    return "outside" if agreed is not None and agreed >= since else "wall"


def reward_since(reward: Reward) -> datetime | None:
    """Since when a reward is on the wall. No query for rows of this module."""
    share = getattr(reward, "wall_share", None)
    return share.since if share is not None else None


def story_since(person: StoryPerson) -> datetime | None:
    """Since when somebody agrees to a story. No query."""
    return person.answered_at if person.answer == StoryPerson.Answer.AGREED else None


def seen_by(praise: Praise, outside: Outside) -> str:
    """How far a praise is read: private, team, wall or outside. No query for rows of this module."""
    if praise.shown_at is not None:
        return far(WallSource.PRAISE, praise.pk, praise.shown_at, outside)
    return "team" if getattr(praise, "team_share", None) is not None else "private"


def shown_in_week(actor: Actor, *, unit_id: int, until: date, days: timedelta = A_WEEK) -> QuerySet[Praise]:
    """Praise of a team in the days up to this one that may be said aloud there: its receivers agreed. Two queries."""
    agreed = Q(shown_at__isnull=False) | Q(team_share__isnull=False) if R_085.applies else Q()
    shared = any_of(policies.shared_with(actor, consent_counts=R_085.applies), policies.lead.condition(actor))
    rows = Praise.objects.filter(agreed, shared, unit=unit_id, given_on__gt=until - days, given_on__lte=until)
    # The shared cases first: they are what the others learn from.
    return _joined(rows).order_by(Case(When(case__isnull=True, then=1), default=0), "-given_on", "-pk")


def people_of(unit_id: int, day: date) -> QuerySet[Employee]:
    """Who of a team is to be praised by its leader: everybody at work in it but whoever leads it. Three queries."""
    leaders = [one.employee.pk for one in leading(unit_id, day)]
    members = Membership.objects.on(day).filter(unit=unit_id)
    rows = Employee.objects.filter(pk__in=members.values("employee"), status=Employee.Status.ACTIVE)
    return rows.exclude(pk__in=leaders)
