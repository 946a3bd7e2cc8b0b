"""The parts of an invented contact centre: its words, its shifts, its demand and its people."""
