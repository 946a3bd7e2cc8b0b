"""Image and compose file, checked as far as it goes without a container engine."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands, load_command_class

from dengta.config import serve

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SETTINGS = (ROOT / "src" / "dengta" / "config" / "settings.py").read_text(encoding="utf-8")
OURS = ["prepare", "web", "worker"]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return loaded


def test_the_image_copies_only_what_is_there() -> None:
    sources = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)

    assert sources
    assert [name for line in sources for name in line.split() if not (ROOT / name).exists()] == []


def test_the_image_runs_as_nobody_in_particular_and_tells_its_health() -> None:
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]

    assert "\nUSER dengta\n" in last_stage
    assert "HEALTHCHECK" in last_stage
    assert "/livez" in last_stage
    assert "node" not in last_stage


def test_every_variable_is_one_that_the_settings_read(compose: dict[str, Any]) -> None:
    names = set(re.findall(r"^\s+(DENGTA_\w+)=", DOCKERFILE, re.MULTILINE)) | {"DENGTA_HOME"}
    for name in OURS:
        names |= set(compose["services"][name]["environment"])

    assert {name for name in names if f'"{name}"' not in SETTINGS} == set()


@pytest.mark.parametrize("name", OURS)
def test_every_service_runs_a_command_that_understands_its_options(compose: dict[str, Any], name: str) -> None:
    command, *options = compose["services"][name]["command"]

    if command == "serve":
        serve.parser().parse_args(options)
    else:
        known = load_command_class(get_commands()[command], command)  # type: ignore[arg-type]
        known.create_parser("dengta", command).parse_args(options)


@pytest.mark.parametrize("name", OURS)
def test_our_services_hold_no_right_they_do_not_need(compose: dict[str, Any], name: str) -> None:
    service = compose["services"][name]

    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["data:/data"]


def test_services_wait_for_what_they_need_and_no_password_is_written_down(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for service in services.values():
        for needed, condition in service.get("depends_on", {}).items():
            assert needed in services
            if condition["condition"] == "service_healthy":
                assert "test" in services[needed]["healthcheck"]

    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert not re.search(r"PASSWORD: (?!\$\{)", text)


def test_only_the_web_is_reachable_from_outside_and_only_through_a_proxy(compose: dict[str, Any]) -> None:
    published = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}

    assert list(published) == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in published["web"])
