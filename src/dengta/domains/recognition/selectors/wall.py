"""The honour wall: praise, rewards, stories and adopted ideas, each only while whoever it names agrees (R-085).

The four are kept by those who deal with them; the wall is their union, newest first. Nothing else can be on it (R-107).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, Q, QuerySet, Value

from dengta.domains.communication.selectors import stories as communication_stories
from dengta.domains.communication.selectors import suggestions
from dengta.domains.communication.selectors.shared_praise import Praise, Story, Suggestion
from dengta.domains.communication.selectors.stories import R_085
from dengta.domains.recognition.models import OutsideConsent, Reward, WallSource
from dengta.domains.recognition.policies import praise as policies
from dengta.foundation.access import Actor

# What of each is on the wall, and since when.
Kept = Mapping[WallSource, "QuerySet[Any]"]
# Source, key and the moment since which it stands there.
Place = tuple[str, int, datetime]


@dataclass(frozen=True)
class Asked:
    """What of the wall is asked for; empty is all of it."""

    source: str = ""
    tag: str = ""
    unit: str = ""


@dataclass(frozen=True)
class WallItem:
    """Something on the wall. `words` is what is said; `happened` and `changed` are there where a case was shared."""

    source: WallSource
    key: int
    since: datetime
    names: tuple[str, ...]
    # Whom it names, and since when each of them agrees to that.
    people: Mapping[int, datetime]
    unit: str
    words: str
    title: str = ""
    given_by: str = ""
    happened: str = ""
    changed: str = ""
    tags: tuple[str, ...] = ()
    image: UUID | None = None
    image_text: str = ""

    @property
    def is_long(self) -> bool:
        """Whether it takes two places: a shared case or a picture."""
        return bool(self.happened or self.image)


def _agreed(**condition: object) -> Q:
    return Q(**condition) if R_085.applies else Q()


def _praise(actor: Actor) -> QuerySet[Praise]:
    around = policies.shared_with(actor, consent_counts=R_085.applies)
    return Praise.objects.filter(around, _agreed(shown_at__isnull=False), taken_back_at=None)


def _rewards(actor: Actor) -> QuerySet[Reward]:
    kept = Reward.objects.filter(_agreed(wall_share__isnull=False), takes_back=None, taken_back_by=None)
    return policies.see_rewards.scope(actor, kept)


def kept(actor: Actor, asked: Asked) -> Kept:
    """What of each source the reader finds on the wall. No query beyond the facts about the reader."""
    unit = Q(unit=int(asked.unit)) if asked.unit.isdigit() else Q()
    of: dict[WallSource, QuerySet[Any]] = {
        WallSource.PRAISE: _praise(actor),
        WallSource.REWARD: _rewards(actor),
        WallSource.STORY: communication_stories.stories(actor),
        WallSource.IDEA: suggestions.praised(actor),
    }
    if asked.tag:
        # Only praise is tagged.
        of = {WallSource.PRAISE: of[WallSource.PRAISE].filter(tags__tag=asked.tag)}
    return {source: rows.filter(unit) for source, rows in of.items() if asked.source in ("", source)}


SINCE = {
    WallSource.PRAISE: "shown_at",
    WallSource.REWARD: "wall_share__since",
    WallSource.STORY: "published_at",
    WallSource.IDEA: "decided_at",
}


def places(of: Kept) -> "Sequence[Place]":
    """Where everything stands, newest first: a union that a pager can cut. One query for each page."""
    parts = [
        rows.prefetch_related(None)
        .select_related(None)
        .order_by()
        .annotate(wall_source=Value(source.value, output_field=CharField()), wall_since=F(SINCE[source]))
        .values_list("wall_source", "pk", "wall_since")
        for source, rows in of.items()
    ]
    if not parts:
        return []
    first, *others = parts
    found: Sequence[Place] = first.union(*others, all=True).order_by("-wall_since", "wall_source", "-pk")
    return found


def numbers(of: Kept, since: datetime) -> dict[WallSource, int]:
    """How much of each came onto the wall since a moment. One query for each source."""
    return {
        source: rows.order_by().filter(**{f"{SINCE[source]}__gte": since}).aggregate(n=Count("pk", distinct=True))["n"]
        for source, rows in of.items()
    }


def items(of: Kept, at: Iterable[Place]) -> list[WallItem]:
    """What stands at these places, in their order. At most eight queries, however many they are."""
    wanted: dict[str, dict[int, datetime]] = defaultdict(dict)
    order = [(kind, pk) for kind, pk, since in at if wanted[kind].setdefault(pk, since) or True]
    found = {
        (source.value, row.pk): READ[source](row, wanted[source][row.pk])
        for source, rows in of.items()
        if wanted[source]
        for row in _with_names(source, rows.filter(pk__in=list(wanted[source])))
    }
    return [found[one] for one in order if one in found]


def _with_names(source: WallSource, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    if source == WallSource.PRAISE:
        return rows.select_related("giver", "receiver", "unit", "case").prefetch_related("tags")
    if source == WallSource.REWARD:
        return rows.select_related("employee", "unit")
    return rows


def _of_praise(row: Praise, since: datetime) -> WallItem:
    case = getattr(row, "case", None)
    return WallItem(
        WallSource.PRAISE, row.pk, since, (row.receiver.name,), {row.receiver_id: since}, row.unit.name,
        words=row.text, given_by=row.giver.name, happened=case.happened if case else "",
        changed=case.changed if case else "", tags=tuple(str(tag.get_tag_display()) for tag in row.tags.all()),
    )  # fmt: skip


def _of_reward(row: Reward, since: datetime) -> WallItem:
    # Without the amount: an honour is nobody's pay slip.
    return WallItem(
        WallSource.REWARD, row.pk, since, (row.employee.name,), {row.employee_id: since}, row.unit.name,
        words=row.reason, title=row.title, tags=(str(row.get_source_display()),),
    )  # fmt: skip


def _of_story(row: Story, since: datetime) -> WallItem:
    shown = {one.employee: one.answered_at or since for one in row.people.all()}
    return WallItem(
        WallSource.STORY,
        row.pk,
        since,
        names=tuple(one.name for one in shown),
        people={one.pk: agreed for one, agreed in shown.items()},
        unit=row.unit.name,
        words=row.text,
        title=row.title,
        given_by=row.author.name,
        image=row.image_id if row.image is not None and row.image.removed_at is None else None,
        image_text=row.image_text,
    )


def _of_idea(row: Any, since: datetime) -> WallItem:
    return WallItem(
        WallSource.IDEA,
        row.pk,
        since,
        names=tuple(one.employee.name for one in row.named),
        people={one.employee_id: one.named_since or since for one in row.named},
        unit=row.unit.name,
        words=row.title,
        tags=(str(Suggestion.Status(row.status).label),),
    )


READ: Mapping[WallSource, Callable[[Any, datetime], WallItem]] = {
    WallSource.PRAISE: _of_praise,
    WallSource.REWARD: _of_reward,
    WallSource.STORY: _of_story,
    WallSource.IDEA: _of_idea,
}


def for_outside(found: Sequence[WallItem]) -> list[WallItem]:
    """Those that everybody they name lets be told outside the house as well; a story that names nobody needs no more.
    One query."""
    if not R_085.applies:
        return list(found)
    agreed: dict[tuple[str, int, int], datetime] = {
        (source, key, employee): since
        for source, key, employee, since in OutsideConsent.objects.filter(
            key__in=[one.key for one in found]
        ).values_list("source", "key", "employee_id", "since")
    }

    def agrees(item: WallItem, person: int, since: datetime) -> bool:
        # Given before it was put on the wall anew, it ended with the consent of that time.
        given = agreed.get((item.source, item.key, person))
        return given is not None and given >= since

    return [one for one in found if all(agrees(one, person, since) for person, since in one.people.items())]
