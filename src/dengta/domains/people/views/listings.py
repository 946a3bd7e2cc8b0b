"""The lists of this room as whole files from the shell: what the screens export, for whoever runs the server."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import AgentSkill, Employee
from dengta.domains.people.selectors.people import certificates_on, with_skills, with_team
from dengta.domains.people.views import directory, skills
from dengta.domains.people.views.shared import today
from dengta.foundation.exports import Listing
from dengta.foundation.exports import register as register_listing


def _employees() -> QuerySet[Any]:
    return with_skills(with_team(Employee.objects.order_by("number"), today()), today(), seen_by=None)


def _certificates() -> QuerySet[AgentSkill]:
    return certificates_on(today()).order_by("expires_on", "pk")


def register() -> None:
    """Called once, at start."""
    register_listing(Listing("people.employees", _("People"), directory.COLUMNS, _employees, person="pk"))
    register_listing(
        Listing("people.certificates", _("Certificates"), skills.COLUMNS, _certificates, person="employee_id")
    )
