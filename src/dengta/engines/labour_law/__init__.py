"""Labour law as a pure engine: facts in, decisions with their steps out. No database, no clock, no Django.

Every rule is a `Rule`: `severance(facts, on=day, law=law)` answers with a `Decision`. `china` and `european_union` are
packs; `law` carries what an installation decided (region, calendar, open questions, regional figures).
"""
