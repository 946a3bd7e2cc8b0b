"""What the rules of comprehensive and irregular hours say."""

from dengta.engines.labour_law.text import Text

TITLE_COMPREHENSIVE = Text("综合计算工时的加班费", "Overtime pay under comprehensive hours")
TITLE_IRREGULAR = Text("不定时工作制的加班费", "Overtime pay under irregular hours")

NOT_APPROVED = Text(
    "岗位没有取得特殊工时审批（个人签字确认不能代替），按标准工时计算",
    "the post has no approval for special hours (a signed consent does not replace it): standard hours apply",
)
GET_APPROVAL = Text(
    "取得人社部门对该岗位的批复之后的周期，才能按特殊工时计算",
    "Only cycles after the labour authority has approved the post are reckoned with special hours",
)
STANDARD_ASSUMED = Text(
    "未提供周期标准工时，按法定标准 {hours} 小时", "No standard of the cycle was given: {hours:hours} by law are taken"
)
HOLIDAY_BEYOND_ACTUAL = Text(
    "法定节假日工时 {holiday} 不能多于周期实际工时 {actual}。",
    "The holiday hours {holiday} cannot be more than the hours worked in the cycle, {actual}.",
)
HOLIDAY_IN_ACTUAL = Text(
    "实际工时 {actual} 小时已包含法定节假日的 {holiday} 小时",
    "The hours worked ({actual}) contain those on statutory holidays ({holiday})",
)
OVERTIME_ONCE = Text(
    "超出标准 = {actual} − {standard} − 法定节假日 {holiday} = {hours} 小时（不小于 0）",
    "above the standard = {actual} − {standard} − {holiday} on statutory holidays = {hours:hours} (not below 0)",
)
OVERTIME_TWICE = Text(
    "超出标准 = {actual} − {standard} = {hours} 小时（不小于 0）",
    "above the standard = {actual} − {standard} = {hours:hours} (not below 0)",
)
ABOVE = Text("超出周期标准工时", "hours above the standard of the cycle")
AVERAGE = Text(
    "平均每月加班 {counted} ÷ {months} 个月 = {average} 小时，上限 36 小时",
    "overtime of an average month: {counted} ÷ {months:months} = {average:hours}, the cap is 36",
)
AVERAGE_OVER = Text("平均每月超过 36 小时，违反上限", "the average month is above 36 hours: the cap is broken")
WEEKENDS = Text(
    "周期内的休息日工作不另付 200%，只计入总工时",
    "Work on weekends within the cycle earns no 200 %; its hours count toward the cycle",
)

APPROVED = Text(
    "不定时工作制已审批，不支付工作日和休息日加班费", "irregular hours approved: no pay for workdays and rest days"
)
SENIOR = Text("高级管理人员免于审批", "a senior manager needs no approval")
FIXED_ROSTER = Text(
    "按固定班表上班的客服岗位通常不符合不定时工作制的条件",
    "Contact-centre posts on fixed rosters rarely qualify for irregular hours",
)
