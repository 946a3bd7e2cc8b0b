"""What raises are called in refusals, in the record and in notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "goals.raise_without_base": _(
        "{name} has no team or no wage on record, so no raise can be reckoned. Please ask HR to enter it."
    ),
    "goals.raise_without_evidence": _("Please write the evidence: what a second person can check."),
    "goals.raise_out_of_range": _("A raise lies above 0 % and not above 100 %. Please correct it."),
    "goals.raise_proposed_already": _("A raise for {name} waits for its decision already."),
    "goals.raise_decided": _("It is decided already, so nothing of it changes here."),
    "goals.raise_base_moved": _(
        "The wage of {name} changed since this was proposed. Please decline it and let it be proposed anew."
    ),
    "goals.band_is_none": _("The lowest wage of a band lies above 0 and not above the highest. Please correct it."),
}
VERBS: dict[str, str | Promise] = {
    "goals.raise_proposed": _("proposed a raise"),
    "goals.raise_half_approved": _("approved a raise as the first of two"),
    "goals.raise_approved": _("approved a raise"),
    "goals.raise_declined": _("declined a raise"),
    "goals.raise_withdrawn": _("took a proposed raise back"),
    "goals.band_written": _("wrote the band of a grade"),
    "goals.budget_written": _("wrote the budget for raises"),
}
NOTICES: dict[str, str | Promise] = {"goals.raise": _("A raise")}
