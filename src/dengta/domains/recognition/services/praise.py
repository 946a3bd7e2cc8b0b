"""Leaders praise with a case, and are told when it always reaches the same few."""

import re
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.communication.selectors.crews import open_teams
from dengta.domains.communication.services.culture import give_praise
from dengta.domains.communication.services.nudges import first_time
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import leading
from dengta.domains.recognition.models import PraiseCase
from dengta.domains.recognition.policies import praise as policies
from dengta.domains.recognition.selectors.coverage import Ask, Coverage, coverage, monday_of
from dengta.domains.recognition.services.wall import insist_on_wall_words
from dengta.foundation import notify
from dengta.foundation.access import Role
from dengta.foundation.audit.record import record
from dengta.foundation.errors import RuleViolation

SPREAD = "recognition.praise_spread"
# A sentence of Chinese can be as short as this.
SHORTEST_PART = 5
# A mobile number: what is told to colleagues names no customer.
PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


@transaction.atomic
def share_case(
    *, receiver: Employee, happened: str, did: str, changed: str, tags: Collection[str], by: Account, now: datetime,
    contact: str = "",
) -> PraiseCase:  # fmt: skip
    """Praise somebody one leads, with what happened, what they did and what it changed. The person reads it first, and
    decides who else does."""
    texts = (happened.strip(), did.strip(), changed.strip())
    if min(map(len, texts)) < SHORTEST_PART:
        raise RuleViolation("recognition.case_needs_three_parts")
    if PHONE.search(" ".join((*texts, contact))):
        raise RuleViolation("recognition.case_names_customer")
    insist_on_wall_words(" ".join(texts))
    praise = give_praise(receiver=receiver, text=texts[1], tags=tags, by=by, now=now, url=reverse("praise:mine"))
    policies.lead.require(by, praise)
    case = PraiseCase.objects.create(praise=praise, happened=texts[0], changed=texts[2], contact=contact.strip())
    record(by, "recognition.case_shared", praise, subject=receiver.pk, contact=case.contact)
    return case


@transaction.atomic
def ask_leaders_about_spread(*, now: datetime) -> int:
    """Once a week, tell whoever leads a team where its praise named the same few for weeks (R-081). Answers for how
    many teams it did."""
    today = day_of(now)
    asked = {_week_of(team, now): (team, found) for team in open_teams(today) if (found := _repeated(team, now))}
    fresh = first_time(kind=SPREAD, keys=asked, now=now)
    for key in sorted(fresh):
        team, found = asked[key]
        _tell(team, found, now)
    return len(fresh)


def _week_of(team: Unit, now: datetime) -> str:
    return f"{team.pk}:{monday_of(day_of(now)):%Y-%m-%d}"


def _repeated(team: Unit, now: datetime) -> Coverage | None:
    found = coverage(team, day_of(now))
    return found if Ask.SAME_FEW in found.asks else None


def _tell(team: Unit, found: Coverage, now: datetime) -> None:
    leaders = [one.employee for one in leading(team.pk, day_of(now)) if one.role == Role.TEAM_LEAD and one.depth == 0]
    names = str(_(", ")).join(one.name for one in found.same)
    title = format_lazy(_("{team}: four weeks of praise named only {names}"), team=team.name, names=names)
    body = format_lazy(
        _("{n} of {of} people were praised in the last weeks. Who did something small and well that nobody has seen?"),
        n=found.reached, of=found.people,
    )  # fmt: skip
    url = f"{reverse('praise:coverage')}?team={team.pk}"
    notify.send_many(to=leaders, broadcast=False, kind=SPREAD, title=title, body=body, url=url)
    record(None, "recognition.praise_repeats", team, people=[one.pk for one in found.same], since=found.since)
