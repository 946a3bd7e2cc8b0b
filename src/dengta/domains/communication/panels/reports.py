"""Reports from the floor in the menu and in the search."""

from collections.abc import Sequence

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.policies import reports as policies
from dengta.domains.communication.policies.floor import works_here
from dengta.domains.communication.selectors import todos
from dengta.domains.communication.services.reports import ANSWER, MEND, TELL
from dengta.domains.communication.words import reports as words
from dengta.domains.communication.words.registering import register_words
from dengta.web import navigation, search
from dengta.web.navigation import Entry
from dengta.web.search import HITS_PER_PROVIDER, Hit


def _reads(request: HttpRequest) -> bool:
    return works_here(request.user)


def found(request: HttpRequest, query: str) -> Sequence[Hit]:
    """Reports by their words. One query."""
    rows = policies.visible(request.user).filter(Q(title__icontains=query)).exclude(status="merged")
    return [
        Hit(
            title=row.title,
            subtitle=row.get_status_display(),
            url=reverse("reports:report", args=[row.pk]),
            icon="alert-triangle",
        )
        for row in rows.order_by("-created_at", "-pk")[:HITS_PER_PROVIDER]
    ]


def register() -> None:
    """Called once, at start."""
    register_words(sentences=words.SENTENCES, verbs=words.VERBS, notices=words.NOTICES)
    todos.register_kind(ANSWER, _("Report to answer"), verb=_("Answer"), icon="alert-triangle")
    todos.register_kind(MEND, _("Report to see to"), verb=_("Look"), icon="tool")
    todos.register_kind(TELL, _("Customers to tell the answer"), verb=_("Look"), icon="phone")
    navigation.register(
        Entry(
            section="service", label=_("Floor reports"), url_name="reports:list", icon="alert-triangle", order=62,
            visible=_reads,
        )
    )  # fmt: skip
    search.register("communication.reports", found, label=_("Floor reports"))
