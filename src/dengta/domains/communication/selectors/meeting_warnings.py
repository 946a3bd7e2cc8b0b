"""What a rule expects of meetings and is not there yet. Warnings say so; they stop nobody."""

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dengta.domains.communication.models import Meeting, MeetingAction, MeetingCase
from dengta.domains.communication.policies import meetings as policies
from dengta.domains.communication.selectors.crews import agents_of
from dengta.domains.communication.selectors.standups import Team
from dengta.domains.people.models import Employee
from dengta.foundation.access import Actor
from dengta.foundation.rules import Rule

R_028 = Rule("R-028", _("A monthly team meeting with service cases and actions that have an owner and a day"))
R_104 = Rule("R-104", _("At the month's end everybody is offered a slot to present their work"))
R_154 = Rule("R-154", _("A weekly team meeting with one praised case, which becomes a learning item"))
RULE_OF: Mapping[str, Rule] = {Meeting.Kind.MONTHLY: R_028, Meeting.Kind.WEEKLY: R_154}
NAMED = 5


class Lack(models.TextChoices):
    """What the published minutes of a monthly meeting do not hold: its month does not count by them."""

    CASE = "case", _("Held, without a service case")
    ACTION = "action", _("Held, without an action")
    BOTH = "both", _("Held, without case and action")


_TOLD = Exists(MeetingCase.objects.filter(meeting=OuterRef("pk")))
_DECIDED = Exists(MeetingAction.objects.filter(meeting=OuterRef("pk")))
_MONTH_HELD = Q(kind=Meeting.Kind.MONTHLY, state=Meeting.State.PUBLISHED)
# A column of queries on meetings; empty where nothing is lacking, or the minutes are not out.
LACK = Case(
    When(_MONTH_HELD & ~_TOLD & ~_DECIDED, then=Value(Lack.BOTH)),
    When(_MONTH_HELD & ~_TOLD, then=Value(Lack.CASE)),
    When(_MONTH_HELD & ~_DECIDED, then=Value(Lack.ACTION)),
    default=Value(""),
    output_field=models.CharField(),
)


@dataclass(frozen=True)
class Warned:
    """A warning on the page of a meeting: what is missing, and what to do."""

    rule: Rule
    title: str | Promise
    text: str | Promise


@dataclass(frozen=True)
class Overlooked:
    """Teams for which a whole week or month went by without the meeting that a rule expects. `lack`: a monthly one was
    held, and this is why it does not count."""

    rule: Rule
    kind: str
    teams: tuple[Team, ...]
    lack: Lack | None = None


class Held(NamedTuple):
    """Something a team has met for: a stand-up, a meeting, or one that is called."""

    unit: int
    kind: str
    day: date
    lack: str = ""


def without_a_slot(meeting: Meeting) -> list[Employee]:
    """Agents of the team who were not asked to present at this monthly meeting. Four queries."""
    if meeting.kind != Meeting.Kind.MONTHLY:
        return []
    offered = meeting.statements.values("employee_id")
    return list(agents_of(meeting.unit_id, meeting.held_on).exclude(pk__in=offered))


def warnings_of(meeting: Meeting) -> list[Warned]:
    """What the rules miss at this meeting."""
    if meeting.kind == Meeting.Kind.MONTHLY:
        return list(_missing_in_a_month(meeting))
    praised = meeting.cases.filter(kind=MeetingCase.Kind.PRAISED)
    if not R_154.warns(when=not praised.exists()):
        return []
    text = _("Every weekly meeting praises one case; once the minutes are out, the team reads and learns from it.")
    return [Warned(R_154, _("No praised case so far"), text)]


