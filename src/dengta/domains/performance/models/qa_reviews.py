"""A review of one contact: answers with quotes and marked seconds, what the agent says to it, who decides."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QaReview(models.Model):
    """One contact, reviewed by one person with one version of a form.

    `earned` of `possible` are weighted points over the items that apply; a fatal item that was missed leaves nothing.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("qa review", "To be scored")
        SUBMITTED = "submitted", pgettext_lazy("qa review", "Waiting for the agent")
        ACKNOWLEDGED = "acknowledged", pgettext_lazy("qa review", "Acknowledged")
        DISPUTED = "disputed", pgettext_lazy("qa review", "Disputed")
        DECIDED = "decided", pgettext_lazy("qa review", "Dispute decided")

    class Origin(models.TextChoices):
        RANDOM = "random", _("Drawn at random")
        STRATIFIED = "stratified", _("Drawn at random within topic and channel")
        RISK = "risk", _("Drawn for signs of risk")
        PICKED = "picked", _("Picked by hand")

    contact = models.ForeignKey("service.Contact", on_delete=models.PROTECT, related_name="+")
    agent = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    # The agent's team when the contact was handled.
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    reviewer = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("performance.QaFormVersion", on_delete=models.PROTECT, related_name="+")
    draw = models.ForeignKey("performance.QaDraw", null=True, on_delete=models.PROTECT, related_name="reviews")
    origin = models.CharField(max_length=10, choices=Origin.choices)
    # For how many contacts of the agent this one stands.
    weight = models.FloatField(default=1.0)
    # Why it was drawn, of a draw for signs of risk.
    signs = models.JSONField(default=list)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    assigned_at = models.DateTimeField()
    summary = models.TextField(max_length=2000, blank=True)
    earned = models.PositiveIntegerField(null=True)
    possible = models.PositiveIntegerField(null=True)
    fatal = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(null=True)
    # The last day on which the agent can dispute.
    answer_by = models.DateField(null=True)
    seen_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # The same contact may be drawn at random although its signs of risk had it reviewed: leaving it out would
            # make the sample better than the work.
            models.UniqueConstraint(fields=["draw", "contact"], name="qa_review_contact_once_a_draw"),
            models.UniqueConstraint(fields=["contact"], condition=Q(draw=None), name="qa_review_picked_once"),
            models.CheckConstraint(
                condition=Q(draw=None, origin="picked") | Q(draw__isnull=False) & ~Q(origin="picked"),
                name="qa_review_drawn_or_picked",
            ),
            models.CheckConstraint(condition=~Q(agent=F("reviewer")), name="qa_review_not_of_oneself"),
            models.CheckConstraint(
                condition=Q(status="draft", submitted_at=None, earned=None)
                | ~Q(status="draft") & Q(submitted_at__isnull=False, earned__isnull=False, possible__gt=0),
                name="qa_review_scored_when_submitted",
            ),
            models.CheckConstraint(
                condition=Q(earned=None) | Q(earned__lte=F("possible")), name="qa_review_earned_within_possible"
            ),
            models.CheckConstraint(condition=Q(fatal=False) | Q(earned=0), name="qa_review_fatal_is_nothing"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="qa_review_stands_for_itself"),
            models.CheckConstraint(
                condition=~Q(status="acknowledged") | Q(acknowledged_at__isnull=False),
                name="qa_review_acknowledged_once_said",
            ),
        ]
        indexes = [
            models.Index(fields=["agent", "day"], name="qa_review_of_agent"),
            models.Index(fields=["unit", "-day"], name="qa_review_of_unit"),
            models.Index(fields=["reviewer", "status"], name="qa_review_of_reviewer"),
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"

    @property
    def score(self) -> float | None:
        """0 to 100, or nothing while it is not scored."""
        return None if self.earned is None or not self.possible else 100 * self.earned / self.possible


class QaAnswer(models.Model):
    """What the reviewer gave for one item; `points` empty means that the item does not apply.

    After a dispute `ruled` says that a second person decided, and `ruled_points` what counts since.
    """

    review = models.ForeignKey(QaReview, on_delete=models.CASCADE, related_name="answers")
    item = models.CharField(max_length=12)
    points = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=500, blank=True)
    quote = models.CharField(max_length=500, blank=True)
    # The second of the contact at which it is heard or read.
    second = models.PositiveIntegerField(null=True)
    ruled = models.BooleanField(default=False)
    ruled_points = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "item"], name="qa_answer_once"),
            models.CheckConstraint(condition=Q(ruled=True) | Q(ruled_points=None), name="qa_answer_ruled_once_decided"),
        ]
        indexes = [models.Index(fields=["item", "review"], name="qa_answer_of_item")]

    def __str__(self) -> str:
        return f"{self.item} of {self.review_id}"

    @property
    def counts(self) -> int | None:
        """The points that count today; None where the item does not apply."""
        return self.ruled_points if self.ruled else self.points


class QaDispute(models.Model):
    """What an agent disputes of a review, and the decision of a second person. One for each review."""

    review = models.OneToOneField(QaReview, on_delete=models.CASCADE, related_name="dispute")
    opened_at = models.DateTimeField()
    # Whose turn it is to decide; nobody where only one person reviews.
    holder = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    # Whom somebody named by hand where nobody who reviews for the team may decide, or did in time.
    named = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey("people.Account", null=True, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(null=True)
    due_on = models.DateField()
    escalated_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Employee", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(max_length=1000, blank=True)
    # Points before the decision, so that the page can say what it changed.
    earned_before = models.PositiveIntegerField()
    possible_before = models.PositiveIntegerField()
    # Whether any disputed item came out otherwise.
    overturned = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(reason=""),
                name="qa_dispute_decided_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(named=None, named_by=None, named_at=None)
                | Q(named__isnull=False, named_by__isnull=False, named_at__isnull=False),
                name="qa_dispute_named_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="qa_dispute_open", condition=Q(decided_at=None))]

    def __str__(self) -> str:
        return f"dispute of {self.review_id}"


class QaDisputedItem(models.Model):
    """One item of a dispute: why the agent sees it otherwise, and what was decided about it."""

    class Verdict(models.TextChoices):
        OPEN = "open", pgettext_lazy("qa verdict", "Not decided yet")
        UPHELD = "upheld", pgettext_lazy("qa verdict", "The agent is right")
        REJECTED = "rejected", pgettext_lazy("qa verdict", "The points stay")

    dispute = models.ForeignKey(QaDispute, on_delete=models.CASCADE, related_name="items")
    answer = models.OneToOneField(QaAnswer, on_delete=models.CASCADE, related_name="disputed")
    reason = models.TextField(max_length=1000)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default=Verdict.OPEN)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="qa_disputed_with_a_reason")]

    def __str__(self) -> str:
        return f"disputed {self.answer_id}"


class QaTranscript(models.Model):
    """The words of a contact, and where its recording is; kept apart from scores, because fewer people may read it."""

    review = models.OneToOneField(QaReview, on_delete=models.CASCADE, related_name="transcript")
    agent = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    # Lines of second and words.
    lines = models.JSONField(default=list)
    recording_url = models.URLField(max_length=500, blank=True)
    # When a file brought it; nothing where the reviewer entered it by hand, which no file changes.
    delivered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"transcript of {self.review_id}"


class QaSuggestion(models.Model):
    """What a machine would have given, beside the review and never in its place."""

    review = models.OneToOneField(QaReview, on_delete=models.CASCADE, related_name="suggestion")
    scorer = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    points = models.JSONField()

    def __str__(self) -> str:
        return f"suggestion for {self.review_id}"
