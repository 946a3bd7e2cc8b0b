"""What is found against a roster."""

from dengta.engines.labour_law.text import Text

OVERLAP = Text(
    "班次 {one} 与 {other} 重叠，请先改正。", "The shifts starting {one} and {other} overlap. Correct them first."
)
NO_NOTICE = Text("{year} 年放假安排", "holiday notice of {year}")
NOTICE_FINDING = Text(
    "{year} 年放假安排尚未录入，{day} 起的班表和休息日加班费不能定稿",
    "the holiday notice of {year} is not loaded: rosters and rest-day pay from {day} on cannot be made final",
)
WEEK_WITHOUT_REST = Text("{monday} 起的一周没有完整的休息日", "the week of {monday} has no whole day of rest")
DAY_ABOVE = Text(
    "{day} 加班 {hours} 小时，超过每日 3 小时上限", "{day}: {hours:hours} of overtime, above the cap of 3 a day"
)
DAY_NEEDS_REASON = Text(
    "{day} 加班 {hours} 小时，超过 1 小时须有特殊原因记录",
    "{day}: {hours:hours} of overtime; more than 1 needs a recorded special reason",
)
MONTH_ABOVE = Text(
    "{month} 加班 {hours} 小时，超过每月 36 小时上限", "{month}: {hours:hours} of overtime, above the cap of 36"
)
MONTH_REACHED = Text(
    "{month} 加班已达 36 小时，不能再增加", "{month}: 36 hours of overtime are reached, no more may be added"
)
MONTH_NEAR = Text(
    "{month} 加班 {hours} 小时，接近每月 36 小时上限", "{month}: {hours:hours} of overtime, close to the cap of 36"
)
GAP_SHORT = Text(
    "{end} 下班至 {start} 上班只间隔 {hours} 小时，低于本单位的 {least} 小时（不是法定要求）",
    "only {hours:hours} from the end at {end} to the start at {start}; the house asks for {least} (not a legal limit)",
)
LONG_RUN = Text(
    "{first} 至 {last} 连续工作 {days} 天，超过 6 天", "{days:days} in a row from {first} to {last}, more than 6"
)
SHIFT_OF = Text("{start} 的班次：{why}", "shift of {start}: {why}")
OVERAGE = Text(
    "超龄劳动者一般不安排加班；确需安排的，适用《劳动法》第 41、42、44 条",
    "people over retirement age normally work no overtime; where it is needed, LL 41, 42 and 44 apply",
)
