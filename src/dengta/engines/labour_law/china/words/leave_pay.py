"""What the rules of pay for annual leave say."""

from dengta.engines.labour_law.text import Text

TITLE_ON_EXIT = Text("离职时的年休假", "Annual leave on leaving")
TITLE_UNUSED = Text("应休未休年休假工资", "Pay for annual leave not taken")
TITLE_CONTRACTUAL = Text("高于法定天数的年休假", "Leave above the statutory days")

JOINED_LATER = Text(
    "入职日 {joined} 晚于离职日 {left}，请检查两个日期。",
    "The first day {joined} is after the last day {left}. Check the two dates.",
)
JOINED_EARLIER = Text(
    "未提供入职日，按当年 1 月 1 日已在职处理",
    "No first day was given; the person is taken as employed since 1 January of that year",
)
ELAPSED = Text(
    "当年在本单位：{start} 至 {left}，共 {elapsed} 个日历天（含最后一天）",
    "with this employer this year: {start} to {left}, {elapsed} calendar days, the last included",
)
EARNED = Text(
    "{elapsed} ÷ 365 × {full} − 已休 {taken} = {exact} 天，不足 1 整天的部分不支付 → {days} 天",
    "{elapsed} ÷ 365 × {full} − {taken} taken = {exact:days}; less than a whole day is not paid → {days:days}",
)
NO_CLAWBACK = Text("多休的天数不再扣回", "days taken beyond what was earned are not clawed back")
NO_WAGE = Text(
    "未提供离职前 12 个月（剔除加班工资）的月平均工资，没有计算金额",
    "No average wage of the twelve months before (overtime excluded) was given; no amount was reckoned",
)
DAILY = Text(
    "日工资 = {wage:money}（前 12 个月平均，剔除加班工资）÷ 21.75 = {daily} 元",
    "a day's wage = {wage:money} (average of twelve months without overtime) ÷ 21.75 = {daily}",
)
EXIT_PAY = Text(
    "另付 200%：{days} × {daily} × 2 = {extra:money} 元；连同已发的正常工资共 300%：{total:money} 元",
    "200 % on top: {days} × {daily} × 2 = {extra:money}; 300 % with the normal pay: {total:money}",
)
ONE_DAY_MORE = Text(
    "最后工作日再晚 {more} 天，多折算 1 天年休假", "With {more} more days of service one more day of leave is earned"
)

WAIVED = Text(
    "已安排休假，职工因本人原因书面提出不休 → 只付正常工作期间的工资（100%）",
    "leave was offered and the employee declined in writing for personal reasons → only the normal pay (100 %)",
)
NOT_WAIVED = Text(
    "没有职工因本人原因的书面放弃（沉默不是放弃）→ 按日工资 300%，其中含正常工资 100%",
    "no written waiver for personal reasons (silence is none) → 300 % of a day's wage, normal pay included",
)
LAPSE_VOID = Text(
    "制度中“逾期作废”的条款不能免除支付义务", "a clause of the handbook that unused leave lapses does not free from pay"
)
RECEIVED = Text("正常工资 100% 已发，从应付倍数中扣除", "the normal pay of 100 % has been paid and is taken off")
NOT_RECEIVED = Text("正常工资 100% 尚未发放，一并支付", "the normal pay of 100 % has not been paid and is owed as well")
UNUSED_PAY = Text(
    "应付：{days} × {daily} × {multiple} = {amount:money} 元", "owed: {days} × {daily} × {multiple} = {amount:money}"
)
WAIVER_WOULD_SAVE = Text(
    "安排了休假而职工因本人原因书面提出不休的，只付正常工资；迟到不能抵扣年休假",
    "Had leave been offered and declined in writing for personal reasons, only normal pay would be due; "
    "lateness cannot be set off against leave",
)
WAIVER_MUST_BE_PERSONAL = Text(
    "书面放弃并非出于本人原因，或者单位没有安排过休假的，应另付 200%",
    "If the waiver was not for personal reasons, or leave was never offered, 200 % more is due",
)

RULE_SILENT = Text(
    "未说明公司制度对超出法定部分的支付倍数，按 1 倍处理",
    "Nobody stated what the company rule pays for days above the statutory ones; once the wage is taken",
)
COMPANY_DAYS = Text(
    "超出法定部分按公司制度：{days} × {daily} × {multiple} = {amount:money} 元，不适用法定的另付 200%",
    "days above the statutory ones follow the company rule: {days} × {daily} × {multiple} = {amount:money}; "
    "the statutory 200 % is not due for them",
)
STATUTORY_DAYS = Text(
    "法定部分另付 200%：{days} × {daily} × 2 = {amount:money} 元",
    "for the statutory days 200 % on top: {days} × {daily} × 2 = {amount:money}",
)
NO_STATUTORY_DAYS = Text("法定年休假已休完 → 不应另付 200%", "the statutory days are all taken → no extra 200 % is due")
CONTRACTUAL_PAY = Text(
    "合计 = {company:money} + {statutory:money} = {pay:money} 元",
    "total = {company:money} + {statutory:money} = {pay:money}",
)
ANOTHER_RULE = Text(
    "公司制度、劳动合同或集体合同约定更高的，从其约定",
    "Where company rule, contract or collective contract give more, that is due",
)
