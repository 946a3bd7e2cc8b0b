"""Stories and moments: the honour wall, those in the making, and what one says to a story about oneself."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dengta.domains.communication.forms.culture import StoryForm
from dengta.domains.communication.models import Story, TeamEvent
from dengta.domains.communication.policies import culture as policies
from dengta.domains.communication.policies import team_events as events
from dengta.domains.communication.selectors import culture, suggestions
from dengta.domains.communication.selectors import stories as selectors
from dengta.domains.communication.services import stories as services
from dengta.domains.communication.views.shared import Request, drawn, photos_limited
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, decided, need, need_when

IDEAS_SHOWN = 6
STORIES_A_PAGE = 9


@require_safe
def wall(request: Request) -> HttpResponse:
    need(policies.see_stories, request.user)
    page = lists.list_page(
        request, selectors.stories(request.user), sorts={"day": ("published_at",)}, default="-day",
        per_page=STORIES_A_PAGE,
    )  # fmt: skip
    context = {
        "page": page,
        "ideas": suggestions.praised(request.user)[:IDEAS_SHOWN],
        "is_employee": facts_of(request.user).employee_id is not None,
    }
    return http.page(request, "communication/culture/wall.html", context, fragment="list")


@require_safe
def story(request: Request, pk: int) -> HttpResponse:
    found = policies.see_stories.get_or_404(request.user, selectors.stories(request.user), pk=pk)
    context = {
        "story": found,
        "may_take_down": policies.edit_stories.allows(request.user, found),
        "about_me": selectors.about_me(request.user).filter(story=found).exists(),
    }
    return http.page(request, "communication/culture/story.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@photos_limited
def story_new(request: Request, event: int | None = None) -> HttpResponse:
    need_when(bool(facts_of(request.user).home_units))
    told_of = events.see.get_or_404(request.user, TeamEvent.objects.all(), pk=event) if event is not None else None
    colleagues = culture.colleagues(request.user, timezone.localdate())
    start = {"kind": Story.Kind.MOMENT} if told_of else {}
    form = StoryForm(request.POST or None, request.FILES or None, people=colleagues, initial=start)

    def write(data: dict[str, Any]) -> Story:
        data["image"] = drawn(data["image"], most_bytes=services.MOST_BYTES)
        return services.write_story(by=request.user, now=timezone.now(), **data, event=told_of)

    return answer_form(
        request,
        form,
        write,
        title=_("Tell a story"),
        submit=_("Save and ask everybody in it"),
        back=reverse("culture:drafts"),
        said=_("Saved. It is shown once everybody in it has agreed and it is published."),
        template="communication/culture/story_form.html",
    )


@require_safe
def drafts(request: Request) -> HttpResponse:
    need_when(facts_of(request.user).employee_id is not None)
    page = lists.list_page(
        request, selectors.in_the_making(request.user), sorts={"day": ("written_at",)}, default="-day"
    )
    publishable = _publishable(request, Story.objects.filter(pk__in=[story.pk for story in page.rows]))
    context = {"page": page, "publishable": publishable}
    return http.page(request, "communication/culture/drafts.html", context, fragment="list")


def _publishable(request: Request, rows: QuerySet[Story]) -> set[int]:
    return set(policies.publish_stories.scope(request.user, rows).values_list("pk", flat=True))


@require_safe
def about_me(request: Request) -> HttpResponse:
    need_when(facts_of(request.user).employee_id is not None)
    page = lists.list_page(
        request, selectors.about_me(request.user), sorts={"day": ("story__written_at",)}, default="-day"
    )
    return http.page(request, "communication/culture/about_me.html", {"page": page}, fragment="list")


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    agree = request.POST.get("verdict") == "yes"
    return decided(
        request,
        lambda: services.answer_story(story_id=pk, agree=agree, by=request.user, now=timezone.now()),
        back=reverse("culture:about_me"),
        said=_("Thank you. You can change your mind at any time.") if agree else _("It is not shown. Nobody asks why."),
    )


@require_POST
def publish(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.publish_story(story_id=pk, by=request.user, now=timezone.now()),
        back=reverse("culture:drafts"),
        said=_("The story is on the honour wall."),
    )


@require_POST
def take_down(request: Request, pk: int) -> HttpResponse:
    return decided(
        request,
        lambda: services.take_down_story(story_id=pk, by=request.user, now=timezone.now()),
        back=reverse("culture:wall"),
        said=_("The story is taken down; its picture is deleted."),
    )
