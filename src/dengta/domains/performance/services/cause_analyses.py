"""Searching for causes: a proposal after a drop, opening, what is found where, what agents say, and closing."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.selectors.answering import who_answers
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.selectors.crews import agents_of, members, open_teams
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee, Unit
from dengta.domains.people.selectors.organisation import leading
from dengta.domains.performance.events import CauseAnalysisClosed
from dengta.domains.performance.models import CauseAnalysis, CauseContribution, CauseFinding, CauseStratum
from dengta.domains.performance.policies import cause_analyses as policies
from dengta.domains.performance.selectors.cause_analyses import Explanation, explained, missing_sections
from dengta.domains.performance.selectors.cause_split import has_worsened, whole
from dengta.domains.service.selectors.kpis import kpi_named
from dengta.domains.service.selectors.measures import R_038
from dengta.domains.service.selectors.strata import SHARES, strata_of, topic_names
from dengta.engines.metrics import Cell
from dengta.foundation import events, notify
from dengta.foundation.access import facts_of
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation, Warned, somebody_listens
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

State, Cause = CauseAnalysis.State, CauseFinding.Cause
WATCHED = "csat"
NOTHING = Cell(0, 0)
PROPOSED, SAY, ACT = "performance.cause_proposed", "performance.cause_contribution", "performance.cause_action"
R_133 = Rule("R-133", _("A drop is searched for its causes before anybody is blamed: mix, process, training, product"))
R_134 = Rule("R-134", _("Whoever leads the team states their own share and what they do about it"))
R_156 = Rule("R-156", _("The analysis of a team's result closes with the own words of several agents"))
DROP = Parameter(
    "performance.cause_drop_points", 2, _("Points by which satisfaction must drop for an analysis to be proposed"),
    unit="points", check=lambda points: 1 <= points <= 20,
)  # fmt: skip
CONTRIBUTIONS = Parameter(
    "performance.cause_contributions", 3, _("Agents whose own words a cause analysis needs before it closes"),
    unit="people", check=lambda people: 1 <= people <= 20,
)  # fmt: skip
SAY_WITHIN = Parameter(
    "performance.cause_contribution_days", 5, _("Days in which agents are asked for their words on a cause analysis"),
    unit="days", check=lambda days: 1 <= days <= 30,
)  # fmt: skip


@transaction.atomic
def propose_analyses(*, today: date, now: datetime) -> int:
    """Propose an analysis where satisfaction of a team dropped from the month before last to the last one, by more than
    the threshold and by more than chance. A question to the leader, no finding. Answers how many were new."""
    after_end = today.replace(day=1)
    after_start = (after_end - timedelta(days=1)).replace(day=1)
    before_start = (after_start - timedelta(days=1)).replace(day=1)
    found = CauseAnalysis.objects.filter(kpi=WATCHED, after_start=after_start, after_end=after_end)
    known = set(found.values_list("unit_id", flat=True))
    proposed = 0
    for unit in open_teams(today).exclude(pk__in=known).order_by("pk"):
        before = whole(strata_of(kpi=WATCHED, unit=unit.pk, start=before_start, end=after_start).values())
        after = whole(strata_of(kpi=WATCHED, unit=unit.pk, start=after_start, end=after_end).values())
        if not has_worsened(kpi=WATCHED, before=before, after=after, points=DROP.on(today), today=today):
            continue
        analysis = CauseAnalysis.objects.create(
            unit=unit, kpi=WATCHED, before_start=before_start, before_end=after_start, after_start=after_start,
            after_end=after_end, created_at=now, counted_at=now,
        )  # fmt: skip
        _count(analysis, now=now)
        _ask_the_leader(analysis, now=now)
        record(None, "performance.cause_proposed", analysis, unit=unit.name, month=after_start)
        proposed += 1
    return proposed


@transaction.atomic
def open_analysis(
    *, unit: Unit, kpi: str, before_start: date, before_end: date, after_start: date, after_end: date, by: Account,
    now: datetime,
) -> CauseAnalysis:  # fmt: skip
    """Begin to search for causes; every agent of the team is asked for their own words at once. `…_end` is the first
    day that does not count. What was proposed or put aside for the same time goes on from there."""
    policies.open_for.require(by, unit)
    if kpi not in SHARES:
        raise RuleViolation("performance.cause_measure_unknown")
    if not before_start < before_end <= after_start < after_end:
        raise RuleViolation("performance.cause_periods")
    if after_end > day_of(now):
        raise RuleViolation("performance.cause_not_over")
    analysis, is_new = CauseAnalysis.objects.select_for_update(of=("self",)).get_or_create(
        unit=unit, kpi=kpi, after_start=after_start, after_end=after_end,
        defaults={
            "before_start": before_start, "before_end": before_end, "created_at": now, "counted_at": now,
            "state": State.OPEN, "opened_by": by,
        },
    )  # fmt: skip
    if not is_new:
        if analysis.state in (State.OPEN, State.CLOSED):
            raise RuleViolation("performance.cause_there_already", state=analysis.get_state_display())
        analysis.before_start, analysis.before_end = before_start, before_end
        analysis.declined_because = ""
    return _begin(analysis, by=by, now=now)


@transaction.atomic
def take_up(*, analysis_id: int, by: Account, now: datetime) -> CauseAnalysis:
    """Open what was proposed."""
    analysis = _led(analysis_id, by=by)
    if analysis.state != State.PROPOSED:
        raise RuleViolation("performance.cause_not_proposed", state=analysis.get_state_display())
    return _begin(analysis, by=by, now=now)


@transaction.atomic
def decline_analysis(*, analysis_id: int, reason: str, by: Account) -> CauseAnalysis:
    """Do not follow a proposal, and say why. Without an analysis nobody can be blamed for the drop either (R-133)."""
    analysis = _led(analysis_id, by=by)
    if analysis.state != State.PROPOSED:
        raise RuleViolation("performance.cause_not_proposed", state=analysis.get_state_display())
    if not reason.strip():
        raise RuleViolation("performance.cause_text_missing")
    analysis.state, analysis.declined_because = State.DECLINED, reason.strip()
    analysis.save(update_fields=["state", "declined_because"])
    todos.settle(kind=PROPOSED, key=analysis.pk)
    record(by, "performance.cause_declined", analysis, reason=analysis.declined_because)
    return analysis


@transaction.atomic
def recount(*, analysis_id: int, by: Account, now: datetime) -> CauseAnalysis:
    """Count anew what came in late or was corrected since."""
    analysis = written(analysis_id, by=by)
    _count(analysis, now=now)
    record(by, "performance.cause_recounted", analysis)
    return analysis


@transaction.atomic
def judge_section(*, analysis_id: int, section: str, cause: str, text: str, by: Account, now: datetime) -> CauseFinding:
    """Write down what was found in one place, or that it was looked at and nothing was found."""
    analysis = written(analysis_id, by=by)
    if not text.strip():
        raise RuleViolation("performance.cause_finding_empty")
    finding, _new = CauseFinding.objects.update_or_create(
        analysis=analysis, section=CauseFinding.Section(section),
        defaults={"cause": Cause(cause), "text": text.strip(), "by": by, "at": now},
    )  # fmt: skip
    record(by, "performance.cause_judged", analysis, section=section, cause=cause, text=finding.text)
    return finding


@transaction.atomic
def contribute(*, analysis_id: int, text: str, nameless: bool, by: Account, now: datetime) -> CauseContribution:
    """What an agent of the team says of it, in their own words, as often as they like until it closes."""
    analysis = policies.see.scope(by, CauseAnalysis.objects.select_for_update(of=("self",))).get(pk=analysis_id)
    _still_open(analysis)
    employee_id = facts_of(by).employee_id
    if employee_id is None or not agents_of(analysis.unit_id, day_of(now)).filter(pk=employee_id).exists():
        raise NotAllowed("not_allowed", right="performance.contribute")
    if not text.strip():
        raise RuleViolation("performance.cause_contribution_empty")
    said, _new = CauseContribution.objects.update_or_create(
        analysis=analysis, employee_id=employee_id, defaults={"text": text.strip(), "nameless": nameless, "at": now}
    )
    todos.settle(kind=SAY, key=analysis.pk, of=[employee_id])
    record(by, "performance.cause_contributed", said, subject=employee_id, nameless=nameless)
    return said


@transaction.atomic
def state_own_share(*, analysis_id: int, share: str, action: str, by: Account, now: datetime) -> CauseAnalysis:
    """What whoever leads the team did or left undone, and what they do now (R-134)."""
    analysis = written(analysis_id, by=by)
    me = facts_of(by).employee_id
    leaders = {one.employee.pk for one in leading(analysis.unit_id, day_of(now))}
    if me is None or me not in leaders:
        raise RuleViolation("performance.cause_share_is_the_leaders")
    analysis.own_share, analysis.own_action, analysis.own_by_id = share.strip(), action.strip(), me
    analysis.save(update_fields=["own_share", "own_action", "own_by"])
    record(by, "performance.cause_own_share", analysis, share=analysis.own_share, action=analysis.own_action)
    return analysis


@transaction.atomic
def close_analysis(*, analysis_id: int, conclusion: str, by: Account, now: datetime) -> CauseAnalysis:
    """Say what it came to. Not before everything was looked at (R-133) and enough agents were heard (R-156)."""
    analysis, today = written(analysis_id, by=by), day_of(now)
    missing, said = missing_sections(analysis), analysis.contributions.count()
    R_133.refuse(when=bool(missing), code="performance.cause_sections_missing", sections=str(_(", ")).join(missing))
    needed = CONTRIBUTIONS.on(today)
    R_156.refuse(when=said < needed, code="performance.cause_too_few_voices", n=said, needed=needed)
    if not conclusion.strip():
        raise RuleViolation("performance.cause_conclusion_missing")
    silent = not (analysis.own_share and analysis.own_action)
    if R_134.warns(when=silent) and somebody_listens():
        raise Warned("performance.cause_own_share_empty")
    analysis.state, analysis.conclusion, analysis.closed_at = State.CLOSED, conclusion.strip(), now
    analysis.closed_by = by
    analysis.save(update_fields=["state", "conclusion", "closed_at", "closed_by"])
    todos.settle(kind=SAY, key=analysis.pk)
    causes = tuple(sorted(explained_causes(analysis)))
    events.publish(
        CauseAnalysisClosed(
            analysis.pk, analysis.unit_id, analysis.kpi, analysis.after_start, analysis.after_end, causes, now
        )
    )
    record(by, "performance.cause_closed", analysis, causes=", ".join(causes), own_share=not silent)
    title = format_lazy(_("Cause analysis closed: {unit}"), unit=analysis.unit.name)
    people = members(analysis.unit_id, today)
    notify.send_many(to=people, broadcast=True, kind=SAY, title=title, body=analysis.conclusion, url=page_of(analysis))
    return analysis


def explained_causes(analysis: CauseAnalysis) -> frozenset[str]:
    """What was found, without what was looked at in vain. One query."""
    return frozenset(analysis.findings.exclude(cause=Cause.NOTHING).values_list("cause", flat=True))


def require_explained(*, unit_id: int, start: date, end: date, kpi: str = WATCHED) -> Explanation:
    """Insist that a drop of a team was searched for its causes before one person answers for it (R-133), and that how
    agents worked is among them (R-038). For every room that decides about somebody because of such a drop."""
    found = explained(unit_id, start, end, kpi=kpi)
    R_133.refuse(
        when=not found.is_closed, code="performance.drop_not_explained", kpi=kpi_named(kpi).name, start=start,
        last=end - timedelta(days=1),
    )  # fmt: skip
    R_038.refuse(when=found.is_closed and not found.names_agents, code="performance.drop_not_by_agents")
    return found


def page_of(analysis: CauseAnalysis) -> str:
    """Its address."""
    return reverse("cause_analyses:analysis", args=[analysis.pk])


def _led(analysis_id: int, *, by: Account) -> CauseAnalysis:
    rows = CauseAnalysis.objects.select_for_update(of=("self",)).select_related("unit")
    analysis = rows.get(pk=analysis_id)
    policies.lead.require(by, analysis)
    return analysis


def written(analysis_id: int, *, by: Account) -> CauseAnalysis:
    """The analysis, locked, on which `by` may still write."""
    analysis = _led(analysis_id, by=by)
    _still_open(analysis)
    return analysis


def _still_open(analysis: CauseAnalysis) -> None:
    if not analysis.is_open:
        raise RuleViolation("performance.cause_not_open", state=analysis.get_state_display())


def _begin(analysis: CauseAnalysis, *, by: Account, now: datetime) -> CauseAnalysis:
    analysis.state, analysis.opened_by = State.OPEN, by
    analysis.save()
    _count(analysis, now=now)
    if not analysis.strata.exists():
        raise RuleViolation("performance.cause_no_data")
    todos.settle(kind=PROPOSED, key=analysis.pk)
    today = day_of(now)
    people = list(agents_of(analysis.unit_id, today).values_list("pk", flat=True))
    todos.put(
        kind=SAY, key=analysis.pk, to=people, url=reverse("cause_analyses:contribute", args=[analysis.pk]), now=now,
        title=format_lazy(_("Why did {kpi} change? Your own words"), kpi=kpi_named(analysis.kpi).name),
        due_at=end_of(today + timedelta(days=SAY_WITHIN.on(today))),
    )  # fmt: skip
    record(by, "performance.cause_opened", analysis, unit=analysis.unit.name, kpi=analysis.kpi, asked=len(people))
    return analysis


def _count(analysis: CauseAnalysis, *, now: datetime) -> None:
    unit, kpi = analysis.unit_id, analysis.kpi
    before = strata_of(kpi=kpi, unit=unit, start=analysis.before_start, end=analysis.before_end)
    after = strata_of(kpi=kpi, unit=unit, start=analysis.after_start, end=analysis.after_end)
    kinds = sorted({**before, **after})
    names = topic_names([kind.topic for kind in kinds])
    analysis.strata.all().delete()
    CauseStratum.objects.bulk_create(
        CauseStratum(
            analysis=analysis, topic=kind.topic, topic_name=names.get(kind.topic, ""), channel=kind.channel,
            shift=kind.shift, before_n=int(old.n), before_hits=int(old.total), after_n=int(new.n),
            after_hits=int(new.total),
        )
        for kind, old, new in ((kind, before.get(kind, NOTHING), after.get(kind, NOTHING)) for kind in kinds)
    )  # fmt: skip
    analysis.counted_at = now
    analysis.save(update_fields=["counted_at"])


def _ask_the_leader(analysis: CauseAnalysis, *, now: datetime) -> None:
    leader: Employee | None = who_answers(analysis.unit_id, day_of(now))
    if leader is None:
        return
    title = format_lazy(_("Satisfaction of {unit} dropped: look for the causes?"), unit=analysis.unit.name)
    todos.put(kind=PROPOSED, key=analysis.pk, to=[leader.pk], title=title, url=page_of(analysis), now=now)
    notify.send(to=leader, kind=PROPOSED, title=title, url=page_of(analysis))
