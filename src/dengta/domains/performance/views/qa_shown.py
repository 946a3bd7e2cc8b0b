"""What pages of quality reviews show: the way to a score, the history, words of a contact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dengta.domains.people.models import Account
from dengta.domains.performance.models import QaCoaching, QaDispute, QaReview, QaSuggestion, QaTranscript
from dengta.domains.performance.policies.qa import own_id
from dengta.domains.performance.selectors.qa_coaching import coachings
from dengta.domains.performance.selectors.qa_evidence import read
from dengta.domains.performance.selectors.qa_items import Step
from dengta.domains.performance.selectors.qa_parameters import MIN_REVIEWS
from dengta.domains.performance.selectors.qa_reviews import Line, clock, items_of
from dengta.domains.performance.selectors.qa_sampling import SIGNS
from dengta.web import http
from dengta.web.figures import Moment, ScoreLine

Request = http.Request[Account]
OWN_DAYS = timedelta(days=90)
M = TypeVar("M", bound=Model)


def one_or_404(rows: "QuerySet[M, Any]", pk: int) -> M:
    """The row, out of those the reader may see; what is out of reach looks as if it did not exist."""
    found: M = get_object_or_404(rows, pk=pk)
    return found


def percent(value: float | None, digits: int = 1) -> str:
    """A score as it is written; a dash where there is none."""
    return "–" if value is None else f"{value:.{digits}f}"


def interval(ends: tuple[float, float] | None) -> str:
    """An interval as it is written."""
    return "–" if ends is None else f"{ends[0]:.1f}–{ends[1]:.1f}"


def breakdown(lines: Sequence[Line], review: QaReview) -> list[ScoreLine]:
    """Item by item, weight times points: how the score came about."""
    shown = [_line(line.step) for line in lines]
    if review.fatal:
        shown.append(ScoreLine(label=_("A fatal item was not met: nothing counts"), points="0", share=0.0))
    return shown


def _line(step: Step) -> ScoreLine:
    """One item; a fatal one without weight is met or not, which is no matter of points."""
    if step.points is None:
        return ScoreLine(label=step.item.text, points="–", share=0.0, source=_("does not apply"))
    if not step.item.weight:
        met, label = step.points == step.item.most, step.item.choices[0 if step.points else 1][1]
        return ScoreLine(label=step.item.text, points=label, share=float(met), source=_("fatal"))
    return ScoreLine(
        label=step.item.text,
        points=f"{step.earned} / {step.possible}",
        share=step.earned / step.possible,
        source=_("weight {weight}").format(weight=step.item.weight),
    )


def history(review: QaReview, dispute: QaDispute | None) -> list[Moment]:
    """Everything that happened to a review, with its day and who did it."""
    agent, reviewer = review.agent.name, review.reviewer.name
    found = [
        (review.submitted_at, _("Submitted"), reviewer, "clipboard-check"),
        (review.seen_at, _("Opened by the agent"), agent, "eye"),
        (review.acknowledged_at, _("Acknowledged"), agent, "check"),
    ]
    if dispute is not None:
        decider = dispute.decided_by.name if dispute.decided_by else ""
        what = _("Decided: points changed") if dispute.overturned else _("Decided: points stay")
        found += [
            (dispute.opened_at, _("Disputed"), agent, "message-x"),
            (dispute.named_at, _named(dispute), name_of(dispute.named_by), "user-plus"),
            (dispute.escalated_at, _("Not decided in time; handed to another reviewer"), "", "arrow-up"),
            (dispute.decided_at, what, decider, "scale"),
        ]
    known = sorted((at, text, by, icon) for at, text, by, icon in found if at is not None)
    return [
        Moment(
            at=date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT"), iso=at.isoformat(), text=text, by=by,
            icon=icon,
        )
        for at, text, by, icon in known
    ]  # fmt: skip


def _named(dispute: QaDispute) -> str:
    return _("Named as second reviewer: {name}").format(name=dispute.named.name) if dispute.named else ""


def name_of(account: Account | None) -> str:
    """How whoever acts by this account is called."""
    return "" if account is None else getattr(getattr(account, "employee", None), "name", account.username)


@dataclass(frozen=True)
class Spoken:
    """One line of a transcript; `is_marked` where the review points to it."""

    second: int
    at: str
    words: str
    is_marked: bool
    is_first: bool


def marked(transcript: QaTranscript | None, seconds: Iterable[int]) -> dict[str, Any] | None:
    """The words of a contact with the lines that the review points to; nothing where they are not known."""
    if transcript is None:
        return None
    known = sorted({second for second, _words in transcript.lines})
    hits = {max((at for at in known if at <= wanted), default=0) for wanted in seconds}
    lines, before = [], -1
    for second, words in transcript.lines:
        lines.append(Spoken(second, clock(second), words, second in hits, second != before))
        before = second
    return {"lines": lines, "recording": transcript.recording_url, "delivered_at": transcript.delivered_at}


def anchored(lines: Sequence[Line], words: dict[str, Any] | None) -> list[Line]:
    """The lines of a review, each with the line of the transcript that is said at its marked second."""
    known = [line.second for line in words["lines"]] if words else []

    def at(line: Line) -> int | None:
        second = line.answer.second if line.answer else None
        return None if second is None else max((one for one in known if one <= second), default=None)

    return [replace(line, anchor=at(line)) for line in lines]


def as_text(transcript: QaTranscript) -> str:
    """A transcript as it is entered."""
    return "\n".join(f"{clock(second)} {words}" for second, words in transcript.lines)


def signs(review: QaReview) -> list[str]:
    """Why it was drawn, of a draw by signs of risk."""
    return [str(SIGNS[name]) for name in review.signs if name in SIGNS] if review.origin == "risk" else []


def with_suggestions(rows: list[dict[str, Any]], review: QaReview) -> list[dict[str, Any]]:
    """The rows of the score form with what a machine suggests beside them. One query."""
    suggestion = QaSuggestion.objects.filter(review=review).first()
    for row in rows:
        points = suggestion.points.get(row["item"].key, "") if suggestion else ""
        row["suggested"] = _("does not apply") if points is None else str(points)
        row["scorer"] = suggestion.scorer if suggestion else ""
    return rows


def disputed_lines(review: QaReview, dispute: QaDispute, form: Any) -> list[dict[str, Any]]:
    """Each disputed item: what was given, what the agent says, and the field that decides it."""
    items = {item.key: item for item in items_of(review)}
    return [
        {
            "item": items[one.answer.item], "answer": one.answer, "reason": one.reason,
            "field": form[f"p_{one.answer.item}"],
            "mark": clock(one.answer.second) if one.answer.second is not None else "",
        }
        for one in dispute.items.all()
    ]  # fmt: skip


def own_score(request: Request) -> dict[str, Any] | None:
    """The reader's own score of the last ninety days with sample and interval; nothing without a random review. Grey
    below the minimum. Two queries."""
    me, today = own_id(request.user), timezone.localdate()
    found = read([me], today - OWN_DAYS, today)[me] if me else None
    if found is None or found.score is None or found.low is None or found.high is None:
        return None
    few = found.n < MIN_REVIEWS.on(today)
    value = format_html('<span class="dt-few">{}</span>', percent(found.score)) if few else percent(found.score)
    return {"value": value, "n": found.n, "interval": interval((found.low, found.high)), "url": found.rows_url}


def coachings_of(request: Request, review: QaReview) -> list[QaCoaching]:
    """What is worked on after this review, as far as the reader may know. One query."""
    return list(coachings(request.user).filter(review=review).order_by("pk"))
