"""Who reads, writes and retires rules and procedures, and who sees which of their people have read them."""

from dengta.domains.communication.models import DocumentReading, LibraryDocument
from dengta.domains.communication.policies.above import READ_FROM_BELOW
from dengta.domains.communication.policies.reach import OF_EMPLOYEE, OF_UNIT, of_members
from dengta.domains.people.models import Employee, Unit
from dengta.foundation.access import Action, Permission, Reach

see = Permission(
    "communication.see_library", LibraryDocument, data_class="rule_book", action=Action.READ, reach=READ_FROM_BELOW
)
write = Permission(
    "communication.write_library", LibraryDocument, data_class="rule_book", action=Action.WRITE, reach=OF_UNIT
)
write_for = Permission(
    "communication.write_library_for", Unit, data_class="rule_book", action=Action.WRITE, reach=Reach(unit="pk")
)
see_readings = Permission(
    "communication.see_library_readings", DocumentReading, data_class="announcement_ack", action=Action.READ,
    reach=OF_EMPLOYEE,
)  # fmt: skip
see_readers = Permission(
    "communication.see_library_readers", Employee, data_class="announcement_ack", action=Action.READ,
    reach=Reach(person="pk", unit=of_members("pk")),
)  # fmt: skip
