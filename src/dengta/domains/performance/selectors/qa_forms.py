"""Forms as those who make reviews see them."""

from datetime import date

from django.db.models import Exists, Max, OuterRef, QuerySet

from dengta.domains.people.models import Employee, Unit
from dengta.domains.people.selectors.organisation import accounts_holding
from dengta.domains.performance.models import QaForm, QaFormVersion, QaReview
from dengta.domains.performance.policies import qa as policies
from dengta.foundation.access import Actor, Role


def forms(actor: Actor) -> QuerySet[QaForm]:
    """Forms that this person designs, with the number of their newest version."""
    rows = policies.design.scope(actor, QaForm.objects.all()).select_related("unit")
    return rows.annotate(newest=Max("versions__number"))


def published_forms(actor: Actor) -> QuerySet[QaForm]:
    """Forms that reviews can be made with."""
    published = QaFormVersion.objects.filter(form=OuterRef("pk"))
    return policies.design.scope(actor, QaForm.objects.all()).filter(Exists(published)).order_by("name", "pk")


def versions_of(form: QaForm) -> list[QaFormVersion]:
    """What was published of a form, newest first. One query."""
    return list(QaFormVersion.objects.filter(form=form).select_related("published_by__employee").order_by("-number"))


def in_use(version: QaFormVersion) -> int:
    """How many reviews were made with it. One query."""
    return QaReview.objects.filter(version=version).count()


def units_for(actor: Actor) -> QuerySet[Unit]:
    """Units that one makes forms and plans for."""
    return policies.units.scope(actor, Unit.objects.filter(closed_on__isnull=True)).order_by("name", "pk")


def reviewers_everywhere(day: date) -> QuerySet[Employee]:
    """Whoever reviews contacts anywhere."""
    accounts = accounts_holding(Role.QUALITY, above=None, day=day)
    return Employee.objects.filter(account__in=accounts, status=Employee.Status.ACTIVE).order_by("pinyin", "pk")
