"""The words of the library for refusals, the record and notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "communication.document_owner_outside": _(
        "{name} works where this document does not hold, and could not even read it. Please choose somebody else."
    ),
    "communication.document_number_taken": _("The number {number} is in use already. Please choose another one."),
    "communication.changes_missing": _("Please write what changed: everybody reads it before the text."),
    "communication.document_unchanged": _("Nothing changed. If it still holds, please confirm the review instead."),
    "communication.review_note_missing": _("Please write what you checked."),
    "communication.retire_reason_missing": _("Please write why it holds no more."),
    "communication.document_empty": _("A document needs at least one clause."),
    "communication.clause_twice": _("The clause {clause} stands there twice. Please give each clause its own number."),
    "communication.document_retired": _("This document holds no more. Please issue a new one."),
    "communication.document_holds_no_more": _("This document holds no more, so there is nothing to read."),
    "communication.document_newer_version": _("A newer version has come out since this message. Please read that one."),
    "communication.review_date_past": _("The next review is after today. Please choose a later day."),
}

VERBS: dict[str, str | Promise] = {
    "communication.document_issued": _("issued a document"),
    "communication.document_revised": _("published a new version of a document"),
    "communication.document_reviewed": _("reviewed a document"),
    "communication.document_handed_over": _("gave a document another owner"),
    "communication.document_retired": _("retired a document"),
    "communication.document_read": _("read a document"),
    "communication.document_followed": _("had newcomers asked to read a document, and leavers no more"),
    "communication.review_reminded": _("was reminded of the review of a document"),
}
NOTICES: dict[str, str | Promise] = {"communication.library": _("There is news of a rule or procedure")}
