"""What each agent is good at, compared with peers (refreshed weekly)."""

from django.db import models

from dengta.domains.service.models.dimensions import ContactType


class Strength(models.Model):
    """An agent's result on one type of contact beside that of peers, with the sample it rests on."""

    agent = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.CASCADE, db_index=False, related_name="+")
    type = models.ForeignKey(ContactType, on_delete=models.CASCADE, db_index=False, related_name="+")
    kpi = models.CharField(max_length=40)
    measured_on = models.DateField()
    n = models.PositiveIntegerField()
    raw = models.FloatField()
    # Drawn towards the peers as far as the sample is small.
    shrunk = models.FloatField()
    peers = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    # Whether the sample allows an order; a thin one is shown grey and never ranked.
    reliable = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agent", "type", "kpi"], name="strength_once")]
        indexes = [models.Index(fields=["unit", "kpi"], name="strength_of_unit")]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.type_id} {self.kpi}"
