"""Who reads and writes what the house stands for, praises colleagues, and publishes their stories."""

from dengta.domains.communication.models import CultureLine, CultureValue, Praise, Story
from dengta.domains.communication.policies.above import READ_FROM_BELOW
from dengta.domains.communication.policies.reach import OF_UNIT
from dengta.domains.people.models import Unit
from dengta.foundation.access import Action, Permission, Reach

see_lines = Permission(
    "communication.see_vision", CultureLine, data_class="culture", action=Action.READ, reach=READ_FROM_BELOW
)
write_lines = Permission(
    "communication.write_vision", CultureLine, data_class="culture", action=Action.WRITE, reach=OF_UNIT
)
see_values = Permission(
    "communication.see_values", CultureValue, data_class="culture", action=Action.READ, reach=READ_FROM_BELOW
)
write_values = Permission(
    "communication.write_values", CultureValue, data_class="culture", action=Action.WRITE, reach=OF_UNIT
)
write_for = Permission(
    "communication.write_culture_for", Unit, data_class="culture", action=Action.WRITE, reach=Reach(unit="pk")
)
see_praise = Permission("communication.see_praise", Praise, data_class="culture", action=Action.READ, reach=OF_UNIT)
# Whoever answers for the culture of the team reads what is not on the honour wall as well.
lead_praise = Permission("communication.lead_praise", Praise, data_class="culture", action=Action.WRITE, reach=OF_UNIT)
see_stories = Permission("communication.see_stories", Story, data_class="culture", action=Action.READ, reach=OF_UNIT)
# The author, and whoever answers for the culture of the team.
edit_stories = Permission(
    "communication.edit_stories", Story, data_class="culture", action=Action.WRITE,
    reach=Reach(person="author_id", unit="unit_id"),
)  # fmt: skip
publish_stories = Permission(
    "communication.publish_stories", Story, data_class="culture", action=Action.WRITE, reach=OF_UNIT
)
