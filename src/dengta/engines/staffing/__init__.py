"""How many agents it takes, and what customers get from those there are.

Work in, agents out: Erlang C and A for calls, places for chats, a backlog with due times for tickets, bounds for
several skills, and a simulator that checks any plan. No clock, no chance but by a seed.
"""

from dengta.engines.staffing.backlog import Backlog, Lot, LotDone, least_agents, lots, work_off
from dengta.engines.staffing.chat_floor import ChatDay, simulate_chats
from dengta.engines.staffing.chats import ChatStaffing, Concurrency, size_chats
from dengta.engines.staffing.checking import Estimate, PlanCheck, QueueCheck, check
from dengta.engines.staffing.plan import Group, Plan, Queue, Spread
from dengta.engines.staffing.pooling import Bounds, pooling_bounds
from dengta.engines.staffing.scenarios import Outcome, Scenario, compare
from dengta.engines.staffing.service import Service, serve
from dengta.engines.staffing.shrinkage import Shrinkage, full_time, together, whole_people
from dengta.engines.staffing.simulation import Day, GroupDay, QueueDay, simulate
from dengta.engines.staffing.sizing import Requirement, size
from dengta.engines.staffing.work import Definition, Limit, Target, Work

__all__ = [
    "Backlog",
    "Bounds",
    "ChatDay",
    "ChatStaffing",
    "Concurrency",
    "Day",
    "Definition",
    "Estimate",
    "Group",
    "GroupDay",
    "Limit",
    "Lot",
    "LotDone",
    "Outcome",
    "Plan",
    "PlanCheck",
    "Queue",
    "QueueCheck",
    "QueueDay",
    "Requirement",
    "Scenario",
    "Service",
    "Shrinkage",
    "Spread",
    "Target",
    "Work",
    "check",
    "compare",
    "full_time",
    "least_agents",
    "lots",
    "pooling_bounds",
    "serve",
    "simulate",
    "simulate_chats",
    "size",
    "size_chats",
    "together",
    "whole_people",
    "work_off",
]
