"""Stories and moments: shown only while everybody in them agrees."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from dengta.domains.communication.models import Story, StoryPerson, Todo
from dengta.domains.communication.selectors import stories as selectors
from dengta.domains.communication.services import stories as services
from dengta.domains.people.models import Account, Employee
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed, RuleViolation
from dengta.foundation.files.models import StoredFile
from dengta.foundation.files.services import redraw
from dengta.foundation.notify.models import Notice
from tests import photos
from tests.conftest import NOW
from tests.costs import one_and_many

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
PNG = photos.screenshot().getvalue()
Browser = Callable[[Employee], Client]


def account(employee: Employee) -> Account:
    assert employee.account is not None
    return employee.account


def refused(code: str) -> Any:
    return pytest.raises(RuleViolation, match=r".", check=lambda raised: raised.code == code)


def write(by: Employee, *people: Employee, image: bytes = b"", **said: Any) -> Story:
    picture = BytesIO(image)
    picture.name = "photo.png"
    words: dict[str, Any] = {"kind": "story", "title": "深夜的感谢信", "text": "客户在凌晨写来感谢信。", **said}
    return services.write_story(
        people=people, image=redraw(picture, most_bytes=services.MOST_BYTES) if image else None,
        image_text=words.pop("image_text", "两位同事在工位"), by=account(by), now=NOW, **words,
    )  # fmt: skip


def answer(story: Story, who: Employee, *, agree: bool) -> StoryPerson:
    return services.answer_story(story_id=story.pk, agree=agree, by=account(who), now=NOW)


def publish(story: Story, by: Employee, now: datetime = NOW) -> Story:
    return services.publish_story(story_id=story.pk, by=account(by), now=now)


@pytest.mark.covers("R-085", "K13")
def test_a_story_is_not_published_before_everybody_in_it_agrees(
    peer: Employee, agent: Employee, leader: Employee
) -> None:
    story = write(peer, agent, peer, leader)
    assert set(Todo.objects.filter(kind="culture.consent").values_list("employee", flat=True)) == {agent.pk, leader.pk}
    with refused("communication.consent_missing"):
        publish(story, leader)
    answer(story, agent, agree=True)
    with refused("communication.consent_missing"):
        publish(story, leader)
    assert not selectors.stories(account(agent)).exists()
    answer(story, leader, agree=True)
    assert not Todo.objects.filter(kind="culture.consent").exists()
    publish(story, leader)
    assert selectors.stories(account(agent)).get() == story


@pytest.mark.covers("R-085", "K13")
def test_a_consent_withdrawn_takes_the_story_off_at_once_and_given_again_brings_it_back(
    peer: Employee, agent: Employee, leader: Employee, signed_in: Browser
) -> None:
    story = write(peer, agent)
    answer(story, agent, agree=True)
    publish(story, leader)
    reader, address = signed_in(leader), reverse("culture:story", args=[story.pk])
    assert reader.get(address).status_code == 200

    assert answer(story, agent, agree=False).answer == "withdrawn"
    assert reader.get(address).status_code == 404
    assert story.title not in reader.get(reverse("culture:wall")).content.decode()
    told = Notice.objects.filter(account=peer.account, kind="communication.story").get()
    assert agent.name not in f"{told.title}{told.body}", "nobody is named for a no"
    assert AuditEntry.objects.filter(verb="communication.story_withdrawn", subject_id=agent.pk).count() == 1

    answer(story, agent, agree=True)
    assert reader.get(address).status_code == 200


def test_only_the_people_in_it_answer_and_only_who_answers_for_the_team_publishes(
    peer: Employee, agent: Employee, other_leader: Employee
) -> None:
    story = write(peer, agent)
    for outsider in (peer, other_leader):
        with pytest.raises(NotAllowed):
            answer(story, outsider, agree=True)
    answer(story, agent, agree=True)
    for outsider in (agent, peer, other_leader):
        with pytest.raises(NotAllowed):
            publish(story, outsider)


def test_a_story_has_title_text_and_colleagues_of_the_own_branch(peer: Employee, stranger: Employee) -> None:
    with refused("communication.story_incomplete"):
        write(peer, title=" ")
    with pytest.raises(NotAllowed):
        write(peer, stranger)
    with refused("communication.image_needs_words"):
        write(peer, image=PNG, image_text=" ")


@pytest.mark.usefixtures("media")
@pytest.mark.covers("R-085")
def test_the_picture_is_served_only_to_who_sees_the_story_and_deleted_when_it_is_taken_down(
    *, peer: Employee, agent: Employee, leader: Employee, stranger: Employee, hire: Callable[..., Employee],
    signed_in: Browser, django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    third = hire("第三人", peer.memberships.get().unit)
    story = write(peer, agent, image=PNG)
    address = reverse("files:download", args=[story.image_id])

    def served() -> set[str]:
        people = (peer, agent, leader, third, stranger)
        return {one.name for one in people if signed_in(one).get(address).status_code == 200}

    assert served() == {"陈浩然", "李佳怡", "周敏"}, "author, whoever is on it, whoever leads"
    answer(story, agent, agree=True)
    publish(story, leader)
    assert served() == {"陈浩然", "李佳怡", "周敏", "第三人"}
    answer(story, agent, agree=False)
    assert "第三人" not in served()
    path = StoredFile.objects.get().path
    with django_capture_on_commit_callbacks(execute=True):
        services.take_down_story(story_id=story.pk, by=account(peer), now=NOW)
    assert served() == set()
    assert not path.exists()
    with refused("communication.story_taken_down"):
        publish(story, leader)


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.usefixtures("media")
def test_something_else_than_a_picture_is_refused(peer: Employee) -> None:
    with refused("files.unknown_kind"):
        write(peer, image=b"<svg></svg>")


# --- R-121 ----------------------------------------------------------------------------------------------


@pytest.mark.covers("R-121")
@pytest.mark.parametrize(("day", "reminded"), [(24, False), (25, True), (30, True)])
def test_near_the_end_of_a_month_without_a_story_the_leader_is_reminded_once(
    day: int, reminded: bool, leader: Employee
) -> None:
    services.remind_of_stories(now=NOW.replace(day=day))
    services.remind_of_stories(now=NOW.replace(day=day) + timedelta(hours=1))
    told = Todo.objects.filter(kind="culture.story", employee=leader).count()
    assert told == Notice.objects.filter(account=leader.account).count() == int(reminded)


@pytest.mark.covers("R-121")
def test_a_story_shown_this_month_spares_the_reminder_and_one_without_consent_does_not(
    peer: Employee, agent: Employee, leader: Employee
) -> None:
    story = write(peer, agent)
    answer(story, agent, agree=True)
    publish(story, leader)
    late = NOW.replace(day=25)
    services.remind_of_stories(now=late)
    assert not Todo.objects.filter(kind="culture.story", employee=leader).exists()

    answer(story, agent, agree=False)
    services.remind_of_stories(now=late + timedelta(days=1))
    assert Todo.objects.filter(kind="culture.story", employee=leader).count() == 1
    services.remind_of_stories(now=late + timedelta(days=30))
    assert Todo.objects.filter(kind="culture.story", employee=leader).count() == 2, "December is another month"

    next_one = write(peer)
    publish(next_one, leader, now=late)
    assert Todo.objects.filter(kind="culture.story", employee=leader, key__endswith="2026-11").count() == 0


# --- pages ----------------------------------------------------------------------------------------------


def test_lists_of_stories_cost_the_same_for_one_and_for_twenty_five(
    *, peer: Employee, agent: Employee, leader: Employee, signed_in: Browser, request: pytest.FixtureRequest
) -> None:
    costs = defaultdict[str, set[int]](set)
    for rows in one_and_many():
        for number in range(rows):
            story = write(peer, agent, title=f"故事 {number}")
            if number % 2 or rows == 1:
                answer(story, agent, agree=True)
                publish(story, leader)
            write(peer, agent, title=f"草稿 {number}")
        browser = signed_in(agent)
        spending = request.getfixturevalue("django_assert_max_num_queries")
        pages = (reverse("culture:wall"), reverse("culture:about_me"), reverse("culture:drafts"))
        for address in pages:
            who = signed_in(peer) if "drafts" in address else browser
            who.get(address)
            with spending(MOST_QUERIES + 2) as spent:
                page = who.get(address)
            assert page.context["page"].rows
            costs[address].add(len(spent))
    assert all(len(each) == 1 for each in costs.values()), costs


@pytest.mark.usefixtures("media")
@pytest.mark.covers("K13")
def test_a_story_goes_from_the_pen_to_the_wall_in_the_browser(
    peer: Employee, agent: Employee, leader: Employee, signed_in: Browser
) -> None:
    author, shown, chief = signed_in(peer), signed_in(agent), signed_in(leader)
    said = {"kind": "moment", "title": "团队早餐", "text": "夜班后的豆浆。", "people": "李佳怡", "image_text": ""}
    picture = SimpleUploadedFile("a.png", PNG, content_type="image/png")
    assert author.post(reverse("culture:story_new"), {**said, "image": picture}).status_code == 422
    picture.seek(0)
    said |= {"image_text": "桌上的豆浆"}
    assert author.post(reverse("culture:story_new"), {**said, "image": picture}).status_code == 302
    story = Story.objects.get()
    assert "团队早餐" in author.get(reverse("culture:drafts")).content.decode()
    assert chief.post(reverse("culture:publish", args=[story.pk])).status_code == 422
    assert "团队早餐" in shown.get(reverse("culture:about_me")).content.decode()
    assert shown.post(reverse("culture:answer", args=[story.pk]), {"verdict": "yes"}).status_code == 302
    assert chief.post(reverse("culture:publish", args=[story.pk])).status_code == 302
    assert 'alt="桌上的豆浆"' in chief.get(reverse("culture:wall")).content.decode()
    shown.post(reverse("culture:answer", args=[story.pk]), {"verdict": "no"})
    assert "团队早餐" not in chief.get(reverse("culture:wall")).content.decode()
