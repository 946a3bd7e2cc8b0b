"""Dengta 灯塔: the platform with which the leader of a customer-service team runs the team."""

__version__ = "0.1.0"
