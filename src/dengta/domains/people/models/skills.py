"""What people can do, how well, on which evidence, and until when a certificate holds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models.bilingual import Named
from dengta.domains.people.models.employees import Employee
from dengta.foundation.dated import Dated, DatedManager, ends_after_it_begins

MOST = 5


class Skill(Named):
    """A skill of the catalogue."""

    class Category(models.TextChoices):
        PRODUCT = "product", _("Product")
        LANGUAGE = "language", _("Language")
        CHANNEL = "channel", _("Channel")
        CALMING = "calming", _("Calming upset customers")

    code = models.CharField(_("code"), max_length=40, unique=True)
    category = models.CharField(_("category"), max_length=10, choices=Category.choices)
    needs_certificate = models.BooleanField(_("needs a certificate"), default=False)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("category", "code")


class AgentSkill(Dated):
    """An agent's level in a skill, for a time. A certificate holds until `expires_on`, that day included."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="holders")
    level = models.PositiveSmallIntegerField(_("level"))
    evidence = models.CharField(_("evidence"), max_length=300)
    certificate = models.CharField(_("certificate"), max_length=120, blank=True)
    expires_on = models.DateField(_("certificate expires on"), null=True, blank=True)

    objects = DatedManager()

    class Meta:
        constraints = [
            ends_after_it_begins("agent_skill_dates"),
            models.UniqueConstraint(fields=["employee", "skill", "valid_from"], name="agent_skill_once"),
            models.UniqueConstraint(
                fields=["employee", "skill"], condition=models.Q(valid_to__isnull=True), name="agent_skill_one_open"
            ),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=MOST), name="agent_skill_level"),
        ]
        indexes = [
            models.Index(fields=["skill", "level"], name="agent_skill_matching"),
            models.Index(fields=["expires_on"], name="agent_skill_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.employee_id}: {self.skill_id} level {self.level}"


class CertificateNotice(models.Model):
    """A notice about a certificate that went out: its key makes sure that it goes out once."""

    class Kind(models.TextChoices):
        SOON = "soon", _("Expires soon")
        EXPIRED = "expired", _("Certificate expired")

    held = models.ForeignKey(AgentSkill, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["held", "kind"], name="certificate_notice_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.held_id}"
