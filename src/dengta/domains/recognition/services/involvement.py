"""Nobody decides about what they have a part in (R-087)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Case
from dengta.domains.recognition.selectors.involvement import can_decide, involved_in
from dengta.foundation.rules import Rule

R_087 = Rule("R-087", _("Who decides is no party, no relative, did not complain or report, and never approves the own"))


def insist_uninvolved(case: Case, who: Employee | int, day: date) -> None:
    """Refuse somebody who has a part in it, and name who could take it over."""
    pk = who if isinstance(who, int) else who.pk
    if R_087.applies and pk in involved_in(case, day):
        others = can_decide(case, day, beyond=[pk])
        R_087.refuse(
            when=True, code="recognition.involved_decides", others="、".join(one.name for one in others[:3]) or "–"
        )


def insist_on_another(case: Case, pk: int) -> None:
    """Refuse whoever proposed it: nobody agrees with themselves."""
    R_087.refuse(when=pk == case.proposed_by_id, code="recognition.own_proposal")
