"""What the rule of the overtime caps says."""

from dengta.engines.labour_law.text import Text

TITLE = Text("加班时间上限", "Caps of overtime")

MONTH_UNREADABLE = Text(
    "月份 {month} 无法识别，请写成 2026-11 这样的形式。", "The month {month} cannot be read. Write it like 2026-11."
)
SCHEDULE_UNREADABLE = Text(
    "无法从“{schedule}”读出起止时间，请写成“09:00-18:00 5 days a week”或“9:00-18:00，每周 5 天”。",
    "No times can be read from “{schedule}”. Write it like “09:00-18:00 5 days a week”.",
)
DAYS_ASSUMED = Text(
    "作息制度未写每周天数，按每周 5 天处理", "The schedule does not say how many days a week: taken as 5"
)
SCHEDULE = Text(
    "作息制度每天 {hours} 小时、每周 {days} 天：每天超出 8 小时 {extra} 小时，每周加班 {week} 小时，"
    "每月约 {week} × 52 ÷ 12 = {month} 小时",
    "the schedule has {hours:hours} a day on {days:days} a week: {extra} beyond 8 a day, {week:hours} of overtime a "
    "week, about {week} × 52 ÷ 12 = {month} a month",
)
NO_REST = Text(
    "每周 7 天没有休息日，另违反每周至少休息一日的规定",
    "seven days a week leave no day of rest, which the law asks for as well",
)
RULE_VOID = Text(
    "作息制度违反法律强制性规定，无效；劳动者拒绝不构成违纪，也不能据此认定试用期不合格",
    "the schedule breaks the law and is void; refusing it is neither misconduct nor a failed probation",
)

DAY_OK = Text("{day}：加班 {hours} 小时，在上限之内", "{day}: {hours:hours} of overtime, within the cap")
DAY_GENERAL = Text(
    "{day}：加班 {hours} 小时，超过一般上限 1 小时，且没有特殊原因记录",
    "{day}: {hours:hours} of overtime, above the general cap of 1 without a recorded special reason",
)
DAY_SPECIAL = Text(
    "{day}：加班 {hours} 小时，超过每日 3 小时的最高上限", "{day}: {hours:hours} of overtime, above the cap of 3 a day"
)
EVERY_DAY = Text("每个工作日", "every working day")
COUNTED = Text(
    "计入上限：工作日 {weekday} + 休息日未补休 {rest} + 休息日已补休 {lieu} + 法定节假日 {statutory} = {total} 小时",
    "counted: workdays {weekday} + rest days without time off {rest} + rest days with time off {lieu} + statutory "
    "days {statutory} = {total:hours}",
)
MONTH_OK = Text("{month}：计入 {hours} 小时，未超过 36 小时", "{month}: {hours:hours} counted, not above 36")
MONTH_OVER = Text("{month}：计入 {hours} 小时，超过 36 小时", "{month}: {hours:hours} counted, above 36")
THE_MONTH = Text("当月", "the month")
A_MONTH = Text("平均每月", "the average month")
REACHED = Text(
    "已达到 36 小时，仍合法，当月不能再安排加班", "36 hours are reached: still lawful, but no more may be added"
)
LEFT = Text("当月还可安排 {hours} 小时", "{hours} more hours may be arranged in the month")
NO_CONSULTATION = Text("未与工会和劳动者协商", "neither the trade union nor the employee was consulted")
CONSULTATION_UNKNOWN = Text(
    "未说明是否与工会和劳动者协商，视为已协商", "Nobody said whether union and employee were consulted: taken as done"
)
EXEMPT = Text(
    "属于抢险救灾、抢修公共设施等紧急情况，不受上限限制",
    "an emergency of the law (rescue, urgent repair of public facilities): the caps do not apply",
)
EVIDENCE = Text(
    "请保存紧急情况的证据和安排记录；不属于法定情形的，上限恢复适用",
    "Keep evidence of the emergency and a record of the order: without it the caps apply",
)
NOT_EXEMPT = Text(
    "业务高峰不属于法定紧急情况，上限照常适用", "a peak of business is no emergency of the law: the caps apply"
)
