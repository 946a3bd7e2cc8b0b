"""Background work, one module per part of the room; found through this package."""

from dengta.domains.performance.tasks import appraisals, qa, raters

__all__ = ["appraisals", "qa", "raters"]
