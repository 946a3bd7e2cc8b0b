"""What is said wherever hours are paid."""

from dengta.engines.labour_law.text import Text

NEGATIVE = Text("{name} 不能小于 0，请改正。", "{name} cannot be below 0. Please correct it.")
HOURLY = Text(
    "小时工资 = {base:money} ÷ 21.75 ÷ 8 = {base:money} ÷ 174 = {hourly} 元",
    "hourly wage = {base:money} ÷ 21.75 ÷ 8 = {base:money} ÷ 174 = {hourly}",
)
LINE = Text(
    "{kind}：{base:money} ÷ 174 × {hours} 小时 × {percent}% = {amount:money} 元",
    "{kind}: {base:money} ÷ 174 × {hours:hours} × {percent} % = {amount:money}",
)
NO_PREMIUM = Text("{kind}：{hours} 小时，不另付加班费", "{kind}: {hours:hours}, nothing on top")
TOTAL = Text("合计 {total:money} 元（月工资之外另付）", "total {total:money}, on top of the monthly wage")
WORKDAY = Text("工作日延长工作时间", "overtime on a workday")
REST_DAY = Text("休息日加班", "work on a rest day")
STATUTORY = Text("法定节假日工作", "work on a statutory holiday")
NOT_ANNOUNCED = Text(
    "{year} 年放假安排尚未录入，休息日与调休上班日可能变动；法定节假日不受影响",
    "The holiday notice of {year} is not loaded: rest days and days worked in exchange may still change, "
    "statutory days not",
)
