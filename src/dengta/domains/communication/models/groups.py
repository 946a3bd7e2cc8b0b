"""Group chats of units: what is meant for everybody of the unit is said there too."""

from django.db import models
from django.db.models import Q


class TeamGroup(models.Model):
    """A unit whose people sit in a group chat, and what of theirs its robot says there."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="group_chats")
    # None once the robot was removed: the page says so until somebody disconnects the group.
    robot = models.ForeignKey("notify.GroupRobot", null=True, on_delete=models.SET_NULL, related_name="+")
    # What the group was called when it was connected, for when its robot is gone.
    name = models.CharField(max_length=80)
    announcements = models.BooleanField(default=True)
    standups = models.BooleanField(default=True)
    minutes = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "robot"], name="group_once_per_unit"),
            models.CheckConstraint(
                condition=Q(announcements=True) | Q(standups=True) | Q(minutes=True), name="group_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} of {self.unit_id}"

    @property
    def title(self) -> str:
        """What the group is called."""
        return self.robot.name if self.robot else self.name
