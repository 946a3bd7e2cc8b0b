"""How far what somebody was given is read: their word alone decides, at any time and at once (R-085), and the wall
takes nothing but what is good to read of oneself (R-107)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.services.adoptions import agree_to_be_named
from dengta.domains.communication.services.culture import show_praise
from dengta.domains.communication.services.stories import answer_story
from dengta.domains.people.models import Account
from dengta.domains.recognition.models import OutsideConsent, Reward, RewardShare, TeamShare, WallSource
from dengta.domains.recognition.selectors.wall_words import measures_named
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.rules import Rule

R_107 = Rule("R-107", _("Praise in public, correct in private: no measure and nothing of a case on the wall"))
PRIVATE, TEAM, WALL, OUTSIDE = "private", "team", "wall", "outside"
# A team of its own is asked about praise alone: the rest is on the wall or between two.
FAR: Mapping[WallSource, tuple[str, ...]] = {
    WallSource.PRAISE: (PRIVATE, TEAM, WALL, OUTSIDE),
    WallSource.REWARD: (PRIVATE, WALL, OUTSIDE),
    WallSource.STORY: (PRIVATE, WALL, OUTSIDE),
    WallSource.IDEA: (PRIVATE, WALL, OUTSIDE),
}


def insist_on_wall_source(source: str) -> None:
    """The wall takes praise, rewards, stories and ideas. Anything else is somebody's own matter (R-107)."""
    R_107.refuse(when=source not in WallSource.values, code="recognition.wall_takes_no_measures")


def insist_on_wall_words(text: str) -> None:
    """No word of a measure or a case among what colleagues read (R-107)."""
    named = measures_named(text)
    R_107.refuse(when=bool(named), code="recognition.wall_names_measure", words=str(_(", ")).join(named))


@transaction.atomic
def choose_readers(*, source: str, key: int, seen_by: str, by: Account, now: datetime) -> None:
    """Somebody decides who reads what they were given: nobody else, the team, the wall, or people outside as well."""
    insist_on_wall_source(source)
    kind = WallSource(source)
    known = seen_by in FAR[kind]
    # Looked up before anything is said about what was chosen: to whom it was not given, there is nothing here.
    SHOW[kind](key, seen_by if known else PRIVATE, by, now)
    if not known:
        raise RuleViolation("recognition.readers_unknown")
    _outside(kind, key, seen_by == OUTSIDE, by, now)


def _outside(kind: WallSource, key: int, agreed: bool, by: Account, now: datetime) -> None:  # noqa: FBT001
    me = facts_of(by).employee_id or 0
    row = OutsideConsent.objects.filter(employee_id=me, source=kind, key=key).first()
    if agreed:
        row, _is_new = OutsideConsent.objects.update_or_create(
            employee_id=me, source=kind, key=key, defaults={"since": now}
        )
        record(by, "recognition.outside_agreed", row, subject=me, source=kind.value, key=key)
    elif row is not None:
        record(by, "recognition.outside_withdrawn", row, subject=me, source=kind.value, key=key)
        row.delete()


def _show_praise(key: int, seen_by: str, by: Account, now: datetime) -> None:
    praise = show_praise(praise_id=key, show=seen_by in (WALL, OUTSIDE), by=by, now=now)
    case = getattr(praise, "case", None)
    if case is not None and seen_by != PRIVATE:
        insist_on_wall_words(f"{case.happened} {case.changed}")
    if seen_by == TEAM:
        insist_on_wall_words(praise.text)
        TeamShare.objects.get_or_create(praise=praise, defaults={"since": now})
    else:
        TeamShare.objects.filter(praise=praise).delete()
    record(by, "recognition.readers_chosen", praise, subject=praise.receiver_id, seen_by=seen_by)


def _show_reward(key: int, seen_by: str, by: Account, now: datetime) -> None:
    rows = Reward.objects.select_for_update(of=("self",)).select_related("employee")
    reward = rows.get(pk=key, takes_back=None, taken_back_by=None)
    if reward.employee.account_id != by.pk:
        raise NotAllowed("not_allowed", right="recognition.show_reward")
    if seen_by == PRIVATE:
        RewardShare.objects.filter(reward=reward).delete()
    else:
        insist_on_wall_words(f"{reward.title} {reward.reason}")
        RewardShare.objects.get_or_create(reward=reward, defaults={"since": now})
    record(by, "recognition.readers_chosen", reward, subject=reward.employee_id, seen_by=seen_by)


def _show_story(key: int, seen_by: str, by: Account, now: datetime) -> None:
    answer_story(story_id=key, agree=seen_by != PRIVATE, by=by, now=now)


def _show_idea(key: int, seen_by: str, by: Account, now: datetime) -> None:
    # Whoever keeps the praise of it private is named nowhere; the idea itself stays where it was.
    agree_to_be_named(suggestion_id=key, agree=seen_by != PRIVATE, by=by, now=now)


Show = Callable[[int, str, Account, datetime], None]
SHOW: Mapping[WallSource, Show] = {
    WallSource.PRAISE: _show_praise,
    WallSource.REWARD: _show_reward,
    WallSource.STORY: _show_story,
    WallSource.IDEA: _show_idea,
}
