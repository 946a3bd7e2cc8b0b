"""What waits to be rewarded, what was given by form and month, who was given nothing, what the budget has left."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.utils import timezone

from dengta.domains.people.models import Employee, Membership, Unit, UnitClosure
from dengta.domains.people.selectors.organisation import accounts_holding
from dengta.domains.recognition.models import Bonus, ClauseKind, ClauseVersion, Reward, RewardBudget, TakingBack
from dengta.domains.recognition.policies import bonuses as policies
from dengta.domains.recognition.policies import rewards as reward_policies
from dengta.domains.recognition.selectors.clauses import book_on
from dengta.domains.recognition.selectors.judged_days import month_after, month_of
from dengta.domains.recognition.selectors.reward_parameters import NOTHING_MONTHS
from dengta.domains.recognition.selectors.timeliness import REWARD_DAYS
from dengta.foundation.access import Actor, Role, any_of
from dengta.foundation.calendar.days import SLACK, WORKED, days_between

State = Bonus.State
# What was given, without what was taken back and the rows that say so.
STANDS = Q(takes_back__isnull=True, taken_back_by__isnull=True)
# Points that are redeemed were counted when they were given.
COUNTS = STANDS & ~Q(source=Reward.Source.REDEMPTION)


def months_back(day: date, count: int) -> list[date]:
    """The last so many months, the current one first."""
    months = [month_of(day)]
    while len(months) < count:
        months.append(month_of(months[-1] - timedelta(days=1)))
    return months


def bonuses(actor: Actor) -> QuerySet[Bonus]:
    """What the reader may see of what was noted: of their people, or above the band; nothing about themselves."""
    large = policies.see_large.condition(actor) | policies.approve_large.condition(actor)
    seen = any_of(policies.see_noted.condition(actor), large & Q(proposed_by__isnull=False))
    rows = Bonus.objects.filter(seen).exclude(employee=policies.own_id(actor))
    return rows.select_related("employee", "unit", "clause__clause", "proposed_by__employee", "reward")


def waiting(actor: Actor) -> QuerySet[Bonus]:
    """What is noted or put forward and not given yet: those for a second person first, then the oldest."""
    first = Case(When(state=State.PROPOSED, then=Value(0)), default=Value(1), output_field=IntegerField())
    return bonuses(actor).filter(state__in=[State.NOTED, State.PROPOSED]).annotate(first=first)


def last_days(known_on: Collection[date], today: date) -> Mapping[date, date]:
    """By the day the facts are known, the last day on which a reward is in time. Two queries, however many days."""
    if not known_on:
        return {}
    most = REWARD_DAYS.on(today)
    kinds = days_between(start=min(known_on), end=max(known_on) + timedelta(days=2 * most) + SLACK)
    worked = [day for day, kind in sorted(kinds.items()) if kind.kind in WORKED]
    return {day: [one for one in worked if one > day][most - 1] for day in set(known_on)}


def promises(actor: Actor, day: date) -> QuerySet[ClauseVersion]:
    """The clauses that promise a reward, as the reader sees them. One query."""
    return book_on(actor, day).filter(clause__kind=ClauseKind.REWARD).order_by("clause__code")


def people_to_reward(actor: Actor) -> QuerySet[Employee]:
    """Whom the reader may give a bonus. One query."""
    rows = policies.give_to.scope(actor, Employee.objects.filter(status=Employee.Status.ACTIVE))
    return rows.exclude(pk=policies.own_id(actor)).order_by("pinyin", "pk")


def published(actor: Actor) -> QuerySet[Bonus]:
    """Bonuses above the band, given by two, in the branch of the reader; shown without a name."""
    rows = Bonus.objects.filter(state=State.GIVEN, proposed_by__isnull=False, reward__taken_back_by__isnull=True)
    return policies.read_published.scope(actor, rows).select_related("clause__clause", "unit")


def given(actor: Actor) -> QuerySet[Reward]:
    """All rewards the reader may see, of others. One query."""
    rows = reward_policies.see.scope(actor, Reward.objects.filter(takes_back__isnull=True))
    rows = rows.exclude(employee=policies.own_id(actor)).select_related("employee", "unit", "clause__clause")
    back = Exists(Reward.objects.filter(takes_back=OuterRef("pk")))
    return rows.annotate(
        is_back=back,
        is_asked_back=Exists(TakingBack.objects.filter(reward=OuterRef("pk"), is_agreed=None)),
        is_mine_to_take=Exists(to_take_back(actor).order_by().filter(pk=OuterRef("pk"))),
    )


def own(actor: Actor) -> QuerySet[Reward]:
    """All that was given to the reader. One query."""
    rows = Reward.objects.filter(employee=policies.own_id(actor), takes_back__isnull=True)
    back = Reward.objects.filter(takes_back=OuterRef("pk")).values("reason")
    return rows.select_related("clause__clause").annotate(back_because=Subquery(back[:1]))


def to_take_back(actor: Actor) -> QuerySet[Reward]:
    """What is the reader's to take back: given to others, and not taken back yet. One query."""
    rows = Reward.objects.filter(STANDS).exclude(employee=policies.own_id(actor))
    return rows.filter(reward_policies.to_take_back(actor)).select_related("employee", "unit")


def asked_back(reward: Reward) -> TakingBack | None:
    """Who asked to take it back, as long as no second person has answered. One query."""
    return reward.takings_back.filter(is_agreed=None).select_related("asked_by__employee").first()


