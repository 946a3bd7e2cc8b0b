"""Who is acting: the organisation facts behind every permission."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple, cast

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dengta.domains.people.models import Account, Unit, UnitClosure
from dengta.domains.people.selectors.second_factor import asks_for_second_factor, has_second_factor
from dengta.foundation.access import Actor, ActorFacts, Role, RoleHeld, facts_of
from dengta.foundation.rules import Rule

# Whoever answers for others, or looks after the whole; everybody else works from their own page.
LOOK_AFTER_OTHERS = (
    Role.TEAM_LEAD, Role.PLANNER, Role.SUPERVISOR, Role.HR, Role.QUALITY, Role.EXECUTIVE, Role.CLIENT, Role.AUDITOR,
    Role.ADMIN,
)  # fmt: skip


def facts_for(actor: Actor) -> ActorFacts:
    """The facts about `actor` today: own employee and team, roles and the subtrees under them. Two queries."""
    return facts_on(cast("Account", actor), timezone.localdate())


def facts_on(account: Account, day: date) -> ActorFacts:
    """The same for any day: a former leader has lost the right at 00:00 of the day the grant ends."""
    (employee_id, home_unit, branch), grants = _place_and_grants(account, day)
    # Who holds a role at the root needs no list of everything below it.
    roots = {held.unit for held in grants if held.kind != Unit.Kind.COMPANY} | ({branch} if branch else set())
    trees = subtrees(roots, day)
    return ActorFacts(
        employee_id=employee_id,
        home_units=frozenset({home_unit}) if home_unit else frozenset(),
        branch=_within(branch, home_unit, trees),
        roles=tuple(_held(grant, trees) for grant in grants if not grant.loan),
        lent=tuple(_held(grant, trees) for grant in _usable(account, grants)),
    )


def _usable(account: Account, grants: list["_Grant"]) -> list["_Grant"]:
    """What was lent, without what comes from a role that asks for a second factor where the account has none: a right
    opens to nobody with less than its lender needs. One query more where such a thing was lent, else none."""
    lent = [grant for grant in grants if grant.loan]
    guarded = [grant for grant in lent if asks_for_second_factor(Role(grant.role))]
    return lent if not guarded or has_second_factor(account) else [grant for grant in lent if grant not in guarded]


def _held(grant: "_Grant", trees: dict[int, frozenset[int]]) -> RoleHeld:
    return RoleHeld(
        Role(grant.role),
        grant.unit,
        trees.get(grant.unit, frozenset({grant.unit})),
        whole=grant.kind == Unit.Kind.COMPANY,
        only=grant.rights,
        loan=grant.loan,
        lender=grant.lender,
    )


def _within(branch: int | None, home_unit: int | None, trees: dict[int, frozenset[int]]) -> frozenset[int] | None:
    """The branch a colleague may look around in: nothing without a team, everything where no client is above it."""
    if branch:
        return trees[branch]
    return None if home_unit else frozenset()


# Asked on every page of everybody: written by hand, because building it anew each time cost more than running it.
# First the person (if the account has one), then the roles held: role and kind of unit where name and number stand.
PLACE_AND_GRANTS = """
    SELECT 0, me.id, me.name, me.number, team.unit_id,
        (SELECT above.ancestor_id
         FROM people_unitclosure above JOIN people_unit client ON client.id = above.ancestor_id
         WHERE above.descendant_id = team.unit_id AND client.kind = 'client'
            AND above.valid_from <= %(day)s AND (above.valid_to IS NULL OR above.valid_to > %(day)s)
         ORDER BY above.depth LIMIT 1),
        (SELECT name FROM people_unit WHERE kind = 'company' ORDER BY id LIMIT 1)
    FROM people_employee me
    LEFT JOIN people_membership team ON team.employee_id = me.id
        AND team.valid_from <= %(day)s AND (team.valid_to IS NULL OR team.valid_to > %(day)s)
    WHERE me.account_id = %(account)s
    UNION ALL
    SELECT held.id, NULL, held.role, unit.kind, held.unit_id, NULL, NULL
    FROM people_rolegrant held JOIN people_unit unit ON unit.id = held.unit_id
    WHERE held.account_id = %(account)s
        AND held.valid_from <= %(day)s AND (held.valid_to IS NULL OR held.valid_to > %(day)s)
    UNION ALL
    SELECT lent.id, NULL, held.role, lent.rights, lent.unit_id, COALESCE(giver.id, 0), NULL
    FROM people_rightslent lent
    LEFT JOIN people_employee giver ON giver.account_id = lent.lender_id
    JOIN people_account lender ON lender.id = lent.lender_id AND lender.is_active
    JOIN people_rolegrant held ON held.account_id = lent.lender_id
        AND held.valid_from <= %(day)s AND (held.valid_to IS NULL OR held.valid_to > %(day)s)
    WHERE lent.account_id = %(account)s AND lent.valid_from <= %(day)s AND lent.valid_to > %(ended)s
        AND (lent.most IS NULL OR lent.used < lent.most)
        AND (held.unit_id = lent.unit_id OR EXISTS (
            SELECT 1 FROM people_unitclosure below
            WHERE below.ancestor_id = held.unit_id AND below.descendant_id = lent.unit_id
                AND below.valid_from <= %(day)s AND (below.valid_to IS NULL OR below.valid_to > %(day)s)))
    ORDER BY 1
