"""Certificates that run out: the person is told in time and when it has happened, and so is whoever leads them."""

from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from dengta.domains.people.models import AgentSkill, CertificateNotice, Unit
from dengta.domains.people.selectors.organisation import accounts_holding, team_on
from dengta.domains.people.selectors.person import certificates_to_tell
from dengta.foundation import notify
from dengta.foundation.access import Role
from dengta.foundation.audit.record import record

Kind = CertificateNotice.Kind
# Said in the language of the notice, not of whoever made it.
_written = lazy(date_format, str)
TITLES = {
    Kind.SOON: _("Your certificate for {skill} ends soon"),
    Kind.EXPIRED: _("Your certificate for {skill} has ended"),
}
WAYS_OUT = {
    Kind.SOON: _(
        "It holds until {day}. Please renew it and bring the new one to your leader, so that you keep the skill."
    ),
    Kind.EXPIRED: _(
        "It held until {day}. You get no contacts for this skill until it is renewed. Please bring the new one to your"
        " leader."
    ),
}


@transaction.atomic
def send_certificate_notices(*, now: datetime) -> int:
    """Tell everybody once that a certificate of theirs ends within the notice period, and once that it has ended."""
    told: list[AgentSkill] = []
    for held, kind in certificates_to_tell(now.date()):
        _row, new = CertificateNotice.objects.get_or_create(held=held, kind=kind, defaults={"sent_at": now})
        if new:
            _tell_the_person(held, Kind(kind))
            told.append(held)
    _tell_the_leaders(told, today=now.date())
    return len(told)


def _tell_the_person(held: AgentSkill, kind: Kind) -> None:
    assert held.expires_on is not None, "it ends, or nobody would be told"
    facts = {"skill": held.skill, "day": _written(held.expires_on, "SHORT_DATE_FORMAT")}
    notify.send(
        to=held.employee, kind="people.certificate", title=format_lazy(TITLES[kind], **facts),
        body=format_lazy(WAYS_OUT[kind], **facts), url=reverse("people:me"),
    )  # fmt: skip
    record(None, "people.certificate_told", held.employee, subject=held.employee_id, skill=held.skill.name, kind=kind)


def _tell_the_leaders(told: list[AgentSkill], *, today: date) -> None:
    """One notice for each leader, however many it is about; the names stand on the page it leads to."""
    teams = team_on({held.employee_id for held in told}, today)
    for team, count in Counter(teams[held.employee_id] for held in told if held.employee_id in teams).items():
        words = ngettext_lazy(
            "{count} certificate of your team ends soon or has ended",
            "{count} certificates of your team end soon or have ended",
            count,
        )
        notify.send_many(
            to=accounts_holding(Role.TEAM_LEAD, above=team, day=today), broadcast=False, kind="people.certificate",
            title=format_lazy(words, count=count), url=reverse("people:certificates"),
        )  # fmt: skip
        record(None, "people.certificates_reported", Unit(pk=team), count=count)
