"""Writing an edition: new clauses, changed ones, ends, the table of measures. Nothing of it holds before it is out;
what changes while it is before the staff is put before it again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Q

from dengta.domains.people.models import Account, Unit
from dengta.domains.recognition.models import (
    Clause,
    ClauseEnd,
    ClauseKind,
    ClauseVersion,
    Edition,
    MatrixCell,
    Repetition,
    RuleBook,
    Severity,
)
from dengta.domains.recognition.policies import rule_book as policies
from dengta.domains.recognition.selectors.clauses import matrix_of
from dengta.domains.recognition.selectors.editions import in_writing, last_published
from dengta.domains.recognition.services.asking import put_words_again
from dengta.domains.recognition.services.locked import locked_book, written_edition
from dengta.domains.recognition.services.wording import insist_on_lawful_words
from dengta.foundation.audit.record import record
from dengta.foundation.errors import NotAllowed, RuleViolation

Cells = Mapping[tuple[int, int], tuple[int, int]]
# Of a new book: what is light begins with a talk, what is grave does not; everything else is for the staff to settle.
FIRST_MATRIX: Cells = {
    (1, 1): (0, 1), (1, 2): (1, 2), (1, 3): (1, 3),
    (2, 1): (1, 2), (2, 2): (1, 3), (2, 3): (2, 4),
    (3, 1): (2, 3), (3, 2): (3, 4), (3, 3): (3, 5),
    (4, 1): (3, 6), (4, 2): (4, 6), (4, 3): (5, 6),
}  # fmt: skip
HELD_OR_WRITTEN = ~Q(edition__state=Edition.State.WITHDRAWN)
TEXTS = (
    "title", "title_en", "standard", "standard_en", "plain", "plain_en", "evidence", "evidence_en", "why", "why_en",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a clause says, and how it is graded: a standard by severity and measures, a reward by its band."""

    title: str
    standard: str
    plain: str
    evidence: str
    why: str
    title_en: str = ""
    standard_en: str = ""
    plain_en: str = ""
    evidence_en: str = ""
    why_en: str = ""
    severity: int | None = None
    least: int | None = None
    most: int | None = None
    counts_months: int | None = None
    band_low: Decimal | None = None
    band_high: Decimal | None = None


@transaction.atomic
def found_book(*, unit: Unit, by: Account, now: datetime) -> RuleBook:
    """Begin the rule book of the company or of a branch."""
    policies.found_for.require(by, unit)
    if unit.kind not in (Unit.Kind.COMPANY, Unit.Kind.CLIENT):
        raise RuleViolation("recognition.book_of_company_or_branch")
    if RuleBook.objects.filter(unit=unit).exists():
        raise RuleViolation("recognition.book_there_already", unit=unit.name)
    book = RuleBook.objects.create(unit=unit, created_at=now)
    record(by, "recognition.book_founded", book, unit=unit.pk)
    return book


@transaction.atomic
def begin_edition(*, book_id: int, summary: str, by: Account, now: datetime) -> Edition:
    """Begin the next edition; its table of measures begins as the last one. One at a time."""
    book = locked_book(book_id, by=by)
    if not summary.strip():
        raise RuleViolation("recognition.text_missing")
    insist_on_lawful_words([("summary", summary)])
    if in_writing(book) is not None:
        raise RuleViolation("recognition.edition_under_way")
    number = (book.editions.aggregate(last=Max("number"))["last"] or 0) + 1
    edition = Edition.objects.create(book=book, number=number, summary=summary.strip(), begun_by=by, begun_at=now)
    last = last_published(book.pk)
    cells = {key: (one.least, one.most) for key, one in matrix_of(last).items()} if last else FIRST_MATRIX
    _write_matrix(edition, cells)
    record(by, "recognition.edition_begun", edition, number=number, summary=edition.summary)
    return edition


@transaction.atomic
def add_clause(
    *, edition_id: int, code: str, kind: str, category: str, words: Words, by: Account, now: datetime
) -> ClauseVersion:  # fmt: skip
    """Write a new clause under a code that nobody used before."""
    edition = written_edition(edition_id, by=by)
    code = code.strip().upper()
    # Of a draft that was withdrawn the code remains, with words that never held.
    clause = Clause.objects.select_for_update().filter(code=code).first() or Clause(code=code, book=edition.book)
    if clause.pk and (clause.book_id != edition.book_id or clause.versions.filter(HELD_OR_WRITTEN).exists()):
        raise RuleViolation("recognition.code_taken", clause=code)
    clause.kind, clause.category = kind, category
    _insist_on_words(clause, words)
    clause.save()
    version = ClauseVersion.objects.create(clause=clause, edition=edition, number=_next(clause), **asdict(words))
    record(by, "recognition.clause_added", version, clause=code, edition=edition.number)
    put_words_again(edition, by=by, now=now)
    return version


