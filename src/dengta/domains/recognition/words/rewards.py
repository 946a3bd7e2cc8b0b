"""What rewards say in refusals and in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "recognition.reward_late": _(
        "{days} working days have passed since the facts were known; a reward comes within {most}. Please write why it "
        "comes late."
    ),
    "recognition.facts_stale": _(
        "The facts have been known for {days} days. After {most} days nothing can follow from them any more; a talk is "
        "possible at any time."
    ),
    "recognition.decision_late": _(
        "{days} working days have passed since the facts were known; a case is decided within {most}. It needs an "
        "extension that says why."
    ),
    "recognition.reward_to_oneself": _("Nobody rewards themselves. Please let somebody else decide this."),
    "recognition.tied_to_receiver": _(
        "Between you and whom it is for a tie is declared. Please let somebody decide who has none: who leads above "
        "you, or HR."
    ),
    "recognition.reward_without_team": _("{name} belongs to no team on this day, so there is nobody to reward."),
    "recognition.reward_taken_back_already": _("This was taken back already."),
}
VERBS: dict[str, str | Promise] = {
    "recognition.reward_granted": _("gave a reward"),
    "recognition.reward_taken_back": _("took a reward back"),
}
