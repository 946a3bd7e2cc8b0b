"""The life of an edition as a machine: whatever people try, in whatever order, nothing holds that was not settled with
the staff, published by two, and signed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.base import ContentFile
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from dengta.config.demo.recognition.minutes import MINUTES
from dengta.domains.people.models import Employee
from dengta.domains.recognition.models import Clause, ClauseVersion, Edition, RuleBook, Signature
from dengta.domains.recognition.selectors.editions import differing, digest_of, in_writing, last_published
from dengta.domains.recognition.selectors.standards import clause_in_force
from dengta.domains.recognition.services import adoption, drafts, publishing, signing
from dengta.foundation.errors import RuleViolation
from tests.conftest import NOW
from tests.machines import FEW, Workflow, run
from tests.recognition.adopting import ONE_DAY, account, words

pytestmark = pytest.mark.django_db
WRITERS, DECIDERS = {"hr"}, {"hr", "head"}
who = st.sampled_from(["hr", "hr", "head", "agent", "leader"])
States = Edition.State
# What is read by the law in one language is read twice as fast.
SHORT = {"title_en": "", "standard_en": "", "plain_en": "", "evidence_en": ""}
LIFE = settings(FEW, max_examples=8, stateful_step_count=16)


class Editions(Workflow):
    """One book, one edition under way at a time."""

    cast: dict[str, Employee]
    book: RuleBook

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOW
        self.submitter = ""
        self.held: dict[int, str] = {}

    @property
    def row(self) -> Edition | None:
        return in_writing(self.book)

    def tried(self, decide: Any, **options: Any) -> bool:
        try:
            decide(**options)
        except (RuleViolation, ObjectDoesNotExist):
            return False
        return True

    def at(self, by: str, **more: Any) -> dict[str, Any]:
        row = self.row
        return {"edition_id": row.pk if row else 0, "by": account(self.cast[by]), **more}

    def state(self) -> str:
        row = self.row
        return row.state if row else "none"

    @rule(by=who)
    def begin(self, by: str) -> None:
        state = self.state()
        done = self.tried(
            drafts.begin_edition, book_id=self.book.pk, summary="修订", by=account(self.cast[by]), now=self.now
        )
        assert done == (state == "none" and by in WRITERS)

    @precondition(lambda self: self.row is not None)
    @rule(by=who, code=st.sampled_from(["KQ01", "KQ02"]), most=st.sampled_from([1, 2, 3]))
    def write(self, by: str, code: str, most: int) -> None:
        state, clause = self.state(), Clause.objects.filter(code=code).first()
        text = words(most=most, **SHORT)
        if clause is not None and clause.versions.exclude(edition__state="withdrawn").exists():
            done = self.tried(drafts.change_clause, **self.at(by, clause_id=clause.pk, words=text, now=self.now))
        else:
            done = self.tried(
                drafts.add_clause,
                **self.at(by, code=code, kind="conduct", category="attendance", words=text, now=self.now),
            )
        assert done == (state in ("draft", "consultation") and by in WRITERS)

    @precondition(lambda self: self.row is not None)
    @rule(by=who, days=st.sampled_from([1, 3]))
    def consult(self, by: str, days: int) -> None:
        row = self.row
        assert row is not None
        filled = row.versions.exists()
        closes_on = self.now.date() + days * ONE_DAY
        done = self.tried(adoption.open_consultation, **self.at(by, closes_on=closes_on, now=self.now))
        assert done == (row.state == "draft" and by in WRITERS and filled and days == 3)

    @precondition(lambda self: self.state() == "consultation")
    @rule(by=who)
    def settle(self, by: str) -> None:
        row = self.row
        assert row is not None
        assert row.closes_on is not None
        done = self.tried(
            adoption.settle_edition,
            **self.at(
                by, procedure="assembly", held_on=self.now.date(), participants=9, union_opinion="同意", now=self.now,
                minutes=ContentFile(MINUTES, "m.pdf"),
            ),
        )  # fmt: skip
        assert done == (by in WRITERS and row.closes_on < self.now.date())

    @precondition(lambda self: self.row is not None)
    @rule(by=who)
    def take_back(self, by: str) -> None:
        state = self.state()
        done = self.tried(adoption.back_to_draft, **self.at(by, why="再改"))
        assert done == (state in ("consultation", "settled") and by in WRITERS)

    @precondition(lambda self: self.row is not None)
    @rule(by=who)
    def withdraw(self, by: str) -> None:
        state = self.state()
        done = self.tried(adoption.withdraw_edition, **self.at(by, why="不改了", now=self.now))
        assert done == (state == "draft" and by in WRITERS)

    @precondition(lambda self: self.state() == "settled")
    @rule(by=who, days=st.sampled_from([-1, 0, 5]))
    def put_forward(self, by: str, days: int) -> None:
        day, last = self.now.date() + days * ONE_DAY, last_published(self.book.pk)
        done = self.tried(publishing.put_forward, **self.at(by, effective_on=day, now=self.now))
        later = last is None or last.effective_on is None or day > last.effective_on
        assert done == (by in DECIDERS and days > 0 and later)

    @precondition(lambda self: self.state() == "settled")
    @rule(by=who)
    def publish(self, by: str) -> None:
        row = self.row
        assert row is not None
        submitted, day = row.submitted_at, row.effective_on
        done = self.tried(publishing.publish_edition, **self.at(by, now=self.now))
        fresh = submitted is not None and self.now - submitted <= timedelta(hours=72)
        in_time = day is not None and day > self.now.date()
        second = row.submitted_by_id != self.cast[by].account_id
        assert done == (by in DECIDERS and fresh and in_time and second)

    @rule(by=st.sampled_from(["agent", "leader"]))
    def sign(self, by: str) -> None:
        last, person = last_published(self.book.pk), self.cast[by]
        before = last is not None and not Signature.objects.filter(edition=last, employee=person).exists()
        done = self.tried(
            signing.sign_edition, edition_id=last.pk if last else 0, signature=person.name, by=account(person),
            now=self.now,
        )  # fmt: skip
        assert done == before

    @rule(days=st.integers(1, 5))
    def time_passes(self, days: int) -> None:
        self.now += days * ONE_DAY

    @invariant()
    def what_is_before_the_staff_is_what_it_was_asked_about_for_the_full_days(self) -> None:
        row = self.row
        if row is not None and row.state in ("consultation", "settled"):
            assert digest_of(row) == row.digest
            assert row.closes_on is not None
            assert row.changed_on is None or row.closes_on >= row.changed_on + 3 * ONE_DAY
            assert row.held_on is None or row.held_on > row.closes_on

    @invariant()
    def what_is_out_was_settled_by_two_and_stays_as_it_is(self) -> None:
        for row in Edition.objects.filter(state=States.PUBLISHED):
            assert row.minutes_id
            assert row.submitted_by_id != row.published_by_id
            assert self.held.setdefault(row.pk, row.digest) == row.digest
        assert differing() == []

    @invariant()
    def nothing_binds_that_was_not_signed(self) -> None:
        agent, today = self.cast["agent"], self.now.date()
        for version in ClauseVersion.objects.select_related("edition", "clause"):
            is_out = version.edition.state == "published"
            assert (version.in_force_from is not None) == is_out
            bound = clause_in_force(version.clause_id, on=today, employee=agent, at=self.now)
            if bound is not None:
                assert Signature.objects.filter(
                    employee=agent, edition__book=self.book, edition__number__gte=bound.edition.number
                ).exists()


@pytest.mark.covers("H1")
def test_whatever_people_try_only_what_was_settled_published_and_signed_binds(
    book: RuleBook, hr: Employee, head: Employee, agent: Employee, leader: Employee
) -> None:
    cast = {"hr": hr, "head": head, "agent": agent, "leader": leader}
    run(type("Editions", (Editions,), {"cast": cast, "book": book}), more=LIFE)
