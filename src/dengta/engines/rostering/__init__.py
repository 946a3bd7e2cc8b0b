"""Rosters: who works which shift on which day, at the lowest price that breaks no hard rule."""

from dengta.engines.rostering.checker import Breach, Verdict, check
from dengta.engines.rostering.problem import (
    OFF,
    Agent,
    Break,
    Contract,
    Cover,
    History,
    Limit,
    Pairing,
    Presence,
    Problem,
    Roster,
    Share,
    Shift,
    ShiftLimit,
    Wish,
)
from dengta.engines.rostering.result import Progress, Result
from dengta.engines.rostering.solving import solve
from dengta.engines.rostering.stop import Stop

__all__ = [
    "OFF",
    "Agent",
    "Breach",
    "Break",
    "Contract",
    "Cover",
    "History",
    "Limit",
    "Pairing",
    "Presence",
    "Problem",
    "Progress",
    "Result",
    "Roster",
    "Share",
    "Shift",
    "ShiftLimit",
    "Stop",
    "Verdict",
    "Wish",
    "check",
    "solve",
]
