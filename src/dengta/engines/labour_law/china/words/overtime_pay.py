"""What the rules of overtime pay say."""

from dengta.engines.labour_law.text import Text

TITLE_PAY = Text("加班费", "Overtime pay")
TITLE_ROSTERED = Text("排班人员的加班费", "Overtime pay of rostered staff")
TITLE_MIDNIGHT = Text("跨零点班次的节假日加班费", "Holiday pay of a shift across midnight")
TITLE_PART = Text("部分公民节日的工资", "Pay on holidays of part of the citizens")
TITLE_DIFFERENCE = Text("休息日加班费差额", "Unpaid part of rest-day pay")

LIEU = Text(
    "休息日加班 {worked} 小时，已补休 {lieu} 小时，应付 {left} 小时",
    "{worked:hours} on rest days, {lieu:hours} of time off given: {left:hours} to be paid",
)
LIEU_BEYOND = Text(
    "补休超出休息日加班的 {hours} 小时不抵扣其他加班",
    "time off of {hours:hours} beyond the rest-day hours makes good no other overtime",
)
NO_LIEU_FOR_STATUTORY = Text(
    "法定节假日之后的补休（{hours} 小时）不能代替 300%",
    "time off after a statutory holiday ({hours:hours}) does not replace the 300 %",
)
WITH_LIEU = Text(
    "安排同等时间补休的，休息日加班 {hours} 小时不再付费",
    "With as much time off, the {hours} rest-day hours need not be paid",
)

SCHEDULED = Text(
    "{day}：{hours} 小时在工作日正常排班之内，不另付",
    "{day}: {hours:hours} of the ordinary roster on a workday, nothing on top",
)
ON_THE_DAY = Text("{day}（{kind}）", "{day} ({kind})")
UNSCHEDULED = Text(
    "{day} 不是排班内的 {hours} 小时，按正常班之外的加班处理",
    "{day}: {hours:hours} not rostered, taken as beyond the normal shift",
)
ROSTERED_ON_REST = Text(
    "{day} 是本人的休息日，即使排了班，也按休息日加班支付",
    "{day} is this person's own day of rest: even a rostered shift is work on a rest day",
)
ROSTERED_ON_STATUTORY = Text(
    "{day} 是法定节假日，正常排班也另付 300%",
    "{day} is a statutory holiday: a normal shift earns 300 % on top as well",
)

TURNED = Text(
    "班次结束 {end} 不晚于开始 {start}，请检查。", "The shift ends at {end}, not after its start {start}. Check both."
)
BREAK_TOO_LONG = Text(
    "无薪休息 {minutes} 分钟不短于班次全长 {length} 分钟，请检查。",
    "The unpaid break of {minutes:minutes} is not shorter than the shift of {length:minutes}. Check both.",
)
SHIFT = Text(
    "班次 {start} 至 {end}，扣除无薪休息 {minutes} 分钟",
    "shift from {start} to {end}, less an unpaid break of {minutes:minutes}",
)
PART_OF_SHIFT = Text("{day}（{kind}）：{hours} 小时", "{day} ({kind}): {hours:hours}")
KIND_WORKDAY = Text("工作日", "workday")
KIND_REST = Text("休息日", "rest day")
KIND_STATUTORY = Text("法定节假日", "statutory holiday")
PLANNED = Text(
    "班次属于正常排班，法定节假日之外的小时不另付；单日超出 8 小时的部分另按排班加班费计算",
    "The shift was rostered: hours off the statutory day earn nothing on top here; what exceeds 8 hours a day is paid "
    "as overtime of the roster",
)
BREAK_UNSTATED = Text(
    "如有记录证明休息的具体时段，按实际时段扣除",
    "A record of when the break was taken would settle from which day it comes off",
)

NOT_PART = Text(
    "{day} 不是部分公民放假的节日。可计算的是 3 月 8 日（妇女节）和 5 月 4 日（青年节）。",
    "{day} is no holiday of part of the citizens. Those reckoned here are 8 March (women) and 4 May (youth).",
)
WOMEN = Text("3 月 8 日妇女放假半天", "8 March: half a day off for women")
YOUTH = Text("5 月 4 日 14 周岁以上的青年放假半天", "4 May: half a day off for young people from 14 on")
NOT_ENTITLED = Text("本人不属于放假的公民", "this person is not among those who have it off")
NORMAL_WORK = Text(
    "正常上班的 {hours} 小时照发工资，不另付加班费",
    "{hours:hours} of a normal shift: the wage goes on, no overtime pay",
)
TAKEN_FROM_DAY = Text(
    "未说明是否属于正常班：工作日视为正常班，休息日视为加班",
    "Nobody said whether this was the normal shift: on a workday it is taken as such, on a rest day as overtime",
)
HALF_DAY = Text("单位可以安排参加活动或放半天假，工资照付", "The half day off, or the celebration, is on full pay")

DUE = Text(
    "应付：{base:money} ÷ 174 × {hours} 小时 × 200% = {amount:money} 元",
    "due: {base:money} ÷ 174 × {hours:hours} × 200 % = {amount:money}",
)
PAID = Text(
    "已付：{base:money} ÷ 174 × {hours} 小时 × {percent}% = {amount:money} 元",
    "paid: {base:money} ÷ 174 × {hours:hours} × {percent} % = {amount:money}",
)
DIFFERENCE = Text(
    "差额按未四舍五入的数相减 = {amount:money} 元",
    "difference of the exact amounts = {amount:money}",
)
DAYS_AS_HOURS = Text("{days} 天 × 8 = {hours} 小时", "{days:days} × 8 = {hours:hours}")
NO_BASE = Text(
    "缺少月工资基数。请填写 monthly_base 或 contract_monthly_wage。",
    "The monthly wage is missing. State monthly_base or contract_monthly_wage.",
)
PAID_IN_FULL_RATE = Text(
    "只说明了支付基数，视为已按 200% 支付", "Only the base was stated: taken as paid with 200 % of it"
)
NOTHING_PAID = Text("未说明已付金额，视为没有支付", "Nothing was said of payment: taken as none")
