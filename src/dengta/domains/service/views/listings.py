"""The lists of this room as whole files from the shell: what the screens export, for whoever runs the server."""

from django.utils.translation import gettext_lazy as _

from dengta.domains.service.models import Complaint, Contact, Queue, Survey
from dengta.domains.service.views import queues, rows
from dengta.foundation.exports import Listing
from dengta.foundation.exports import register as register_listing

FACTS = (
    ("service.contacts", _("Contacts"), Contact, ("agent", "unit", "queue", "type"), "business_day"),
    ("service.surveys", _("Satisfaction surveys"), Survey, ("agent", "unit", "queue", "type"), "day"),
    ("service.complaints", _("Complaints"), Complaint, ("agent", "unit", "queue", "type"), "day"),
)


def register() -> None:
    """Called once, at start."""
    for name, label, model, related, day in FACTS:
        facts = model._default_manager.select_related(*related).order_by(day, "pk")
        register_listing(Listing(name, label, rows.COLUMNS, facts.all, person="agent_id"))
    promised = Queue.objects.select_related("unit").order_by("name", "pk")
    register_listing(Listing("service.queues", _("Queues and promises"), queues.COLUMNS, promised.all, person=""))