"""
R_145 = Rule("R-145", _("Delegated rights end on their date"))
_Place = tuple[int | None, int | None, int | None]


class _Grant(NamedTuple):
    """A role, the unit where it is held and what kind of unit that is; of a loan also its id and rights."""

    role: str
    unit: int
    kind: str
    loan: int = 0
    rights: frozenset[str] | None = None
    lender: int | None = None


def _place_and_grants(account: Account, day: date) -> tuple[_Place, list[_Grant]]:
    """The employee behind the account, the team on `day`, and the client whose branch that stands in: the wall that no
    list, search or export crosses. No team for somebody about to start, or who has left and reads the own file.

    And the roles that the account holds on `day`, oldest first, with what was lent to it. One query.
    """
    ended = day if R_145.applies else date.min
    asked = {name: connection.ops.adapt_datefield_value(value) for name, value in (("day", day), ("ended", ended))}
    with connection.cursor() as cursor:
        cursor.execute(PLACE_AND_GRANTS, {**asked, "account": account.pk})
        found = cursor.fetchall()
    place: _Place = (None, None, None)
    if found and found[0][0] == 0:
        _zero, employee_id, name, number, team, branch, company = found[0]
        # The shell names who is signed in on every page: read along, so that it costs no query of its own.
        account.card = (name, number, company or "")
        place = (employee_id, team, branch)
    # Two memberships that overlap would give the person twice: the second is no role.
    return place, [_grant(*row[:6]) for row in found if row[0]]


def _grant(row_id: int, _none: None, role: str, kind: str, unit: int, lender: int | None) -> _Grant:
    if lender is None:
        return _Grant(role, unit, kind)
    # Here stand the rights where a role has the kind of its unit.
    return _Grant(role, unit, "", row_id, frozenset(kind.split()), lender or None)


def card_of(account: Account) -> tuple[str, str, str]:
    """Name, staff number and company of who is signed in; the user name for an account without an employee."""
    facts_of(account)
    return account.card or (account.username, "", "")


def looks_after_others(actor: Actor) -> bool:
    """Whether somebody leads, plans or watches over others; if not, the house shows them what is about themselves."""
    return facts_of(actor).holds(*LOOK_AFTER_OTHERS)


def subtrees(unit_ids: set[int], day: date) -> dict[int, frozenset[int]]:
    """For each unit the ids of itself and of all units below it on `day`. One query; none for no units."""
    found: dict[int, set[int]] = defaultdict(set)
    if unit_ids:
        pairs = UnitClosure.objects.on(day).filter(ancestor_id__in=unit_ids)
        for ancestor, descendant in pairs.values_list("ancestor_id", "descendant_id"):
            found[ancestor].add(descendant)
    return {unit_id: frozenset({unit_id, *found[unit_id]}) for unit_id in unit_ids}
