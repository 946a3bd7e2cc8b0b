"""How the policy is judged, in the menu, in the inbox and by recurring work."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.recognition.events import EditionPublished
from dengta.domains.recognition.policies import judged as policies
from dengta.domains.recognition.services.judged_notices import AUDIT, SPREAD
from dengta.domains.recognition.services.policy_changes import note_editions
from dengta.domains.recognition.words import judged as words
from dengta.foundation import events, notify, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation
from dengta.web.navigation import Entry


def reads(request: HttpRequest) -> bool:
    """Whether the reader works here."""
    return policies.reads(request.user)


def leads(request: HttpRequest) -> bool:
    """Whether the reader reads any part of the house by its name."""
    return policies.leads(request.user)


def answers(request: HttpRequest) -> bool:
    """Whether the reader reads what was found behind what stood out."""
    return policies.reads_answers(request.user)


def note(news: EditionPublished) -> None:
    """An edition is out: what changes with it is judged from the day on which it holds."""
    note_editions(now=timezone.localtime())


def _menu() -> None:
    top = "judged:audit"
    pages = (
        (top, _("Equality audit"), "scale", 60, reads, ""),
        ("judged:looked", _("What stands out"), "zoom-question", 61, answers, top),
        ("judged:climate", _("Praise and measures"), "sun", 61, reads, top),
        ("judged:severity", _("Severe measures"), "gauge", 62, leads, top),
        ("judged:questions", _("Questions about equal ratings"), "equal", 63, leads, top),
        ("judged:changes", _("Before and after"), "chart-line", 64, reads, top),
        ("judged:report", _("Report of a quarter"), "report", 65, leads, top),
    )
    for url_name, label, icon, order, visible, under in pages:
        navigation.register(
            Entry(section="cases", label=label, url_name=url_name, icon=icon, order=order, visible=visible, under=under)
        )


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        # They name a leader or a team: no channel outside says so.
        notify.register_kind(kind, label, confidential=True)
    register_kind(SPREAD, _("Everybody got the same"), verb=_("Answer"), icon="equal", own_page=True)
    register_kind(
        AUDIT, _("A group that stands out"), verb=_("Look into it"), icon="scale", named_to_others=False, own_page=True
    )  # fmt: skip
    events.subscribe(EditionPublished, "recognition.note_edition", note)
    schedule.every("recognition.judge_daily", cron="10 5 * * *", job="recognition.judge_daily")
    # Not on the first: what was decided on the last days of a month is entered by then.
    # Once the decisions of the last days are in.
    schedule.every("recognition.audit_quarter", cron="45 5 5 1,4,7,10 *", job="recognition.audit_quarter")
    schedule.every("recognition.warn_of_climate", cron="25 5 3 * *", job="recognition.warn_of_climate")
    _menu()
