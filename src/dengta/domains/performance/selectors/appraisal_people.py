"""Who can take a part in an appraisal: lead it, answer an objection, decide an appeal; whom to ask where nobody can."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee
from dengta.domains.people.selectors.organisation import accounts_holding, leading
from dengta.domains.performance.models import Appeal, Appraisal, Cycle
from dengta.domains.performance.policies import appraisals as policies
from dengta.foundation.access import Role


def is_here(employee: Employee) -> bool:
    """Whether somebody can be asked at all: works here, is not on long leave, and can sign in."""
    account = employee.account
    return employee.status == Employee.Status.ACTIVE and account is not None and account.is_active


def can_be_handed_over(appraisal: Appraisal) -> bool:
    """Whether its leader still owes something: the score, or the part of the talk. What was judged stays judged."""
    if appraisal.cycle.state == Cycle.State.SCORING:
        return appraisal.state == Appraisal.State.WAITING
    talks = appraisal.cycle.state == Cycle.State.TALKS and appraisal.state == Appraisal.State.TALK
    return talks and not appraisal.leader_part


def may_lead(appraisal: Appraisal, day: date) -> list[Employee]:
    """Who can take it over, nearest first: whoever leads the team or a level above it, nobody whom the person leads,
    and nobody who reads it as a second person or decides an appeal about it. Three queries."""
    led = [one.employee for one in leading(appraisal.unit_id, day)]
    own = [place for place, one in enumerate(led) if one.pk == appraisal.employee_id]
    above = led[own[-1] + 1 :] if own else led
    hearing = Appeal.objects.filter(appraisal=appraisal, state=Appeal.State.OPEN).values_list("handler", flat=True)
    without = {appraisal.leader_id, appraisal.employee_id, appraisal.second_reader_id, *hearing}
    found = {one.pk: one for one in above if one.pk not in without and is_here(one)}
    return list(found.values())


def who_answers(appraisal: Appraisal, key: str, day: date) -> list[Employee]:
    """Those who decide above the leader, without anybody who has a part in this number. Five queries."""
    people = _holding(Role.SUPERVISOR, Role.HR, above=appraisal.unit_id, day=day)
    return list(people.exclude(pk__in=policies.kept_from_answering(appraisal, key)))


def uninvolved(appraisal: Appraisal, day: date, *, beside: Collection[int] = ()) -> Employee | None:
    """HR or whoever leads the house, without everybody who had a part in it; the one with the fewest open appeals."""
    without = {*policies.took_part(appraisal), *beside}
    people = _holding(Role.HR, Role.EXECUTIVE, above=appraisal.unit_id, day=day).exclude(pk__in=without)
    load = dict(
        Appeal.objects.filter(handler__in=people, state=Appeal.State.OPEN).order_by().values_list("handler")
        .annotate(Count("pk"))
    )  # fmt: skip
    return min(people, key=lambda one: (load.get(one.pk, 0), one.number), default=None)


def whom_to_ask(appraisal: Appraisal, day: date) -> Sequence[Employee]:
    """Who can see to it that somebody without a part in it takes it on: HR and whoever leads the house, but never the
    person."""
    people = _holding(Role.HR, Role.EXECUTIVE, above=appraisal.unit_id, day=day)
    return list(people.exclude(pk=appraisal.employee_id))


def names_of(people: Sequence[Employee]) -> str:
    """As a sentence names them; HR where there is nobody to name."""
    return ", ".join(one.name for one in people) or str(_("HR"))


def _holding(*roles: Role, above: int, day: date) -> QuerySet[Employee]:
    accounts = accounts_holding(*roles, above=above, day=day)
    here = Employee.objects.filter(account__in=accounts, status=Employee.Status.ACTIVE)
    return here.select_related("account").order_by("number")
