"""Performance pay in the menu: formulas for who leads, “My performance pay” for everybody."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dengta.domains.goals.policies import pay as policies
from dengta.domains.goals.policies.covering import works_here
from dengta.domains.goals.words import pay as words
from dengta.domains.goals.words.telling import tell
from dengta.web import navigation
from dengta.web.navigation import Entry


def _reads(request: HttpRequest) -> bool:
    return works_here(request.user)


def _reckons(request: HttpRequest) -> bool:
    return policies.write_run.anywhere(request.user) or policies.release.anywhere(request.user)


def _keeps_bases(request: HttpRequest) -> bool:
    return policies.see_base.beyond_own(request.user)


def register() -> None:
    """Called once, at start."""
    tell(words)
    head = "pay:list"
    navigation.register(
        Entry(
            section="performance", label=_("Performance pay"), url_name=head, icon="coin-yuan", order=30, visible=_reads
        )
    )
    more = (
        ("pay:mine", _("My performance pay"), _reads, 31),
        ("pay:months", _("Months"), _reckons, 32),
        ("pay:bases", _("Pay bases"), _keeps_bases, 34),
        ("pay:tables", _("Score and factor"), _reads, 33),
    )
    for url_name, label, visible, order in more:
        navigation.register(
            Entry(
                section="performance", label=label, url_name=url_name, icon="coin-yuan", order=order, visible=visible,
                under=head,
            )
        )  # fmt: skip
