"""Who may open which page of the people room."""

from datetime import date

from django.utils import timezone

from dengta.domains.people.models import (
    Account,
    AgentSkill,
    Candidate,
    ChangeRequest,
    InterviewCriterion,
    Move,
    OnboardingItem,
    OnboardingStep,
    PrivateData,
    RoleGrant,
    Skill,
)
from dengta.domains.people.services.private import ask_for_change
from tests.access.frame import EVERYBODY, STAFF, House, Row

DAY = date(2026, 11, 18)
OFFICE = {"hr"}
TREE = {"hr", "admin"}
TRAINERS = {"leader", "supervisor", "hr", "quality"}
# Who may write into training records anywhere, own branch or not.
TRAINERS_ANYWHERE = TRAINERS | {"other_leader"}
POST_PLANNERS = {"leader", "supervisor", "hr"}
BOTH = {"GET", "POST"}


def furnish(house: House) -> None:
    """A file with secrets, a skill, a checklist, a candidate, a request, a move and a role of the agent."""
    agent, account = house.agent, house.agent.account
    assert account is not None
    phone = house.plant("phone of the agent", seen_by={"agent", "hr"})
    PrivateData.objects.create(employee=agent, phone=phone)
    skill = Skill.objects.create(code="calming", name="安抚情绪", category="calming")
    evidence = house.plant("evidence of a skill", seen_by=TRAINERS | {"agent"})
    AgentSkill.objects.create(employee=agent, skill=skill, level=3, evidence=evidence, valid_from=DAY)
    signed = OnboardingItem.objects.create(code="w1", kind="culture", name="文化", signed=True, position=90)
    ticked = OnboardingItem.objects.create(code="w2", kind="tools", name="工具", position=91)
    house["sign"] = OnboardingStep.objects.create(employee=agent, item=signed, due_on=DAY)
    house["tick"] = OnboardingStep.objects.create(employee=agent, item=ticked, due_on=DAY)
    house["criterion"], house["item"] = InterviewCriterion.objects.earliest("pk"), ticked
    applicant = house.plant("phone of the candidate", seen_by={"hr"})
    house["candidate"] = Candidate.objects.create(
        name="郑可欣", unit=house.tree.aftersales_1, applied_on=DAY, phone=applicant
    )
    wish = house.plant("wished phone", seen_by={"hr"})
    house["request"] = ask_for_change(by=account, wishes={"phone": wish}, reason="换号", now=timezone.now())
    house["skill"] = skill
    leader = Account.objects.get(employee=house.leader)
    reason = house.plant("reason of a move", seen_by={"agent", "leader", "supervisor", "hr"})
    house["move"] = Move.objects.create(
        employee=agent, from_unit=house.tree.aftersales_1, to_unit=house.tree.aftersales_2, effective_on=DAY,
        reason=reason, proposed_by=leader, proposed_at=timezone.now(),
    )  # fmt: skip
    house["grant"] = RoleGrant.objects.get(account__employee=house.mentor)
    assert ChangeRequest.objects.exists()


def _of(persona: str, **more: str):  # type: ignore[no-untyped-def]  # a function of the house, as Row takes it
    return lambda house: {"pk": getattr(house, persona).pk, **{name: house[thing].pk for name, thing in more.items()}}


def _thing(name: str):  # type: ignore[no-untyped-def]
    return lambda house: {"pk": house[name].pk}


def _unit(name: str):  # type: ignore[no-untyped-def]
    return lambda house: {"pk": getattr(house.tree, name).pk}


# Everybody of the same client and those who look after all; a guest of the client sees sums only.
SEES_AGENT = STAFF - {"stranger", "other_leader"}

