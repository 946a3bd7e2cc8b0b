"""Vision, values and praise as the reader sees them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Aspect, CultureLine, CultureValue, Praise, PraiseTag
from dengta.domains.communication.policies import culture as policies
from dengta.domains.communication.selectors.stories import R_085
from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.people import people
from dengta.foundation.access import Actor, facts_of
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_119 = Rule("R-119", _("The values name mutual help, growth and innovation besides the customer"))
# What a set of values must not leave out.
EXPECTED = (Aspect.CUSTOMER, Aspect.HELP, Aspect.GROWTH, Aspect.INNOVATION)
FEW_PRAISES = Parameter(
    "communication.few_praises", 10, _("Below so many praises in a month their shares say nothing"), unit="praises",
    check=lambda number: number > 0,
)  # fmt: skip
MONTHS_SHOWN = 6


@dataclass
class Branch:
    """A line with what serves it."""

    line: CultureLine
    below: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True)
class Month:
    """The praise of one month: how many, and how many of them carry each tag. `few`: too few to compare."""

    month: date
    n: int
    tags: tuple[tuple[Aspect, int], ...]
    few: bool

    @property
    def shares(self) -> list[tuple[Aspect, int, int]]:
        """Each tag with its number, and how many of a hundred praises of the month carry it."""
        return [(aspect, n, round(100 * n / self.n) if self.n else 0) for aspect, n in self.tags]


def vision(actor: Actor) -> list[Branch]:
    """The lines in force that the reader may see, each below the one it serves. One query."""
    rows = policies.see_lines.scope(actor, CultureLine.objects.filter(ended_on=None).select_related("unit"))
    branches = {line.pk: Branch(line) for line in rows.order_by("position", "pk")}
    for branch in branches.values():
        above = branches.get(branch.line.serves_id or 0)
        if above is not None:
            above.below.append(branch)
    return [branch for branch in branches.values() if branch.line.level == CultureLine.Level.VISION]


def values(actor: Actor) -> QuerySet[CultureValue]:
    """The values that hold for the reader. One query."""
    rows = CultureValue.objects.filter(ended_on=None).select_related("unit")
    return policies.see_values.scope(actor, rows).order_by("position", "pk")


def editable_lines(actor: Actor) -> frozenset[int]:
    """Which lines the reader may take off the page. One query."""
    rows = policies.write_lines.scope(actor, CultureLine.objects.filter(ended_on=None))
    return frozenset(rows.values_list("pk", flat=True))


def editable_values(actor: Actor) -> frozenset[int]:
    """Which values the reader may take off the page. One query."""
    rows = policies.write_values.scope(actor, CultureValue.objects.filter(ended_on=None))
    return frozenset(rows.values_list("pk", flat=True))


def missing_aspects(held: Iterable[CultureValue]) -> list[Aspect]:
    """What a set of values leaves out although it should name it; nothing of an empty set, which is not begun."""
    named = {value.aspect for value in held}
    missing = [aspect for aspect in EXPECTED if aspect not in named]
    return missing if R_119.warns(when=bool(named) and bool(missing)) else []


def praise(actor: Actor) -> QuerySet[Praise]:
    """Praise the reader may read: what is on the honour wall, one's own, and that of one's teams. Two queries."""
    own = facts_of(actor).employee_id or 0
    readable = Q(giver=own) | Q(receiver=own) | policies.lead_praise.condition(actor)
    agreed = Q(shown_at__isnull=False) if R_085.applies else Q()
    readable |= agreed & policies.see_praise.condition(actor)
    rows = Praise.objects.filter(readable, taken_back_at=None).select_related("giver", "receiver", "unit")
    return rows.prefetch_related("tags")


def on_the_wall(actor: Actor) -> QuerySet[Praise]:
    """What those who were praised put on the honour wall. Two queries."""
    return policies.see_praise.scope(actor, praise(actor).filter(shown_at__isnull=False))


def colleagues(actor: Actor, day: date) -> "QuerySet[Employee]":
    """Whom the reader may praise or tell a story of: everybody at work whose card they may see, by name."""
    return people(actor, day).filter(status=Employee.Status.ACTIVE).order_by("pinyin", "pk")


def trend(actor: Actor, *, unit_id: int | None, today: date) -> list[Month]:
    """The praise of the last months, newest first, for one team or all the reader sees. Two queries."""
    first = _months_back(today, MONTHS_SHOWN - 1)
    rows = policies.see_praise.scope(actor, Praise.objects.filter(taken_back_at=None, given_on__gte=first))
    if unit_id is not None:
        rows = rows.filter(unit=unit_id)
    by_month = rows.annotate(month=TruncMonth("given_on")).values_list("month")
    totals = dict(by_month.annotate(Count("pk", distinct=True)).order_by())
    tagged = PraiseTag.objects.filter(praise__in=rows).annotate(month=TruncMonth("praise__given_on"))
    counts = {(month, tag): n for month, tag, n in tagged.values_list("month", "tag").annotate(Count("pk")).order_by()}
    few = FEW_PRAISES.on(today)
    return [
        Month(
            month,
            totals.get(month, 0),
            tuple((aspect, counts.get((month, aspect), 0)) for aspect in Aspect),
            totals.get(month, 0) < few,
        )
        for month in (_months_back(today, back) for back in range(MONTHS_SHOWN))
    ]


def _months_back(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 - months
    return date(place // 12, place % 12 + 1, 1)
