"""What the rule of standard working time says."""

from dengta.engines.labour_law.text import Text

TITLE = Text("标准工作时间与计薪天数", "Standard working time and paid days")
TOO_EARLY = Text(
    "{day} 早于现行折算办法（2008 年 1 月 3 日起），请换一个日期。",
    "{day} is before the present way of reckoning, which holds from 3 January 2008. Choose a later day.",
)
DAYS_OF_YEAR = Text(
    "年工作日 = 365 − 104 个休息日 − {holidays} 个法定节假日 = {days} 天",
    "working days of a year = 365 − 104 days of rest − {holidays} statutory days = {days}",
)
WORK = Text(
    "工作日 = {year} ÷ {parts} = {days} 天；工作小时 = {days} × 8 = {hours} 小时",
    "working days = {year} ÷ {parts} = {days}; working hours = {days} × 8 = {hours}",
)
PAID = Text(
    "计薪天数 = (365 − 104) ÷ {parts} = {days} 天；计薪小时 = {days} × 8 = {hours} 小时（含法定节假日）",
    "paid days = (365 − 104) ÷ {parts} = {days}; paid hours = {days} × 8 = {hours} (statutory days included)",
)
WEEK = Text("每周 5 天、每天 8 小时，共 40 小时", "five days of 8 hours, 40 hours a week")
TWO_NUMBERS = Text(
    "排班用工作日，折算工资用计薪天数，两者不能混用",
    "Rosters go by working days, wages by paid days; the two are not the same",
)
