"""The rule book: clauses in versions, and the table of what may follow from a breach."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models.bilingual import Named
from dengta.domains.recognition.models.editions import Edition, RuleBook
from dengta.domains.recognition.models.measures import Category, ClauseKind, Measure, Repetition, Severity

MOST_TEXT = 4000


class Clause(models.Model):
    """One rule, known by its code for ever; what it says stands in its versions."""

    book = models.ForeignKey(RuleBook, on_delete=models.PROTECT, related_name="clauses")
    code = models.CharField(_("code"), max_length=12, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ClauseKind.choices)
    category = models.CharField(_("category"), max_length=20, choices=Category.choices)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(code=""), name="clause_has_a_code")]

    def __str__(self) -> str:
        return self.code


class ClauseVersion(models.Model):
    """What a clause says, in the house's language and in English. In force from a day on, until the day before another.

    Nobody changes a version once its edition is published; only the day on which the next one takes over is added.
    """

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="versions")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    standard = models.TextField(_("the standard"), max_length=MOST_TEXT)
    standard_en = models.TextField(_("the standard in English"), max_length=MOST_TEXT, blank=True)
    plain = models.TextField(_("in plain words"), max_length=MOST_TEXT)
    plain_en = models.TextField(_("in plain words, in English"), max_length=MOST_TEXT, blank=True)
    evidence = models.TextField(_("evidence needed"), max_length=MOST_TEXT)
    evidence_en = models.TextField(_("evidence needed, in English"), max_length=MOST_TEXT, blank=True)
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity.choices, null=True)
    least = models.PositiveSmallIntegerField(_("least measure"), choices=Measure.choices, null=True)
    most = models.PositiveSmallIntegerField(_("most severe measure"), choices=Measure.choices, null=True)
    # An earlier breach counts as repetition for so many months, then it is forgotten.
    counts_months = models.PositiveSmallIntegerField(_("counts for (months)"), null=True)
    # Of a reward: between which amounts it lies, in the currency of the house.
    band_low = models.DecimalField(_("reward from"), max_digits=9, decimal_places=2, null=True)
    band_high = models.DecimalField(_("reward up to"), max_digits=9, decimal_places=2, null=True)
    why = models.CharField(_("why it changes"), max_length=300)
    why_en = models.CharField(_("why it changes, in English"), max_length=300, blank=True)
    # The day from which it holds; empty as long as its edition is not published.
    in_force_from = models.DateField(null=True)
    in_force_until = models.DateField(null=True)

    class Meta:
        ordering = ["clause__code", "number"]
        constraints = [
            models.UniqueConstraint(fields=["clause", "number"], name="clause_version_once"),
            models.UniqueConstraint(fields=["clause", "edition"], name="clause_once_in_an_edition"),
            models.UniqueConstraint(
                fields=["clause"],
                condition=Q(in_force_from__isnull=False, in_force_until__isnull=True),
                name="clause_one_version_open",
            ),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True) | Q(in_force_until__gt=F("in_force_from")),
                name="clause_version_dates",
            ),
            models.CheckConstraint(
                condition=Q(
                    severity__isnull=False, least__isnull=False, most__isnull=False, counts_months__isnull=False,
                    severity__gte=1, severity__lte=4, least__gte=0, most__lte=6, most__gte=F("least"),
                    counts_months__gte=1, band_low__isnull=True, band_high__isnull=True,
                )
                | Q(severity__isnull=True, least__isnull=True, most__isnull=True, counts_months__isnull=True),
                name="clause_graded_or_rewarding",
            ),
            models.CheckConstraint(
                condition=Q(band_low__isnull=True, band_high__isnull=True)
                | Q(band_low__isnull=False, band_high__isnull=False, band_low__gte=0, band_high__gte=F("band_low")),
                name="clause_band",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["in_force_from", "in_force_until"], name="clause_version_in_force")]

    def __str__(self) -> str:
        return f"{self.clause_id} version {self.number}"

    @property
    def shown_title(self) -> str:
        """In the reader's language."""
        return Named.in_reader_language(self.title, self.title_en)

    @property
    def shown_standard(self) -> str:
        """In the reader's language."""
        return Named.in_reader_language(self.standard, self.standard_en)

    @property
    def shown_plain(self) -> str:
        """In the reader's language."""
        return Named.in_reader_language(self.plain, self.plain_en)

    @property
    def shown_evidence(self) -> str:
        """In the reader's language."""
        return Named.in_reader_language(self.evidence, self.evidence_en)

    @property
    def shown_why(self) -> str:
        """In the reader's language."""
        return Named.in_reader_language(self.why, self.why_en)


class ClauseEnd(models.Model):
    """That a clause holds no more, from the day of an edition on."""

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="ends")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="ends")
    why = models.CharField(_("why it ends"), max_length=300)

    class Meta:
        ordering = ["clause__code"]
        constraints = [models.UniqueConstraint(fields=["clause", "edition"], name="clause_end_once")]

    def __str__(self) -> str:
        return f"end of {self.clause_id}"


class MatrixCell(models.Model):
    """Of the table that every edition carries whole: what may follow from a breach so grave, for so manieth a time."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="matrix")
    severity = models.PositiveSmallIntegerField(choices=Severity.choices)
    repetition = models.PositiveSmallIntegerField(choices=Repetition.choices)
    least = models.PositiveSmallIntegerField(choices=Measure.choices)
    most = models.PositiveSmallIntegerField(choices=Measure.choices)

    class Meta:
        ordering = ["severity", "repetition"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "severity", "repetition"], name="matrix_cell_once"),
            models.CheckConstraint(
                condition=Q(
                    severity__gte=1, severity__lte=4, repetition__gte=1, repetition__lte=3, most__lte=6,
                    most__gte=F("least"),
                ),
                name="matrix_cell_range",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"severity {self.severity}, time {self.repetition}"
