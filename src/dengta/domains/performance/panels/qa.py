"""Quality reviews in the menu, among what waits for people, and as a source of appraisals."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors import todos
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors import qa_evidence
from dengta.domains.performance.selectors.evidence import Source, register_source
from dengta.domains.performance.services.qa_calibration import CALIBRATE
from dengta.domains.performance.services.qa_coaching import COACH
from dengta.domains.performance.services.qa_disputes import DECIDE, NAME
from dengta.domains.performance.services.qa_reviews import REVIEWED
from dengta.domains.performance.services.qa_sampling import TO_SCORE
from dengta.domains.performance.words import qa as words
from dengta.foundation import notify, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation
from dengta.web.navigation import Entry


def _reads(request: HttpRequest) -> bool:
    return bool(policies.own_id(request.user)) or policies.read.beyond_own(request.user)


def _makes(request: HttpRequest) -> bool:
    return policies.units.anywhere(request.user)


def _sees_plans(request: HttpRequest) -> bool:
    return policies.see_plans.anywhere(request.user)


def _works_here(request: HttpRequest) -> bool:
    return bool(policies.own_id(request.user))


def _leads(request: HttpRequest) -> bool:
    return policies.read.beyond_own(request.user)


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        # What is said about somebody's work stays in the house; outside it is said that something waits.
        notify.register_kind(kind, label, discreet=True)
    todos.register_kind(TO_SCORE, _("Contacts to review"), verb=_("Score"), icon="clipboard-list")
    todos.register_kind(
        REVIEWED, _("A quality review of your work"), verb=_("Look"), icon="clipboard-check", named_to_others=False
    )
    todos.register_kind(DECIDE, _("Disputed review to decide"), verb=_("Decide"), icon="scale", named_to_others=False)
    todos.register_kind(NAME, _("Second reviewer to name"), verb=_("Name"), icon="user-plus", named_to_others=False)
    todos.register_kind(CALIBRATE, _("Contact to score blind"), verb=_("Score"), icon="eye-off")
    todos.register_kind(COACH, _("Coaching after a review"), verb=_("Look"), icon="school", named_to_others=False)
    pages = (
        ("qa:list", _("Quality reviews"), "clipboard-check", _reads, ""),
        ("qa:coaching", _("Coaching"), "school", _works_here, "qa:list"),
        ("qa:plans", _("Samples"), "arrows-random", _sees_plans, "qa:list"),
        ("qa:forms", _("Review forms"), "forms", _makes, "qa:list"),
        ("qa:sessions", _("Calibrations"), "scale", _makes, "qa:list"),
        ("qa:reviewers", _("Reviewers"), "user-check", _leads, "qa:list"),
    )
    for url_name, label, icon, visible, under in pages:
        navigation.register(
            Entry(
                section="performance", label=label, url_name=url_name, icon=icon, order=40, visible=visible, under=under
            )
        )
    register_source(Source(key="qa", name=_("Quality reviews"), qualitative=True, read=qa_evidence.read))
    # After the contacts of the night are in, and before anybody begins to review.
    schedule.every("performance.qa_draw", cron="50 6 * * *", job="performance.qa_draw")
    schedule.every("performance.qa_follow_up", cron="20 7 * * *", job="performance.qa_follow_up")
