"""What formal cases say in refusals and in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dengta.domains.recognition.models import CaseStep

HEARING: dict[str, str | Promise] = {
    "recognition.no_human_decides": _(
        "Nothing adverse happens by itself. A named person has to decide this and say why; the system only suggests."
    ),
    "recognition.case_reason_missing": _("Please say why, in a sentence or two: the person will read it."),
    "recognition.case_not_now": _("The case is at “{state}”, so this does not apply."),
    "recognition.involved_decides": _(
        "Whoever is a party, reported it, complained, bears witness, or is tied to one of them decides nothing here. "
        "Please hand it over; it could go to: {others}."
    ),
    "recognition.own_proposal": _("You proposed it yourself, so somebody else agrees and decides."),
    "recognition.checklist_is_no_ground": _(
        "Checks of dress and workplace are lists for the team. No case about one person can come from them."
    ),
    "recognition.complaint_is_no_breach": _(
        "The person complained themselves. A complaint in good faith is never a ground for a case."
    ),
    "recognition.case_days": _(
        "It happens first, then it becomes known, and neither lies in the future: please check the days (today is "
        "{today})."
    ),
    "recognition.case_needs_contact": _("Please enter which contact the customer complains about."),
    "recognition.case_needs_reporter": _("Please name who reported it: they decide nothing in this case."),
    "recognition.witness_named_by_handler": _(
        "Please ask for the witness in your statement; whoever handles the case hears them."
    ),
    "recognition.closed_by_another": _(
        "Nothing vanishes by one hand: somebody who may decide, and does not handle it, closes it. It could be: "
        "{others}."
    ),
    "recognition.case_without_contact": _("This case does not come from a contact with a customer."),
    "recognition.reward_cannot_be_breached": _("{clause} promises a reward; nobody can breach it."),
    "recognition.case_without_team": _("{name} belonged to no team on that day."),
    "recognition.case_there_already": _(
        "There is a case about this already: {number}. One breach has one case, and one measure. Where it was another "
        "act of the same day, please say why it is another one."
    ),
    "recognition.breach_ended_so": _(
        "It stands on the register of breaches and ended there, signed by name: “{ending}”. One breach ends once. "
        "Where it was another act of the same day, please say why it is another one."
    ),
    "recognition.breach_waits": _(
        "It stands on the register of breaches and has not ended yet. Please end it there, as a case: so its days "
        "count from when it was known."
    ),
    "recognition.cannot_handle": _(
        "{name} cannot handle it: only who leads there or looks after the people, and has no part in it."
    ),
    "recognition.cannot_decide": _("{name} cannot decide it: only who may decide there and has no part in it."),
    "recognition.case_extension_days": _("A case can be given time until {last} at most, and not into the past."),
    "recognition.hearing_open": _("The person can still say something until {day}."),
    "recognition.evidence_needs_reference": _("Please say where it is found: a record, a file, a number."),
    "recognition.evidence_needs_witness": _("What a witness says needs the witness by name, and nothing else has one."),
    "recognition.witness_is_party": _("{name} is a party to the case, so cannot bear witness in it."),
    "recognition.shield_claimed_already": _("Good faith was claimed already; it is looked at once."),
    "recognition.shield_reviewed_already": _("This was looked at already."),
    "recognition.trial_did_not_run": _("No registered trial of that team ran on {day}. Claim good faith without one."),
    "recognition.shield_excluded": _(
        "Harm known in advance, fraud, and breaches of safety or privacy are never shielded. Please refuse the shield, "
        "with the reason."
    ),
    "recognition.trial_shields": _(
        "It happened in a registered trial, and nothing excludes the shield. What fails in a trial is not sanctioned."
    ),
    "recognition.shield_open": _(
        "Good faith was claimed, and nobody has looked at it yet. Somebody else does so before anything is found."
    ),
    "recognition.shielded": _(
        "An attempt in good faith is shielded: no measure can follow. Close the case; praise for the attempt is "
        "suggested."
    ),
}
FINDING: dict[str, str | Promise] = {
    "recognition.contact_not_reviewed": _(
        "The customer’s side was not looked at: please open the contact record and enter what it shows."
    ),
    "recognition.statement_days_left": _(
        "The person has said nothing yet and can until {day}. Nothing can be found before."
    ),
    "recognition.finding_needs_evidence": _("A finding rests on evidence: please name at least one piece (E1, E2 …)."),
    "recognition.finding_needs_cause": _(
        "A finding names what it came from: product, process, policy, training, or the own conduct."
    ),
    "recognition.evidence_unknown": _("The case has no such evidence: {codes}."),
    "recognition.cause_is_not_the_person": _(
        "It came from something else than the person’s own conduct, so no measure can follow. Please close the case "
        "and see that the cause is mended."
    ),
    "recognition.no_such_measure": _(
        "There is no measure “{measure}”. Fines have no basis in the law; what was lost can only be claimed by "
        "contract, from own fault, at most 20 % of a month’s wage and never below the minimum wage (Wage Payment "
        "Provisions, article 16). Choose a grade of the scale."
    ),
    "recognition.measure_too_severe": _(
        "“{measure}” is more than {clause} allows for this time. Allowed: from “{least}” to “{most}”."
    ),
    "recognition.leniency_needs_ground": _(
        "Less than the table says, or than similar cases led to, needs its ground and a second person who agrees. The "
        "table: from “{least}” to “{most}”."
    ),
    "recognition.precedents_not_seen": _(
        "There are {count} similar cases, and the screen showed others. Please look at what they led to and propose "
        "again."
    ),
    "recognition.figures_offset_nothing": _(
        "Good figures are no ground: the same clause means the same for everybody. Praise and pay reward results."
    ),
    "recognition.talks_come_first": _(
        "{held} coaching talks about this are on record; {most} come before a separation review. A talk is possible "
        "today."
    ),
    "recognition.ground_not_lawful": _(
        "The law knows no such ground to end a contract. Possible instead: training, or another post by agreement."
    ),
    "recognition.proofs_missing": _("A separation review needs all five proofs. Missing: {proofs}."),
    "recognition.training_before_separation": _(
        "Who cannot do the work is trained or moved first, and it is proven again (Labour Contract Law, article 40(2))."
    ),
    "recognition.shielded_by_law": _("The law protects the person from this now (Labour Contract Law, article 42)."),
    "recognition.union_not_told": _(
        "The union is told the reason before, and its answer considered (Labour Contract Law, article 43)."
    ),
    "recognition.union_told_later": _("The day on which the union was told lies in the future."),
    "recognition.nobody_can_decide": _(
        "Nobody who may decide there is without a part in it. Please let HR give the right to somebody uninvolved."
    ),
    "recognition.nobody_can_approve": _(
        "“{ground}”: nobody is left who could agree. Please let HR give the right to somebody uninvolved."
    ),
}
DECIDING: dict[str, str | Promise] = {
    "recognition.approved_already": _("You agreed already."),
    "recognition.approval_too_late": _(
        "The proposal is older than three days. Please send it back, so that it is proposed anew."
    ),
    "recognition.next_level_after_complaint": _(
        "The person complained not long ago, so the next level looks at it first. It waits for {name}."
    ),
    "recognition.second_person_for_leniency": _("Less than the table or similar cases: it waits for {name} to agree."),
    "recognition.agreement_waits": _("“{ground}”: it waits for {name} to agree."),
    "recognition.delivery_unknown": _("Please choose how the letter reached the person."),
    "recognition.decision_read_already": _("It was confirmed already."),
    "recognition.appeal_too_late": _("It could be appealed until {day}. HR can still look at new facts."),
    "recognition.cannot_hear": _("{name} cannot hear it: only who may decide there and had no part in the case."),
    "recognition.hearer_took_part": _(
        "Whoever had a part in the case neither hears the appeal nor names who does. Somebody else of HR, or who leads "
        "the house, can."
    ),
    "recognition.hearer_can": _(
        "{name} hears it, and can until {day}. Somebody else is named only where they cannot, or let the days pass."
    ),
    "recognition.appeal_never_worse": _("An appeal never makes it worse: please choose a milder measure."),
    "recognition.execution_waits": _(
        "It waits until the days to appeal are over ({day}) and an appeal is decided. Only danger to somebody allows "
        "sooner."
    ),
    "recognition.executed_already": _("It was carried out already."),
    "recognition.too_early_to_forget": _(
        "It can be forgotten early once half of its time has passed ({day}) without another breach."
    ),
    "recognition.decide_instead_of_closing": _(
        "It was found to be the person’s own conduct, so it ends by a decision inside the table, as for everybody. “No "
        "measure” is a decision too, where the table allows it or a second person agrees."
    ),
    "recognition.closing_does_not_fit": _("“{closing}” does not fit this case as it stands."),
}
SENTENCES: dict[str, str | Promise] = {**HEARING, **FINDING, **DECIDING}
Kind = CaseStep.Kind
VERBS: dict[str, str | Promise] = {
    f"recognition.case_{Kind.OPENED}": _("opened a case"),
    f"recognition.case_{Kind.HANDED_OVER}": _("handed a case over"),
    f"recognition.case_{Kind.EXTENDED}": _("gave a case more time"),
    f"recognition.case_{Kind.NOTIFIED}": _("gave notice of a case"),
    f"recognition.case_{Kind.EVIDENCE}": _("added evidence to a case"),
    f"recognition.case_{Kind.CONTACT_REVIEWED}": _("reviewed the contact of a case"),
    f"recognition.case_{Kind.STATED}": _("made a statement in a case"),
    f"recognition.case_{Kind.NOT_STATED}": _("closed the hearing of a case"),
    f"recognition.case_{Kind.SHIELD_CLAIMED}": _("claimed good faith in a case"),
    f"recognition.case_{Kind.SHIELD_REVIEWED}": _("looked at the good faith in a case"),
    f"recognition.case_{Kind.FOUND}": _("made a finding in a case"),
    f"recognition.case_{Kind.PROPOSED}": _("proposed a measure in a case"),
    f"recognition.case_{Kind.APPROVED}": _("agreed with a measure in a case"),
    f"recognition.case_{Kind.SENT_BACK}": _("sent a proposal in a case back"),
    f"recognition.case_{Kind.DECIDED}": _("decided a case"),
    f"recognition.case_{Kind.DELIVERED}": _("delivered the decision of a case"),
    f"recognition.case_{Kind.READ}": _("confirmed having read the decision of a case"),
    f"recognition.case_{Kind.APPEALED}": _("appealed the decision of a case"),
    f"recognition.case_{Kind.APPEAL_DECIDED}": _("decided the appeal of a case"),
    f"recognition.case_{Kind.FINAL}": _("a case became final"),
    f"recognition.case_{Kind.EXECUTED}": _("carried out the measure of a case"),
    f"recognition.case_{Kind.ESCALATED}": _("told the next level of a case that stands still"),
    f"recognition.case_{Kind.EXPIRED}": _("a case expired"),
    f"recognition.case_{Kind.CLOSING_ASKED}": _("asked to close a case"),
    f"recognition.case_{Kind.CLOSED}": _("closed a case without a measure"),
    "recognition.separation_proven": _("recorded the proofs of a separation review"),
    "recognition.case_letter_taken": _("took a letter of a case"),
    "recognition.case_file_taken": _("took the whole file of a case"),
}
