"""Asking those whom a decision touches, before it is taken."""

from django.db import models


class Consultation(models.Model):
    """A question to named people until a day, and what became of their answers.

    `subject_key` says what is to be decided ("announcement:12"), in the words of whoever decides it.
    """

    subject_key = models.CharField(max_length=80, blank=True)
    # The text that was put before them, where the subject has one: asked about other words is not asked.
    words_sha256 = models.CharField(max_length=64, blank=True)
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=100)
    question = models.TextField()
    asked_at = models.DateTimeField()
    until = models.DateField()
    conclusion = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject_key"], name="consultation_subject")]

    def __str__(self) -> str:
        return self.title


class ConsultationVoice(models.Model):
    """Somebody who was asked, and what they said."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="voices")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consultation", "employee"], name="consultation_voice_once")]

    def __str__(self) -> str:
        return f"{self.employee_id} on {self.consultation_id}"
