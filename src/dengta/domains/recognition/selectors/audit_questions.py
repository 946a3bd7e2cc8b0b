"""What stands out in the equality audit of the whole house, to be looked into (R-088, H6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dengta.domains.people.models import Employee, RoleGrant, Unit
from dengta.domains.recognition.models import AuditQuestion
from dengta.domains.recognition.selectors.equality import REST, Asked, Audit, Line, judge_for
from dengta.domains.recognition.selectors.judged_days import Span
from dengta.domains.recognition.selectors.judged_groups import LEADER, Cut, Members, Text, cuts_of, people_of_house
from dengta.engines.fairness import Word
from dengta.foundation.access import Role

# About measures a look is asked for; what is good may be shared unevenly by chance, so there only a finding counts.
LOOKED_AT = {
    Asked.MEASURES: (Word.LOOK_HERE, Word.FINDING), Asked.OUTCOMES: (Word.LOOK_HERE, Word.FINDING),
    Asked.REWARDS: (Word.FINDING,), Asked.PRAISE: (Word.FINDING,),
}  # fmt: skip
# One or two measures are about persons, whatever they are held against.
FEWEST_MEASURES = 3


@dataclass(frozen=True)
class Apart:
    """A group that stands out; `label` is None for all groups that are hidden, together."""

    asked: Asked
    cut: Cut
    label: Text | None
    members: Members
    line: Line


def standing_out(span: Span) -> list[Apart]:
    """Every group of the house that stands out in a period; people who stand out together once, by whichever trait
    shows them first. Some thirty queries, four times a year."""
    people = people_of_house(span)
    cuts = cuts_of(people)
    found: list[Apart] = []
    for asked, words in LOOKED_AT.items():
        judge = judge_for(asked, people, span, cuts)
        apart = {one.members: one for cut in reversed(cuts) for one in _groups(asked, cut, judge(cut))
                 if one.line.word in words}  # fmt: skip
        found.extend(apart.values())
    return found


def _groups(asked: Asked, cut: Cut, found: Audit) -> Iterator[Apart]:
    is_hard = asked in (Asked.MEASURES, Asked.OUTCOMES)
    known = {group.key: (group.label, group.members) for group in cut.shown}
    for key, line in found.lines.items():
        label, members = (None, cut.rest) if key == REST else known[key]
        if not is_hard or line.events >= FEWEST_MEASURES:
            yield Apart(asked, cut, label, members, line)


def looking(word: str, cut: str, group: str, day: date) -> list[int]:
    """Who looks into a group, as employees: HR of the house, for a finding also who leads it, and these alone where
    there is no HR; never whoever the group is named after. Two queries at most."""
    roles = (Role.HR, Role.EXECUTIVE) if word == Word.FINDING else (Role.HR,)
    named = named_leader(cut, group)
    return _holding(*roles, but=named, day=day) or _holding(Role.EXECUTIVE, but=named, day=day)


def named_leader(cut: str, group: str) -> int:
    """The employee after whom a group is named; nobody's where it is named after something else."""
    return int(group) if cut == LEADER and group.isdigit() else 0


def _holding(*roles: Role, but: int, day: date) -> list[int]:
    held = RoleGrant.objects.on(day).filter(role__in=roles, unit__kind=Unit.Kind.COMPANY, account__is_active=True)
    rows = Employee.objects.filter(account__in=held.values("account")).exclude(pk=but)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def looked_into() -> "QuerySet[AuditQuestion]":
    """All of them. One query."""
    return AuditQuestion.objects.select_related("answered_by")
