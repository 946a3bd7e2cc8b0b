"""Who decides a dispute: whoever reviews for the team, and where none of them may or did, a person named by hand."""

from datetime import date

from django.db.models import QuerySet

from dengta.domains.people.models import Employee, RoleGrant, Unit, UnitClosure
from dengta.domains.people.selectors.organisation import leading
from dengta.domains.performance.models import QaDispute, QaReview
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors.qa_reviews import may_decide
from dengta.foundation.access import Actor, Role

# Whoever judges work elsewhere can be named: the person need not hold quality over the team, or nobody would be left.
JUDGES = (Role.QUALITY, Role.TEAM_LEAD, Role.SUPERVISOR, Role.TRAINER)


def may_be_named(review: QaReview, day: date) -> QuerySet[Employee]:
    """Who can be named: judges work within the same client or over it, and has no part in this review: did not make it,
    did not handle the contact, does not lead the agent. Four queries, and their rows."""
    barred = {review.reviewer_id, review.agent_id, *(one.employee.pk for one in leading(review.unit_id, day))}
    grants = RoleGrant.objects.on(day).filter(role__in=JUDGES, unit__in=_same_house(review.unit_id, day))
    people = Employee.objects.filter(account__in=grants.values("account"), account__is_active=True)
    return people.filter(status=Employee.Status.ACTIVE).exclude(pk__in=barred).order_by("pinyin", "pk")


def _same_house(unit_id: int, day: date) -> set[int]:
    """The units of the client that this one stands under, and all above it; of no client, all that is under none. Two
    queries."""
    closure = UnitClosure.objects.on(day)
    above = dict(closure.filter(descendant=unit_id).values_list("ancestor_id", "ancestor__kind"))
    top = [pk for pk, kind in above.items() if kind == Unit.Kind.CLIENT]
    below = closure.filter(ancestor__in=top or list(above))
    if not top:
        # Who works for a client is kept from what is none of that client's, and could not open it.
        clients = closure.filter(ancestor__kind=Unit.Kind.CLIENT)
        below = below.exclude(descendant__in=clients.values("descendant"))
    return {*above, *below.values_list("descendant_id", flat=True)}


def deciders(review: QaReview, dispute: QaDispute, day: date) -> list[Employee]:
    """Who may decide it today: the person named for it, and whoever reviews for the team."""
    named: list[Employee] = []
    if dispute.named_id is not None:
        named = list(may_be_named(review, day).filter(pk=dispute.named_id).select_related("account"))
    return [*named, *(one for one in may_decide(review, day) if one not in named)]


def decides(actor: Actor, review: QaReview, dispute: QaDispute | None, day: date) -> bool:
    """Whether this person may decide it now: the rows they reach, and no part in it."""
    if dispute is None or review.status != QaReview.Status.DISPUTED:
        return False
    me = policies.own_id(actor)
    reached = dispute.named_id == me or policies.rule.allows(actor, review)
    return reached and me in {one.pk for one in deciders(review, dispute, day)}


def naming_is_open(review: QaReview, dispute: QaDispute | None, day: date) -> bool:
    """Whether somebody has to be named: nobody may decide, or nobody but who had the time and did not."""
    if dispute is None or review.status != QaReview.Status.DISPUTED:
        return False
    late = dispute.due_on < day
    return all(late and one.pk == dispute.holder_id for one in deciders(review, dispute, day))


def asked_to_name(review: QaReview, day: date) -> Employee | None:
    """The nearest leader above the team lead who may name somebody; None where there is none. Two queries, and one for
    each who may not."""
    above = [one.employee for one in leading(review.unit_id, day) if one.depth > 0]
    free = [one for one in above if one.pk not in (review.agent_id, review.reviewer_id)]
    return next((one for one in free if one.account and policies.may_name(one.account, review)), None)
