"""The result of a calculation in a sentence, Chinese and English, as it is shown and kept."""

from dengta.engines.labour_law.text import Text

OVERTIME = Text("应付加班费 {amount:money} 元", "Overtime pay due: {amount:money} yuan")
NOT_APPROVED = Text(
    "岗位未经批准实行综合计算工时：按标准工时制计算",
    "The post has no approval for comprehensive hours: standard hours apply",
)
LEAVE_DAYS = Text("年休假 {days} 天", "Annual leave: {days:days}")
LEAVE_DAYS_AND_PAY = Text(
    "年休假 {days} 天；未休部分另付 {amount:money} 元",
    "Annual leave: {days:days}; unused days are paid with {amount:money} yuan more",
)
LEAVE_UNUSED = Text("离职时未休年休假 {days} 天", "Unused at exit: {days:days}")
MORE_THAN_THE_YEAR = Text(
    "未休天数多于当年应休的 {days} 天，请检查。",
    "More unused days than the {days:days} of the year. Please check.",
)
LEAVE_AT_EXIT = Text(
    "离职时未休年休假 {days} 天，另付 {amount:money} 元",
    "Unused at exit: {days:days}, paid with {amount:money} yuan more",
)
NO_SEVERANCE = Text("不需要支付经济补偿", "No severance is due")
ONCE = Text("经济补偿 N：{amount:money} 元", "Severance N: {amount:money} yuan")
ONCE_AND_NOTICE = Text(
    "合计 {amount:money} 元（经济补偿 {n:money} 元，代通知金 {notice:money} 元）",
    "{amount:money} yuan in all (severance {n:money}, pay in place of notice {notice:money})",
)
TWICE = Text("违法解除赔偿金 2N：{amount:money} 元", "Damages for illegal dismissal, 2N: {amount:money} yuan")
NO_DOUBLE_WAGE = Text("不需要支付二倍工资", "No double wage is due")
DOUBLE_WAGE = Text(
    "未签书面合同另付 {months} 个月工资：{amount:money} 元",
    "Without a written contract: {months:months}' wage more, {amount:money} yuan",
)
PROBATION = Text("试用期最长 {months} 个月", "Probation: {months:months} at most")
NO_PROBATION = Text("不得约定试用期", "No probation may be agreed")
PROBATION_PAID = Text(
    "{most}；超出部分赔偿 {amount:money} 元", "{most}; damages for what went beyond: {amount:money} yuan"
)
DEDUCTION = Text("当月最多可扣 {amount:money} 元", "At most {amount:money} yuan may be held back this month")
NO_DEDUCTION = Text("不得扣款", "Nothing may be held back")
NOT_A_DEDUCTION = Text(
    "不属于扣款，可以按公布的办法计算", "This is not a deduction: it may be reckoned by the published rule"
)
MEDICAL_PERIOD = Text(
    "医疗期 {months} 个月，在 {window} 个月内累计", "Medical period: {months:months}, counted within {window:months}"
)
MEDICAL_PERIOD_HERE = Text(
    "医疗期 {months} 个月，按在本单位期间累计", "Medical period: {months:months}, counted over the whole employment"
)
SICK_PAY = Text(
    "{period}；病假工资每月不低于 {amount:money} 元", "{period}; sick pay at least {amount:money} yuan a month"
)
LIMIT = Text("最迟 {deadline} 申请仲裁", "Apply for arbitration by {deadline}")
NO_LIMIT = Text("目前没有截止日期", "No date limits this claim yet")
LIMIT_PASSED = Text(
    "一年时效已于 {deadline} 届满；其间有中断、中止，或者对方未在仲裁阶段提出时效抗辩的，仍可能得到支持",
    "The year ended on {deadline}; a claim may still hold where it was interrupted or suspended, or where the other "
    "side does not plead the time limit at arbitration",
)
# What comes next after each event of a procedure.
NEXT_DATES = {
    "mediation": Text(
        "{deadline} 之后仍未达成协议的，可以申请仲裁", "Without an agreement, arbitration opens after {deadline}"
    ),
    "filed": Text("仲裁委员会应不迟于 {deadline} 决定是否受理", "The commission decides on acceptance by {deadline}"),
    "copy": Text("被申请人应不迟于 {deadline} 提交答辩书", "The respondent files the defence by {deadline}"),
    "accepted": Text("仲裁委员会应不迟于 {deadline} 作出裁决", "The commission decides the case by {deadline}"),
    "award": Text(
        "不服裁决的，最晚 {deadline} 向法院提出", "Whoever does not accept the award goes to court by {deadline}"
    ),
}
