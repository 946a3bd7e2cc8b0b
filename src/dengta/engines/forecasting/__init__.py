"""How many contacts come in each interval of the coming weeks, how far that may be off, and how long they take.

One frozen problem in, one frozen answer out: `forecast(Problem(history, days=28))`. No clock, no database, no chance.
"""

from dengta.engines.forecasting.accuracy import bias, coverage, floor_of, mase, poisson_floor, wape
from dengta.engines.forecasting.analogy import by_analogy
from dengta.engines.forecasting.bands import Spread
from dengta.engines.forecasting.days import Event, plain_week
from dengta.engines.forecasting.forecast import Forecast, Problem, forecast
from dengta.engines.forecasting.handle_time import HandleTimes, forecast_handle_times
from dengta.engines.forecasting.history import History, NotEnoughHistory, divides_a_day, offered
from dengta.engines.forecasting.level import Memory
from dengta.engines.forecasting.models import Model
from dengta.engines.forecasting.override import Override, Planned

__all__ = [
    "Event",
    "Forecast",
    "HandleTimes",
    "History",
    "Memory",
    "Model",
    "NotEnoughHistory",
    "Override",
    "Planned",
    "Problem",
    "Spread",
    "bias",
    "by_analogy",
    "coverage",
    "divides_a_day",
    "floor_of",
    "forecast",
    "forecast_handle_times",
    "mase",
    "offered",
    "plain_week",
    "poisson_floor",
    "wape",
]
