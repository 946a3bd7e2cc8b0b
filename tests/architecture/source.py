"""The source as syntax trees, for the tests of its architecture."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "dengta"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(folder: Path = PACKAGE, pattern: str = "**/*.py") -> list[Path]:
    """Our Python files, without migrations (Django writes those)."""
    return sorted(file for file in folder.glob(pattern) if "migrations" not in file.parts)


@cache
def tree(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def name(file: Path) -> str:
    """How a file is called in a complaint."""
    return str(file.relative_to(ROOT))


def functions(module: ast.AST) -> Iterator[Function]:
    """All functions and methods, nested ones too."""
    return (node for node in ast.walk(module) if isinstance(node, Function))


def public_functions(module: ast.Module) -> Iterator[Function]:
    """What a module offers by name: its top-level functions without a leading underscore."""
    return (node for node in module.body if isinstance(node, Function) and not node.name.startswith("_"))


def dotted(node: ast.AST) -> str:
    """`a.b.c` of an expression, as far as it is made of names."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def imports(module: ast.AST) -> set[str]:
    """The modules that are imported, absolutely."""
    found = {alias.name for node in ast.walk(module) if isinstance(node, ast.Import) for alias in node.names}
    return found | {node.module or "" for node in ast.walk(module) if isinstance(node, ast.ImportFrom)}
