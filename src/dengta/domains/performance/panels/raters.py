"""Reviews by people and mystery visits in the menu; what waits in the inbox; what the appraisal can rest on."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors import todos
from dengta.domains.performance.policies import shopper as shopper_policies
from dengta.domains.performance.policies.raters import works_here
from dengta.domains.performance.selectors import people_sources
from dengta.domains.performance.selectors.evidence import Source, register_source
from dengta.domains.performance.selectors.people_sources import OWN_VIEW
from dengta.domains.performance.selectors.shopper import may_see_evidence
from dengta.domains.performance.services.peer_reviews import REVIEW, SELF
from dengta.domains.performance.services.shopper import VISIT
from dengta.domains.performance.services.shopper_results import EVIDENCE
from dengta.domains.performance.services.upward_reviews import REVIEW as UPWARD
from dengta.domains.performance.words import raters as words
from dengta.foundation import notify, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.foundation.files.services import register_purpose
from dengta.web import navigation
from dengta.web.navigation import Entry

PEOPLE = "peer_reviews:list"


def _works_here(request: HttpRequest) -> bool:
    return works_here(request.user)


def _knows_plans(request: HttpRequest) -> bool:
    return shopper_policies.see_plans.anywhere(request.user)


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    # Outside the house nothing says what they are about: who is asked about whom is for nobody else to read.
    for kind, label in words.NOTICES.items():
        notify.register_kind(kind, label, confidential=True)
    # Nobody but the person ever sees these in a list: who has not answered is as private as who has.
    todos.register_kind(REVIEW, _("Peer review"), verb=_("Give my view"), icon="users", between_two=True)
    todos.register_kind(SELF, _("Self-review"), verb=_("Write"), icon="pencil", between_two=True)
    todos.register_kind(UPWARD, _("Upward review"), verb=_("Give my view"), icon="message-up", between_two=True)
    todos.register_kind(VISIT, _("A visit to make"), verb=_("Open it"), icon="lock", between_two=True)
    register_purpose(EVIDENCE, may_see_evidence)
    for key, name, read in (
        ("peer", _("Peer review"), people_sources.read_peers),
        ("shopper", _("Mystery shopper"), people_sources.read_visits),
    ):
        register_source(Source(key=key, name=name, qualitative=True, read=read))
    # Shown beside what others say: nobody's own view of themselves counts, nor is it the judgement of others.
    register_source(
        Source(key=OWN_VIEW, name=_("Self-review"), qualitative=False, read=people_sources.read_own_view, weighs=False)
    )
    schedule.every("performance.turn_reviews", cron="20 5 * * *", job="performance.turn_reviews")
    _register_menu()


def _register_menu() -> None:
    section = "performance"
    pages = (
        Entry(
            section=section, label=_("Reviews by people"), url_name=PEOPLE, icon="messages", order=50,
            visible=_works_here,
        ),
        Entry(
            section=section, label=_("Upward review"), url_name="upward_reviews:list", icon="message-up", order=51,
            visible=_works_here, under=PEOPLE,
        ),
        Entry(
            section=section, label=_("Self-review"), url_name="self_reviews:list", icon="pencil", order=52,
            visible=_works_here, under=PEOPLE,
        ),
        Entry(
            section=section, label=_("Closed visits"), url_name="shopper:results", icon="masks-theater", order=53,
            visible=_works_here, under=PEOPLE,
        ),
        Entry(
            section=section, label=_("Mystery shopper"), url_name="shopper:list", icon="masks-theater", order=60,
            visible=_knows_plans,
        ),
    )  # fmt: skip
    for page in pages:
        navigation.register(page)
