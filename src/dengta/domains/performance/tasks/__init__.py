"""Background work, one module per part of the room; found through this package."""

from dengta.domains.performance.tasks import appraisals

__all__ = ["appraisals"]
