"""Benefits in the menu, in the inbox and in the daily work; and which news of the house they follow."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.events import SuggestionAdopted
from dengta.domains.communication.selectors.todos import register_kind
from dengta.domains.recognition.events import RewardGranted
from dengta.domains.recognition.policies import benefits as policies
from dengta.domains.recognition.services import benefit_notices as notices
from dengta.domains.recognition.services.grants import keep_news
from dengta.domains.recognition.services.ideas import follow_adoption
from dengta.domains.recognition.words import benefits as words
from dengta.foundation import events, notify, schedule
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web import navigation
from dengta.web.navigation import Entry


def works_here(request: HttpRequest) -> bool:
    """Whether the reader is of the house."""
    return policies.works_here(request.user)


def sees_grants(request: HttpRequest) -> bool:
    """Whether the reader sees what others hold."""
    return policies.see_grants.beyond_own(request.user)


def reads_plan(request: HttpRequest) -> bool:
    """Whether the loyalty plan is theirs to read."""
    return policies.works_here(request.user) and policies.see_plan.anywhere(request.user)


def sees_chances(request: HttpRequest) -> bool:
    """Whether the reader sees who is among the best."""
    return policies.see_chances.beyond_own(request.user)


def rewards_ideas(request: HttpRequest) -> bool:
    """Whether the reader decides what authors get."""
    return policies.reward_ideas.beyond_own(request.user)


def _menu() -> None:
    pages = (
        ("benefits:mine", _("My benefits"), "beach", 60, works_here, ""),
        ("benefits:grants", _("What was given"), "list-check", 61, sees_grants, "benefits:mine"),
        ("benefits:lists", _("Festival lists"), "confetti", 62, sees_grants, "benefits:mine"),
        ("benefits:loyalty", _("Loyalty plan"), "calendar-check", 63, reads_plan, "benefits:mine"),
        ("benefits:chances", _("Career chances"), "school", 64, sees_chances, "benefits:mine"),
        ("benefits:ideas", _("Ideas to reward"), "bulb", 65, rewards_ideas, "benefits:mine"),
    )
    for url_name, label, icon, order, visible, under in pages:
        navigation.register(
            Entry(
                section="growth", label=label, url_name=url_name, icon=icon, order=order, visible=visible, under=under
            )
        )  # fmt: skip


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    notify.register_kind(notices.TOLD, _("Benefits"))
    notify.register_kind(notices.CHANCE_TOLD, _("Career plans"), discreet=True)
    register_kind(notices.BOOK, _("Benefit to book by hand"), verb=_("Book it"), icon="calendar-plus")
    register_kind(notices.BOOK_LIST, _("Hours of a list to book by hand"), verb=_("Book them"), icon="calendar-plus")
    register_kind(notices.FIX_LIST, _("Festival list to look through"), verb=_("Read the rule"), icon="confetti")
    register_kind(notices.COVER, _("Trip to plan"), verb=_("Agree on days and cover"), icon="beach")
    register_kind(notices.REWARD_IDEA, _("Idea to reward"), verb=_("Decide the reward"), icon="bulb")
    register_kind(
        notices.PLAN_CHANCE, _("Career plan to write"), verb=_("Write the plan"), icon="school",
        named_to_others=False,
    )  # fmt: skip
    register_kind(
        notices.ANSWER_CHANCE, _("Career plan to answer"), verb=_("Read and answer"), icon="school",
        between_two=True,
    )  # fmt: skip
    events.subscribe(RewardGranted, "recognition.keep_grant", keep_news)
    events.subscribe(SuggestionAdopted, "recognition.follow_adoption", follow_adoption)
    schedule.every("recognition.follow_benefits", cron="10 5 * * *", job="recognition.follow_benefits")
    schedule.every("recognition.list_best", cron="20 5 * * 1", job="recognition.list_best")
    _menu()
