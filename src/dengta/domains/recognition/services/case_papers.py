"""What leaves the house on paper is kept as it was, and on record: who took which letter, or the whole file."""

from datetime import datetime

from django.db import transaction

from dengta.domains.people.models import Account
from dengta.domains.recognition.models import Case, ServedLetter
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.letters import written_down
from dengta.foundation.audit.record import record


def keep_letter(case: Case, kind: str, *, now: datetime) -> None:
    """Keep what a letter says at the moment from which it binds, in the transaction of that decision: it is printed
    from here ever after."""
    rows = Case.objects.select_related("employee", "unit", "handler", "decider", "version__clause", "version__edition")
    # Read anew: of the appeal and the steps the case in hand may still have what was before.
    said = written_down(rows.get(pk=case.pk), kind)
    ServedLetter.objects.create(case=case, kind=kind, served_at=now, content=said)


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
