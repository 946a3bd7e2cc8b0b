"""What the letters of a case say, in the language that is active: pure content, without a page around it. A letter that
was served stays as it was, whatever is known later (R-100, R-108)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from dengta.domains.communication.selectors.clock import day_of
from dengta.domains.recognition.models import Case, CaseApproval, CaseStep, Measure, SeparationProof
from dengta.domains.recognition.selectors.case_actions import part_of
from dengta.domains.recognition.selectors.case_parameters import APPEAL_DAYS, STATEMENT_DAYS
from dengta.domains.recognition.selectors.signatures import first_signature

Kind, State = CaseStep.Kind, Case.State
NOTICE, DECISION, APPEAL, SEPARATION = "notice", "decision", "appeal", "separation"
PROOFS = ("rule_adopted", "rule_known", "facts_proven", "person_heard", "is_proportionate")


@dataclass(frozen=True)
class Section:
    """A heading and its paragraphs."""

    heading: str
    lines: Sequence[str]


@dataclass(frozen=True)
class Letter:
    """A letter: to whom, what it says, and the lines that are signed."""

    kind: str
    title: str
    number: str
    to: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    signed_by: Sequence[tuple[str, str]]
    receipt: Sequence[str] = field(default_factory=tuple)
    foot: str = ""


def letters_for(case: Case, *, is_mine: bool, proofs: bool) -> list[str]:
    """Which letters there are, for this reader. No query where the parts came with the case."""
    appeal = part_of(case, "appeal")
    decided = case.delivered_on is not None if is_mine else case.decided_at is not None
    there = {
        NOTICE: case.noticed_at is not None,
        DECISION: decided,
        APPEAL: appeal is not None and appeal.decided_at is not None,
        SEPARATION: proofs and not is_mine and part_of(case, "separation") is not None,
    }
    return [kind for kind, known in there.items() if known]


def letter_of(case: Case, kind: str) -> Letter:
    """The letter of that kind, in the active language: as it was served, where that was kept. One query then, else
    those of drawing it up."""
    served = case.letters.filter(kind=kind).first()
    return draw_up(case, kind) if served is None else _read(served.content, get_language() or settings.LANGUAGE_CODE)


def draw_up(case: Case, kind: str) -> Letter:
    """The letter as the case has it now, in the active language. At most seven queries."""
    made = {NOTICE: _notice, DECISION: _decision, APPEAL: _appeal, SEPARATION: _separation}
    return made[kind](case)


def written_down(case: Case, kind: str) -> str:
    """The letter as the case has it now, in each language of the house, so that `letter_of` can read it again."""
    said = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            said[language] = asdict(draw_up(case, kind))
    return json.dumps(said, ensure_ascii=False)


def _read(content: str, language: str) -> Letter:
    said = json.loads(content)
    one = said.get(language) or said[settings.LANGUAGE_CODE]
    pairs = {name: [(term, value) for term, value in one[name]] for name in ("facts", "signed_by")}
    sections = [Section(part["heading"], part["lines"]) for part in one["sections"]]
    return Letter(**{**one, **pairs, "sections": sections})


def _on(moment: date | datetime | None) -> str:
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date()
    return date_format(moment, "DATE_FORMAT") if moment else "–"


def _texts(case: Case, *kinds: str) -> list[str]:
    return [one.text for one in case.steps.filter(kind__in=kinds).order_by("number") if one.text]


def _head(case: Case, day: date | datetime | None) -> list[tuple[str, str]]:
    return [
        (_("Case number"), case.number),
        (_("Addressed to"), f"{case.employee.name} · {case.employee.number}"),
        (_("Unit"), case.unit.name),
        (_("Date"), _on(day)),
    ]


def _act(case: Case) -> list[tuple[str, str]]:
    """When it happened and what it came from (R-101): a measure without a day proves nothing later."""
    return [(_("Happened on"), _on(case.happened_on)), (_("What it came from"), case.get_cause_display() or "–")]


def _follows(measure: Measure, months: int) -> str:
    """What comes of a measure for counts, pay and post."""
    if measure == Measure.NONE:
        return _("No measure follows from it.")
    if measure == Measure.TRANSFER_OF_DUTY:
        return _(
            "Your duties change only by agreement with you, in writing (Labour Contract Law, article 35). It counts as "
            "repetition for {months} months from the day it is carried out."
        ).format(months=months)
    if measure == Measure.SEPARATION_REVIEW:
        return _(
            "This opens a review. It does not end your contract; an end would be told to you separately in writing."
        )
    return _(
        "It counts as repetition for {months} months from the day it is carried out, then it is "
        "forgotten. It takes nothing from your pay."
    ).format(months=months)


def _clause(case: Case) -> Section:
    version = case.version
    held = _("Edition {number} of the rule book, in force from {day}.")
    said = [version.shown_standard, held.format(number=version.edition.number, day=_on(version.in_force_from))]
    signature = first_signature(case.employee_id, version.edition)
    if signature is not None:
        signed = _("Signed by {name} on {day}, with edition {number} of the rule book.")
        said.append(signed.format(name=signature.name, day=_on(signature.signed_at), number=signature.edition.number))
    return Section(_("The rule: {code} {title}").format(code=version.clause.code, title=version.shown_title), said)


def _evidence(case: Case) -> Section:
    rows = [f"{one.code} · {one.get_kind_display()} · {one.reference}" for one in case.evidence.order_by("number")]
    return Section(_("Evidence"), rows or [_("Nothing yet. You read it as soon as it is added.")])


def _receipt() -> list[str]:
    return [
        _("Received on (date, signature). Signing says that I have received it, not that I agree."),
        _("Where it is not signed for: first witness (name, signature, date)"),
        _("Second witness (name, signature, date)"),
        _("Sent by registered post (number, date)"),
    ]


def _untouched() -> str:
    return _("Your right to mediation, labour arbitration and to complain to the labour authority stays untouched.")


def _notice(case: Case) -> Letter:
    today = day_of(case.noticed_at or case.opened_at)
    rights = [
        _("You can read all evidence, and add your own."),
        _(
            "You can say how you see it in writing or in a talk until {day} ({count} working "
            "days), and bring somebody along."
        ).format(day=_on(case.statement_due), count=STATEMENT_DAYS.on(today)),
        _("You can say that it was an attempt in good faith; somebody else looks at that first."),
        _("Nothing is found before you were heard or these days are over. Saying nothing is no admission."),
        _("Somebody who did not look into it and has no part in it decides; you can appeal."),
        _("Nobody is put at a disadvantage for using these rights or for complaining."),
    ]
    return Letter(
        NOTICE,
        _("Notice of facts and of your rights"),
        case.number,
        case.employee.name,
        _head(case, case.noticed_at),
        [
            Section(
                _("What is said to have happened on {day}").format(day=_on(case.happened_on)),
                _texts(case, Kind.NOTIFIED)[-1:],
            ),
            _clause(case),
            _evidence(case),
            Section(_("Your rights"), rights),
        ],
        [(_("Who handles it"), case.handler.name)],
        _receipt(),
        _untouched(),
    )


def _cosigners(case: Case) -> list[tuple[str, str]]:
    """Who agreed with the very proposal that was decided; HR by name under a written warning or more."""
    rows = case.approvals.filter(digest=case.digest, given_at__isnull=False).select_related("asked")
    ground = CaseApproval.Ground
    words = {ground.HR: _("Co-signed by HR"), ground.SEPARATION: _("Agreed by who leads the house")}
    return [(str(words.get(ground(one.ground), _("Agreed by"))), one.asked.name) for one in rows]


def _decision(case: Case) -> Letter:
    measure = Measure(decided_measure(case))
    severe = measure >= Measure.WRITTEN_WARNING
    title = str(measure.label) if severe else _("Decision: {measure}").format(measure=measure.label)
    said = _texts(case, Kind.STATED) or [case.get_heard_display() or "–"]
    counts = _follows(measure, case.version.counts_months or 1)
    decided = [*_texts(case, Kind.DECIDED)[-1:], _("Measure: {measure}").format(measure=measure.label), counts]
    sections = [
        _clause(case),
        Section(_("What is found"), _texts(case, Kind.FOUND)[-1:]),
        _evidence(case),
        Section(_("What you said"), said),
        Section(_("The decision"), decided),
        Section(_("Your right to appeal"), _right_to_appeal(case)),
    ]
    signed = [(_("Decided by"), case.decider.name if case.decider else "–"), *_cosigners(case)]
    head, to = [*_head(case, case.decided_at), *_act(case)], case.employee.name
    return Letter(DECISION, title, case.number, to, head, sections, signed, _receipt(), _untouched())


def _right_to_appeal(case: Case) -> list[str]:
    until = _on(case.appeal_until)
    if case.appeal_until is None:
        days = APPEAL_DAYS.on(day_of(case.decided_at) if case.decided_at else timezone.localdate())
        until = _("the day {count} working days after you receive this").format(count=days)
    waits = _("Until the appeal is decided nothing is carried out. It can become milder or be lifted, never worse.")
    at_once = _(
        "Because waiting would put somebody in danger it is carried out at once; the appeal is heard all the same."
    )
    first = _("You can appeal in writing until {day}, to somebody who had no part in it.").format(day=until)
    return [first, at_once, *_texts(case, Kind.SAFETY)[-1:]] if case.is_for_safety else [first, waits]


def decided_measure(case: Case) -> int:
    """The measure as it was decided; an appeal may have made it milder since."""
    step = case.steps.filter(kind=Kind.PROPOSED).order_by("number").last()
    return int(step.changes.get("measure", case.measure or 0)) if step is not None else case.measure or 0


def _appeal(case: Case) -> Letter:
    appeal = case.appeal
    outcome = str(appeal.get_outcome_display())
    milder = []
    if appeal.measure is not None:
        instead = Measure(appeal.measure)
        milder = [_("Measure: {measure}").format(measure=instead.label)]
        milder.append(_follows(instead, case.version.counts_months or 1))
    hearer = appeal.hearer.name if appeal.hearer else "–"
    return Letter(
        APPEAL,
        _("Decision of your appeal: {outcome}").format(outcome=outcome),
        case.number,
        case.employee.name,
        [*_head(case, appeal.decided_at), *_act(case)],
        [
            Section(
                _("What was decided before"),
                [
                    _("{measure}, on {day}").format(
                        measure=Measure(decided_measure(case)).label, day=_on(case.decided_at)
                    )
                ],
            ),
            Section(_("What you said against it"), _texts(case, Kind.APPEALED)[-1:]),
            Section(_("The decision"), [outcome, *milder, *_texts(case, Kind.APPEAL_DECIDED)[-1:]]),
        ],
        [(_("Heard and decided by, without a part in it before"), hearer)],
        _receipt(),
        _untouched(),
    )


def _separation(case: Case) -> Letter:
    proof = case.separation
    named = [str(SeparationProof._meta.get_field(name).verbose_name) for name in PROOFS if getattr(proof, name)]  # type: ignore[union-attr]  # plain fields
    return Letter(
        SEPARATION,
        _("Notice to the union of the intended end of a labour contract"),
        case.number,
        _("The union"),
        [
            (_("Case number"), case.number),
            (_("Addressed to"), _("The union of the house")),
            (_("About"), f"{case.employee.name} · {case.employee.number}"),
            (_("Unit"), case.unit.name),
            (_("Date"), _on(proof.union_told_on or proof.recorded_at)),
        ],
        [
            Section(
                _("What is considered"),
                [
                    _("The house intends to end the labour contract of {name} on the ground below.").format(
                        name=case.employee.name
                    ),
                    _(
                        "Labour Contract Law, article 43: the reason is told to the union "
                        "before; its opinion is considered and answered in writing."
                    ),
                    _("Ground: {ground}").format(ground=proof.get_ground_display()),
                ],
            ),
            _clause(case),
            Section(_("What is found"), _texts(case, Kind.FOUND)[-1:]),
            Section(_("Proofs at hand"), named or ["–"]),
            Section(_("Opinion of the union"), [proof.union_reply or _("Please answer in writing.")]),
        ],
        [(_("For the house"), "")],
        [_("Received by the union (name, signature, date)")],
        "",
    )
