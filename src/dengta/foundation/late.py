"""Names that a package offers although they need models, which do not exist yet when Django loads the package."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def late_names(package: str, **modules: str) -> Callable[[str], Any]:
    """A module `__getattr__`: each name is imported from its module when it is first asked for.

    `__getattr__ = late_names(__name__, enqueue="services")` beside an `if TYPE_CHECKING` import for the type checker.
    """

    def __getattr__(name: str) -> Any:  # noqa: N807 - this is what Python looks for (PEP 562)
        if name not in modules:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(import_module(f"{package}.{modules[name]}"), name)

    return __getattr__
