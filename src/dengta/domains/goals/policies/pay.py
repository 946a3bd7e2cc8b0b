"""A formula is read by all whom it pays; money by the person, HR and who is granted it, never by a line leader."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from dengta.domains.goals.models import FactorTable, PayBase, PayFormula, PayRun, PaySlip, SimulatedPay, WorkedHours
from dengta.domains.goals.policies.covering import HOLDS_FOR, OF_PERSON, OF_UNIT
from dengta.domains.people.models import Employee, Membership
from dengta.foundation.access import Action, Actor, Permission, Reach, any_of


def _members(unit_ids: frozenset[int]) -> Q:
    return Q(
        Exists(
            Membership.objects.on(timezone.localdate()).filter(
                employee_id=OuterRef("employee_id"), unit_id__in=unit_ids
            )
        )
    )


def _staff(unit_ids: frozenset[int]) -> Q:
    members = Membership.objects.on(timezone.localdate()).filter(unit_id__in=unit_ids)
    return Q(pk__in=members.values("employee_id"))


_OF_RUN = Reach(unit="formula__unit_id")
read = Permission("goals.read_formula", PayFormula, data_class="pay_formula", action=Action.READ, reach=HOLDS_FOR)
write = Permission("goals.write_formula", PayFormula, data_class="pay_formula", action=Action.WRITE, reach=OF_UNIT)
decide = Permission("goals.publish_formula", PayFormula, data_class="pay_formula", action=Action.DECIDE, reach=OF_UNIT)
read_table = Permission(
    "goals.read_factors", FactorTable, data_class="pay_formula", action=Action.READ, reach=HOLDS_FOR
)
write_table = Permission(
    "goals.write_factors", FactorTable, data_class="pay_formula", action=Action.WRITE, reach=OF_UNIT
)
decide_table = Permission(
    "goals.publish_factors", FactorTable, data_class="pay_formula", action=Action.DECIDE, reach=OF_UNIT
)
see_base = Permission(
    "goals.see_pay_base", PayBase, data_class="pay_base", action=Action.READ,
    reach=Reach(person="employee_id", unit=_members),
)  # fmt: skip
write_base = Permission(
    "goals.write_pay_base", PayBase, data_class="pay_base", action=Action.WRITE,
    reach=Reach(person="employee_id", unit=_members),
)  # fmt: skip
take_base = Permission(
    "goals.export_pay_base", PayBase, data_class="pay_base", action=Action.EXPORT,
    reach=Reach(person="employee_id", unit=_members),
)  # fmt: skip
# The same rights asked of people, also of those who have no base yet; and of their hours, as of attendance.
see_bases_of = Permission(
    "goals.see_pay_base_of", Employee, data_class="pay_base", action=Action.READ,
    reach=Reach(person="pk", unit=_staff),
)  # fmt: skip
write_bases_of = Permission(
    "goals.write_pay_base_of", Employee, data_class="pay_base", action=Action.WRITE,
    reach=Reach(person="pk", unit=_staff),
)  # fmt: skip
write_hours_of = Permission(
    "goals.write_hours_of", Employee, data_class="leave_attendance", action=Action.WRITE,
    reach=Reach(person="pk", unit=_staff),
)  # fmt: skip
take_hours = Permission(
    "goals.export_hours", WorkedHours, data_class="leave_attendance", action=Action.EXPORT,
    reach=Reach(person="employee_id", unit=_members),
)  # fmt: skip
write_hours = Permission(
    "goals.write_hours", WorkedHours, data_class="leave_attendance", action=Action.WRITE,
    reach=Reach(person="employee_id", unit=_members),
)  # fmt: skip
see_slips = Permission("goals.see_pay", PaySlip, data_class="pay_variable", action=Action.READ, reach=OF_PERSON)
take_slips = Permission("goals.export_pay", PaySlip, data_class="pay_variable", action=Action.EXPORT, reach=OF_PERSON)
take_runs = Permission("goals.export_pay_runs", PayRun, data_class="pay_variable", action=Action.EXPORT, reach=_OF_RUN)
see_run = Permission("goals.see_pay_run", PayRun, data_class="pay_variable", action=Action.READ, reach=_OF_RUN)
write_run = Permission("goals.calculate_pay", PayRun, data_class="pay_variable", action=Action.WRITE, reach=_OF_RUN)
# The same right asked of the formula, before there is a month of it: factors of appraisals that are handed over.
hand = Permission("goals.hand_factors", PayFormula, data_class="pay_variable", action=Action.WRITE, reach=OF_UNIT)
release = Permission("goals.release_pay", PayRun, data_class="pay_variable", action=Action.DECIDE, reach=_OF_RUN)
# In a simulation: the money by the right to pay, the coefficient by the right to figures of people.
see_simulated = Permission(
    "goals.see_simulated_pay", SimulatedPay, data_class="pay_variable", action=Action.READ, reach=OF_PERSON
)
see_coefficients = Permission(
    "goals.see_coefficients", SimulatedPay, data_class="kpi_individual", action=Action.READ,
    reach=Reach(unit="unit_id"),
)  # fmt: skip


def formulas(actor: Actor) -> QuerySet[PayFormula]:
    """Published ones by all for whom they hold; what is not yet published by those who write or decide it."""
    published = read.condition(actor) & Q(status=PayFormula.Status.PUBLISHED)
    return PayFormula.objects.filter(any_of(published, write.condition(actor), decide.condition(actor)))


def tables(actor: Actor) -> QuerySet[FactorTable]:
    """The same for tables of factors."""
    published = read_table.condition(actor) & Q(status=FactorTable.Status.PUBLISHED)
    return FactorTable.objects.filter(any_of(published, write_table.condition(actor), decide_table.condition(actor)))


def slips(actor: Actor) -> QuerySet[PaySlip]:
    """Released ones; before that only those that who calculates or releases the month may see."""
    rows = see_slips.scope(actor, PaySlip.objects.all())
    at_work = PayRun.objects.filter(any_of(write_run.condition(actor), release.condition(actor)))
    return rows.filter(any_of(Q(run__status=PayRun.Status.RELEASED), Q(run__in=at_work.values("pk"))))
