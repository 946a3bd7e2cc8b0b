"""One contact with everything that happened to it, and the objections about it."""

from collections.abc import Sequence

from django.db.models import QuerySet

from dengta.domains.people.models import Account
from dengta.domains.service import policies
from dengta.domains.service.models import Complaint, Contact, Contest, Survey
from dengta.foundation.access import Actor
from dengta.foundation.audit.models import AuditEntry


def readable_contacts(by: Actor) -> QuerySet[Contact]:
    """Contacts that `by` may open, with what a page about one names."""
    contacts = Contact.objects.select_related("source", "queue", "type", "agent", "unit")
    return policies.see_contacts.scope(by, contacts)


def surveys_about(contact: Contact) -> Sequence[Survey]:
    """Surveys sent about a contact, oldest first. One query."""
    return list(Survey.objects.filter(contact=contact).select_related("agent").order_by("sent_at", "pk"))


def complaints_about(contact: Contact) -> Sequence[Complaint]:
    """Complaints about a contact, oldest first. One query."""
    return list(Complaint.objects.filter(contact=contact).order_by("received_at", "pk"))


def contests_about(contact: Contact, *, by: Actor) -> Sequence[Contest]:
    """Objections about a contact that `by` may read. One query."""
    contests = Contest.objects.filter(contact=contact).select_related("agent", "answered_by")
    return list(policies.see_contests.scope(by, contests).order_by("opened_at", "pk"))


def changes_of(contact: Contact) -> Sequence[AuditEntry]:
    """What was changed by hand, newest first, from the record. One query."""
    entries = AuditEntry.objects.filter(object_type="service.contact", object_id=str(contact.pk))
    return list(entries.order_by("-position"))


def names_of_accounts(ids: set[int]) -> dict[int, str]:
    """How the people behind these accounts are called. One query."""
    accounts = Account.objects.filter(pk__in=ids).select_related("employee")
    return {account.pk: getattr(getattr(account, "employee", None), "name", account.username) for account in accounts}


def contests_for(by: Actor) -> QuerySet[Contest]:
    """Objections that `by` may read: one's own, or those of the people one leads."""
    contests = Contest.objects.select_related("agent", "unit", "contact")
    return policies.see_contests.scope(by, contests)


def open_contests(by: Actor) -> QuerySet[Contest]:
    """Objections that wait for an answer of `by`, who may give one: oldest first."""
    contests = Contest.objects.filter(state=Contest.State.OPEN).select_related("agent", "unit", "contact")
    return policies.answer_contests.scope(by, contests).order_by("opened_at", "pk")
