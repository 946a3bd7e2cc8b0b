"""Two clients in one house never see each other: no names, no counts, no opinions, and nothing that somebody brings
along when they move from one to the other. Every test here was a hole once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from dengta.domains.communication.models import Consultation
from dengta.domains.communication.selectors import announcements, receipts
from dengta.domains.communication.selectors import consultations as consulted
from dengta.domains.communication.selectors.team_announcements import for_team
from dengta.domains.communication.services import consultations
from dengta.domains.people.models import Employee
from dengta.foundation.errors import NotAllowed
from tests.cast import Tree
from tests.communication.announcing import announce, names
from tests.communication.talking import TODAY, Hire, SignedIn, account, at, told
from tests.communication.test_attacks import A_WEEK, moves
from tests.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.covers("N3")]


# --- asking many ----------------------------------------------------------------------------------------------


@pytest.fixture
def house_wide(agent: Employee, peer: Employee, stranger: Employee, hr: Employee, tree: Tree) -> Consultation:
    """孙丽 asks the whole house; one of each client has answered."""
    row = consultations.consult(
        title="休假规则", question="提前几天申请？", asked=[agent.pk, peer.pk, stranger.pk], until=TODAY + A_WEEK,
        by=account(hr), now=NOW, unit_id=tree.company.pk,
    )  # fmt: skip
    for one, said in ((agent, "三天"), (stranger, "一周")):
        consultations.give_voice(consultation_id=row.pk, answer=said, by=account(one), now=NOW)
    return row


def test_who_is_asked_with_the_whole_house_reads_and_counts_the_own_client_only(  # noqa: PLR0917 - fixtures
    house_wide: Consultation, agent: Employee, peer: Employee, stranger: Employee, hr: Employee, signed_in: SignedIn
) -> None:
    def seen(reader: Employee) -> tuple[int, int, set[str]]:
        row = consulted.consultations(account(reader)).get(pk=house_wide.pk)
        voices = consulted.voices_of(row, seen_by=account(reader))
        return row.answered, row.asked, {voice.employee.name for voice in voices}

    assert seen(agent) == (1, 2, {agent.name, peer.name})
    assert seen(stranger) == (1, 1, {stranger.name})
    assert seen(hr) == (2, 3, {agent.name, peer.name, stranger.name})
    for reader, theirs in ((agent, (stranger.name, "一周", "2 / 3")), (stranger, (agent.name, "三天", "2 / 3"))):
        for address in (reverse("consultations:one", args=[house_wide.pk]), reverse("consultations:list")):
            page = signed_in(reader).get(address).content.decode()
            assert not [words for words in theirs if words in page]


def test_who_asked_and_moved_to_another_client_neither_reads_the_answers_nor_concludes(
    leader: Employee, agent: Employee, supervisor: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    row = consultations.consult(
        title="晚班", question="怎样轮换？", asked=[agent.pk], until=TODAY, by=account(leader), now=NOW
    )
    concludes = {"consultation_id": row.pk, "conclusion": "两周一换", "now": at(28)}
    with pytest.raises(NotAllowed):
        consultations.conclude(**concludes, by=account(supervisor))
    moves(leader, tree)

    assert not consulted.consultations(account(leader)).exists()
    for address in ("one", "conclude"):
        assert signed_in(leader).get(reverse(f"consultations:{address}", args=[row.pk])).status_code == 404
    for nobody in (leader, agent):
        with pytest.raises(NotAllowed):
            consultations.conclude(**concludes, by=account(nobody))
    assert signed_in(supervisor).get(reverse("consultations:conclude", args=[row.pk])).status_code == 200
    consultations.conclude(**concludes, by=account(supervisor))
    assert told(agent)[-1] == "您的意见有了结果"


def test_what_became_of_answers_is_not_told_across_the_wall(leader: Employee, agent: Employee, tree: Tree) -> None:
    row = consultations.consult(
        title="晚班", question="怎样轮换？", asked=[agent.pk], until=TODAY, by=account(leader), now=NOW
    )
    moves(agent, tree)
    consultations.conclude(consultation_id=row.pk, conclusion="两周一换", by=account(leader), now=at(28))

    assert "您的意见有了结果" not in told(agent)


# --- what was announced ---------------------------------------------------------------------------------------


def test_announcements_of_the_old_client_do_not_travel_to_the_next_leader(  # noqa: PLR0917 - fixtures
    leader: Employee, agent: Employee, other_leader: Employee, hr: Employee, tree: Tree, signed_in: SignedIn
) -> None:
    ours, of_the_house = announce(leader, tree.aftersales_1, title="青禾退换货"), announce(hr, tree.company)
    moves(agent, tree)

    reader = account(other_leader)
    assert set(announcements.visible(reader)) == {of_the_house}
    assert set(announcements.for_reader(reader)) == {of_the_house}
    assert not receipts.receipts_of(reader, ours, NOW).exists()
    assert receipts.standing(reader, ours, whole=False).asked == 0
    assert names(receipts.receipts_of(reader, of_the_house, NOW)) == sorted([agent.name, other_leader.name])
    unready = receipts.unready(reader, now=NOW, until=NOW + timedelta(days=5))
    assert {receipt.announcement for receipt in unready} == {of_the_house}
    assert receipts.waiting_for(reader, announcement=str(ours.pk), person=str(agent.pk)) is None
    assert signed_in(other_leader).get(reverse("announcements:standing", args=[ours.pk])).status_code == 404
    assert "青禾退换货" not in signed_in(other_leader).get(reverse("service:waiting")).content.decode()


def test_the_screen_of_a_stand_up_shows_nothing_that_one_of_the_team_brought_along(
    leader: Employee, agent: Employee, other_leader: Employee, hr: Employee, tree: Tree
) -> None:
    announce(leader, tree.aftersales_1)
    moves(agent, tree)

    for reader in (agent, other_leader, hr):
        assert not for_team(account(reader), tree.ticketing.pk, TODAY).exists()
    assert for_team(account(leader), tree.aftersales_1.pk, TODAY).exists()


def test_who_stands_above_a_client_sees_what_is_announced_to_it(
    leader: Employee, agent: Employee, hire: Hire, stranger: Employee, hr: Employee, tree: Tree
) -> None:
    boss = hire("郭总", tree.shanghai, role="supervisor", at=tree.shanghai)
    ours, theirs = announce(leader, tree.aftersales_1), announce(hr, tree.ticketing)

    assert set(announcements.visible(account(boss))) == {ours}
    assert theirs not in announcements.visible(account(boss))
