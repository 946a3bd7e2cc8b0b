"""By which groups the policy is judged, and which of them may be shown.

Gender and age are judged where a room above records them with the consent of the people and hands them down through
`register_trait`; the identity number, in which both stand, is never read for it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.people.models import Employee, Membership, RoleGrant, Unit, UnitClosure
from dengta.domains.people.selectors.organisation import nearest_leaders
from dengta.domains.recognition.policies import judged as policies
from dengta.domains.recognition.selectors.judged_days import Span
from dengta.engines.fairness import releasable
from dengta.foundation.access import Actor, Role

Text = str | Promise
Members = frozenset[int]
# Person → the group they belong to, as a key and a label; who is left out has none recorded.
Trait = Callable[[Collection[int], date], Mapping[int, tuple[str, Text]]]
TEAM, LEADER, SITE, CLIENT, RANK, GRADE, TENURE = "team", "leader", "site", "client", "rank", "grade", "tenure"
# Whose rows name a leader or a part of the house: for whoever leads there.
NAMING = (SITE, CLIENT, TEAM, LEADER)
NONE = "none"
LABELS: dict[str, Text] = {
    SITE: _("Site"), CLIENT: _("Client"), TEAM: _("Team"), LEADER: _("Who leads"),
    RANK: pgettext_lazy("audit", "Rank"), GRADE: pgettext_lazy("audit", "Grade"), TENURE: _("Time in the house"),
}  # fmt: skip
TENURES: tuple[tuple[str, int, Text], ...] = (
    ("under-3m", 90, _("Under 3 months")),
    ("3-12m", 365, _("3 to 12 months")),
    ("1-3y", 3 * 365, _("1 to 3 years")),
    ("over-3y", 10**6, _("Over 3 years")),
)
RANKS: tuple[tuple[str, frozenset[str], Text], ...] = (
    ("upper", frozenset({Role.SUPERVISOR, Role.EXECUTIVE, Role.HR}), _("Supervisors and above")),
    ("lead", frozenset({Role.TEAM_LEAD}), _("Team leads")),
    (
        "expert", frozenset({Role.MENTOR, Role.TRAINER, Role.PLANNER, Role.QUALITY, Role.COUNSELLOR}),
        _("Mentors, trainers, planners, quality"),
    ),
)  # fmt: skip
AGENTS: tuple[str, Text] = ("agent", _("Agents"))
_traits: dict[str, tuple[Text, Trait]] = {}


def register_trait(name: str, label: Text, provider: Trait) -> None:
    """Let people be judged by something that another room records, such as gender. Called in `apps.ready()`."""
    _traits[name] = (label, provider)


def recorded_traits() -> list[str]:
    """What else people are judged by here."""
    return list(_traits)


@dataclass(frozen=True)
class Group:
    """A group of a cut. `units` are the teams it consists of, where it consists of teams."""

    key: str
    label: Text
    members: Members
    units: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Cut:
    """People parted by one trait: the groups that are shown, and all others together."""

    name: str
    label: Text
    shown: tuple[Group, ...]
    rest: Members
    hidden: int


@dataclass(frozen=True)
class People:
    """Whoever belonged to the frame in a period: where last, and the day on which groups are taken."""

    team: Mapping[int, int]
    day: date

    @property
    def all(self) -> Members:
        """Everybody."""
        return frozenset(self.team)


def people_of(actor: Actor, span: Span) -> People:
    """Whoever may go into sums for this reader: with the team they belonged to last in the period. Two queries."""
    return _people_in(policies.see_sums.aggregate_scope(actor, Unit.objects.all()), span)


def people_of_house(span: Span) -> People:
    """Everybody, for what the house asks by itself. One query."""
    return _people_in(Unit.objects.all(), span)


def _people_in(units: "QuerySet[Unit]", span: Span) -> People:
    rows = Membership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=span.start), valid_from__lt=span.end)
    placed = rows.filter(unit__in=units.values("pk")).order_by("valid_from", "pk").values_list("employee_id", "unit_id")
    return People(dict(placed), span.last)


def cuts_of(people: People) -> list[Cut]:
    """Everybody parted by each trait; what of it may be shown is decided for all cuts together. Up to eight queries."""
    parted = {**_by_place(people), **_by_person(people)}
    for name, (_label, provider) in _traits.items():
        known = provider(people.all, people.day)
        parted[name] = _grouped(people, {person: known.get(person, (NONE, _("not recorded"))) for person in people.all})
    released = releasable([{key: one.members for key, one in groups.items()} for groups in parted.values()])
    return [
        _cut(name, groups, keys, people) for (name, groups), keys in zip(parted.items(), released, strict=True)
    ]  # fmt: skip


def _cut(name: str, groups: Mapping[str, Group], keys: Collection[object], people: People) -> Cut:
    shown = tuple(group for key, group in groups.items() if key in keys)
    rest = people.all - frozenset().union(*(group.members for group in shown))
    return Cut(name, cut_label(name), shown, rest, len(groups) - len(shown))


def cut_label(name: str) -> Text:
    """By what a cut parts people; the bare name of a trait that no room hands down any more."""
    return _traits[name][0] if name in _traits else LABELS.get(name, name)


def _grouped(people: People, of: Mapping[int, tuple[str, Text]]) -> dict[str, Group]:
    members: dict[str, set[int]] = defaultdict(set)
    labels: dict[str, Text] = {}
    for person, (key, label) in of.items():
        members[key].add(person)
        labels[key] = label
    return {
        key: Group(key, labels[key], frozenset(who), frozenset(people.team[one] for one in who))
        for key, who in sorted(members.items(), key=lambda one: str(labels[one[0]]))
    }


def _by_place(people: People) -> dict[str, dict[str, Group]]:
    units = frozenset(people.team.values())
    names = dict(Unit.objects.filter(pk__in=units).values_list("pk", "name"))
    above = UnitClosure.objects.on(people.day).filter(
        descendant__in=units, ancestor__kind__in=[Unit.Kind.SITE, Unit.Kind.CLIENT]
    )
    place: dict[str, dict[int, tuple[str, Text]]] = {Unit.Kind.SITE: {}, Unit.Kind.CLIENT: {}}
    lines = above.order_by("-depth").values_list("ancestor__kind", "descendant_id", "ancestor_id", "ancestor__name")
    for kind, unit_id, over, name in lines:
        place[kind][unit_id] = (str(over), name)
    leaders = _leaders(units, people.day)
    nobody, nowhere = (NONE, _("nobody")), (NONE, _("none"))
    of: dict[str, Callable[[int], tuple[str, Text]]] = {
        SITE: lambda unit: place[Unit.Kind.SITE].get(unit, nowhere),
        CLIENT: lambda unit: place[Unit.Kind.CLIENT].get(unit, nowhere),
        TEAM: lambda unit: (str(unit), names[unit]),
        LEADER: lambda unit: leaders.get(unit, nobody),
    }
    return {
        name: _grouped(people, {person: find(unit) for person, unit in people.team.items()})
        for name, find in of.items()
    }


def _leaders(units: Collection[int], day: date) -> dict[int, tuple[str, Text]]:
    found = nearest_leaders(units, day)
    accounts = {account for known in found.values() for account in known}
    people = {
        account: (str(pk), name)
        for account, pk, name in Employee.objects.filter(account__in=accounts).values_list("account", "pk", "name")
    }
    return {unit: min(people[account] for account in known) for unit, known in found.items() if known}


def _by_person(people: People) -> dict[str, dict[str, Group]]:
    rows = Employee.objects.filter(pk__in=people.all).values_list("pk", "account", "grade", "hired_on")
    grants = RoleGrant.objects.on(people.day).filter(account__employee__in=people.all).values_list("account", "role")
    roles: dict[int, set[str]] = defaultdict(set)
    for account, role in grants:
        roles[account].add(role)
    rank, grade, tenure = {}, {}, {}
    for person, account, graded, hired_on in rows:
        rank[person] = _rank(roles[account] if account else set())
        grade[person] = (graded or NONE, graded or _("not recorded"))
        tenure[person] = _tenure(hired_on, people.day)
    return {name: _grouped(people, of) for name, of in ((RANK, rank), (GRADE, grade), (TENURE, tenure))}


def _rank(roles: Collection[str]) -> tuple[str, Text]:
    return next(((key, label) for key, known, label in RANKS if known & set(roles)), AGENTS)


def _tenure(hired_on: date | None, day: date) -> tuple[str, Text]:
    if hired_on is None:
        return NONE, _("not recorded")
    days = max(day - hired_on, timedelta()).days
    return next((key, label) for key, most, label in TENURES if days < most)


def readable(cut: Cut, named: frozenset[int] | None) -> Sequence[Group]:
    """Those of the groups shown that somebody reads by name: of parts of the house, those they lead."""
    if cut.name not in NAMING or named is None:
        return cut.shown
    return [group for group in cut.shown if group.units <= named]
