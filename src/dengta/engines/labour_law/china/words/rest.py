"""What the rules of rest say."""

from dengta.engines.labour_law.text import Text

TITLE_WEEKLY = Text("每周休息日", "Weekly day of rest")
TITLE_GAP = Text("班次之间的休息", "Rest between shifts")
TITLE_RUN = Text("连续工作天数", "Days worked in a row")

DAYS_OF_WEEK = Text("一周工作天数应在 0 到 7 之间，现为 {days}。", "A week has 0 to 7 days of work, not {days}.")
NO_REST = Text("{week} 工作 {days} 天，没有完整的休息日", "{week}: {days:days} worked, no whole day of rest")
RESTED = Text("{week} 工作 {days} 天，至少休息一日", "{week}: {days:days} worked, at least one day of rest")
THE_WEEK = Text("本周", "the week")
HOURS_OK = Text("全周 {hours} 小时，不超过 40 小时", "{hours:hours} in the week, not above 40")
HOURS_OVER = Text(
    "全周 {hours} 小时，超出 40 小时的 {extra} 小时是加班",
    "{hours:hours} in the week: the {extra} above 40 are overtime",
)

GAP_TURNED = Text(
    "下一班开始 {next} 早于上一班结束 {end}，请检查。",
    "The next shift starts at {next}, before the end of the last one at {end}. Check both.",
)
GAP = Text("班次间隔 {gap} 小时，本单位下限 {least} 小时", "{gap:hours} between the shifts; the house asks for {least}")
GAP_SHORT = Text(
    "低于本单位制度的下限（国家没有每日最短休息的规定，这不是违法）",
    "below the rule of the house (the law sets no daily minimum: this is not unlawful)",
)
NEXT_DAY = Text(
    "只写了钟点：下一班按其后最近一次该钟点计算",
    "Only clock times were given: the next shift is taken at the first such time after the end",
)

RUN_NEGATIVE = Text("连续天数不能小于 0，现为 {days}。", "Days in a row cannot be below 0: {days}.")
RUN_IMPOSSIBLE = Text(
    "连续工作 {days} 天必然包含完整的一周，不可能每周都有休息日，请检查。",
    "{days:days} in a row always contain a whole calendar week: not every week can have had a day of rest. Check both.",
)
RUN = Text("连续工作 {days} 天", "{days:days} in a row")
RUN_LONG = Text("超过 6 天，建议安排休息", "more than 6: a day of rest is advised")
RUN_LONG_HOLIDAY = Text(
    "节假日前后调休，连续工作一般不超过 6 天", "around a holiday break work should not go on for more than 6 days"
)
RUN_NO_REST = Text("有的日历周没有休息日", "a calendar week has no day of rest")
WEEKS_UNKNOWN = Text(
    "未说明每个日历周是否有休息日，按有处理", "Nobody said whether each calendar week has its day of rest: taken so"
)
