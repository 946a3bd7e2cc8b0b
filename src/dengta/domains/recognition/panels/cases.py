"""Formal cases in the inbox, in the record and before the doctor."""

import re
from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.recognition.models import Evidence
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.case_lists import of_number
from dengta.domains.recognition.services.case_delivery import OVERDUE, READ
from dengta.domains.recognition.services.case_finding import LOOK
from dengta.domains.recognition.services.case_hearing import ANSWER, PROOF
from dengta.domains.recognition.services.case_opening import APPROVE, DECIDE, HANDLE
from dengta.domains.recognition.services.case_staffing import HEAR, NOBODY, SHIELD
from dengta.domains.recognition.services.case_steps import TOLD, page_of
from dengta.domains.recognition.words import cases as words
from dengta.foundation import notify, schedule
from dengta.foundation.access import Actor
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.foundation.files.models import StoredFile
from dengta.foundation.files.services import register_purpose
from dengta.web import navigation, search
from dengta.web.navigation import Entry

# Nobody else's list of what waits says that there is a case.
CLOSED = {"between_two": True}
# The beginning of a number of a case: the year at least.
NUMBER = re.compile(r"^20\d\d-?\d{0,4}$")


def may_see_evidence(actor: Actor, stored: StoredFile) -> bool:
    """Whoever may open the case it belongs to."""
    return policies.visible(actor).filter(pk__in=Evidence.objects.filter(file=stored).values("case")).exists()


def deals(request: HttpRequest) -> bool:
    """Whether the reader can have cases of others."""
    return policies.deals_with(request.user)


def works_here(request: HttpRequest) -> bool:
    """Whether there can be cases about the reader."""
    return bool(policies.own_id(request.user))


def find(request: HttpRequest, query: str) -> Sequence[search.Hit]:
    """Cases by their number alone, never by what they say or whom they are about. One query."""
    if not NUMBER.match(query.strip()) or not (deals(request) or works_here(request)):
        return []
    return [
        search.Hit(title=row.number, icon="scale", url=page_of(row))
        for row in of_number(request.user, query)[: search.HITS_PER_PROVIDER]
    ]


def _menu() -> None:
    entries = (
        Entry(
            section="cases",
            label=_("Formal cases"),
            url_name="cases:list",
            icon="scale",
            order=20,
            visible=deals,
        ),
        Entry(
            section="cases",
            label=_("Deadlines of cases"),
            url_name="cases:deadlines",
            icon="clock",
            order=21,
            visible=deals,
            under="cases:list",
        ),
        Entry(
            section="cases",
            label=_("Cases about me"),
            url_name="cases:mine",
            icon="user",
            order=22,
            visible=works_here,
            under="cases:list",
        ),
    )
    for entry in entries:
        navigation.register(entry)
    search.register("cases", find, label=_("Formal cases"))


def _inbox() -> None:
    register_kind(HANDLE, _("Case to handle"), verb=_("Look into it"), icon="scale", **CLOSED)
    register_kind(ANSWER, _("Statement in a case"), verb=_("Say how I see it"), icon="message", **CLOSED)
    register_kind(SHIELD, _("Good faith to look at"), verb=_("Look at it"), icon="shield", **CLOSED)
    register_kind(APPROVE, _("Measure to agree with"), verb=_("Read it"), icon="scale", **CLOSED)
    register_kind(DECIDE, _("Measure to decide"), verb=_("Decide"), icon="scale", **CLOSED)
    register_kind(READ, _("Decision to read"), verb=_("Read it"), icon="file-text", **CLOSED)
    register_kind(HEAR, _("Appeal to hear"), verb=_("Look again"), icon="scale", **CLOSED)
    register_kind(LOOK, _("Separation to look at"), verb=_("Look at it"), icon="scale", **CLOSED)
    register_kind(
        NOBODY, _("Case that nobody can go on with"), verb=_("See who could"), icon="alert-triangle", **CLOSED
    )
    register_kind(OVERDUE, _("Case that stands still"), verb=_("Look at it"), icon="clock", **CLOSED)


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    notify.register_kind(TOLD, _("Formal cases"), confidential=True)
    register_purpose(PROOF, may_see_evidence)
    schedule.every("recognition.case_days", cron="20 5 * * *", job="recognition.case_days")
    _inbox()
    _menu()