ROWS = [
    Row("people:list", EVERYBODY),
    Row("people:list", {"hr", "supervisor"}, query="?format=csv"),
    Row("people:hire", OFFICE, methods=BOTH),
    Row("people:person", SEES_AGENT, args=_of("agent")),
    Row("people:person", {"stranger", "other_leader", "hr", "admin", "auditor", "counsellor"}, args=_of("stranger")),
    Row("people:file", {"agent", "hr"}, methods=BOTH, posts={"hr"}, args=_of("agent"), data={"phone": "1"}),
    Row("people:card", TREE, methods=BOTH, args=_of("agent")),
    Row("people:contract", OFFICE, methods=BOTH, args=_of("agent")),
    Row("people:leave", OFFICE, methods=BOTH, args=_of("agent")),
    Row("people:away", TREE, methods={"POST"}, args=_of("agent")),
    Row("people:skill", TRAINERS, methods=BOTH, args=_of("agent")),
    Row("people:move", POST_PLANNERS, methods=BOTH, args=_of("agent")),
    Row("people:start_onboarding", TRAINERS, methods={"POST"}, args=_of("agent")),
    Row("people:step_done", TRAINERS, methods={"POST"}, args=_of("agent", step="tick")),
    Row("people:roles", TREE, args=_of("mentor")),
    Row("people:role_new", TREE, methods=BOTH, args=_of("mentor")),
    Row("people:role_end", TREE, methods=BOTH, args=_of("mentor", grant="grant")),
    Row("people:units", EVERYBODY),
    Row("people:unit_new", TREE, methods=BOTH),
    Row("people:unit_change", TREE, methods=BOTH, args=_unit("qinghe")),
    Row("people:unit_move", TREE, methods=BOTH, args=_unit("qinghe")),
    Row("people:unit_close", TREE, methods=BOTH, args=_unit("qinghe")),
    Row("people:skills", TRAINERS_ANYWHERE),
    Row("people:skill_new", TREE, methods=BOTH),
    Row("people:skill_edit", TREE, methods=BOTH, args=_thing("skill")),
    Row("people:certificates", TRAINERS_ANYWHERE),
    Row("people:candidates", POST_PLANNERS | {"other_leader"}),
    Row("people:candidate_new", POST_PLANNERS | {"other_leader"}, methods=BOTH),
    Row("people:candidate", POST_PLANNERS | {"executive"}, args=_thing("candidate")),
    Row("people:interview", POST_PLANNERS, methods=BOTH, args=_thing("candidate")),
    Row("people:candidate_hire", OFFICE, methods=BOTH, args=_thing("candidate")),
    Row("people:candidate_decline", {"hr", "executive"}, methods=BOTH, args=_thing("candidate")),
    Row("people:interview_form", POST_PLANNERS | TREE | {"other_leader"}),
    Row("people:criterion_new", TREE, methods=BOTH),
    Row("people:criterion", TREE, methods=BOTH, args=_thing("criterion")),
    Row("people:criterion_end", TREE, methods={"POST"}, args=_thing("criterion")),
    Row("people:checklist", TRAINERS_ANYWHERE | TREE),
    Row("people:item_new", TREE, methods=BOTH),
    Row("people:item", TREE, methods=BOTH, args=_thing("item")),
    Row("people:item_end", TREE, methods={"POST"}, args=_thing("item")),
    Row("people:posts", {"supervisor", "hr", "executive"}),
    Row("people:post_new", POST_PLANNERS | {"other_leader"}, methods=BOTH),
    Row("people:change_requests", OFFICE),
    Row("people:change_request", OFFICE, methods=BOTH, args=_thing("request"), data={"verdict": "approve"}),
    Row("people:moves", POST_PLANNERS | {"other_leader"}),
    Row("people:move_withdraw", POST_PLANNERS, methods=BOTH, args=_thing("move")),
    Row("people:reminders", OFFICE),
    Row("people:me", EVERYBODY),
    Row("people:me_words", EVERYBODY, methods=BOTH),
    Row("people:me_file", EVERYBODY),
    Row("people:me_change", EVERYBODY, methods=BOTH),
    Row("people:me_withdraw", {"agent"}, methods={"POST"}),
    Row("people:me_move", {"agent"}, methods=BOTH),
    Row("people:me_sign", {"agent"}, methods=BOTH, args=lambda house: {"step": house["sign"].pk}),
]
