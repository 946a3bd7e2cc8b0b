"""Keeping the sums in step with the facts: recount what is marked, or everything."""

from dengta.domains.service.services.rollups.rebuild import rebuild_rollups
from dengta.domains.service.services.rollups.refresh import refresh_rollups

__all__ = ["rebuild_rollups", "refresh_rollups"]
