"""Where the pages of this room stand in the menu, what Ctrl K finds here, and how the shell calls who is signed in."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.people import policies
from dengta.domains.people.models import Account
from dengta.domains.people.selectors import people, requests
from dengta.domains.people.selectors.acting import card_of, looks_after_others
from dengta.foundation.access import Permission
from dengta.web import navigation, search
from dengta.web.navigation import Entry, Tab


def _may(right: Permission[Any]) -> Callable[[HttpRequest], bool]:
    return lambda request: right.anywhere(request.user)


def _waiting(request: HttpRequest) -> int:
    # The shell asks twice, for the section and for its page.
    if not hasattr(request, "_waiting_changes"):
        request._waiting_changes = requests.waiting_changes(request.user)  # type: ignore[attr-defined]
    return cast("int", request._waiting_changes)  # type: ignore[attr-defined]


def _leads_nobody(request: HttpRequest) -> bool:
    return not looks_after_others(request.user)


def _is_employee(request: HttpRequest) -> bool:
    # The contact of a client has an account, and neither number nor page of their own.
    return bool(viewer(request).facts)


def _works_from_own_page(request: HttpRequest) -> bool:
    return _is_employee(request) and _leads_nobody(request)


ENTRIES = (
    Entry(
        section="team", label=_("People"), url_name="people:list", icon="users", order=10,
        visible=_may(policies.see_directory),
    ),
    Entry(
        section="team", label=_("Organisation"), url_name="people:units", icon="sitemap", order=20,
        visible=_may(policies.see_organisation),
    ),
    Entry(
        section="team", label=_("Skills"), url_name="people:skills", icon="certificate", order=30,
        visible=_may(policies.edit_training),
    ),
    Entry(
        section="team", label=_("Moves"), url_name="people:moves", icon="arrows-right-left", order=40,
        visible=_may(policies.propose_moves),
    ),
    Entry(
        section="team", label=_("Candidates"), url_name="people:candidates", icon="user-plus", order=50,
        visible=_may(policies.interview_candidates),
    ),
    Entry(
        section="team", label=_("Onboarding checklist"), url_name="people:checklist",
        under="people:candidates", icon="list-check", order=55,
        visible=_may(policies.edit_training),
    ),
    Entry(
        section="team", label=_("Posts"), url_name="people:posts",
        under="people:candidates", icon="briefcase", order=60,
        visible=_may(policies.see_posts),
    ),
    Entry(
        section="team", label=_("Change requests"), url_name="people:change_requests",
        under="people:list", icon="user-edit", order=70,
        visible=_may(policies.hire_into), count=_waiting,
    ),
    Entry(
        section="team", label=_("Dates"), url_name="people:reminders",
        under="people:list", icon="calendar-time", order=80,
        visible=_may(policies.hire_into),
    ),
    Entry(
        section=navigation.ADMINISTRATION, label=_("Interview form"), url_name="people:interview_form",
        icon="clipboard-check", order=30, visible=_may(policies.edit_interview_form),
    ),
    Entry(
        section=navigation.OWN_MENU, label=_("My page"), url_name="people:me", icon="user", order=5,
        visible=_is_employee,
    ),
)  # fmt: skip
# Tabs of agents on phones; those of leaders are made of the sections they may see.
TABS = (
    Tab(label=_("Colleagues"), url_name="people:list", icon="users", order=45, visible=_leads_nobody),
    Tab(label=_("Me"), url_name="people:me", icon="user-circle", order=90, visible=_works_from_own_page),
)


def find_people(request: HttpRequest, query: str) -> Sequence[search.Hit]:
    """People by name, pinyin, initials or number, among those whose card the reader may see. One query."""
    rows = people.matching(people.people(request.user, timezone.localdate()), query)
    return [
        search.Hit(
            title=employee.name,
            subtitle=" · ".join(filter(None, (employee.number, employee.team_name))),
            url=reverse("people:person", args=[employee.pk]),
            person=True,
        )
        for employee in rows.order_by("status", "pinyin", "pk")[: search.HITS_PER_PROVIDER]
    ]


def viewer(request: HttpRequest) -> navigation.Viewer:
    """Name, number and house of who is signed in."""
    name, number, company = card_of(cast("Account", request.user))
    return navigation.Viewer(name=name, facts=number, place=company)


def prepare() -> None:
    """Called once, when the room is ready."""
    for entry in ENTRIES:
        navigation.register(entry)
    for tab in TABS:
        navigation.register_tab(tab)
    search.register("people", find_people, label=_("People"))
    navigation.provide_viewer(viewer)
