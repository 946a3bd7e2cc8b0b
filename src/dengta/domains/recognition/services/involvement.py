"""Nobody decides about what they have a part in (R-087)."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext
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
        names = gettext(", ").join(one.name for one in others[:3])
        R_087.refuse(when=True, code="recognition.involved_decides", others=names or "–")


def insist_on_next_in_line(
    case: Case, me: int, to: Employee, *, has_it: bool, able: Sequence[Employee], day: date
) -> None:
    """Whoever has a part in it and acts all the same gives away what is theirs alone, and to the next in line: nobody
    chooses who judges what they have a part in."""
    if me not in involved_in(case, day):
        return
    if not has_it:
        insist_uninvolved(case, me, day)
    R_087.refuse(when=to.pk != able[0].pk, code="recognition.involved_hands_to_the_next", name=able[0].name)


def insist_on_another(case: Case, pk: int) -> None:
    """Refuse whoever proposed it: nobody agrees with themselves."""
    R_087.refuse(when=pk == case.proposed_by_id, code="recognition.own_proposal")
