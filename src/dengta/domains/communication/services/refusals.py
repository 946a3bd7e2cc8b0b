"""A no that helps: whoever is refused something reads why, and what could be done instead."""

from django.utils.translation import gettext_lazy as _

from dengta.foundation.rules import Rule

R_043 = Rule("R-043", _("Refusals carry a reason and, for suggestions, an alternative"))
