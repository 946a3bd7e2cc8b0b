"""Names of what waits for people and of what they are told, and the titles that more than one place gives it."""

from django.utils.translation import gettext_lazy as _

SIGN = "recognition.sign_rule_book"
COMMENT = "recognition.comment_on_draft"
TOLD = "recognition.rule_book"
MINUTES = "recognition.minutes"
VOTE = "recognition.vote_for_star"
APPROVE = "recognition.approve_star"
NAME = "recognition.name_the_star"
STARS = "recognition.stars"
TIERS = "recognition.confirm_tiers"
CONTEST = "recognition.confirm_contest"
AWARD = "recognition.award_contest"
VOTE_TITLE = _("Vote for the Service Star of {unit}")
APPROVE_TITLE = _("Approve the Service Star of {unit}")
NAME_TITLE = _("You are the Service Star. May we name you?")
