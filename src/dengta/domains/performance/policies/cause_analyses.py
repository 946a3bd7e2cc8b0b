"""The team reads the analysis of its own figures; whoever leads it, or keeps quality, writes; agents say their own."""

from dengta.domains.people.models import Unit
from dengta.domains.performance.models import CauseAction, CauseAnalysis
from dengta.foundation.access import Action, Permission, Reach

see = Permission(
    "performance.see_cause_analyses", CauseAnalysis, data_class="cause_analysis", action=Action.READ,
    reach=Reach(unit="unit_id"),
)  # fmt: skip
lead = Permission(
    "performance.lead_cause_analyses", CauseAnalysis, data_class="cause_analysis", action=Action.WRITE,
    reach=Reach(unit="unit_id"),
)  # fmt: skip
open_for = Permission(
    "performance.open_cause_analyses", Unit, data_class="cause_analysis", action=Action.WRITE, reach=Reach(unit="pk")
)
finish_actions = Permission(
    "performance.finish_cause_actions", CauseAction, data_class="cause_analysis", action=Action.WRITE,
    reach=Reach(person="owner_id", unit="analysis__unit_id"),
)  # fmt: skip
