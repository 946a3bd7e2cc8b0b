"""Putting demo personas on the login page."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from dengta.domains.people.selectors.personas import DemoPersona, personas_file


def register_personas(personas: Sequence[DemoPersona]) -> None:
    """Put these cards on the login page, in this order, in place of any before. They show in demo mode only."""
    rows = [asdict(persona) for persona in personas]
    personas_file().write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
