"""What important talks say: refusals, the record, notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.talk_incomplete": _("Please fill in place, topic, what was said and what was agreed."),
    "communication.talk_in_the_future": _(
        "Only a talk that was held can be signed. Please choose today or an earlier day."
    ),
    "communication.talk_signed_by_both": _("Both have signed these words. Please write down a new talk instead."),
    "communication.talk_changed_meanwhile": _(
        "The words have changed since you read them. Please read them again first."
    ),
    "communication.talk_answered_already": _(
        "These words have been answered already. Changed words can be signed anew."
    ),
    "communication.talk_signature_differs": _("Please sign with your own name: {name}."),
    "communication.refusal_needs_reason": _("Please write why you do not sign: it stays beside the record."),
}

VERBS: dict[str, str | Promise] = {
    "communication.talk_written": _("wrote down an important talk"),
    "communication.talk_rewritten": _("changed the record of an important talk"),
    "communication.talk_reminded": _("was reminded of the record of an important talk"),
    "communication.talk_signed": _("signed the record of an important talk"),
    "communication.talk_refused": _("did not sign the record of an important talk"),
}

NOTICES: dict[str, str | Promise] = {"communication.talk": _("The record of a talk")}
