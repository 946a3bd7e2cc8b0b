"""Quality reviews: agents read their own, leaders those of their people, quality makes them; sheets of a calibration
stay with whoever wrote them until all are in."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from dengta.domains.people.models import Employee, Membership, RoleGrant, Unit, UnitClosure
from dengta.domains.performance.models import (
    QaCoaching,
    QaDispute,
    QaForm,
    QaMark,
    QaPlan,
    QaReview,
    QaSession,
    QaTranscript,
)
from dengta.foundation.access import Action, Actor, Permission, Reach, Role, any_of, facts_of, rights_on

OF_AGENT = Reach(person="agent_id", unit="unit_id")
OF_UNIT = Reach(unit="unit_id")

read = Permission("performance.read_qa", QaReview, data_class="qa_score", action=Action.READ, reach=OF_AGENT)
export = Permission("performance.export_qa", QaReview, data_class="qa_score", action=Action.EXPORT, reach=OF_AGENT)
# Writing and deciding are nobody's by being the agent: without a person in the reach.
score = Permission("performance.score_qa", QaReview, data_class="qa_score", action=Action.WRITE, reach=OF_UNIT)
rule = Permission("performance.rule_qa", QaReview, data_class="qa_score", action=Action.DECIDE, reach=OF_UNIT)
# Who decides is chosen by whoever hears appeals of the unit; the table gives it to nobody for being the agent.
name_decider = Permission(
    "performance.name_qa_decider", QaReview, data_class="appeal", action=Action.WRITE, reach=OF_UNIT
)
# Files bring the words of contacts to whoever reviews there; nobody may take such rows of somebody else's file along.
deliver = Permission("performance.deliver_words", QaReview, data_class="qa_score", action=Action.WRITE, reach=OF_UNIT)
take_words = Permission(
    "performance.take_words", QaTranscript, data_class="recording_transcript", action=Action.EXPORT, reach=OF_AGENT
)
hear = Permission(
    "performance.hear_qa", QaTranscript, data_class="recording_transcript", action=Action.READ, reach=OF_AGENT
)
design = Permission("performance.design_qa_forms", QaForm, data_class="qa_score", action=Action.WRITE, reach=OF_UNIT)
plan = Permission("performance.plan_qa", QaPlan, data_class="qa_score", action=Action.WRITE, reach=OF_UNIT)
# The units that one makes forms, plans and calibrations for.
units = Permission(
    "performance.qa_units", Unit, data_class="qa_score", action=Action.WRITE, reach=Reach(unit="pk")
)  # fmt: skip
# That a sample is fair is shown to whoever leads the people in it.
see_plans = Permission("performance.see_qa_plans", QaPlan, data_class="qa_score", action=Action.READ, reach=OF_UNIT)
calibrate = Permission("performance.calibrate_qa", QaSession, data_class="qa_score", action=Action.WRITE, reach=OF_UNIT)
see_coaching = Permission(
    "performance.see_qa_coaching", QaCoaching, data_class="qa_score", action=Action.READ, reach=OF_AGENT
)
coach = Permission("performance.coach_qa", QaReview, data_class="training_record", action=Action.WRITE, reach=OF_UNIT)


def own_id(actor: Actor) -> int:
    """The employee behind the account; nobody's for an account without one, and for the contact of a client."""
    facts = facts_of(actor)
    return 0 if facts.holds(Role.CLIENT) else facts.employee_id or 0


def visible(actor: Actor) -> QuerySet[QaReview]:
    """Reviews this person may read. What is not submitted is for those who make reviews, and never for its agent."""
    me = own_id(actor)
    makes = any_of(Q(reviewer_id=me), score.condition(actor))
    drafts = QaReview.objects.filter(makes, status=QaReview.Status.DRAFT).exclude(agent_id=me)
    reached = any_of(read.condition(actor), given_by_name(actor))
    done = QaReview.objects.filter(reached).exclude(status=QaReview.Status.DRAFT)
    return QaReview.objects.filter(Q(pk__in=drafts.values("pk")) | Q(pk__in=done.values("pk")))


def given_by_name(actor: Actor, path: str = "") -> Q:
    """Reviews whose dispute this person was named to decide, and no other person has; within their own client alone.
    `path` leads to the review."""
    me, facts = own_id(actor), facts_of(actor)
    disputes = QaDispute.objects.filter(Q(decided_by=None) | Q(decided_by=me), named=me)
    if facts.branch is not None and not any(held.whole for held in facts.roles):
        disputes = disputes.filter(review__unit__in=facts.branch.union(*(held.tree for held in facts.roles)))
    return Q(**{f"{path}pk__in": disputes.values("review")}) if me else Q(pk__in=())


def may_name(actor: Actor, review: QaReview) -> bool:
    """Whether this person may choose who decides a dispute: whoever hears appeals of the unit, or holds quality over
    it; never who reviewed or handled the contact."""
    involved = own_id(actor) in (review.agent_id, review.reviewer_id)
    return not involved and bool(rights_on(actor, review, name_decider, rule))


def sessions(actor: Actor) -> QuerySet[QaSession]:
    """Calibrations of those who make reviews there, and those this person was asked to."""
    asked = Q(pk__in=QaSession.objects.filter(sheets__reviewer=own_id(actor)).values("pk"))
    made = QaSession.objects.filter(calibrate.condition(actor))
    return QaSession.objects.filter(asked | Q(pk__in=made.values("pk")))


def open_marks(actor: Actor) -> QuerySet[QaMark]:
    """Answers of calibrations that this person may read: their own, those of others once the session is revealed."""
    revealed = Q(sheet__submitted_at__isnull=False) & ~Q(sheet__session__status=QaSession.Status.OPEN)
    rows = QaMark.objects.filter(sheet__session__in=sessions(actor).values("pk"))
    return rows.filter(Q(sheet__reviewer=own_id(actor)) | revealed)


def reviewers_known_to(actor: Actor) -> QuerySet[Employee]:
    """Whose record as a reviewer this person may open: their own, that of reviewers whom they lead, and, for whoever
    holds quality further up, of those who hold it below. Colleagues side by side do not."""
    today, facts = timezone.localdate(), facts_of(actor)
    grants = RoleGrant.objects.on(today).filter(role=Role.QUALITY)
    below: Q = Q(pk__in=())
    for held in facts.roles:
        if held.role is Role.QUALITY:
            under = UnitClosure.objects.on(today).filter(ancestor=held.unit_id, depth__gt=0)
            below |= Q(account__in=grants.filter(unit__in=under.values("descendant")).values("account"))
        elif held.role in {Role.TEAM_LEAD, Role.SUPERVISOR}:
            members = Membership.objects.on(today).filter(unit__in=_units(held.unit_id))
            below |= Q(pk__in=members.values("employee"))
    reviewing = Q(account__in=grants.values("account")) | Q(pk__in=QaReview.objects.values("reviewer"))
    return Employee.objects.filter(reviewing).filter(Q(pk=own_id(actor)) | below)


def _units(root: int) -> QuerySet[UnitClosure, dict[str, int]]:
    below = UnitClosure.objects.on(timezone.localdate()).filter(ancestor=root)
    return below.values("descendant")  # type: ignore[return-value]  # a query of ids, used as one
