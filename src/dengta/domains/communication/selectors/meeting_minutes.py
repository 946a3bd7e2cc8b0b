"""Minutes that write themselves: what the points of a meeting say already, as a draft to publish or to add to."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dengta.domains.communication.models import Meeting, MeetingAction, MeetingAward, MeetingCase
from dengta.domains.communication.selectors.meetings import carried_over

Section = tuple[str, list[str]]


def drafted(meeting: Meeting) -> str:
    """The minutes as its points tell them, in the language of the house; empty where there are none. Five queries.

    Of the own words only the names of those who let them stand in the minutes.
    """
    with translation.override(settings.LANGUAGE_CODE):
        sections = [(title, lines) for title, lines in _sections(meeting) if lines]
        return "\n\n".join("\n".join([title, *(f"- {line}" for line in lines)]) for title, lines in sections)


def _sections(meeting: Meeting) -> Iterator[Section]:
    yield _("Open from last time"), [_left_open(one) for one in carried_over(meeting)]
    shared = meeting.statements.filter(shared=True, written_at__isnull=False).select_related("employee")
    names = [one.employee.name for one in shared.order_by("employee__pinyin", "pk")]
    yield _("The month in own words"), [_(", ").join(names)] if names else []
    yield _("Service cases"), [_case(one) for one in meeting.cases.select_related("employee").order_by("-kind", "pk")]
    awards = meeting.awards.select_related("employee").order_by("pk")
    yield _("Awards"), [_award(one) for one in awards]
    decided = meeting.actions.select_related("owner").order_by("due_on", "pk")
    yield _("What the meeting decided"), [_decided(one) for one in decided]


def _decided(action: MeetingAction) -> str:
    said = _("{what} ({name}, until {day})")
    return said.format(what=action.what, name=action.owner.name, day=date_format(action.due_on, "SHORT_DATE_FORMAT"))


def _left_open(action: MeetingAction) -> str:
    outcome = action.done_note if action.done_at else _("still open")
    return _("{action}: {outcome}").format(action=_decided(action), outcome=outcome)


def _award(award: MeetingAward) -> str:
    said = _("{name} · {title}: {reason}")
    return said.format(name=award.employee.name, title=award.title, reason=award.reason)


def _case(case: MeetingCase) -> str:
    title = f"{case.employee.name} · {case.title}" if case.employee else case.title
    return _("{title}. What we take from it: {lesson}").format(title=title, lesson=case.lesson)