@transaction.atomic
def change_clause(*, edition_id: int, clause_id: int, words: Words, by: Account, now: datetime) -> ClauseVersion:
    """Say a clause otherwise from this edition on; written again before it is out, it stays one change."""
    edition = written_edition(edition_id, by=by)
    clause = _clause_of(edition, clause_id)
    _insist_on_words(clause, words)
    if clause.ends.filter(edition=edition).exists():
        raise RuleViolation("recognition.clause_ends_here", clause=clause.code)
    version = clause.versions.filter(edition=edition).first()
    if version is None:
        version = ClauseVersion(clause=clause, edition=edition, number=_next(clause))
    for name, value in asdict(words).items():
        setattr(version, name, value)
    version.save()
    record(by, "recognition.clause_changed", version, clause=clause.code, edition=edition.number, why=words.why)
    put_words_again(edition, by=by, now=now)
    return version


@transaction.atomic
def end_clause(*, edition_id: int, clause_id: int, why: str, by: Account, now: datetime) -> ClauseEnd:
    """Let a clause hold no more from this edition on."""
    edition = written_edition(edition_id, by=by)
    clause = _clause_of(edition, clause_id)
    if not why.strip():
        raise RuleViolation("recognition.text_missing")
    if not clause.versions.filter(in_force_from__isnull=False, in_force_until=None).exists():
        raise RuleViolation("recognition.clause_not_in_force", clause=clause.code)
    if clause.versions.filter(edition=edition).exists() or clause.ends.filter(edition=edition).exists():
        raise RuleViolation("recognition.clause_changes_here", clause=clause.code)
    insist_on_lawful_words([("why", why)])
    end = ClauseEnd.objects.create(clause=clause, edition=edition, why=why.strip())
    record(by, "recognition.clause_ended", end, clause=clause.code, edition=edition.number, why=end.why)
    put_words_again(edition, by=by, now=now)
    return end


@transaction.atomic
def drop_change(*, edition_id: int, clause_id: int, by: Account, now: datetime) -> None:
    """Leave a clause as it is: what this edition says about it is taken out, and a clause that was new is gone."""
    edition = written_edition(edition_id, by=by)
    clause = _clause_of(edition, clause_id)
    gone = clause.versions.filter(edition=edition).delete()[0] + clause.ends.filter(edition=edition).delete()[0]
    if not gone:
        raise NotAllowed("not_allowed", right=policies.write_editions.name)
    record(by, "recognition.change_dropped", edition, clause=clause.code)
    put_words_again(edition, by=by, now=now)
    if not clause.versions.exists():
        clause.delete()


@transaction.atomic
def set_matrix(*, edition_id: int, cells: Cells, by: Account, now: datetime) -> Edition:
    """Set the table of measures: proportionate, so that neither a graver breach nor a repetition leads to less."""
    edition = written_edition(edition_id, by=by)
    if set(cells) != set(FIRST_MATRIX) or any(least > most for least, most in cells.values()):
        raise RuleViolation("recognition.matrix_incomplete")
    for (severity, repetition), (least, most) in cells.items():
        for beyond in ((severity + 1, repetition), (severity, repetition + 1)):
            if beyond in cells and (cells[beyond][0] < least or cells[beyond][1] < most):
                raise RuleViolation(
                    "recognition.matrix_not_proportionate",
                    severity=Severity(beyond[0]).label, repetition=Repetition(beyond[1]).label,
                )  # fmt: skip
    edition.matrix.all().delete()
    _write_matrix(edition, cells)
    record(by, "recognition.matrix_set", edition, cells=[[*key, *value] for key, value in sorted(cells.items())])
    put_words_again(edition, by=by, now=now)
    return edition


def _write_matrix(edition: Edition, cells: Cells) -> None:
    MatrixCell.objects.bulk_create(
        MatrixCell(edition=edition, severity=severity, repetition=repetition, least=least, most=most)
        for (severity, repetition), (least, most) in cells.items()
    )


def _next(clause: Clause) -> int:
    return (clause.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def _clause_of(edition: Edition, clause_id: int) -> Clause:
    return Clause.objects.select_for_update().get(pk=clause_id, book=edition.book_id)


def _insist_on_words(clause: Clause, words: Words) -> None:
    if not all(text.strip() for text in (words.title, words.standard, words.plain, words.evidence, words.why)):
        raise RuleViolation("recognition.text_missing")
    grades = (words.severity, words.least, words.most, words.counts_months)
    band = (words.band_low, words.band_high)
    if clause.kind == ClauseKind.CONDUCT:
        if None in grades or band != (None, None):
            raise RuleViolation("recognition.conduct_needs_grades")
        assert words.least is not None
        assert words.most is not None
        if words.least > words.most:
            raise RuleViolation("recognition.measures_upside_down")
    elif any(grade is not None for grade in grades):
        raise RuleViolation("recognition.reward_has_no_measures")
    elif band != (None, None) and (None in band or band[0] > band[1]):  # type: ignore[operator]  # both are there
        raise RuleViolation("recognition.band_upside_down")
    insist_on_lawful_words((name, getattr(words, name)) for name in TEXTS)
