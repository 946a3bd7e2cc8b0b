"""A case never hangs on one person: whoever cannot go on with it any more is followed by the next who can, and where
nobody is left, HR hears of it. Nothing is decided here."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dengta.domains.communication.selectors.answering import hr_over, last_day
from dengta.domains.communication.selectors.clock import day_of, end_of
from dengta.domains.communication.selectors.todos import waits_for
from dengta.domains.communication.services import todos
from dengta.domains.communication.services.house_words import in_house_words
from dengta.domains.people.models import Account, Employee
from dengta.domains.people.selectors.organisation import accounts_holding, leading
from dengta.domains.recognition.models import Case, CaseAppeal, CaseApproval, ShieldReview
from dengta.domains.recognition.policies import cases as policies
from dengta.domains.recognition.selectors.approvals import approvals_of, in_time
from dengta.domains.recognition.selectors.case_parameters import HEAR_DAYS
from dengta.domains.recognition.selectors.involvement import (
    BY_NEXT_LEVEL,
    can_approve,
    can_close,
    can_decide,
    can_handle,
    can_hear,
    involved_in,
)
from dengta.domains.recognition.services.case_opening import APPROVE, DECIDE, TO_HANDLE, ask_handler
from dengta.domains.recognition.services.case_steps import TOLD, Kind, page_of, take, tell
from dengta.foundation import notify
from dengta.foundation.access import Role

HEAR, SHIELD = "recognition.hear_case_appeal", "recognition.case_shield"
NOBODY = "recognition.case_nobody"
State, Ground = Case.State, CaseApproval.Ground
UNPROPOSED = (State.OPENED, State.NOTIFIED, State.HEARD, State.FOUND)
UNABLE = _("{role}: {after} instead of {before}, who is not able to do it any more.")
LATE = _("{role}: {after} instead of {before}, who did not do it in time.")
TO_AGREE = _("A measure to agree with, or to send back")


@dataclass
class Look:
    """One look at one case: what was changed, and for what nobody is left."""

    case: Case
    now: datetime
    changed: bool = False
    missing: list[str | Promise] = field(default_factory=list)

    @property
    def today(self) -> date:
        return day_of(self.now)

    def hand_over(self, role: str | Promise, before: Employee | None, after: Employee, **changes: Any) -> None:
        """On record that somebody else has it, and why."""
        take(
            self.case,
            kind=Kind.HANDED_OVER,
            by=None,
            now=self.now,
            text=_instead(UNABLE, role, before, after),
            **changes,
        )
        self.changed = True


@dataclass(frozen=True, slots=True)
class Agreeing:
    """Who is to agree instead of whom, and for which grounds nobody is left."""

    changes: list[tuple[CaseApproval, Employee]]
    nobody: list[CaseApproval.Ground]


def staff_case(case: Case, now: datetime) -> bool:
    """See that everybody whose turn it is can take it, and remind the handler of what ran out. Answers whether
    anything changed; asked again on the same day it finds nothing new."""
    look = Look(case, now)
    _staff_handling(look)
    if case.state in UNPROPOSED:
        _staff_good_faith(look)
        _staff_closing(look)
    if case.state == State.NOTIFIED and case.statement_due is not None and look.today > case.statement_due:
        title = _("Nothing was said in time: please close the hearing")
        look.changed |= ask_handler(case, title, now=now)
    if case.state == State.PROPOSED:
        _staff_decision(look)
    if case.state == State.APPEALED:
        _staff_appeal(look)
    _say_that_nobody_is_left(look)
    return look.changed


def closing_waits(case: Case) -> bool:
    """Whether somebody was asked to close it and has not said anything yet."""
    return case.state in UNPROPOSED and case.decider_id is not None


def agreeing(case: Case, today: date) -> Agreeing:
    """For every agreement that waits: whether the one who was asked still can, or who is next."""
    found = Agreeing([], [])
    for approval in approvals_of(case):
        able = can_approve(case, approval.ground, today) if approval.given_at is None else []
        if approval.given_at is not None or approval.asked_id in {one.pk for one in able}:
            continue
        if able:
            found.changes.append((approval, able[0]))
        else:
            found.nobody.append(Ground(approval.ground))
    return found


def ask_to_agree(case: Case, settled: Agreeing, *, now: datetime) -> None:
    """Ask the next ones, and nobody any more who cannot."""
    for approval, person in settled.changes:
        approval.asked, approval.asked_at = person, now
        approval.save(update_fields=["asked", "asked_at"])
    waiting = {one.asked_id for one in approvals_of(case) if one.given_at is None}
    todos.settle(kind=APPROVE, key=case.pk, of=waits_for(APPROVE, case.pk) - waiting)
    for _approval, person in settled.changes:
        todos.put(kind=APPROVE, key=case.pk, to=[person.pk], title=TO_AGREE, url=page_of(case), now=now)
        tell(person, TO_AGREE, case)


def give_decision(case: Case, *, person: Employee, by: Account | None, reason: str, now: datetime) -> None:
    """Let this person decide, and nobody else."""
    take(case, kind=Kind.HANDED_OVER, by=by, now=now, text=reason, decider_id=person.pk)
    _ask_to_decide(case, person, _("A measure to decide on"), now=now)


def give_closing(case: Case, person: Employee, *, now: datetime) -> None:
    """Let this person look whether it ends without a measure."""
    _ask_to_decide(case, person, _("A case to close, or to go on with"), now=now)


def give_appeal(
    case: Case, *, appeal: CaseAppeal, person: Employee, by: Account | None, reason: str, now: datetime
) -> None:  # fmt: skip
    """Let this person hear the appeal, with all the days for it."""
    today = day_of(now)
    appeal.hearer, appeal.due_on = person, last_day(today, HEAR_DAYS.on(today))
    appeal.save(update_fields=["hearer", "due_on"])
    take(case, kind=Kind.HANDED_OVER, by=by, now=now, text=reason)
    ask_to_hear(case, person, appeal.due_on, now=now)


def ask_to_hear(case: Case, hearer: Employee, due: date, *, now: datetime) -> None:
    """It waits for them, and for nobody else."""
    title = _("An appeal against a measure to hear")
    todos.settle(kind=HEAR, key=case.pk)
    todos.put(kind=HEAR, key=case.pk, to=[hearer.pk], title=title, url=page_of(case), now=now, due_at=end_of(due))
    tell(hearer, title, case)


def ask_to_review(case: Case, reviewer: Employee, *, now: datetime) -> None:
    """It waits for them, and for nobody else."""
    title = _("An attempt in good faith to look at")
    todos.settle(kind=SHIELD, key=case.pk)
    todos.put(kind=SHIELD, key=case.pk, to=[reviewer.pk], title=title, url=page_of(case), now=now)
    tell(reviewer, title, case)


def _instead(words: str | Promise, role: str | Promise, before: Employee | None, after: Employee) -> str:
    return in_house_words(words, role=role, after=after.name, before="–" if before is None else before.name)


def _ask_to_decide(case: Case, person: Employee, title: str | Promise, *, now: datetime) -> None:
    todos.settle(kind=DECIDE, key=case.pk)
    todos.put(kind=DECIDE, key=case.pk, to=[person.pk], title=title, url=page_of(case), now=now)
    tell(person, title, case)


def _staff_handling(look: Look) -> None:
    case = look.case
    able = can_handle(case.unit_id, look.today, left_out=involved_in(case, look.today))
    if case.handler_id in {one.pk for one in able}:
        return
    # Whoever decides, agrees or hears keeps that; and somebody is left to decide.
    busy = {case.decider_id, *case.approvals.filter(digest=case.digest).values_list("asked", flat=True)}
    busy |= set(CaseAppeal.objects.filter(case=case).values_list("hearer", flat=True))
    able.sort(key=lambda one: one.pk in busy)
    undecided = case.state in UNPROPOSED
    after = next((one for one in able if not undecided or can_decide(case, look.today, beyond=[one.pk])), None)
    if after is None:
        look.missing.append(pgettext_lazy("duty in a case", "Handling"))
        return
    look.hand_over(pgettext_lazy("duty in a case", "Handling"), case.handler, after, handler_id=after.pk)
    ask_handler(case, TO_HANDLE, now=look.now)


def _staff_good_faith(look: Look) -> None:
    case = look.case
    review = ShieldReview.objects.select_for_update(of=("self",)).filter(case=case, outcome="").first()
    able = can_close(case, look.today) if review is not None else []
    if review is None or review.reviewer_id in {one.pk for one in able}:
        return
    if not able:
        look.missing.append(pgettext_lazy("duty in a case", "Good faith"))
        return
    before, review.reviewer = review.reviewer, able[0]
    review.save(update_fields=["reviewer"])
    look.hand_over(pgettext_lazy("duty in a case", "Good faith"), before, able[0])
    ask_to_review(case, able[0], now=look.now)


def _staff_closing(look: Look) -> None:
    case = look.case
    if not closing_waits(case):
        return
    able = can_close(case, look.today)
    if case.decider_id in {one.pk for one in able}:
        return
    if not able:
        look.missing.append(pgettext_lazy("duty in a case", "Closing"))
        return
    look.hand_over(pgettext_lazy("duty in a case", "Closing"), case.decider, able[0], decider_id=able[0].pk)
    give_closing(case, able[0], now=look.now)


def _staff_decision(look: Look) -> None:
    """Who decides, and who agrees. A proposal that nobody agreed with in time is proposed anew, which asks all anew."""
    case = look.case
    approvals = approvals_of(case)
    if any(one.given_at is None for one in approvals) and not in_time(case, look.now):
        title = _("Nobody agreed in time: please send the proposal back and propose anew")
        look.changed |= ask_handler(case, title, now=look.now)
        return
    agreed = {one.asked_id for one in approvals if one.given_at is not None and one.ground not in BY_NEXT_LEVEL}
    able = can_decide(case, look.today, beyond=[case.proposed_by_id, *agreed])
    if case.decider_id not in {one.pk for one in able} and not _decide_by_the_next(look, able):
        look.missing.append(pgettext_lazy("duty in a case", "Decision"))
        return
    settled = agreeing(case, look.today)
    look.missing.extend(one.label for one in settled.nobody)
    for approval, person in settled.changes:
        look.hand_over(approval.get_ground_display(), approval.asked, person)
    ask_to_agree(case, settled, now=look.now)


def _decide_by_the_next(look: Look, able: Collection[Employee]) -> bool:
    """The first one beside whom everybody who has to agree can be found: over them, where it has to be the next
    level."""
    case, before = look.case, look.case.decider
    for person in able:
        case.decider_id = person.pk
        if not agreeing(case, look.today).nobody:
            look.hand_over(pgettext_lazy("duty in a case", "Decision"), before, person, decider_id=person.pk)
            _ask_to_decide(case, person, _("A measure to decide on"), now=look.now)
            return True
    case.decider = before
    return False


def _staff_appeal(look: Look) -> None:
    """Whoever hears it can, and in time: once it goes on to the next, then HR sees to it."""
    case = look.case
    appeal = CaseAppeal.objects.select_for_update(of=("self",)).select_related(None).get(case=case)
    able = can_hear(case, look.today)
    can = appeal.hearer_id in {one.pk for one in able}
    if can and look.today <= appeal.due_on:
        return
    filed = day_of(appeal.filed_at)
    renewed = appeal.due_on > last_day(filed, HEAR_DAYS.on(filed))
    after = next((one for one in able if one.pk != appeal.hearer_id), None)
    if after is None or (can and renewed):
        look.missing.append(pgettext_lazy("duty in a case", "Appeal"))
        return
    before = appeal.hearer
    reason = _instead(LATE if can else UNABLE, pgettext_lazy("duty in a case", "Appeal"), before, after)
    give_appeal(case, appeal=appeal, person=after, by=None, reason=reason, now=look.now)
    look.changed = True


def _say_that_nobody_is_left(look: Look) -> None:
    """Once, to whoever can name somebody; it waits for them until somebody has it."""
    case, waiting = look.case, waits_for(NOBODY, look.case.pk)
    if not look.missing:
        if waiting:
            todos.settle(kind=NOBODY, key=case.pk)
        return
    told = who_sees_to_it(case, look.today)
    if waiting & {one.pk for one in told}:
        return
    todos.settle(kind=NOBODY, key=case.pk)
    title = _("A case stands still, because nobody without a part in it is left: please see who can go on with it")
    roles = "、".join(in_house_words(one) for one in look.missing)
    text = in_house_words(_("Nobody is left for: {roles}"), roles=roles)
    take(case, kind=Kind.ESCALATED, by=None, now=look.now, text=text)
    look.changed = True
    for one in told:
        say_to(one, case, kind=NOBODY, title=title, now=look.now)


def opens(who: Employee, case: Case) -> bool:
    """Whether somebody can open the case."""
    return who.account is not None and policies.visible(who.account).filter(pk=case.pk).exists()


def say_to(who: Employee, case: Case, *, kind: str, title: str | Promise, now: datetime) -> None:
    """Let it wait for somebody, by an address that they can open: who leads the house opens what is given to them by
    name alone; they find who it could be given to."""
    url = page_of(case) if opens(who, case) else reverse("todos:inbox")
    todos.put(kind=kind, key=case.pk, to=[who.pk], title=title, url=url, now=now)
    notify.send(to=who, kind=TOLD, title=title, url=url)


def who_sees_to_it(case: Case, today: date, *, beyond: Collection[int] = ()) -> list[Employee]:
    """HR over the team, or who leads it, but whoever has a part in it and none of `beyond`; else HR and who leads
    anywhere in the house, never the person."""
    involved = involved_in(case, today).union(beyond)
    heads = [one.employee for one in leading(case.unit_id, today) if one.role == Role.EXECUTIVE]
    for people in (hr_over(case.unit_id, today), heads):
        if left := [one for one in people if one.pk not in involved]:
            return left
    anywhere = accounts_holding(Role.HR, Role.EXECUTIVE, above=None, day=today)
    rows = Employee.objects.filter(account__in=anywhere).exclude(pk=case.employee_id)
    return list(rows.select_related("account").order_by("pk"))
