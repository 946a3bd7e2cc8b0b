"""Finding time for talks and meetings where people can be spared.

Time is counted in quarters of an hour since 1970, UTC: what interval tables of a contact centre are made of.
"""

from dengta.engines.placing.surplus import Floor, Gathering, Placed, Wish, gather, place

__all__ = ["Floor", "Gathering", "Placed", "Wish", "gather", "place"]
