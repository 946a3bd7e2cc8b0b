"""Stories and moments: nothing is shown of anybody who has not agreed, or no longer does."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Story, StoryPerson
from dengta.domains.communication.policies import culture as policies
from dengta.foundation.access import Actor, facts_of
from dengta.foundation.rules import Rule

R_085 = Rule("R-085", _("Stories and pictures are shown only while everybody in them agrees"))
AGREED = StoryPerson.Answer.AGREED


def shown(rows: QuerySet[Story]) -> QuerySet[Story]:
    """Those of `rows` that are published and that everybody in them agrees to at this moment."""
    rows = rows.filter(published_at__isnull=False, taken_down_at=None)
    against = StoryPerson.objects.filter(story=OuterRef("pk")).exclude(answer=AGREED)
    return rows.exclude(Exists(against)) if R_085.warns(when=True) else rows


def stories(actor: Actor) -> QuerySet[Story]:
    """What the honour wall shows this reader. One query."""
    return policies.see_stories.scope(actor, shown(_joined()))


def in_the_making(actor: Actor) -> QuerySet[Story]:
    """Stories of the reader, or of their teams, that are not shown yet, or no more, with who has not agreed."""
    rows = policies.edit_stories.scope(actor, _joined()).filter(taken_down_at=None)
    visible = shown(Story.objects.filter(pk=OuterRef("pk")))
    return rows.filter(~Exists(visible)).annotate(
        asked=Count("people", distinct=True),
        agreed=Count("people", filter=Q(people__answer=AGREED), distinct=True),
    )


def about_me(actor: Actor) -> QuerySet[StoryPerson]:
    """Stories that show the reader, whatever they said to them; what was taken down is gone. One query."""
    rows = StoryPerson.objects.filter(employee_id=facts_of(actor).employee_id or 0, story__taken_down_at=None)
    return rows.select_related("story__author", "story__unit", "story__image")


def not_agreed(story: Story) -> list[StoryPerson]:
    """Everybody in the story who has not agreed. One query."""
    return list(story.people.exclude(answer=AGREED).select_related("employee").order_by("employee__pinyin", "pk"))


def may_see_image(actor: Actor, story: Story) -> bool:
    """Whoever sees the story, prepares it, or is shown on it and asked about it."""
    rows = Story.objects.filter(pk=story.pk)
    if policies.see_stories.scope(actor, shown(rows)).exists():
        return True
    return policies.edit_stories.scope(actor, rows).exists() or about_me(actor).filter(story=story).exists()


def _joined() -> QuerySet[Story]:
    return Story.objects.select_related("unit", "author", "image").prefetch_related("people__employee")
