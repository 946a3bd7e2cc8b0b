"""Only what was published, signed and in force can be breached."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import ClauseVersion
from dengta.domains.recognition.selectors.clauses import version_on, versions_by_clause
from dengta.domains.recognition.selectors.standards import clause_of, is_bound
from dengta.foundation.rules import Rule

R_090 = Rule("R-090", _("Only a standard that is published, and signed by the person, can be breached"))
R_109 = Rule("R-109", _("A clause holds from its day on, never for what happened before"))


def insist_on_standard(
    *, clause: str | int, on: date, employee: Employee, at: datetime | None = None
) -> ClauseVersion:  # fmt: skip
    """The version of a clause that an act on this day can be measured by. Refuses a clause that was never published,
    that began later or had ended, and one that the person had not signed by then."""
    row = clause_of(clause)
    known = versions_by_clause([row.pk])[row.pk]
    R_090.refuse(when=not known, code="recognition.standard_not_published", clause=row.code)
    version = version_on(row, on)
    later = next((one for one in known if one.in_force_from is not None and one.in_force_from > on), None)
    if version is None and later is not None:
        R_109.refuse(when=True, code="recognition.clause_began_later", clause=row.code, on=on, day=later.in_force_from)
    elif version is None:
        R_090.refuse(when=bool(known), code="recognition.standard_ended", clause=row.code, on=on)
    chosen = version or later or row.versions.select_related("clause__book__unit", "edition").latest("number")
    R_090.refuse(
        when=version is not None and not is_bound(version, employee, on=on, at=at),
        code="recognition.standard_not_signed", clause=row.code, name=employee.name, on=on,
    )  # fmt: skip
    return chosen
