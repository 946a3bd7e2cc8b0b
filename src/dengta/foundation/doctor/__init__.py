"""Invariants of a running installation, examined by hand and every night. See docs/for-administrators/health.md."""

from dengta.foundation.doctor.registry import Check, Finding, Problem, examine, register, registered_checks

__all__ = ["Check", "Finding", "Problem", "examine", "register", "registered_checks"]
