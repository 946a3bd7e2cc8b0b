"""Files into facts: staged, validated, quarantined, published."""

from dengta.foundation.imports.targets import (
    Context,
    Field,
    Key,
    Problem,
    Question,
    Row,
    Target,
    register,
    registered_targets,
    target_named,
)

__all__ = [
    "Context",
    "Field",
    "Key",
    "Problem",
    "Question",
    "Row",
    "Target",
    "register",
    "registered_targets",
    "target_named",
]
