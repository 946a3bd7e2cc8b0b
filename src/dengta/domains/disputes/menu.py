"""Where the pages of this room stand in the menu."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.disputes import policies
from dengta.web.navigation import Entry


def _reckons(request: HttpRequest) -> bool:
    return policies.see_calculations.anywhere(request.user)


def _reads_legal_data(request: HttpRequest) -> bool:
    return policies.see_legal_data.anywhere(request.user)


ENTRIES = (
    Entry(
        section="cases", label=_("Calculators"), url_name="calculators:list", icon="calculator", order=30,
        visible=_reckons,
    ),
    Entry(
        section="cases", label=_("Legal data"), url_name="legal_data:figures", icon="scale-outline", order=40,
        visible=_reads_legal_data,
    ),
)  # fmt: skip
