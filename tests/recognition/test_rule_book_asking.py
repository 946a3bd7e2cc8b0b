"""What the staff was asked about is what is adopted: words that change meanwhile are put before it anew."""

import pytest

from dengta.domains.communication.models import Todo
from dengta.domains.communication.selectors.clock import end_of
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import ClauseVersion, Edition
from dengta.domains.recognition.selectors import editions
from dengta.domains.recognition.services import adoption, drafts
from dengta.foundation.notify.models import Notice
from tests.conftest import NOW
from tests.recognition.adopting import ONE_DAY, TODAY, account, add, change, consult, refused, settle

pytestmark = pytest.mark.django_db
LATER = NOW + 5 * ONE_DAY


@pytest.mark.covers("L-63", "H1")
def test_words_that_change_before_the_staff_are_put_before_it_anew_for_the_full_days(
    draft: Edition, hr: Employee, agent: Employee
) -> None:
    version = add(draft, hr)
    consult(draft, hr)
    adoption.comment_on(edition_id=draft.pk, text="先提醒一次好吗？", by=account(agent), now=NOW)
    comment = draft.comments.get()
    adoption.answer_comment(comment_id=comment.pk, answer="采纳", by=account(hr), now=NOW)
    told, waiting = Notice.objects.filter(kind="recognition.rule_book"), Todo.objects.filter(employee=agent)
    before = told.filter(account=agent.account).count()
    change(draft, version, hr, now=LATER)
    assert Edition.objects.get(pk=draft.pk).changed_on is None, "the same words are no change"

    # The days for comments are over: a change opens them anew, and tells everybody, once a day.
    change(draft, version, hr, plain="晚到先打电话。", now=LATER)
    add(draft, hr, "KQ04", now=LATER)
    drafts.set_matrix(edition_id=draft.pk, cells={**drafts.FIRST_MATRIX, (1, 1): (0, 2)}, by=account(hr), now=LATER)
    draft.refresh_from_db()
    assert (draft.changed_on, draft.closes_on) == (LATER.date(), LATER.date() + 3 * ONE_DAY)
    assert draft.digest == editions.digest_of(draft)
    assert told.filter(account=agent.account).count() == before + 1
    assert waiting.get(kind="recognition.comment_on_draft").due_at == end_of(draft.closes_on)
    adoption.comment_on(edition_id=draft.pk, text="这样好", by=account(agent), now=LATER + 3 * ONE_DAY)
    adoption.answer_comment(comment_id=draft.comments.last().pk, answer="谢谢", by=account(hr), now=LATER)  # type: ignore[union-attr]
    for held_on in (TODAY + 4 * ONE_DAY, LATER.date(), draft.closes_on):
        with refused("recognition.procedure_day"):
            settle(draft, hr, now=LATER + 4 * ONE_DAY, held_on=held_on)
    settle(draft, hr, now=LATER + 4 * ONE_DAY)


@pytest.mark.covers("L-63")
def test_words_that_changed_behind_the_staff_are_not_settled(draft: Edition, hr: Employee) -> None:
    version = add(draft, hr)
    consult(draft, hr)
    ClauseVersion.objects.filter(pk=version.pk).update(most=6)

    with refused("recognition.words_differ_from_consulted"):
        settle(draft, hr, now=LATER)
