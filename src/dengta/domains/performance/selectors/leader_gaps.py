"""Leaders' scores that stand far from all other sources (R-014), and which of them nobody read a second time."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from dengta.domains.performance.models import Appraisal, Cycle, ScoreChange
from dengta.domains.performance.selectors.appraisals import LEADER, MENTEES
from dengta.engines.scoring import leader_gap
from dengta.foundation.rules import Rule
from dengta.foundation.settings.parameters import Parameter

R_014 = Rule("R-014", _("A leader’s score that stands far from all other sources is read by a second person"))
# In tenths, because thresholds are whole numbers or amounts.
GAP_TENTHS = Parameter(
    "performance.leader_gap_tenths", 15,
    _("How far a leader’s score may stand from the other sources before a second person reads it, in tenths of a"
      " standard deviation"),
    check=lambda tenths: 5 <= tenths <= 50,
)  # fmt: skip


def stands_alone(appraisal: Appraisal, day: date) -> bool:
    """Whether a second person should read the leader's score. One query, none where the scores are read already."""
    if appraisal.leader_score is None or not R_014.applies:
        return False
    # What became of the mentees is no view of the person's own work.
    others = [one.score for one in appraisal.scores.all() if one.score is not None and one.key != MENTEES]
    gap = leader_gap(appraisal.leader_score, others, limit=GAP_TENTHS.on(day) / 10)
    return gap is not None and gap.second_reader


def nobody_read(appraisal: Appraisal, day: date) -> bool:
    """Whether the score stands alone, no second reader was found, and nobody has looked at it since: neither
    calibration nor an objection nor an appeal changed it. Two queries at most."""
    if appraisal.state == Appraisal.State.WAITING or appraisal.second_reader_id is not None:
        return False
    return stands_alone(appraisal, day) and not appraisal.changes.filter(key=LEADER).exists()


def unread(cycle: Cycle, day: date) -> list[Appraisal]:
    """Those of a cycle that stand alone and were read by nobody else. Three queries however many."""
    rows = cycle.appraisals.filter(second_reader=None).exclude(
        pk__in=ScoreChange.objects.filter(appraisal__cycle=cycle, key=LEADER).values("appraisal")
    )
    rows = rows.select_related("employee").prefetch_related("scores").order_by("employee__number")
    return [row for row in rows if stands_alone(row, day)]
