"""Whose turn it is to answer, and by when."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from dengta.domains.communication.selectors.chain import over
from dengta.domains.people.models import Employee, Membership
from dengta.domains.people.selectors.organisation import accounts_holding, leading
from dengta.foundation.access import Role
from dengta.foundation.calendar.days import WORKED, day_on, working_day_after


def who_answers(unit_id: int, day: date, *, beyond: Collection[int | None] = ()) -> Employee | None:
    """The nearest leader of this unit who stands over all of `beyond`: who asks, and who has had it. Two queries."""
    return next((one.employee for one in over(beyond, leading(unit_id, day))), None)


def hr_over(unit_id: int, day: date, *, beyond: Collection[int | None] = ()) -> list[Employee]:
    """Whoever looks after the people of this unit as HR: asked where nobody who leads it is left. Two queries."""
    accounts = accounts_holding(Role.HR, above=unit_id, day=day)
    rows = Employee.objects.filter(account__in=accounts).exclude(pk__in=[pk for pk in beyond if pk is not None])
    return list(rows.select_related("account").order_by("pk"))


def who_can_do_it(unit_id: int, day: date) -> QuerySet[Employee]:
    """To whom something of this unit can be given: its people and whoever leads them. Two queries, and their rows."""
    leaders = [one.employee.pk for one in leading(unit_id, day)]
    members = Membership.objects.on(day).filter(unit=unit_id).values("employee_id")
    return Employee.objects.filter(Q(pk__in=members) | Q(pk__in=leaders)).order_by("pinyin", "pk")


def last_day(asked_on: date, working_days: int) -> date:
    """The last day on which an answer is in time; with none, the day itself, or the next one that is worked."""
    if working_days:
        return working_day_after(asked_on, working_days)
    return asked_on if is_worked(asked_on) else working_day_after(asked_on, 1)


def is_worked(day: date) -> bool:
    """Whether leaders are at work on this day."""
    return day_on(day).kind in WORKED
