"""Scores of people: what may be believed of a figure, compared, added up and acted upon.

Frozen problems in, frozen answers out; whoever shows an answer can show how it came about. Nothing here decides about
anybody: a guard says when a difference may be spoken of at all, a question asks for a second look.
"""

from dengta.engines.scoring.agents import VERSION, AgentScore, Amounts, Answers, Kind, Rows, Scale
from dengta.engines.scoring.agreement import (
    Deviation,
    Distance,
    Drift,
    Kappa,
    Rating,
    by_question,
    by_reviewer,
    cohen_kappa,
    drift,
    fleiss_kappa,
)
from dengta.engines.scoring.composite import Cap, Composite, Line, Part, Step, composite, mentor_share
from dengta.engines.scoring.drawing import Drawing, Stratum, chi_square_tail, drawing
from dengta.engines.scoring.guard import MINIMUM, Month, Reason, Verdict, alarm
from dengta.engines.scoring.learning import agent_scores, fit
from dengta.engines.scoring.projection import Projection, project_mean, project_rate, project_sum
from dengta.engines.scoring.sources import (
    Chase,
    Gap,
    PeerScore,
    Series,
    chase,
    leader_gap,
    no_difference,
    peer_score,
)

__all__ = [
    "MINIMUM",
    "VERSION",
    "AgentScore",
    "Amounts",
    "Answers",
    "Cap",
    "Chase",
    "Composite",
    "Deviation",
    "Distance",
    "Drawing",
    "Drift",
    "Gap",
    "Kappa",
    "Kind",
    "Line",
    "Month",
    "Part",
    "PeerScore",
    "Projection",
    "Rating",
    "Reason",
    "Rows",
    "Scale",
    "Series",
    "Step",
    "Stratum",
    "Verdict",
    "agent_scores",
    "alarm",
    "by_question",
    "by_reviewer",
    "chase",
    "chi_square_tail",
    "cohen_kappa",
    "composite",
    "drawing",
    "drift",
    "fit",
    "fleiss_kappa",
    "leader_gap",
    "mentor_share",
    "no_difference",
    "peer_score",
    "project_mean",
    "project_rate",
    "project_sum",
]
