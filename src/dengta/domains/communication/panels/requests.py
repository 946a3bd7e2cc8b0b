"""Requests, reports, consultations and mediations in the menu; their recurring work and their words."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies import requests as policies
from dengta.domains.communication.selectors import requests as selectors
from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.communication.services import consultations, mediations, request_answers
from dengta.domains.communication.services import requests as services
from dengta.domains.communication.services.weekly import STATEMENT
from dengta.domains.communication.words import consultations as consultation_words
from dengta.domains.communication.words import mediations as mediation_words
from dengta.domains.communication.words import requests as words
from dengta.domains.people.events import StaffChanged
from dengta.domains.people.selectors.acting import looks_after_others
from dengta.foundation import events, notify, schedule
from dengta.foundation.access import facts_of
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation, search
from dengta.web.navigation import OWN_MENU, Entry
from dengta.web.search import HITS_PER_PROVIDER, Hit


def _reads(request: HttpRequest) -> bool:
    facts = facts_of(request.user)
    return bool(facts.employee_id and facts.home_units) or policies.see.beyond_own(request.user)


def _takes_part(request: HttpRequest) -> bool:
    return policies.takes_part(request.user) or policies.see.beyond_own(request.user)


def _reads_reports(request: HttpRequest) -> bool:
    return _reads(request) and looks_after_others(request.user)


def _is_employee(request: HttpRequest) -> bool:
    return facts_of(request.user).employee_id is not None


def find_requests(request: HttpRequest, query: str) -> Sequence[Hit]:
    """Requests by a word of their line, among those the reader may see. One query."""
    rows = selectors.requests(request.user).filter(summary__icontains=query).order_by("-asked_at", "-pk")
    return [
        Hit(
            title=row.summary,
            subtitle=row.get_status_display(),
            url=reverse("requests:one", args=[row.pk]),
            icon="send",
        )
        for row in rows[:HITS_PER_PROVIDER]
    ]


def follow_person(news: StaffChanged) -> None:
    """Somebody moved or left; a change of a day to come is met by the job of that day."""
    request_answers.hand_over(now=timezone.now(), employee_ids=[news.employee])


def register() -> None:
    """Called once, at start."""
    for module in (words, consultation_words, mediation_words):
        register_sentences(module.SENTENCES)
        register_verbs(module.VERBS)
        for kind, label in module.NOTICES.items():
            secret = module is mediation_words
            notify.register_kind(kind, label, confidential=secret, discreet=not secret)
    _register_kinds()
    events.subscribe(StaffChanged, "communication.requests_left_behind", follow_person)
    schedule.every("communication.requests", cron="30 7 * * *", job="communication.requests")
    schedule.every("communication.weekly_reports", cron="15 7 * * 1", job="communication.weekly_reports")
    search.register("communication.requests", find_requests, label=_("Requests"))
    for entry in ENTRIES:
        navigation.register(entry)


def _register_kinds() -> None:
    register_kind(services.ANSWER, _("A request to answer"), verb=_("Answer"), icon="send", named_to_others=False)
    register_kind(services.CLOSE, _("A request to follow up"), verb=_("Look"), icon="flag", named_to_others=False)
    register_kind(
        services.KEEP, _("What you promised"), verb=_("Keep it"), icon="heart-handshake", named_to_others=False
    )
    register_kind(STATEMENT, _("Risks and asks of the month"), verb=_("Write"), icon="pencil")
    register_kind(
        consultations.VOICE, _("Your view is asked for"), verb=_("Give my view"), icon="message-circle",
        named_to_others=False, own_page=True,
    )  # fmt: skip
    register_kind(
        mediations.WAITS, _("A talk between colleagues"), verb=_("Open it"), icon="heart-handshake", between_two=True
    )


ENTRIES = (
    Entry(
        section="today", label=_("Requests"), url_name="requests:list", icon="send", order=40, visible=_takes_part
    ),
    Entry(
        section="team", label=_("Weekly reports"), url_name="requests:reports", icon="report", order=46,
        visible=_reads_reports,
    ),
    Entry(
        section="team", label=_("Risks and asks"), url_name="requests:statements",
        under="requests:reports", icon="alert-triangle", order=47,
        visible=_reads_reports,
    ),
    Entry(
        section="today", label=_("Consultations"), url_name="consultations:list",
        under="requests:list", icon="message-circle", order=42,
        visible=_reads,
    ),
    Entry(
        section=OWN_MENU, label=_("Mediation"), url_name="mediations:list", icon="heart-handshake", order=38,
        visible=_is_employee,
    ),
)  # fmt: skip
