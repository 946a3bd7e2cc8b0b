"""What the browser gets: small, complete, ours."""

import json
import re

import brotli
import pytest
from tools import vendor

from tests.architecture.source import PACKAGE, ROOT

KB = 1024
SCRIPTS = PACKAGE / "web" / "static" / "ui" / "js"


def weight(*contents: bytes) -> int:
    """Bytes over the wire, as whitenoise compresses static files."""
    return sum(len(brotli.compress(content, quality=11)) for content in contents)


def test_our_styles_stay_under_16_kb() -> None:
    assert weight(vendor.joined_styles().encode()) <= 16 * KB


def test_our_scripts_stay_under_12_kb() -> None:
    assert weight(*(file.read_bytes() for file in SCRIPTS.glob("*.js"))) <= 12 * KB


def test_no_style_names_a_class_without_prefix() -> None:
    names = set(
        re.findall(r"\.(-?[a-zA-Z_][\w-]*)(?=[^{}]*\{)", re.sub(r"url\([^)]*\)|\d\.\d", "", vendor.joined_styles()))
    )

    assert {name for name in names if not name.startswith(("dt-", "htmx-"))} == set()


def test_every_class_that_a_template_names_has_a_style() -> None:
    styled = set(re.findall(r"\.(dt-[\w-]+)", vendor.joined_styles()))
    templates = "".join(file.read_text(encoding="utf-8") for file in PACKAGE.rglob("templates/**/*.html"))
    attributes = re.findall(r'class="([^"{]*)"', templates)
    named = {word for attribute in attributes for word in attribute.split()}

    assert named - styled == set()


def test_scripts_evaluate_nothing_and_set_no_style() -> None:
    for file in SCRIPTS.glob("*.js"):
        source = file.read_text(encoding="utf-8")
        # charts.js colours one hidden probe, which htmx never swaps and which carries no id.
        source = source.replace("probe.style.color", "")
        assert not re.search(
            r"\beval\(|new Function|innerHTML|\.style\b|insertAdjacentHTML|setTimeout\(\s*[\"']", source
        ), file.name


def test_every_icon_that_is_named_is_found_by_the_sprite() -> None:
    names = set(vendor.icon_names())
    looks = set(
        re.findall(r'icon="([a-z0-9-]+)"', (PACKAGE / "web" / "components" / "markup.py").read_text(encoding="utf-8"))
    )

    assert {"building-lighthouse", "users", "circle-check"} <= names
    assert looks <= names


@pytest.mark.parametrize(
    "source",
    [
        '{% icon "users" %}',
        '{% button "x" icon="users" %}',
        'Entry(icon="users")',
        '{% icon_button "users" _("x") %}',
        'icon("users", size="sm")',
        "{% icon 'users' %}",
    ],
)
def test_the_search_for_icons_knows_the_ways_to_name_one(source: str) -> None:
    assert vendor.ICON_NAME.findall(source) == ["users"]


def test_a_file_of_npm_that_is_not_the_one_we_know_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    folder = tmp_path / "modules" / "lib"  # type: ignore[operator]
    folder.mkdir(parents=True)
    (folder / "lib.js").write_text("changed")
    monkeypatch.setattr(vendor, "MODULES", folder.parent)
    monkeypatch.setattr(vendor, "VENDOR", folder.parent / "out")

    with pytest.raises(SystemExit, match="not the file we know"):
        vendor.copy_libraries([{"from": "lib/lib.js", "to": "lib.js", "sha256": vendor.sha256(b"original")}])


def test_pointers_to_source_maps_are_cut_off() -> None:
    assert vendor.stripped(b"code;\n//# sourceMappingURL=x.js.map\n") == b"code;\n"


def test_libraries_are_pinned_exactly_and_the_lock_names_no_host() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")

    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in package["dependencies"].values())
    assert all(re.fullmatch(r"[0-9a-f]{64}", entry["sha256"]) for entry in package["vendor"])
    assert "://" not in re.sub(r'"(funding|url)": .*', "", lock)
    assert lock.count('"integrity"') == lock.count('"node_modules/')


def test_every_library_comes_with_its_licence() -> None:
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    folders = {entry["to"].split("/")[0] for entry in package["vendor"]}

    assert {entry["to"].split("/")[0] for entry in package["vendor"] if entry["to"].endswith("/LICENSE")} == folders


def test_every_part_of_beam_begins_small() -> None:
    parts = list((PACKAGE / "web" / "static" / "ui" / "css").glob("*.css"))

    assert len(parts) > 10
    assert max(len(part.read_text(encoding="utf-8").splitlines()) for part in parts) <= 120
