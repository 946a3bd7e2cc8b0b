"""Stories and moments: written, agreed to by everybody in them, published, and off again with one word."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.models import Story, StoryPerson, TeamEvent
from dengta.domains.communication.policies import culture as policies
from dengta.domains.communication.selectors import shown_words
from dengta.domains.communication.selectors.clock import day_of, end_of, start_of
from dengta.domains.communication.selectors.crews import open_teams
from dengta.domains.communication.selectors.stories import AGREED, R_085, not_agreed, shown
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.nudges import first_time
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import leading, team_on
from dengta.domains.people.selectors.people import people as colleagues
from dengta.foundation import notify
from dengta.foundation.access import Role
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.files.services import MEGABYTE, Drawn, remove, store_drawn
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_121 = Rule("R-121", _("Every month a story of colleagues is published, with their consent"))
REMIND_FROM = Parameter(
    "communication.story_reminder_day", 25, _("From which day of the month a leader is reminded of the story"),
    unit="day", check=lambda day: 1 <= day <= 28,
)  # fmt: skip
CONSENT_DAYS = Parameter(
    "communication.consent_days", 5,
    _("Within how many working days whoever is in a story says whether it may be shown"), unit="working days",
    check=lambda days: 1 <= days <= 60,
)  # fmt: skip
CONSENT = "culture.consent"
IMAGE = "communication.story"
MOST_BYTES = 8 * MEGABYTE
NOTICE = "communication.story"
Answer = StoryPerson.Answer


@transaction.atomic
def write_story(
    *, kind: str, title: str, text: str, people: Collection[Employee], image: Drawn | None, image_text: str,
    by: Account, now: datetime, event: TeamEvent | None = None,
) -> Story:  # fmt: skip
    """Write a story; everybody it shows or names is asked, and nobody sees it before they agree."""
    author = Employee.objects.filter(account=by).first()
    today = day_of(now)
    unit_id = team_on([author.pk], today).get(author.pk) if author else None
    if author is None or unit_id is None:
        raise RuleViolation("communication.story_needs_team")
    if not title.strip() or not text.strip():
        raise RuleViolation("communication.story_incomplete")
    if image is not None and not image_text.strip():
        raise RuleViolation("communication.image_needs_words")
    ids = {one.pk for one in people}
    if colleagues(by, today).filter(pk__in=ids).count() != len(ids):
        raise NotAllowed("not_allowed", right="communication.write_story")
    story = Story.objects.create(
        unit_id=unit_id, author=author, kind=kind, title=title.strip(), text=text.strip(), written_at=now,
        image=store_drawn(image, purpose=IMAGE, by=by) if image is not None else None, image_text=image_text.strip(),
        event=event,
    )  # fmt: skip
    _ask(story, people, author=author, now=now)
    record(by, "communication.story_written", story, subject=author.pk, title=story.title, people=len(ids))
    return story


@transaction.atomic
def answer_story(*, story_id: int, agree: bool, by: Account, now: datetime) -> StoryPerson:
    """Somebody the story shows says yes or no, today or in a year. A no takes it off at once and needs no reason."""
    rows = StoryPerson.objects.select_for_update(of=("self",)).select_related("story__author__account", "employee")
    person = rows.filter(story_id=story_id, employee__account=by).first()
    if person is None:
        raise NotAllowed("not_allowed", right="communication.answer_story")
    had_agreed = person.answer in {Answer.AGREED, Answer.WITHDRAWN}
    person.answer = Answer.AGREED if agree else Answer.WITHDRAWN if had_agreed else Answer.DECLINED
    person.answered_at = now
    person.save(update_fields=["answer", "answered_at"])
    todos.settle(kind=CONSENT, key=story_id, of=[person.employee_id])
    record(by, f"communication.story_{person.answer}", person.story, subject=person.employee_id)
    if not agree and person.story.author_id != person.employee_id:
        title = format_lazy(_("“{story}” is not shown for now"), story=person.story.title)
        body = _("Somebody in it would rather not be shown. Please respect it without asking why.")
        notify.send(to=person.story.author, kind=NOTICE, title=title, body=body, url=reverse("culture:drafts"))
    return person


@transaction.atomic
def publish_story(*, story_id: int, by: Account | None, now: datetime) -> Story:
    """Put the story on the honour wall; not while anybody in it has not agreed (R-085)."""
    story = Story.objects.select_for_update(of=("self",)).get(pk=story_id)
    if by is not None:
        policies.publish_stories.require(by, story)
    if story.taken_down_at is not None:
        raise RuleViolation("communication.story_taken_down")
    if story.published_at is not None:
        raise RuleViolation("communication.story_published_already")
    against = not_agreed(story)
    names = str(_(", ")).join(person.employee.name for person in against)
    R_085.refuse(when=bool(against), code="communication.consent_missing", names=names)
    shown_words.insist_on(story.title, story.text)
    story.published_at, story.published_by = now, by
    story.save(update_fields=["published_at", "published_by"])
    todos.settle(kind="culture.story", key=_month_of(story.unit_id, day_of(now)))
    record(by, "communication.story_published", story, subject=story.author_id, title=story.title)
    return story


@transaction.atomic
def take_down_story(*, story_id: int, by: Account, now: datetime) -> Story:
    """Take the story off for good; its picture is deleted. The author and whoever publishes may do so."""
    story = Story.objects.select_for_update(of=("self",)).select_related("image").get(pk=story_id)
    policies.edit_stories.require(by, story)
    if story.taken_down_at is not None:
        raise RuleViolation("communication.story_taken_down")
    story.taken_down_at = now
    story.save(update_fields=["taken_down_at"])
    if story.image is not None:
        remove(stored=story.image, now=now)
    todos.settle(kind=CONSENT, key=story.pk)
    record(by, "communication.story_taken_down_for_good", story, subject=story.author_id, title=story.title)
    return story


@transaction.atomic
def remind_of_stories(*, now: datetime) -> int:
    """Near the end of a month, remind the leaders of each team that has no story this month (R-121), once."""
    today = day_of(now)
    if not R_121.warns(when=today.day >= REMIND_FROM.on(today)):
        return 0
    begun = start_of(today.replace(day=1))
    told = set(shown(Story.objects.filter(published_at__gte=begun)).values_list("unit_id", flat=True))
    silent = {_month_of(team.pk, today): team for team in open_teams(today).exclude(pk__in=told)}
    fresh = first_time(kind="culture.story", keys=silent, now=now)
    for key in sorted(fresh):
        _remind(silent[key], today=today, now=now)
    return len(fresh)


def _month_of(unit_id: int, day: date) -> str:
    return f"{unit_id}:{day:%Y-%m}"


def _remind(team: Unit, *, today: date, now: datetime) -> None:
    leaders = [one.employee for one in leading(team.pk, today) if one.role == Role.TEAM_LEAD and one.depth == 0]
    title = format_lazy(_("{team} has no story yet this month"), team=team.name)
    url = reverse("culture:story_new")
    notify.send_many(to=leaders, broadcast=False, kind=NOTICE, title=title, url=url)
    next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    ids = [one.pk for one in leaders]
    todos.put(
        kind="culture.story", key=_month_of(team.pk, today), to=ids, title=title, url=url, now=now,
        due_at=start_of(next_month),
    )  # fmt: skip
    record(None, "communication.story_reminded", team, leaders=ids)


def _ask(story: Story, people: Collection[Employee], *, author: Employee, now: datetime) -> None:
    """The author agrees by writing; everybody else is asked."""
    StoryPerson.objects.bulk_create(
        StoryPerson(
            story=story,
            employee=one,
            answer=AGREED if one.pk == author.pk else Answer.ASKED,
            answered_at=now if one.pk == author.pk else None,
        )
        for one in people
    )
    asked = [one for one in people if one.pk != author.pk]
    url = reverse("culture:about_me")
    today = day_of(now)
    todos.put(
        kind=CONSENT, key=story.pk, to=[one.pk for one in asked], title=story.title, url=url, now=now,
        due_at=end_of(working_day_after(today, CONSENT_DAYS.on(today))),
    )  # fmt: skip
    title = format_lazy(_("{name} would like to tell a story in which you appear"), name=author.name)
    told = Employee.objects.filter(pk__in=[one.pk for one in asked]).select_related("account")
    notify.send_many(to=told, broadcast=False, kind=NOTICE, title=title, body=story.title, url=url)
