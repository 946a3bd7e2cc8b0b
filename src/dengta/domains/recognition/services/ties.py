"""Whoever gives, puts forward or approves a reward has no tie with whom it is for (R-087)."""

from collections.abc import Collection
from datetime import date

from dengta.domains.people.models import Account
from dengta.domains.recognition.selectors.involvement import tied_to
from dengta.domains.recognition.services.involvement import R_087
from dengta.foundation.access import facts_of


def is_tied(people: Collection[int], *, by: Account, day: date) -> bool:
    """Whether a tie was declared between an account and one of these employees (ids)."""
    return R_087.applies and facts_of(by).employee_id in tied_to(people, day)


def insist_untied(people: Collection[int], *, by: Account, day: date) -> None:
    """Refuse whoever is family of, close to or at odds with one of these employees (ids)."""
    R_087.refuse(when=is_tied(people, by=by, day=day), code="recognition.tied_to_receiver")
