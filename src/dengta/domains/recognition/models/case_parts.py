"""What belongs to a case: evidence, approvals, the appeal."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.recognition.models.cases import Case
from dengta.domains.recognition.models.measures import Measure
from dengta.foundation.secrets.fields import EncryptedText


class Evidence(models.Model):
    """One piece of evidence, known by its number in the case (E1, E2 …): what the finding rests on."""

    class Kind(models.TextChoices):
        RECORD = "record", pgettext_lazy("evidence", "Record of a system")
        RECORDING = "recording", pgettext_lazy("evidence", "Recording or transcript")
        DOCUMENT = "document", pgettext_lazy("evidence", "Document")
        WITNESS = "witness", pgettext_lazy("evidence", "What a witness says")

    # Known before it is written: the encrypted text is bound to it.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    reference = models.CharField(_("where it is found"), max_length=120)
    witness = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    text = EncryptedText(_("what it shows"), blank=True)

    class Meta:
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="evidence_once"),
            models.CheckConstraint(
                condition=~Q(kind="witness") | Q(witness__isnull=False), name="evidence_of_a_named_witness"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """How the finding names it."""
        return f"E{self.number}"


class CaseApproval(models.Model):
    """That a second person has to agree with a proposal, why, and what they said. Bound to its very words: a changed
    proposal asks anew."""

    class Ground(models.TextChoices):
        HR = "hr", _("A written warning or more: HR signs with it")
        LENIENCY = "leniency", _("Less than the table says")
        PRECEDENT = "precedent", _("Other than similar cases led to")
        # Why it does is in no row and on no page: it would say that somebody complained, or whom R-102 asks.
        NEXT_LEVEL = "next_level", _("The next level decides with you")
        SAFETY = "safety", _("Carried out before an appeal: HR or the next level agrees")
        SEPARATION = "separation", _("A separation review: who leads the house agrees")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="approvals")
    ground = models.CharField(max_length=12, choices=Ground.choices)
    digest = models.CharField(max_length=64)
    asked = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["case", "ground"]
        constraints = [models.UniqueConstraint(fields=["case", "ground", "digest"], name="case_approval_once")]

    def __str__(self) -> str:
        return f"{self.ground} of case {self.case_id}"


class CaseAppeal(models.Model):
    """The person asks somebody who had no part in it to look again."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", pgettext_lazy("appeal", "The decision stands")
        MILDER = "milder", pgettext_lazy("appeal", "A milder measure")
        LIFTED = "lifted", pgettext_lazy("appeal", "Lifted")

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="appeal")
    filed_at = models.DateTimeField()
    due_on = models.DateField()
    hearer = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    measure = models.PositiveSmallIntegerField(choices=Measure.choices, null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, outcome="")
                | Q(decided_at__isnull=False, hearer__isnull=False) & ~Q(outcome=""),
                name="case_appeal_decided_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"appeal of case {self.case_id}"


class ServedLetter(models.Model):
    """A letter as it went out, in each language of the house: what is added or changes later changes no paper that
    somebody holds. Nobody changes or removes one."""

    # Known before it is written: the encrypted text is bound to it.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=10)
    served_at = models.DateTimeField()
    # By language, as JSON.
    content = EncryptedText()

    class Meta:
        ordering = ["case", "served_at"]
        constraints = [models.UniqueConstraint(fields=["case", "kind"], name="case_letter_served_once")]

    def __str__(self) -> str:
        return f"{self.kind} of case {self.case_id}"


class SeparationProof(models.Model):
    """The five proofs, the lawful ground and the word of the union, without which nobody's contract is ended (L-53,
    L-54, L-56, L-65)."""

    class Ground(models.TextChoices):
        RULES = "rules", _("Serious breach of the rules, LCL art. 39(2)")
        HARM = "harm", _("Serious neglect or graft with great harm, LCL art. 39(3)")
        INCOMPETENCE = "incompetence", _("Not able to do the work, also after training or transfer, LCL art. 40(2)")
        LAST_PLACE = "last_place", _("Last in a ranking")
        REPLACED = "replaced", _("The post is done by a machine now")

    LAWFUL = (Ground.RULES, Ground.HARM, Ground.INCOMPETENCE)

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="separation")
    ground = models.CharField(_("ground"), max_length=14, choices=Ground.choices)
    rule_adopted = models.BooleanField(_("the rule was adopted with the staff"), default=False)
    rule_known = models.BooleanField(_("the person had signed the rule"), default=False)
    facts_proven = models.BooleanField(_("the facts are proven"), default=False)
    person_heard = models.BooleanField(_("the person was heard"), default=False)
    is_proportionate = models.BooleanField(_("grave enough by the table of the rule book"), default=False)
    # Of incompetence: proof → training or transfer → proof again.
    was_trained = models.BooleanField(_("trained or transferred, and proven again"), default=False)
    is_shielded = models.BooleanField(_("protected by LCL art. 42"), default=False)
    union_told_on = models.DateField(_("union told on"), null=True)
    union_reply = models.CharField(_("what the union said"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(ground__in=["last_place", "replaced"]), name="separation_on_lawful_ground_only"
            )
        ]

    def __str__(self) -> str:
        return f"proofs of case {self.case_id}"
