"""Names of what waits for people about benefits, and of what they are told."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise

from dengta.foundation.calendar.days import working_day_after

TOLD = "recognition.benefit"
CHANCE_TOLD = "recognition.career_chance"
BOOK = "recognition.benefit_to_book"
BOOK_LIST = "recognition.benefit_list_to_book"
FIX_LIST = "recognition.benefit_list_to_fix"
COVER = "recognition.trip_to_cover"
REWARD_IDEA = "recognition.idea_to_reward"
PLAN_CHANCE = "recognition.chance_to_plan"
ANSWER_CHANCE = "recognition.chance_to_answer"
BOOK_WITHIN = 5


def as_kept(words: Promise) -> str:
    """As it is kept in a row: in the language of the installation, whoever is at the keyboard."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(words)


def own_page() -> str:
    """Where everybody finds what they hold."""
    return reverse("benefits:mine")


def last_day_to_book(day: date) -> date:
    """By when somebody is asked to have booked what was granted on a day. Two queries."""
    return working_day_after(day, BOOK_WITHIN)
