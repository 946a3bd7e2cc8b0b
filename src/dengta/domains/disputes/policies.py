"""Who sees a calculation, and who keeps the legal data."""

from dengta.domains.disputes.models import Calculation
from dengta.foundation.access import Action, Permission, Reach
from dengta.foundation.settings.models import RegionalValue

# Whoever made it, and nobody else: a case that is built on it shows it to those who handle the case.
OWN = Reach(person="made_by_id")

see_calculations = Permission(
    "disputes.see_calculations", Calculation, data_class="compensation_calc", action=Action.READ, reach=OWN
)
keep_calculations = Permission(
    "disputes.keep_calculations", Calculation, data_class="compensation_calc", action=Action.WRITE, reach=OWN
)
see_legal_data = Permission(
    "disputes.see_legal_data", RegionalValue, data_class="legal_data", action=Action.READ, reach=Reach()
)
edit_legal_data = Permission(
    "disputes.edit_legal_data", RegionalValue, data_class="legal_data", action=Action.WRITE, reach=Reach()
)
