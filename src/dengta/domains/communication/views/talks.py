"""Important talks on record: the list, the record with its signatures, writing and signing."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_filters import ChoiceFilter, FilterSet

from dengta.domains.communication.forms.talks import RefuseForm, SignForm, TalkForm, WordsForm
from dengta.domains.communication.models import Receipt, Talk
from dengta.domains.communication.policies import one_on_ones as policies
from dengta.domains.communication.selectors import receipts
from dengta.domains.communication.selectors import talks as selectors
from dengta.domains.communication.services import talks as services
from dengta.domains.communication.services.told_in_talks import ANNOUNCEMENT
from dengta.domains.communication.views.shared import Request
from dengta.domains.people.models import Employee
from dengta.foundation.access import facts_of
from dengta.web import http, lists
from dengta.web.decisions import answer_form, need, need_when


class TalkFilter(FilterSet):  # type: ignore[misc]  # the library ships no types
    """Talks by state."""

    status = ChoiceFilter(label=_("State"), choices=Talk.Status.choices)

    class Meta:
        model = Talk
        fields = ("status",)


@require_safe
def listed(request: Request) -> HttpResponse:
    """The talks the reader is part of."""
    need_when(facts_of(request.user).employee_id is not None)
    page = lists.list_page(
        request, selectors.readable(request.user), sorts={"day": ("held_on",), "topic": ("topic",)}, default="-day",
        filters=TalkFilter,
    )  # fmt: skip
    context = {
        "page": page,
        "may_write": policies.hold.anywhere(request.user),
        "me": facts_of(request.user).employee_id,
    }
    return http.page(request, "communication/talks/listed.html", context, fragment="list")


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Write down a talk with one of my people."""
    need(policies.hold, request.user)
    now, person = timezone.now(), request.GET.get("person", "")
    told = receipts.waiting_for(request.user, announcement=request.GET.get("announcement", ""), person=person)
    about = {"topic": told.announcement.title, "kind": Talk.Kind.ANNOUNCEMENT} if told else {}
    form = TalkForm(
        request.POST or None,
        people=selectors.people_below(request.user, timezone.localdate(now)),
        initial={"held_on": timezone.localdate(now), "person": person, **about},
    )
    return answer_form(
        request,
        form,
        lambda data: services.write_talk(
            employee_id=data["person"].pk,
            kind=data["kind"],
            words=form.words(),
            by=request.user,
            now=now,
            **_subject(told, data["person"]),
        ),
        title=_("Write down an important talk"),
        submit=_("Keep and ask for both signatures"),
        back=reverse("talks:listed"),
        said=_("Kept. You and the other one sign it next."),
        intro=_("For what matters later: performance, a change, a warning to come. Both sign the same words."),
    )


def _subject(told: Receipt | None, person: Employee) -> dict[str, Any]:
    """What the talk is about besides the person, where it is the person who was to be told."""
    if told is None or told.employee_id != person.pk:
        return {}
    return {"subject_type": ANNOUNCEMENT, "subject_key": told.announcement_id}


@never_cache
@require_safe
def talk(request: Request, pk: int) -> HttpResponse:
    """The record with all its versions and what the two put under them."""
    found = policies.see_talks.get_or_404(request.user, selectors.readable(request.user), pk=pk)
    me = facts_of(request.user).employee_id
    versions = selectors.versions_of(found)
    context = {
        "talk": found,
        "current": versions[0],
        "older": versions[1:],
        "mine": versions[0].of(me),
        "is_leader": found.leader_id == me,
    }
    return http.page(request, "communication/talks/talk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rewrite(request: Request, pk: int) -> HttpResponse:
    """Change the words; after a signature that begins a new version."""
    rows = selectors.readable(request.user).filter(leader__account=request.user)
    found = policies.write_talks.get_or_404(request.user, rows, pk=pk)
    current = selectors.versions_of(found)[0]
    names = ("held_on", "place", "topic", "said", "agreements")
    form = WordsForm(request.POST or None, initial={name: getattr(current.version, name) for name in names})
    return answer_form(
        request,
        form,
        lambda _data: services.rewrite_talk(talk_id=pk, words=form.words(), by=request.user, now=timezone.now()),
        title=_("Change the record"),
        submit=_("Keep the new words"),
        back=reverse("talks:talk", args=[pk]),
        said=_("Kept. Both sign these words."),
        intro=_("Somebody has answered these words already: a change begins a new version that both sign anew.")
        if current.signatures
        else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: Request, pk: int) -> HttpResponse:
    """Sign with the own name."""
    found = policies.see_talks.get_or_404(request.user, selectors.readable(request.user), pk=pk)
    return answer_form(
        request,
        SignForm(request.POST or None, initial={"version": selectors.versions_of(found)[0].version.number}),
        lambda data: services.sign_talk(talk_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Sign the record"),
        submit=_("Sign"),
        back=reverse("talks:talk", args=[pk]),
        said=_("Signed."),
        intro=_("With your name you say that the talk was like this, not that you agree with everything."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: Request, pk: int) -> HttpResponse:
    """Refuse to sign, with a reason; the other side only."""
    rows = selectors.readable(request.user).filter(employee__account=request.user)
    found = policies.see_talks.get_or_404(request.user, rows, pk=pk)
    return answer_form(
        request,
        RefuseForm(request.POST or None, initial={"version": selectors.versions_of(found)[0].version.number}),
        lambda data: services.refuse_talk(talk_id=pk, by=request.user, now=timezone.now(), **data),
        title=_("Not sign, and say why"),
        submit=_("Do not sign"),
        back=reverse("talks:talk", args=[pk]),
        said=_("Your reason stands beside the record."),
    )
