"""The words of culture for refusals, the record and notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.culture_text_missing": _("Please say it in one sentence."),
    "communication.vision_serves_nothing": _("The vision stands on top: please leave “serves” empty."),
    "communication.line_serves_above": _("Please choose the line above that it serves: {above}."),
    "communication.line_is_served": _("Other lines still serve this one. Please take them off first."),
    "communication.value_needs_meaning": _("A value needs a name and what it means here."),
    "communication.praise_yourself": _("Thanks go to somebody else. Own results belong into the monthly meeting."),
    "communication.praise_says_what_for": _("Please say what for: one sentence about what they did."),
    "communication.praise_tags": _("Please choose one to {most} words for what it shows."),
    "communication.praise_needs_team": _("{name} belongs to no team today. Please thank them in person."),
    "communication.story_needs_team": _("A story comes from a team, and you belong to none today."),
    "communication.story_incomplete": _("A story needs a title and a text."),
    "communication.image_needs_words": _("Please say in a few words what the picture shows."),
    "communication.consent_missing": _(
        "It can be published once everybody in it agrees. Still open: {names}. You can also write it without them."
    ),
    "communication.story_published_already": _("The story is published already."),
    "communication.story_taken_down": _("The story was taken down. Please write a new one."),
}

VERBS: dict[str, str | Promise] = {
    "communication.culture_line_added": _("added a line to the vision page"),
    "communication.culture_line_ended": _("took a line off the vision page"),
    "communication.value_added": _("named a value"),
    "communication.value_ended": _("took a value off the page"),
    "communication.story_reminded": _("reminded the leaders of the story of the month"),
    "communication.praised": _("thanked a colleague"),
    "communication.praise_shown": _("put a praise on the honour wall"),
    "communication.praise_hidden": _("took a praise off the honour wall"),
    "communication.praise_taken_back": _("took a praise back"),
    "communication.story_written": _("wrote a story"),
    "communication.story_agreed": _("agreed to be shown in a story"),
    "communication.story_declined": _("would rather not be shown in a story"),
    "communication.story_withdrawn": _("withdrew the consent to a story"),
    "communication.story_published": _("published a story"),
    "communication.story_taken_down_for_good": _("took a story down"),
}
NOTICES: dict[str, str | Promise] = {
    "communication.praise": _("A colleague thanks you"),
    "communication.story": _("There is news of a story"),
}
