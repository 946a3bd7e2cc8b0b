"""Questions about people: who is there, in which team, with which skills; and who a row of a file means."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from dengta.domains.people import policies
from dengta.domains.people.models import AgentSkill, Employee, Membership
from dengta.domains.people.selectors.organisation import units_below
from dengta.foundation.access import Actor


def people(actor: Actor, day: date) -> "QuerySet[Employee, Any]":
    """Everybody whose card `actor` may see, with their team on `day` (`team_id`, `team_name`). One query."""
    return policies.see_directory.scope(actor, with_team(Employee.objects.all(), day))


def with_team(rows: "QuerySet[Employee]", day: date) -> "QuerySet[Employee, Any]":
    """The same rows with `team_id` and `team_name` of `day`."""
    membership = Membership.objects.on(day).filter(employee=OuterRef("pk"))
    return rows.annotate(
        team_id=Subquery(membership.values("unit_id")[:1]), team_name=Subquery(membership.values("unit__name")[:1])
    )


def with_skills(rows: "QuerySet[Employee, Any]", day: date, *, seen_by: Actor | None) -> "QuerySet[Employee, Any]":
    """The same rows with `skills_today`: those that are valid and that the reader may see (None: whoever runs the
    server sees all). One query more."""
    held = AgentSkill.objects.on(day)
    valid = (policies.see_skills.scope(seen_by, held) if seen_by else held).filter(not_expired(day))
    shown = valid.select_related("skill").order_by("-level", "skill__category", "skill__code")
    return rows.prefetch_related(Prefetch("skills", queryset=shown, to_attr="skills_today"))


def not_expired(day: date, prefix: str = "") -> Q:
    """Skills whose certificate still holds on `day`; a certificate holds on its last day."""
    return Q(**{f"{prefix}expires_on__isnull": True}) | Q(**{f"{prefix}expires_on__gte": day})


def matching(rows: "QuerySet[Employee, Any]", text: str) -> "QuerySet[Employee, Any]":
    """Rows whose name, spelling, initials or number contain the text as somebody would type it."""
    text = text.strip()
    joined = text.replace(" ", "").lower()
    if not text:
        return rows
    spelt = Q(pinyin__startswith=joined) | Q(pinyin__contains=f" {joined}") if joined.isascii() else Q()
    return rows.filter(Q(name__icontains=text) | Q(number__icontains=text) | spelt)


def members_of(unit_id: int, day: date) -> Q:
    """People who belong to the unit or one below it on `day`."""
    return policies.member_on(units_below([unit_id], day), day)


def skilled_agents(skill_code: str, level: int, on: date) -> "QuerySet[Employee]":
    """Active people who have the skill at this level or better on a day, certificate not expired."""
    held = AgentSkill.objects.on(on).filter(not_expired(on), skill__code=skill_code, level__gte=level)
    return Employee.objects.filter(pk__in=held.values("employee_id"), status=Employee.Status.ACTIVE).order_by("pk")


def holding_skill(skill_id: int, day: date, *, seen_by: Actor) -> Q:
    """People who hold the skill on a day, among those whose skills the reader may see."""
    held = policies.see_skills.scope(seen_by, AgentSkill.objects.on(day)).filter(not_expired(day), skill_id=skill_id)
    return Q(pk__in=held.values("employee_id"))


@dataclass(frozen=True)
class Found:
    """Who a row means: the id, by what it was found; several ids where only the name fits and more carry it."""

    ids: tuple[int, ...]
    by: str

    @property
    def only(self) -> int | None:
        """The one person, where there is exactly one."""
        return self.ids[0] if len(self.ids) == 1 else None


NOBODY = Found((), "")


class Directory:
    """Finds people as files name them: by staff number, then e-mail, then name. One query for all of `rows`."""

    def __init__(self, rows: "QuerySet[Employee]") -> None:
        self._by_number: dict[str, int] = {}
        self._by_email: dict[str, int] = {}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        for pk, number, email, name in rows.order_by("pk").values_list("pk", "number", "email", "name"):
            self.learn(number, pk)
            self._by_name[_key(name)].append(pk)
            if email:
                self._by_email[_key(email)] = pk

    def learn(self, number: str, employee_id: int) -> None:
        """Somebody who joined since is found by their number too."""
        self._by_number[_key(number)] = employee_id

    @property
    def ids(self) -> set[int]:
        """Everybody who can be found."""
        return set(self._by_number.values())

    def find(self, text: str) -> Found:
        """Whoever this cell means; a name may mean several people, so ask before taking it."""
        key = _key(text)
        if key in self._by_number:
            return Found((self._by_number[key],), "number")
        if key in self._by_email:
            return Found((self._by_email[key],), "email")
        return Found(tuple(self._by_name[key]), "name") if key in self._by_name else NOBODY


def _key(text: str) -> str:
    return "".join(text.split()).casefold()


def certificates(actor: Actor, day: date) -> "QuerySet[AgentSkill]":
    """Skills with a certificate that the reader may see, held on a day, soonest to expire first."""
    return policies.see_skills.scope(actor, certificates_on(day))


def certificates_on(day: date) -> "QuerySet[AgentSkill]":
    """All skills with a certificate held on a day by people who work here."""
    held = AgentSkill.objects.on(day).filter(expires_on__isnull=False)
    return held.exclude(employee__status=Employee.Status.LEFT).select_related("employee", "skill")
