"""What the rule of the minimum wage says."""

from dengta.engines.labour_law.text import Text

TITLE = Text("当月工资不低于最低工资", "What a month must pay at least")

MONTHLY = Text(
    "全日制用工适用月最低工资标准：{standard:money} 元（{source}，{since} 起执行）",
    "full-time work is held to the monthly minimum wage: {standard:money} ({source}, since {since})",
)
HOURLY = Text(
    "按小时计酬的用工适用小时最低工资标准：{standard:money} 元（{source}，{since} 起执行）× 当月工时 {hours} 小时"
    " = {amount:money} 元",
    "work paid by the hour is held to the hourly minimum wage: {standard:money} ({source}, since {since}) "
    "× {hours:hours} worked in the month = {amount:money}",
)
HIGHER = Text(
    "全日制用工按小时计酬：两项标准均须达到，取较高的 {amount:money} 元",
    "full-time work paid by the hour: both standards hold, so the higher one of {amount:money} counts",
)
NO_HOURS = Text(
    "当月工时未录入，无法核对小时最低工资",
    "the hours of the month are not on record, so the hourly minimum wage cannot be held against the pay",
)
MORE_HOURS = Text(
    "非全日制用工平均每日超过 4 小时或者每周累计超过 24 小时的，可能被认定为全日制用工，适用月最低工资标准",
    "Part-time work of more than 4 hours a day on average, or 24 a week, may count as full-time work, which is held to "
    "the monthly minimum wage",
)
