"""Goals in the menu, in the inbox, in the search, on Today and on the own page of agents."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors import todos
from dengta.domains.goals.models import Goal
from dengta.domains.goals.policies import goals as policies
from dengta.domains.goals.selectors.own_targets import own_targets
from dengta.domains.goals.selectors.strategy import GoalSeen, register_goal_source
from dengta.domains.goals.selectors.team_targets import team_targets
from dengta.domains.goals.services.acknowledgements import ACKNOWLEDGE, OBJECTION
from dengta.domains.goals.words import goals as words
from dengta.domains.people.selectors.acting import looks_after_others
from dengta.foundation import schedule, slots
from dengta.foundation.access import Actor
from dengta.foundation.audit.verbs import register_verbs
from dengta.foundation.errors import register_sentences
from dengta.foundation.notify import register_kind
from dengta.web import navigation, search
from dengta.web.navigation import Entry
from dengta.web.search import HITS_PER_PROVIDER, Hit

TARGETS_ON_HOME = 3


def _sees(request: HttpRequest) -> bool:
    return policies.sees_any(request.user)


def _has_own(request: HttpRequest) -> bool:
    return policies.works_here(request.user)


def found(request: HttpRequest, query: str) -> Sequence[Hit]:
    """Goals by their name. One query."""
    rows = policies.visible(request.user).filter(title__icontains=query).select_related("unit")
    return [
        Hit(title=row.title, subtitle=row.unit.name, url=reverse("goals:goal", args=[row.pk]), icon="target-arrow")
        for row in rows.order_by("-starts_on", "-pk")[:HITS_PER_PROVIDER]
    ]


def in_force(actor: Actor) -> Sequence[GoalSeen]:
    """The goals in force that a reader may see, for the chain from vision to action. One query."""
    rows = policies.visible(actor).filter(status=Goal.Status.ACTIVE).order_by("title", "pk")
    return [GoalSeen(pk, title, reverse("goals:goal", args=[pk])) for pk, title in rows.values_list("pk", "title")]


def own_panel(request: HttpRequest, subject: Any) -> Mapping[str, Any] | None:
    """An agent's targets of this month beside where they stand."""
    today = timezone.localdate()
    lines = [_own_line(one, today) for one in own_targets(request.user, today=today)[:TARGETS_ON_HOME]]
    return {"lines": lines} if lines else None


def _own_line(one: Any, today: date) -> dict[str, Any]:
    measure = one.measure
    ends = one.ends
    return {
        "name": measure.name, "target": measure.text(one.target.value), "few": one.few, "met": one.is_met,
        "value": measure.text(one.value) if one.figure is not None and one.figure.n else "",
        "n": one.figure.n if one.figure else 0,
        "end": measure.text(one.end) if one.end is not None else "",
        "ends": f"{measure.text(ends[0])}–{measure.text(ends[1])}" if ends else "",
        "unread": one.acknowledgement is not None and one.acknowledgement.given_at is None,
        "later": one.target.month > today,
    }  # fmt: skip


def team_panel(request: HttpRequest, subject: Any) -> Mapping[str, Any] | None:
    """The teams one leads: target of this month and what was reached, with sample and interval."""
    lines = team_targets(request.user, today=timezone.localdate())
    return {"lines": lines} if lines else None


def _leads(request: HttpRequest, subject: Any) -> bool:
    return looks_after_others(request.user) and policies.write_for.anywhere(request.user)


def _is_agent(request: HttpRequest, subject: Any) -> bool:
    return policies.works_here(request.user)


def register() -> None:
    """Called once, at start."""
    register_sentences(words.SENTENCES)
    register_verbs(words.VERBS)
    for kind, label in words.NOTICES.items():
        register_kind(kind, label)
    register_goal_source(in_force)
    todos.register_kind(ACKNOWLEDGE, _("Target to read"), verb=_("Read it"), icon="target-arrow", own_page=True)
    todos.register_kind(OBJECTION, _("Objection to a target"), verb=_("Answer"), icon="message-exclamation")
    navigation.register(
        Entry(
            section="performance", label=_("Goals"), url_name="goals:list", icon="target-arrow", order=10, visible=_sees
        )
    )
    navigation.register(
        Entry(
            section="performance",
            label=_("My targets"),
            url_name="targets:own",
            icon="target",
            order=12,
            visible=_has_own,
        )
    )
    slots.register(
        "agent_home",
        slots.Panel(
            order=10, name="goals.own_targets", template="goals/panels/own.html", context=own_panel, visible=_is_agent,
            queries=9,
        ),
    )  # fmt: skip
    slots.register(
        "today_side",
        slots.Panel(
            order=20, name="goals.team_targets", template="goals/panels/team.html", context=team_panel, visible=_leads,
            queries=8,
        ),
    )  # fmt: skip
    search.register("goals.goals", found, label=_("Goals"))
    schedule.every("goals.warn_of_unread", cron="20 8 * * *", job="goals.warn_of_unread")
    schedule.every("goals.refit_drivers", cron="40 4 2 * *", job="goals.refit_drivers")