@dataclass(frozen=True)
class FormRow:
    """How often a form was given in each of the months."""

    form: str
    label: str
    counts: Sequence[tuple[date, int]]


def by_form_and_month(actor: Actor, months: Sequence[date]) -> list[FormRow]:
    """What the reader's people were given, newest month first. One query."""
    rows = reward_policies.see.scope(actor, Reward.objects.filter(COUNTS, granted_on__gte=min(months)))
    found: Counter[tuple[str, date]] = Counter(
        (form, month_of(day))
        for form, day in rows.exclude(employee=policies.own_id(actor)).values_list("form", "granted_on")
    )
    return [
        FormRow(form, str(label), [(month, found[form, month]) for month in months])
        for form, label in Reward.Form.choices
        if any(found[form, month] for month in months)
    ]


def given_nothing(actor: Actor, day: date) -> QuerySet[Employee]:
    """The reader's people who were here all the time and were given nothing in the last months. One query."""
    since = months_back(day, NOTHING_MONTHS.on(day) + 1)[-1]
    rows = policies.see_people.scope(actor, Employee.objects.filter(status=Employee.Status.ACTIVE))
    given_since = Reward.objects.filter(COUNTS, employee=OuterRef("pk"), granted_on__gte=since)
    team = Membership.objects.on(day).filter(employee=OuterRef("pk"))
    rows = rows.filter(Exists(team), ~Exists(given_since), hired_on__lt=since).exclude(pk=policies.own_id(actor))
    last = Reward.objects.filter(COUNTS, employee=OuterRef("pk")).order_by("-granted_on").values("granted_on")
    return rows.annotate(team=Subquery(team.values("unit__name")[:1]), last_given=Subquery(last[:1]))


def budget_in(unit_id: int, month: date, day: date) -> RewardBudget | None:
    """The budget that a unit gives from in a month: its own, or that of the nearest unit above. One query."""
    above = UnitClosure.objects.on(day).filter(descendant=unit_id, ancestor=OuterRef("unit")).values("depth")
    rows = RewardBudget.objects.filter(month=month).annotate(far=Subquery(above[:1]))
    return rows.filter(far__isnull=False).select_related("unit").order_by("far").first()


def spent(unit_id: int, month: date, day: date) -> Decimal:
    """Money given in a month in a unit and below it, less what was taken back. One query."""
    below = UnitClosure.objects.on(day).filter(ancestor=unit_id).values("descendant")
    rows = Reward.objects.filter(form=Reward.Form.CASH, granted_on__gte=month, granted_on__lt=month_after(month))
    rows = rows.filter(STANDS, Q(unit=unit_id) | Q(unit__in=below))
    return rows.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)


def given_by_clause(
    employee_id: int, version: ClauseVersion, *, known_on: date, since: date
) -> list[tuple[str, Decimal]]:
    """Form and amount of what somebody has by a clause, in whichever version: for facts of the same day, or given after
    a day. One query."""
    rows = Reward.objects.filter(STANDS, employee=employee_id, clause__clause=version.clause_id)
    rows = rows.filter(Q(facts_known_on=known_on) | Q(granted_on__gt=since))
    return list(rows.order_by().values_list("form", "amount"))


def money_left(unit_id: int, day: date) -> Decimal | None:
    """What may still be given in the month; None where nobody set a budget. Two queries."""
    budget = budget_in(unit_id, month_of(day), day)
    return None if budget is None else budget.amount - spent(budget.unit_id, budget.month, day)


@dataclass(frozen=True)
class Left:
    """A budget of money and what is left of it."""

    budget: RewardBudget
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """What may still be given; below zero where more was given than there is."""
        return self.budget.amount - self.spent


def budgets_left(actor: Actor, month: date) -> list[Left]:
    """The budgets of a month that the reader may see. Queries by budget."""
    rows = policies.see_money.scope(actor, RewardBudget.objects.filter(month=month)).select_related("unit")
    return [Left(row, spent(row.unit_id, month, timezone.localdate())) for row in rows.order_by("unit__name")]


def units_to_furnish(actor: Actor) -> QuerySet[Unit]:
    """Units for which the reader puts something into the catalogue. One query."""
    return policies.set_budget.scope(actor, Unit.objects.all()).order_by("pk")


def units_to_budget(actor: Actor, day: date) -> QuerySet[Unit]:
    """Units whose budgets are the reader's to set: those they do not give from, and where nobody else could set it.
    Three queries; for who gives as well, some more for each person of HR until one is found."""
    rows = policies.set_budget.scope(actor, Unit.objects.all()).order_by("pk")
    spends = policies.spend.scope(actor, Unit.objects.all()).values("pk")
    given_from = set(rows.filter(pk__in=spends).values_list("pk", flat=True))
    return rows.exclude(pk__in=budgeted_by_others(given_from, actor, day))


def budgeted_by_others(unit_ids: Collection[int], actor: Actor, day: date) -> set[int]:
    """Of these units those whose budget somebody else sets who does not give from it; a small house may have nobody.
    Queries by person of HR, until all are found."""
    left = set(unit_ids)
    for one in accounts_holding(Role.HR, above=None, day=day) if left else ():
        if left and one.pk != actor.pk:
            spends = policies.spend.scope(one, Unit.objects.all()).values("pk")
            theirs = policies.set_budget.scope(one, Unit.objects.filter(pk__in=left)).exclude(pk__in=spends)
            left -= set(theirs.values_list("pk", flat=True))
    return set(unit_ids) - left
