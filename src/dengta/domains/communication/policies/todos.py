"""Who sees what waits: the person, and the leaders above, except for what is between the person and somebody else."""

from dengta.domains.communication.models import Todo
from dengta.domains.communication.policies.reach import OF_EMPLOYEE
from dengta.foundation.access import Action, Permission

see = Permission("communication.see_todos", Todo, data_class="todo", action=Action.READ, reach=OF_EMPLOYEE)
