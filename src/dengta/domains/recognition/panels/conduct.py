"""What stands around the formal case, in the menu, in the inbox and in the daily work."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.events import GrievanceBrought
from dengta.domains.communication.selectors import library
from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.recognition.policies import conduct as policies
from dengta.domains.recognition.policies import lessons as lesson_policies
from dengta.domains.recognition.policies.rule_book import works_here
from dengta.domains.recognition.selectors.lessons import questions_beside
from dengta.domains.recognition.services import breaches, conduct, lessons, protection, reminders
from dengta.domains.recognition.words import conduct as words
from dengta.foundation import events, notify, schedule
from dengta.foundation.access import Role, facts_of
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation
from dengta.web.navigation import Entry

BREACHES = "conduct:breaches"


def staff(request: HttpRequest) -> bool:
    """Whoever works here; the contact of a client is a guest."""
    return works_here(request.user)


def ends(request: HttpRequest) -> bool:
    """Whoever can have breaches of others before them."""
    return works_here(request.user) and (
        policies.end_breaches.anywhere(request.user)
        or facts_of(request.user).holds(Role.TEAM_LEAD, Role.EXECUTIVE)
    )  # fmt: skip


def _writes_lessons(request: HttpRequest) -> bool:
    return works_here(request.user) and lesson_policies.release.anywhere(request.user)


def _reflects(request: HttpRequest) -> bool:
    return policies.reads_reflections(request.user)


def _menu() -> None:
    pages = (
        (BREACHES, _("Conduct register"), "alert-triangle", 30, ends, ""),
        ("conduct:lessons", _("Lessons from cases"), "bulb", 31, _writes_lessons, BREACHES),
        ("conduct:reflections", _("Reflections"), "user-question", 32, _reflects, BREACHES),
        ("conduct:reminders", _("Reminders"), "message-2", 40, staff, ""),
        ("conduct:talks", _("Coaching talks"), "messages", 41, staff, "conduct:reminders"),
        ("conduct:ties", _("My ties"), "link", 42, staff, "conduct:reminders"),
        ("conduct:trials", _("Trials"), "flask", 45, staff, ""),
    )  # fmt: skip
    for url_name, label, icon, order, visible, under in pages:
        navigation.register(
            Entry(
                section="cases", label=label, url_name=url_name, icon=icon, order=order, visible=visible, under=under,
            )
        )  # fmt: skip


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    notify.register_kind(breaches.TOLD, _("Something between you and your leader"), confidential=True)
    notify.register_kind(reminders.TOLD, _("Reminders between you and your leader"), confidential=True)
    notify.register_kind(conduct.TOLD, _("What you and your leader agreed"), discreet=True)
    register_kind(
        breaches.END, _("Entry to settle"), verb=_("Make the decision"), icon="alert-triangle", between_two=True
    )
    register_kind(
        breaches.ANSWER, _("Objection to look at"), verb=_("Read it"), icon="message-report", between_two=True
    )  # fmt: skip
    register_kind(reminders.REPLY, _("Reminder"), verb=_("Answer"), icon="message-2", between_two=True)
    register_kind(conduct.REFLECT, _("Reflection to write"), verb=_("Write"), icon="user-question", between_two=True)
    register_kind(lessons.RELEASE, _("Lesson to read"), verb=_("Read it"), icon="bulb", between_two=True)
    library.register_beside(questions_beside)
    events.subscribe(GrievanceBrought, "recognition.protect", protection.after_grievance)
    schedule.every("recognition.follow_breaches", cron="40 5 * * *", job="recognition.follow_breaches")
    schedule.every("recognition.forget_reminders", cron="10 4 * * *", job="recognition.forget_reminders")
    _menu()
