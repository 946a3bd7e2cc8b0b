"""Meetings as their readers see them: the list, one page, the learning items, the actions still open."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value

from dengta.domains.communication.models import CaseReader, Meeting, MeetingAction, MeetingCase, Statement
from dengta.domains.communication.policies import meetings as policies
from dengta.domains.communication.selectors.meeting_warnings import LACK, R_028
from dengta.foundation.access import Actor, any_of, facts_of

OPEN, PUBLISHED, CANCELLED = Meeting.State.OPEN, Meeting.State.PUBLISHED, Meeting.State.CANCELLED


def meetings(actor: Actor) -> QuerySet[Meeting]:
    """Meetings the reader may know of, with their team, how many actions they decided, and what a month lacks (R-028).
    One query."""
    rows = policies.see.scope(actor, Meeting.objects.select_related("unit"))
    return rows.annotate(
        decided=Count("actions", distinct=True),
        finished=Count("actions", filter=Q(actions__done_at__isnull=False), distinct=True),
        lack=LACK if R_028.applies else Value(""),
    )


def carried_over(meeting: Meeting) -> QuerySet[MeetingAction]:
    """What earlier meetings of the team left open: the first point of this one. One query."""
    earlier = MeetingAction.objects.filter(
        meeting__unit=meeting.unit_id, meeting__state=PUBLISHED, meeting__starts_at__lt=meeting.starts_at
    )
    still_open = Q(done_at__isnull=True) | Q(done_at__gte=meeting.starts_at)
    return earlier.filter(still_open).select_related("owner", "meeting").order_by("due_on", "pk")


def statements(actor: Actor, meeting: Meeting) -> QuerySet[Statement]:
    """What people say of their month: one's own, all of them to who leads, to the team what was shared. One query."""
    readable = policies.work_on_statements.condition(actor)
    if meeting.state == PUBLISHED:
        readable = any_of(readable, Q(shared=True))
    rows = meeting.statements.filter(readable).select_related("employee")
    return rows.distinct().order_by("-presents", "employee__pinyin", "pk")


def own_statement(actor: Actor, meeting: Meeting) -> Statement | None:
    """The slot offered to the reader, if there is one. One query."""
    return meeting.statements.filter(employee_id=facts_of(actor).employee_id or 0).first()


def words_kept(actor: Actor) -> QuerySet[Statement]:
    """What the reader said of their own months at meetings that they cannot open any more, newest first. One query."""
    own = Statement.objects.filter(employee_id=facts_of(actor).employee_id or 0, written_at__isnull=False)
    open_ones = policies.see.scope(actor, Meeting.objects.all())
    return own.exclude(meeting__in=open_ones).select_related("meeting__unit").order_by("-meeting__held_on", "-pk")


def cases_of(meeting: Meeting) -> QuerySet[MeetingCase]:
    """The cases of a meeting, praise first, with how many of how many have read what became a learning item. One
    query."""
    rows = meeting.cases.select_related("employee").annotate(
        reader_count=Count("readers"), read_count=Count("readers", filter=Q(readers__read_at__isnull=False))
    )
    return rows.order_by("-kind", "pk")


def learning_items(actor: Actor) -> QuerySet[MeetingCase]:
    """Praised cases that became learning items, with how many of how many have read them. One query."""
    rows = policies.see_cases.scope(actor, MeetingCase.objects.filter(learning_since__isnull=False))
    own = CaseReader.objects.filter(case=OuterRef("pk"), employee_id=facts_of(actor).employee_id or 0)
    return rows.select_related("meeting__unit", "employee").annotate(
        reader_count=Count("readers", distinct=True),
        read_count=Count("readers", filter=Q(readers__read_at__isnull=False), distinct=True),
        waits_for_me=Exists(own.filter(read_at__isnull=True)),
        read_by_me=Exists(own.filter(read_at__isnull=False)),
    )


def readers_of(case: MeetingCase) -> QuerySet[CaseReader]:
    """Who is to read it, whoever has not yet first. One query."""
    return case.readers.select_related("employee").order_by("read_at", "employee__pinyin", "pk")
