"""What accounts bring along at start-up: words for refusals and for the record, and menu entries."""

from django.utils.translation import gettext_lazy as _

from dengta.domains.people.policies import accounts as policies
from dengta.domains.people.services.accounts import SENTENCES, VERBS
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.web.navigation import ADMINISTRATION, OWN_MENU, Entry, register

ENTRIES = (
    Entry(section=OWN_MENU, label=_("My security"), url_name="mfa_index", icon="shield-lock", order=80),
    Entry(section=OWN_MENU, label=_("Who opened my file"), url_name="accounts:opened", icon="eye", order=81),
    Entry(
        section=ADMINISTRATION,
        label=_("Accounts"),
        url_name="accounts:list",
        icon="key",
        order=10,
        visible=lambda request: policies.manage_accounts.anywhere(request.user),
    ),
    Entry(
        section=ADMINISTRATION,
        label=_("Record"),
        url_name="accounts:record",
        icon="file-certificate",
        order=20,
        visible=policies.reads_record,
    ),
)


def prepare() -> None:
    """Called once, when the room is ready."""
    register_sentences(SENTENCES)
    register_verbs(VERBS)
    for entry in ENTRIES:
        register(entry)
