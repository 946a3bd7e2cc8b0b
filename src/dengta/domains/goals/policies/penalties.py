"""The ledger of a client's deductions: its leaders write and read it, nobody below them is in it."""

from dengta.domains.goals.models import ClientPenalty
from dengta.domains.goals.policies.covering import OF_UNIT
from dengta.foundation.access import Action, Permission

read = Permission("goals.read_penalties", ClientPenalty, data_class="client_penalty", action=Action.READ, reach=OF_UNIT)
write = Permission(
    "goals.write_penalties", ClientPenalty, data_class="client_penalty", action=Action.WRITE, reach=OF_UNIT
)
take = Permission(
    "goals.export_penalties", ClientPenalty, data_class="client_penalty", action=Action.EXPORT, reach=OF_UNIT
)
