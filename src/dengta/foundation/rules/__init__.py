"""The registry of the management rules (R-…) at the place where each is enforced."""

from dengta.foundation.rules.registry import Rule, registered_rules, switched_off

__all__ = ["Rule", "registered_rules", "switched_off"]