def _missing_in_a_month(meeting: Meeting) -> Iterator[Warned]:
    """While the minutes are open, what to add; then, why the month does not count."""
    left_out = without_a_slot(meeting)
    if R_104.warns(when=bool(left_out)):
        yield Warned(R_104, _("Not everybody has a slot yet"), _not_asked(left_out))
    untold, undecided = not meeting.cases.exists(), not meeting.actions.exists()
    if not R_028.warns(when=untold or undecided):
        return
    if not meeting.is_open:
        lack = Lack.BOTH if untold and undecided else Lack.CASE if untold else Lack.ACTION
        text = _("The minutes are out, so this month does not count. The next monthly meeting makes up for it.")
        yield Warned(R_028, lack.label, text)
        return
    if undecided:
        text = _("A talk without a decision changes little. Please note who does what until when.")
        yield Warned(R_028, _("No action so far"), text)
    if untold:
        text = _("Please add a service case: the month is easier to speak about by an example.")
        yield Warned(R_028, _("No service case so far"), text)


def _not_asked(people: Collection[Employee]) -> str:
    names = str(_(", ")).join(one.name for one in list(people)[:NAMED])
    return ngettext(
        "{names}: {n} person was not asked to present. Please offer the slot, whatever the month was like.",
        "{names}: {n} people were not asked to present. Please offer the slot, whatever the month was like.",
        len(people),
    ).format(names=names, n=len(people))


def last_periods(today: date) -> dict[str, date]:
    """From when a meeting of each kind makes up for the last month or week that is over."""
    return {
        Meeting.Kind.MONTHLY: (today.replace(day=1) - timedelta(days=1)).replace(day=1),
        Meeting.Kind.WEEKLY: today - timedelta(days=today.weekday() + 7),
    }


def held_or_called(actor: Actor, today: date) -> QuerySet[Meeting]:
    """The meetings known to the reader that may fill one of those periods: published ones, a weekly one only with a
    praised case, a monthly one unless it has a `LACK`. One that is still to come this week or month counts as well: it
    is called, and its own page says what is missing."""
    weekly, monthly = Q(kind=Meeting.Kind.WEEKLY), Q(kind=Meeting.Kind.MONTHLY)
    sunday = today + timedelta(days=6 - today.weekday())
    month_end = today.replace(day=monthrange(today.year, today.month)[1])
    held = Q(state=Meeting.State.PUBLISHED) & (monthly | weekly & Q(cases__kind=MeetingCase.Kind.PRAISED))
    in_time = weekly & Q(held_on__lte=sunday) | monthly & Q(held_on__lte=month_end)
    ahead = Q(state=Meeting.State.OPEN, held_on__gte=today) & in_time
    meetings = Meeting.objects.filter(held | ahead, held_on__gte=min(last_periods(today).values()))
    return policies.see.scope(actor, meetings)


def unpublished(day: date) -> QuerySet[Meeting]:
    """Meetings of days before `day` whose minutes are still open, with their team, the oldest first. One query."""
    rows = Meeting.objects.filter(state=Meeting.State.OPEN, held_on__lt=day)
    return rows.select_related("unit").order_by("held_on", "pk")


def overlooked(teams: Collection[Team], held: Collection[Held], today: date) -> list[Overlooked]:
    """Those of `teams` (with `manned_since`) for which last month passed without a monthly meeting that holds a case
    and an action, or last week without a weekly one with a praised case, and which have not made up for it since. No
    query."""
    found: list[Overlooked] = []
    for kind, since in last_periods(today).items():
        rule = RULE_OF[kind]
        lately = sorted((one for one in held if one.kind == kind and one.day >= since), key=lambda one: one.day)
        met = {one.unit for one in lately if not one.lack}
        late = [team for team in teams if team.pk not in met and team.manned_since and team.manned_since <= since]
        if rule.warns(when=bool(late)):
            # Of several that do not count, the latest says why.
            found += _by_lack(rule, kind, late, {one.unit: one.lack for one in lately})
    return found


def _by_lack(rule: Rule, kind: str, late: Collection[Team], lacks: Mapping[int, str]) -> Iterator[Overlooked]:
    for lack in (None, *Lack):
        teams = tuple(team for team in late if lacks.get(team.pk) == lack)
        if teams:
            yield Overlooked(rule, kind, teams, lack)
