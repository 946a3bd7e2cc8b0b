"""Forms and reviews: what a score is made of, who sees it when, and that a version never changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dengta.domains.communication.models import Todo
from dengta.domains.people.models import Employee
from dengta.domains.performance.models import QaAnswer, QaReview
from dengta.domains.performance.policies import qa as policies
from dengta.domains.performance.selectors import qa_ports
from dengta.domains.performance.selectors.qa_evidence import read
from dengta.domains.performance.selectors.qa_items import Item, result_of
from dengta.domains.performance.selectors.qa_words import lines_from
from dengta.domains.performance.services import qa_forms, qa_reviews
from dengta.domains.performance.services.qa_reviews import Given
from dengta.foundation.audit.models import AuditEntry
from dengta.foundation.errors import NotAllowed
from tests.conftest import NOW
from tests.performance.reviewing import ITEMS, TODAY, Desk, make_form, refused

items = st.lists(
    st.tuples(st.integers(1, 10), st.integers(1, 20), st.booleans()), min_size=1, max_size=12
)  # fmt: skip


@pytest.mark.covers("G1")
@given(items, st.data())
def test_the_score_is_weighted_points_of_weighted_most_over_what_applies(asked: list, data: st.DataObject) -> None:
    form = [Item(f"i{at}", "s", "t", most, weight) for at, (most, weight, _na) in enumerate(asked)]
    points = {
        item.key: None if na else data.draw(st.integers(0, item.most))
        for item, (_m, _w, na) in zip(form, asked, strict=True)
    }
    result = result_of(form, points)
    known = [(item, points[item.key]) for item in form if points[item.key] is not None]

    assert result.earned == sum(item.weight * one for item, one in known)
    assert result.possible == sum(item.weight * item.most for item, _one in known)
    if known:
        assert 0 <= result.score <= 100  # type: ignore[operator]
    else:
        assert result.score is None


@pytest.mark.covers("G1")
def test_a_fatal_item_that_is_missed_leaves_nothing(desk: Desk) -> None:
    row = desk.reviewed("C1", 1, 5, 0)

    assert (row.earned, row.possible, row.fatal, row.score) == (0, 14, True, 0.0)
    assert QaAnswer.objects.filter(review=row, points=0).count() == 1, "which item was fatal stays on record"


@pytest.mark.covers("G1")
def test_what_does_not_apply_counts_on_neither_side(desk: Desk) -> None:
    row = desk.reviewed("C1", None, 3, 1)

    assert (row.earned, row.possible) == (6, 10)


@pytest.mark.covers("G1")
def test_a_published_version_stays_as_it_is_and_so_do_reviews_made_with_it(desk: Desk) -> None:
    row = desk.reviewed()
    qa_forms.drop_item(form_id=desk.form.pk, key=desk.keys[0], by=desk.first.account)
    second = qa_forms.publish_form(form_id=desk.form.pk, by=desk.first.account, now=NOW)
    row.refresh_from_db()

    assert (row.version.number, len(row.version.items)) == (1, 3)
    assert (second.number, len(second.items)) == (2, 2)
    assert (row.earned, row.possible) == (10, 14)


@pytest.mark.covers("G1")
def test_a_form_that_makes_no_sense_is_refused(desk: Desk) -> None:
    by = desk.first.account
    put = lambda item: qa_forms.put_item(form_id=desk.form.pk, item=item, by=by)  # noqa: E731

    with refused("qa_item_wordless"):
        put(Item("", "开场", " ", 1, 1))
    with refused("qa_item_out_of_range"):
        put(Item("", "开场", "x", 11, 1))
    with refused("qa_fatal_is_yes_or_no"):
        put(Item("", "开场", "x", 5, 1, fatal=True))
    with refused("qa_item_weightless"):
        put(Item("", "开场", "x", 1, 0))
    with refused("qa_form_unchanged"):
        qa_forms.publish_form(form_id=desk.form.pk, by=by, now=NOW)
    with refused("qa_form_name_taken"):
        qa_forms.create_form(unit_id=desk.tree.qinghe.pk, name="售后服务", by=by, now=NOW)
    with refused("qa_form_worth_nothing"):
        make_form(desk.first, desk.tree.qinghe.pk, name="空", items=ITEMS[2:])


@pytest.mark.covers("G1")
def test_forms_are_of_a_client_and_designed_by_its_quality_people_alone(desk: Desk, hire: object) -> None:
    for person in (desk.leader, desk.agent):
        with pytest.raises(NotAllowed):
            qa_forms.publish_form(form_id=desk.form.pk, by=person.account, now=NOW)
    with pytest.raises(NotAllowed):
        qa_forms.create_form(unit_id=desk.tree.yunfan.pk, name="x", by=desk.first.account, now=NOW)


def test_nobody_reviews_their_own_contact(desk: Desk) -> None:
    with refused("qa_own_contact"):
        desk.begin("C1", agent=desk.first)


def test_a_draft_may_be_half_done_and_is_seen_by_no_agent_and_no_leader(desk: Desk) -> None:
    row = desk.begin()
    half = {desk.keys[0]: Given(1)}
    qa_reviews.save_review(review_id=row.pk, answers=half, summary="", by=desk.first.account)

    assert policies.visible(desk.first.account).filter(pk=row.pk).exists()
    for person in (desk.agent, desk.leader):
        assert not policies.visible(person.account).filter(pk=row.pk).exists()
    with refused("qa_unanswered"):
        qa_reviews.submit_review(review_id=row.pk, answers=half, summary="", by=desk.first.account, now=NOW)


@pytest.mark.covers("G3")
def test_the_agent_sees_it_the_moment_it_is_submitted(desk: Desk) -> None:
    row = desk.reviewed()

    assert policies.visible(desk.agent.account).filter(pk=row.pk).exists()
    waiting = Todo.objects.get(employee=desk.agent, kind="performance.qa_reviewed")
    assert waiting.url == f"/performance/quality/{row.pk}/"
    assert row.answer_by is not None
    assert (row.answer_by - TODAY).days == 7, "five working days from a Wednesday"


def test_a_lost_point_needs_a_word_or_a_quote(desk: Desk) -> None:
    row = desk.begin()
    silent = {key: Given(points) for key, points in zip(desk.keys, (0, 5, 1), strict=True)}

    with refused("qa_lost_without_words"):
        qa_reviews.submit_review(review_id=row.pk, answers=silent, summary="", by=desk.first.account, now=NOW)


def test_points_beyond_the_item_and_na_where_it_always_applies_are_refused(desk: Desk) -> None:
    row = desk.begin()
    for points in ((1, 6, 1), (1, 5, None)):
        with refused("qa_points_out_of_range"):
            desk.submit(row, *points)


def test_only_whoever_was_given_it_scores_it(desk: Desk) -> None:
    row = desk.begin()
    with pytest.raises(NotAllowed):
        qa_reviews.save_review(review_id=row.pk, answers={}, summary="", by=desk.second.account)
    desk.submit(row)
    with refused("qa_submitted_already"):
        qa_reviews.save_review(review_id=row.pk, answers={}, summary="", by=desk.first.account)


def test_another_agent_and_another_client_read_nothing(desk: Desk, peer: Employee, other_leader: Employee) -> None:
    row = desk.reviewed()

    for person in (peer, other_leader):
        assert not policies.visible(person.account).filter(pk=row.pk).exists()
    assert policies.visible(desk.leader.account).filter(pk=row.pk).exists()


@pytest.mark.covers("G15")
def test_lines_of_a_transcript_keep_their_second() -> None:
    words = "0:00 客服：您好\n[1:05] 客户：我要退款\n还没收到\n\n2:00 客服：马上办"

    assert lines_from(words) == [[0, "客服：您好"], [65, "客户：我要退款"], [65, "还没收到"], [120, "客服：马上办"]]


@pytest.mark.covers("G15")
def test_the_transcript_is_for_whoever_may_hear_the_contact(desk: Desk, hr: Employee, peer: Employee) -> None:
    from dengta.domains.performance.selectors.qa_reviews import transcript_of

    row = desk.begin()
    qa_reviews.keep_words(review_id=row.pk, words="0:00 您好", recording_url="", by=desk.first.account)

    for person in (desk.first, desk.agent, desk.leader):
        assert transcript_of(person.account, row) is not None
    for person in (hr, peer):
        assert transcript_of(person.account, row) is None


class Machine:
    """Gives everything full points."""

    name = "test machine"

    def suggest(self, contact_id: int, items: object) -> dict[str, int | None]:
        return {item.key: item.most for item in items}  # type: ignore[attr-defined]


@pytest.fixture
def _machine() -> object:
    qa_ports.register_scorer(Machine())
    yield
    qa_ports.forget_scorers()


@pytest.mark.covers("G16")
def test_no_machine_scores_unless_one_is_connected_and_switched_on(desk: Desk) -> None:
    row = desk.begin()
    with refused("qa_no_machine"):
        qa_reviews.ask_machine(review_id=row.pk, by=desk.first.account, now=NOW)


@pytest.mark.covers("G16")
@pytest.mark.usefixtures("_machine")
def test_a_machine_is_off_by_default_and_what_it_says_is_never_an_answer(desk: Desk) -> None:
    from dengta.foundation.settings.models import ParameterValue

    row = desk.begin()
    with refused("qa_no_machine"):
        qa_reviews.ask_machine(review_id=row.pk, by=desk.first.account, now=NOW)
    ParameterValue.objects.create(name="performance.qa_machine_suggests", value=True, valid_from=TODAY)
    made = qa_reviews.ask_machine(review_id=row.pk, by=desk.first.account, now=NOW)

    assert made.scorer == "test machine"
    row.refresh_from_db()
    assert row.status == QaReview.Status.DRAFT
    assert row.earned is None
    assert not row.answers.exists()


@pytest.mark.covers("G3")
def test_everything_that_happened_stands_in_the_record(desk: Desk) -> None:
    row = desk.reviewed()
    desk.dispute(row)
    desk.decide(row, 5)

    verbs = AuditEntry.objects.filter(object_type="performance.qareview").values_list("verb", flat=True)
    assert {"performance.qa_review_submitted", "performance.qa_disputed", "performance.qa_decided"} <= set(verbs)


def test_a_picked_contact_never_enters_a_score(desk: Desk) -> None:
    row = desk.reviewed()
    evidence = read([desk.agent.pk], row.day, row.day)[desk.agent.pk]

    assert evidence.score is None
    assert evidence.n == 0
    assert evidence.missing
    assert [one.what for one in evidence.excluded] == [f"#{row.pk} · {row.day}"]
