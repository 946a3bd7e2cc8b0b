"""What leaves the house on paper is on record: who took which letter, or the whole file."""

from django.db import transaction

from dengta.domains.people.models import Account
from dengta.domains.recognition.models import Case
from dengta.domains.recognition.policies import cases as policies
from dengta.foundation.audit.record import record


@transaction.atomic
def take_letter(*, case: Case, kind: str, language: str, by: Account) -> None:
    """A letter is taken, by the person it is for or by whoever deals with the case."""
    policies.see.require(by, case)
    record(by, "recognition.case_letter_taken", case, letter=kind, language=language)


@transaction.atomic
def take_file(*, case: Case, form: str, by: Account) -> None:
    """The whole file is printed by whoever deals with it, or taken as a document by whoever may export it."""
    if form == "pdf":
        policies.export.require(by, case)
    else:
        policies.see.require(by, case)
    record(by, "recognition.case_file_taken", case, form=form)
