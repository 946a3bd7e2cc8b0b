"""Everything the person page and the own page show about one person."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.people import policies
from dengta.domains.people.models import (
    Account,
    AgentSkill,
    CertificateNotice,
    ChangeRequest,
    Employee,
    Membership,
    Move,
    OnboardingStep,
    RoleGrant,
)
from dengta.domains.people.policies.accounts import see_accounts
from dengta.foundation.access import Actor, rights_on
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.settings.parameters import Parameter

TIMELINE = 12
CERTIFICATE_DAYS = Parameter(
    "people.certificate_days",
    30,
    _("How long before a certificate expires the person and their leader are told"),
    unit="days",
    check=lambda days: 1 <= days <= 365,
)
# What belongs to the story of a person; readings of the file stand on the page "who opened my file".
STORY = (
    "people.hired", "people.moved", "people.leave_began", "people.leave_ended", "people.left", "people.move_agreed",
    "people.candidate_hired",
)  # fmt: skip
ROLES = ("people.role_granted", "people.role_revoked")
TRAINING = (
    "people.skill_set",
    "people.skill_dropped",
    "people.certificate_told",
    "people.onboarding_opened",
    "people.onboarding_signed",
    "people.onboarding_ticked",
)
CONTRACT = (
    "people.contract_renewed",
    "people.contract_amended",
    "people.private_data_changed",
    "people.reminder_sent",
)


@dataclass(frozen=True)
class SkillLine:
    """A skill with the state of its certificate on a day."""

    held: AgentSkill
    day: date

    @property
    def expired(self) -> bool:
        """The certificate has run out: the skill no longer counts for matching."""
        return self.held.expires_on is not None and self.held.expires_on < self.day

    @property
    def soon(self) -> bool:
        """It runs out within the notice period."""
        notice = timedelta(days=CERTIFICATE_DAYS.on(self.day))
        return self.held.expires_on is not None and self.day <= self.held.expires_on <= self.day + notice


def whose_file(reader: Actor, pk: int) -> Employee:
    """Somebody whose file the reader may open; 404 for anybody else."""
    return policies.see_file.get_or_404(reader, Employee.objects.all(), pk=pk)


def may_open_file(reader: Actor, employee: Employee) -> bool:
    """Whether the reader may open this person's file."""
    return policies.see_file.allows(reader, employee)


def skills_of(employee: Employee, day: date, *, seen_by: Actor) -> list[SkillLine]:
    """The skills of a person that the reader may see, the expired ones too. One query."""
    rows = policies.see_skills.scope(seen_by, AgentSkill.objects.on(day)).filter(employee=employee)
    ordered = rows.select_related("skill").order_by("skill__category", "-level", "skill__code")
    return [SkillLine(held, day) for held in ordered]


def certificates_to_tell(day: date) -> list[tuple[AgentSkill, str]]:
    """Certificates of people who work here that end within the notice period or have ended, each with which of the two
    it is; what has been told is left out. Two queries."""
    kinds = CertificateNotice.Kind
    until = day + timedelta(days=CERTIFICATE_DAYS.on(day))
    rows = AgentSkill.objects.on(day).filter(expires_on__lte=until).exclude(employee__status=Employee.Status.LEFT)
    told = set(CertificateNotice.objects.filter(held__in=rows).values_list("held_id", "kind"))
    found = [
        (held, kinds.EXPIRED if held.expires_on and held.expires_on < day else kinds.SOON)
        for held in rows.select_related("employee__account", "skill").order_by("expires_on", "pk")
    ]
    return [(held, kind) for held, kind in found if (held.pk, kind) not in told]


def steps_of(employee: Employee, *, seen_by: Actor) -> list[OnboardingStep]:
    """The onboarding of a person, what is open first. One query."""
    rows = policies.see_onboarding.scope(seen_by, OnboardingStep.objects.filter(employee=employee))
    return list(rows.select_related("item", "done_by__employee").order_by("done_at", "item__position", "pk"))


def memberships_of(employee: Employee) -> list[Membership]:
    """The teams of a person, newest first. One query."""
    return list(Membership.objects.filter(employee=employee).select_related("unit").order_by("-valid_from"))


def roles_of(employee: Employee, day: date, *, seen_by: Actor) -> list[RoleGrant]:
    """The roles a person holds on a day or will hold, as far as the reader may see them. One query."""
    current = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    rows = policies.see_roles.scope(seen_by, RoleGrant.objects.filter(current, account__employee=employee))
    return list(rows.select_related("unit").order_by("valid_from", "pk"))


def open_move(employee: Employee) -> Move | None:
    """The proposal that a person has not answered yet."""
    rows = Move.objects.filter(employee=employee, status=Move.Status.PROPOSED)
    return rows.select_related("to_unit", "from_unit", "proposed_by__employee").first()


def open_request(employee: Employee) -> ChangeRequest | None:
    """The change of private data that waits for a decision."""
    return ChangeRequest.objects.filter(employee=employee, status=ChangeRequest.Status.OPEN).first()


def story_of(employee: Employee, *, seen_by: Actor) -> list[AuditEntry]:
    """The latest entries of a person's story: the teams for whoever sees the card, the rest by its own right."""
    told_by = {see_accounts: ROLES, policies.see_training: TRAINING, policies.see_file: CONTRACT}
    verbs = [*STORY]
    for right in rights_on(seen_by, employee, *told_by):
        verbs += told_by[right]
    rows = AuditEntry.objects.filter(subject_id=employee.pk, verb__in=verbs)
    return list(rows.select_related("actor__employee").order_by("-at", "-pk")[:TIMELINE])


def employee_of(account: Account) -> Employee | None:
    """The person behind an account, if it belongs to one."""
    return Employee.objects.filter(account=account).first()
