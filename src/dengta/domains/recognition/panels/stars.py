"""Stars, tiers, the top list and contests in the menu, in the inbox, and before the doctor."""

from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.recognition.models import StarMonth
from dengta.domains.recognition.policies import stars as policies
from dengta.domains.recognition.selectors.stars import recount
from dengta.domains.recognition.services.notices import APPROVE, AWARD, CONTEST, NAME, STARS, TIERS, VOTE
from dengta.domains.recognition.words import stars as words
from dengta.foundation import doctor, notify, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation
from dengta.web.navigation import Entry

# Older months were looked at often enough.
LOOKED_AT = 24


def sees(request: HttpRequest) -> bool:
    """Whether there is anything of it for the reader."""
    return policies.takes_part(request.user)


def reproducible(now: datetime) -> Iterator[doctor.Problem]:
    """The frozen data of each star still name the same winner."""
    months = StarMonth.objects.select_related("unit", "criteria").order_by("-month")[:LOOKED_AT]
    for month in months:
        if not recount(month).holds:
            yield doctor.Problem(
                format_lazy(
                    _("The Service Star of {unit} of {month} cannot be reproduced from its frozen data"),
                    unit=month.unit.name, month=f"{month.month:%Y-%m}",
                ),
                _("Restore its rows from a backup, and find out who changed them in the database."),
            )  # fmt: skip


def _menu() -> None:
    pages = (
        ("stars:overview", _("Service Star"), "star", 40, ""),
        ("stars:top", _("Top list"), "list-numbers", 41, "stars:overview"),
        ("stars:tiers", _("Reward tiers"), "stairs-up", 42, "stars:overview"),
        ("stars:contests", _("Team contests"), "trophy", 43, "stars:overview"),
        ("stars:criteria", _("Criteria"), "adjustments", 44, "stars:overview"),
    )
    for url_name, label, icon, order, under in pages:
        navigation.register(
            Entry(section="growth", label=label, url_name=url_name, icon=icon, order=order, visible=sees, under=under)
        )


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    notify.register_kind(STARS, _("The Service Star"))
    register_kind(VOTE, _("Service Star to vote for"), verb=_("Vote"), icon="star", own_page=True)
    register_kind(APPROVE, _("Service Star to approve"), verb=_("Look and decide"), icon="star")
    register_kind(NAME, _("May we name you?"), verb=_("Answer"), icon="star")
    register_kind(TIERS, _("Reward tiers to confirm"), verb=_("Look and decide"), icon="star")
    register_kind(CONTEST, _("Team contest to confirm"), verb=_("Look and decide"), icon="trophy")
    register_kind(AWARD, _("Prize of a contest to give"), verb=_("Look and give it"), icon="trophy")
    schedule.every("recognition.follow_stars", cron="20 6 * * *", job="recognition.follow_stars")
    doctor.register("recognition.stars_reproducible", _("Service Stars follow from their frozen data"), reproducible)
    _menu()
