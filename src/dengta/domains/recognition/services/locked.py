"""Books and editions as a decision takes them: locked, and in a state in which it can be taken."""

from dengta.domains.people.models import Account
from dengta.domains.recognition.models import Edition, RuleBook
from dengta.domains.recognition.policies import rule_book as policies
from dengta.foundation.errors import RuleViolation


def locked_book(book_id: int, *, by: Account) -> RuleBook:
    """A book whose words this person may write."""
    book = RuleBook.objects.select_for_update(of=("self",)).select_related("unit").get(pk=book_id)
    policies.write.require(by, book)
    return book


def locked_edition(edition_id: int, *states: Edition.State) -> Edition:
    """An edition in one of these states. Who may is asked by the caller."""
    rows = Edition.objects.select_for_update(of=("self",)).select_related("book__unit")
    edition = rows.get(pk=edition_id)
    if edition.state not in states:
        raise RuleViolation("recognition.edition_not_now", state=edition.get_state_display())
    return edition


def written_edition(edition_id: int, *states: Edition.State, by: Account) -> Edition:
    """The same for whoever writes the book. Without states: one whose words may still change."""
    edition = locked_edition(edition_id, *(states or (Edition.State.DRAFT, Edition.State.CONSULTATION)))
    policies.write_editions.require(by, edition)
    return edition
