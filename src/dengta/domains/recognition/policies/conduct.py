"""Breaches are seen by the person, by those who have to end them, and by whoever reported one; a reminder by its two.

Trials are open to everybody of the unit, talks are training and stay readable for whoever has to prove them, and a tie
is known to whoever declared it and to HR.
"""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from dengta.domains.people.models import Employee, Membership, RoleGrant, Unit, UnitClosure
from dengta.domains.people.selectors.organisation import LEADING_ROLES
from dengta.domains.recognition.models import Breach, CoachingTalk, DeclaredTie, Reflection, Reminder, Trial
from dengta.foundation.access import Action, Actor, ActorFacts, Permission, Reach, Role, any_of, facts_of

# After so long a reminder is gone (H22).
KEPT = timedelta(days=90)


def _members(unit_ids: frozenset[int]) -> Q:
    """People who belong today to one of these units."""
    return Q(pk__in=Membership.objects.on(timezone.localdate()).filter(unit__in=unit_ids).values("employee_id"))


def own_id(actor: Actor) -> int:
    """The employee behind the account; nobody's for an account without one, and for the contact of a client."""
    facts = facts_of(actor)
    return 0 if facts.holds(Role.CLIENT) else facts.employee_id or 0


def _given_to(actor: Actor, facts: ActorFacts) -> Q:
    """Whom it waits for by name, and who reported it."""
    me = facts.employee_id or 0
    return Q(handler_id=me) | Q(escalated_to_id=me) | Q(reported_by_id=me)


def _to_end(actor: Actor, facts: ActorFacts) -> Q:
    me = facts.employee_id or 0
    return Q(handler_id=me) | Q(escalated_to_id=me)


def _of_own_teams(actor: Actor, facts: ActorFacts) -> Q:
    """A team lead's people: the class is theirs only where something was given to them, so the teams are named here."""
    led = [held.tree for held in facts.roles if held.role is Role.TEAM_LEAD]
    return _members(frozenset().union(*led)) if led else Q(pk__in=())


see_breaches = Permission(
    "recognition.see_breaches", Breach, data_class="discipline_case", action=Action.READ,
    reach=Reach(person="employee_id", unit="unit_id", assigned=_given_to),
)  # fmt: skip
# Without a person in the reach: nobody ends the own breach.
end_breaches = Permission(
    "recognition.end_breaches", Breach, data_class="discipline_case", action=Action.DECIDE,
    reach=Reach(unit="unit_id", assigned=_to_end),
)  # fmt: skip
report_breaches = Permission(
    "recognition.report_breaches", Employee, data_class="discipline_case", action=Action.WRITE,
    reach=Reach(unit=_members, assigned=_of_own_teams),
)  # fmt: skip
# What two people say to each other and nobody else ever reads: the class of private notes, once for each of the two.
see_reminders_got = Permission(
    "recognition.see_reminders_got", Reminder, data_class="private_note", action=Action.READ,
    reach=Reach(person="employee_id"),
)  # fmt: skip
see_reminders_sent = Permission(
    "recognition.see_reminders_sent", Reminder, data_class="private_note", action=Action.READ,
    reach=Reach(person="sender_id"),
)  # fmt: skip
# Whoever runs the floor, and nobody who only looks after it.
remind = Permission(
    "recognition.remind_people", Employee, data_class="standup", action=Action.WRITE, reach=Reach(unit=_members)
)
# Training, not a talk between two: HR has to see whether two were held before anything graver follows.
see_talks = Permission(
    "recognition.see_coaching_talks", CoachingTalk, data_class="training_record", action=Action.READ,
    reach=Reach(person="employee_id", unit="unit_id", assigned=lambda actor, facts: Q(held_by=facts.employee_id or 0)),
)  # fmt: skip
log_talks = Permission(
    "recognition.log_coaching_talks", Employee, data_class="training_record", action=Action.WRITE,
    reach=Reach(unit=_members),
)  # fmt: skip


def _holding_for(unit_ids: frozenset[int]) -> Q:
    """Trials of these units, and of units above them."""
    above = UnitClosure.objects.on(timezone.localdate()).filter(descendant__in=unit_ids)
    return Q(unit__in=unit_ids) | Q(unit__in=above.values("ancestor"))


# Like suggestions: ideas are open to everybody of the branch, and registered by whoever leads there.
see_trials = Permission(
    "recognition.see_trials", Trial, data_class="suggestion", action=Action.READ, reach=Reach(unit=_holding_for)
)
register_trials_in = Permission(
    "recognition.register_trials", Unit, data_class="suggestion", action=Action.WRITE, reach=Reach(unit="pk")
)
stop_trials = Permission(
    "recognition.stop_trials", Trial, data_class="suggestion", action=Action.WRITE, reach=Reach(unit="unit_id")
)
see_ties = Permission(
    "recognition.see_ties", DeclaredTie, data_class="identity_pii", action=Action.READ, reach=Reach(person="one_id")
)
end_ties = Permission(
    "recognition.end_ties", DeclaredTie, data_class="identity_pii", action=Action.WRITE, reach=Reach(person="one_id")
)
see_own_reflections = Permission(
    "recognition.see_own_reflections", Reflection, data_class="private_note", action=Action.READ,
    reach=Reach(person="leader_id"),
)  # fmt: skip


def breaches(actor: Actor) -> QuerySet[Breach]:
    """What this person may read of the register."""
    return see_breaches.scope(actor, Breach.objects.all())


def to_end(actor: Actor) -> QuerySet[Breach]:
    """Breaches this person may end: never the own one, nor one they reported; that of a leader only where it was given
    to them by name, or as HR, so that nobody ends what somebody beside them did."""
    me = own_id(actor)
    rows = end_breaches.scope(actor, Breach.objects.all()).exclude(employee=me).exclude(reported_by=me)
    if facts_of(actor).holds(Role.HR):
        return rows
    return rows.filter(Q(is_leaders=False) | Q(handler=me) | Q(escalated_to=me))


def reminders(actor: Actor, now: datetime) -> QuerySet[Reminder]:
    """Those this person got or sent, as long as they are kept."""
    two = any_of(see_reminders_got.condition(actor), see_reminders_sent.condition(actor))
    return Reminder.objects.filter(two, sent_at__gt=now - KEPT)


def _next_below(actor: Actor) -> Q:
    """Leaders of the level right below the reader's, within what the reader leads."""
    today, below = timezone.localdate(), Q(pk__in=())
    for held in facts_of(actor).roles:
        place = LEADING_ROLES.index(held.role) if held.role in LEADING_ROLES else 0
        if place:
            grants = RoleGrant.objects.on(today).filter(role=LEADING_ROLES[place - 1])
            if not held.whole:
                grants = grants.filter(unit__in=held.tree)
            below |= Q(leader__account__in=grants.values("account"))
    return below


def reflections(actor: Actor) -> QuerySet[Reflection]:
    """The own ones; of leaders right below, those they have answered. Nobody else reads one, not even HR."""
    answered = _next_below(actor) & Q(answered_at__isnull=False) & ~Q(leader=own_id(actor))
    return Reflection.objects.filter(any_of(see_own_reflections.condition(actor), answered))


def reads_reflections(actor: Actor) -> bool:
    """Whether somebody leads or decides at all; for the menu."""
    return facts_of(actor).holds(*LEADING_ROLES, Role.HR)
