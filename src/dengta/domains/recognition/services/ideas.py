"""An adopted suggestion brings its authors a reward: the leader decides which, by a clause of the rule book, within
days (R-084, R-091)."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dengta.domains.communication.events import SuggestionAdopted
from dengta.domains.communication.selectors.answering import who_answers
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.services import todos
from dengta.domains.people.models import Account, Employee
from dengta.domains.recognition.models import ClauseVersion, IdeaAuthor, IdeaReward, Reward
from dengta.domains.recognition.policies import benefits as policies
from dengta.domains.recognition.selectors.ideas import forms_of, reward_clauses
from dengta.domains.recognition.selectors.involvement import tied_to
from dengta.domains.recognition.selectors.timeliness import REWARD_DAYS
from dengta.domains.recognition.services.benefit_notices import REWARD_IDEA, TOLD, own_page
from dengta.domains.recognition.services.granting import Given, grant_reward
from dengta.domains.recognition.services.proportion import R_093, is_for_two, shares
from dengta.domains.recognition.services.ties import insist_untied
from dengta.foundation import notify
from dengta.foundation.audit.record import record
from dengta.foundation.calendar.days import working_day_after
from dengta.foundation.errors import NotAllowed, RuleViolation

DAYS = (Reward.Form.LEAVE_DAY, Reward.Form.FLEXIBLE_WORK, Reward.Form.POINTS)


@transaction.atomic
def follow_adoption(news: SuggestionAdopted) -> None:
    """A suggestion was adopted: its reward waits for whoever leads there. Told again, nothing happens."""
    day = day_of(news.at)
    idea, is_new = IdeaReward.objects.get_or_create(
        suggestion_id=news.suggestion,
        defaults={"unit_id": news.unit, "title": news.title, "promised": news.promised, "adopted_on": day},
    )
    if not is_new:
        return
    IdeaAuthor.objects.bulk_create(IdeaAuthor(idea=idea, employee_id=one) for one in news.authors)
    tied = tied_to(news.authors, day)
    decider = Account.objects.filter(pk=news.by).select_related("employee").first()
    decides = decider is not None and policies.reward_ideas.allows(decider, idea)
    if decider is not None and decides and hasattr(decider, "employee") and decider.employee.pk not in tied:
        to = [decider.employee.pk]
    else:
        leader = who_answers(news.unit, day, beyond=[*news.authors, *tied])
        to = [leader.pk] if leader is not None else []
    due_at = end_of(working_day_after(day, REWARD_DAYS.on(day)))
    todos.put(kind=REWARD_IDEA, key=idea.pk, to=to, title=idea.title, url=idea_page(idea), now=news.at, due_at=due_at)
    record(None, "recognition.idea_to_reward", idea, authors=list(news.authors))


@transaction.atomic
def reward_idea(
    *, idea_id: int, clause: ClauseVersion, form: str, amount: Decimal, late_because: str, by: Account, now: datetime
) -> IdeaReward:
    """Give the authors what the clause says: money within its band, shared among them, or one of its other forms, to
    each. What is more than one person gives waits until a second one gives the same."""
    idea = IdeaReward.objects.select_for_update(of=("self",)).get(pk=idea_id)
    authors = [row.employee for row in idea.authors.select_related("employee__account").order_by("pk")]
    _insist_on_another(idea, authors, by=by, now=now)
    if idea.state != IdeaReward.State.OPEN:
        raise RuleViolation("recognition.idea_given_already")
    if not reward_clauses(idea.unit_id, day_of(now)).filter(pk=clause.pk).exists():
        raise RuleViolation("recognition.idea_clause")
    _insist_on_clause(clause, form, amount)
    each = shares(amount, len(authors)) if form == Reward.Form.CASH else [amount] * len(authors)
    put_by = None
    if is_for_two(clause, form, max(each), day_of(now)):
        if idea.put_by is None or (idea.put_clause_id, idea.put_form, idea.put_amount) != (clause.pk, form, amount):
            return _put(idea, authors, clause, form, amount, by=by, now=now)
        R_093.refuse(when=idea.put_by_id == by.pk, code="recognition.idea_waits_for_another")
        put_by = idea.put_by
    for one, share in zip(authors, each, strict=True):
        given = Given(
            form=Reward.Form(form), source=Reward.Source.SUGGESTION, key=f"{idea.suggestion_id}", title=idea.title,
            known_on=idea.adopted_on, amount=share, late_because=late_because, clause=clause, home=idea.unit_id,
        )  # fmt: skip
        grant_reward(employee=one, given=given, by=by, second=put_by, now=now)
    _settle(idea, authors, by=by, now=now)
    record(by, "recognition.idea_rewarded", idea, form=form, amount=amount, clause=clause.pk)
    return idea


def _insist_on_another(idea: IdeaReward, authors: list[Employee], *, by: Account, now: datetime) -> None:
    policies.reward_ideas.require(by, idea)
    if any(one.pk == policies.own_id(by) for one in authors):
        raise NotAllowed("not_allowed", right=policies.reward_ideas.name)
    insist_untied([one.pk for one in authors], by=by, day=day_of(now))


def _put(
    idea: IdeaReward, authors: list[Employee], clause: ClauseVersion, form: str, amount: Decimal, *, by: Account,
    now: datetime,
) -> IdeaReward:  # fmt: skip
    idea.put_clause, idea.put_form, idea.put_amount, idea.put_by = clause, form, amount, by
    idea.save(update_fields=["put_clause", "put_form", "put_amount", "put_by"])
    todos.settle(kind=REWARD_IDEA, key=idea.pk)
    day, people = day_of(now), [one.pk for one in authors]
    second = who_answers(idea.unit_id, day, beyond=[*people, *tied_to(people, day), policies.own_id(by)])
    to = [second.pk] if second is not None else []
    due_at = end_of(working_day_after(day, REWARD_DAYS.on(day)))
    todos.put(kind=REWARD_IDEA, key=idea.pk, to=to, title=idea.title, url=idea_page(idea), now=now, due_at=due_at)
    record(by, "recognition.idea_reward_put", idea, form=form, amount=amount, clause=clause.pk)
    return idea


def _settle(idea: IdeaReward, authors: list[Employee], *, by: Account, now: datetime) -> None:
    idea.state, idea.decided_on, idea.decided_by = IdeaReward.State.GIVEN, day_of(now), by
    if idea.put_by_id == by.pk:
        idea.put_clause, idea.put_form, idea.put_amount, idea.put_by = None, "", None, None
    idea.save()
    todos.settle(kind=REWARD_IDEA, key=idea.pk)
    title = format_lazy(_("Thank you for your idea: {idea}"), idea=idea.title)
    notify.send_many(to=authors, broadcast=False, kind=TOLD, title=title, url=own_page())


def _insist_on_clause(clause: ClauseVersion, form: str, amount: Decimal) -> None:
    if form not in forms_of(clause):
        raise RuleViolation("recognition.idea_form")
    if clause.band_low is not None and clause.band_high is not None:
        if not clause.band_low <= amount <= clause.band_high:
            raise RuleViolation("recognition.idea_band", low=clause.band_low, high=clause.band_high)
    elif form in DAYS and amount <= 0:
        raise RuleViolation("recognition.idea_amount")


def idea_page(idea: IdeaReward) -> str:
    """Where its reward is decided."""
    return reverse("benefits:idea", args=[idea.pk])
