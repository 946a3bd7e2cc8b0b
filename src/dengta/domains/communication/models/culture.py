"""What the house stands for, and how it shows: vision, values, praise between colleagues, stories."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Aspect(models.TextChoices):
    """What a value is about; praise is tagged with the same words."""

    CUSTOMER = "customer", _("customer first")
    HELP = "help", _("mutual help")
    GROWTH = "growth", _("growth")
    INNOVATION = "innovation", _("innovation")
    BELONGING = "belonging", _("belonging")
    INTEGRITY = "integrity", _("honesty")


class CultureLine(models.Model):
    """A line of the way from the vision of the house over the strategy of service to what a team does.

    `serves` is the line above: an action serves a strategy, a strategy the vision.
    """

    class Level(models.TextChoices):
        VISION = "vision", _("Vision")
        STRATEGY = "strategy", _("Service strategy")
        ACTION = "action", _("Team action")

    level = models.CharField(max_length=10, choices=Level.choices)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="culture_lines")
    text = models.CharField(max_length=200)
    serves = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="served_by")
    position = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(level="vision", serves__isnull=True) | (~Q(level="vision") & Q(serves__isnull=False)),
                name="culture_line_serves_one_above",
            )
        ]
        indexes = [models.Index(fields=["unit", "level"], name="culture_line_of_unit")]

    def __str__(self) -> str:
        return self.text


class CultureValue(models.Model):
    """A value and what it means here, in words somebody can act on."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="culture_values")
    aspect = models.CharField(max_length=12, choices=Aspect.choices)
    name = models.CharField(max_length=40)
    meaning = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "position"], name="culture_value_of_unit")]

    def __str__(self) -> str:
        return self.name


class Praise(models.Model):
    """Thanks from one colleague to another, with what it was for. The team is the receiver's of that day.

    Read by the two of them and the receiver's leaders; by colleagues only once the receiver puts it on the honour wall.
    """

    giver = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="praise_given")
    receiver = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="praise_received")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="praise")
    text = models.CharField(max_length=300)
    given_on = models.DateField()
    given_at = models.DateTimeField()
    # Since when the receiver lets colleagues read it; empty again with one word.
    shown_at = models.DateTimeField(null=True)
    # Taken back by its giver.
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(giver=F("receiver")), name="praise_is_for_others")]
        indexes = [
            models.Index(fields=["unit", "given_on"], name="praise_of_unit"),
            models.Index(fields=["receiver", "-given_on"], name="praise_of_receiver"),
            models.Index(fields=["-given_on", "-id"], name="praise_by_day"),
        ]

    def __str__(self) -> str:
        return f"praise {self.pk}"


class PraiseTag(models.Model):
    """What a praise shows of the culture."""

    praise = models.ForeignKey(Praise, on_delete=models.CASCADE, related_name="tags")
    tag = models.CharField(max_length=12, choices=Aspect.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["praise", "tag"], name="praise_tag_once")]

    def __str__(self) -> str:
        return self.tag


class Story(models.Model):
    """A story of colleagues, or a moment with a picture. Seen only while everybody it shows agrees."""

    class Kind(models.TextChoices):
        STORY = "story", _("Story")
        MOMENT = "moment", _("Moment")

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="stories")
    author = models.ForeignKey("people.Employee", on_delete=models.PROTECT, related_name="stories_written")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.STORY)
    title = models.CharField(max_length=80)
    text = models.TextField(max_length=4000)
    # The team event it tells of, if it does.
    event = models.ForeignKey("communication.TeamEvent", null=True, on_delete=models.PROTECT, related_name="stories")
    image = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    # What the picture shows, for whoever does not see it.
    image_text = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    taken_down_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-published_at"], name="story_by_time"),
            models.Index(fields=["unit", "published_at"], name="story_of_unit"),
        ]
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return self.title


class StoryPerson(models.Model):
    """Somebody a story shows or names, and what they say to it. Their word can change at any time."""

    class Answer(models.TextChoices):
        ASKED = "asked", _("asked")
        AGREED = "agreed", _("agreed")
        DECLINED = "declined", _("rather not")
        WITHDRAWN = "withdrawn", _("withdrawn")

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="people")
    employee = models.ForeignKey("people.Employee", on_delete=models.CASCADE, related_name="shown_in")
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.ASKED)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "employee"], name="story_person_once")]
        indexes = [models.Index(fields=["employee", "answer"], name="story_person_asked")]

    def __str__(self) -> str:
        return f"{self.employee_id} in story {self.story_id}"
