"""Background work, one module per part of the room; found through this package."""

from dengta.domains.performance.tasks import appraisals, cause_analyses, improvement_plans, qa, raters

__all__ = ["appraisals", "cause_analyses", "improvement_plans", "qa", "raters"]
