"""What the rules of the European Union say."""

from dengta.engines.labour_law.text import Text

TITLE_DAILY = Text("每日休息 11 小时", "Eleven hours of daily rest")
TITLE_BREAK = Text("工作间休息", "Break in the working day")
TITLE_WEEKLY = Text("每周休息", "Weekly rest")
TITLE_AVERAGE = Text("每周平均工时 48 小时", "Forty-eight hours a week on average")
TITLE_NIGHT = Text("夜间工作的时间", "Length of night work")
TITLE_LEAVE = Text("四周带薪年休假", "Four weeks of paid leave")

NO_SHIFTS = Text("请至少填写一个班次。", "State at least one shift.")
TURNED = Text(
    "班次结束 {end} 须晚于开始 {start}。请检查时间。", "A shift must end after it begins: {start} to {end}. Check it."
)
OVERLAP = Text("班次 {start} 与前一班次重叠。请检查时间。", "The shift of {start} overlaps the one before. Check it.")
NOT_NEGATIVE = Text("数值不能为负数。", "The number cannot be negative.")
COMPENSATE = Text(
    "第 17、18 条允许的减损须给予同等的补休", "Derogations under art. 17 and 18 need equal compensatory rest"
)

REST_ENOUGH = Text(
    "自 {start} 起的 24 小时内，最长连续休息 {hours} 小时 ≥ 11 小时",
    "in the 24 hours from {start} the longest rest is {hours:hours}, at least 11",
)
REST_SHORT = Text(
    "自 {start} 起的 24 小时内，最长连续休息 {hours} 小时 < 11 小时",
    "in the 24 hours from {start} the longest rest is {hours:hours}, less than 11",
)

BREAK_DUE = Text(
    "工作日 {hours} 小时，超过 6 小时，须有工作间休息", "a working day of {hours:hours}, more than 6: a break is due"
)
BREAK_NOT_DUE = Text(
    "工作日 {hours} 小时，不超过 6 小时，指令不要求工作间休息",
    "a working day of {hours:hours}, not more than 6: the directive asks for no break",
)
BREAK_GIVEN = Text("安排了 {minutes} 分钟休息", "a break of {minutes:minutes} is given")
BREAK_MISSING = Text("没有安排休息", "no break is given")
BREAK_LENGTH = Text(
    "休息的时长由集体协议或者成员国法律规定", "How long it is, collective agreements or national law say"
)

WEEK_NEEDS = Text(
    "自 {start} 起 {days} 天内，需要 {count} 次、每次连续 {hours} 小时的休息",
    "in the {days:days} from {start}, {count} rest of {hours:hours} without a break is needed",
)
WEEK_HAS = Text("达到要求的休息：{found} 次（最长 {longest} 小时）", "found: {found} (the longest of {longest:hours})")
ONLY_24 = Text(
    "因客观、技术或者工作组织原因，只要求 24 小时（第 5 条第 2 款）",
    "for objective, technical or organisational reasons 24 hours suffice (art. 5, second paragraph)",
)
PERIOD_OF_REST = Text("周休息的考察期为 7 天或者 14 天。", "The reference period of weekly rest is 7 or 14 days.")
WITHIN_14 = Text(
    "成员国可以把考察期定为不超过 14 天（第 16 条）",
    "A member state may set a reference period of up to 14 days (art. 16)",
)

AVERAGE = Text(
    "平均：{hours} 小时 × 7 ÷ （{days} 天 − 休假和病假 {neutral} 天）= 每周 {average} 小时，上限 {limit} 小时",
    "average: {hours:hours} × 7 ÷ ({days:days} − {neutral:days} of leave and sickness) = {average:hours} a week, "
    "of at most {limit}",
)
REFERENCE = Text(
    "考察期 {start} 至 {end}，最长 {months} 个月",
    "reference period from {start} to {end}, of at most {months:months}",
)
REFERENCE_LONG = Text(
    "考察期最长 {months} 个月；请缩短到 {last} 或更早。",
    "The reference period may have {months:months} at most: end it on {last} or before.",
)
PERIOD_TURNED = Text(
    "考察期结束 {end} 早于开始 {start}。请检查两个日期。",
    "The reference period ends on {end}, before it begins on {start}. Check the two dates.",
)
NEUTRAL_ALL = Text(
    "中性天数须不为负并少于考察期的 {days} 天。",
    "Days of leave and sickness must not be negative and must be fewer than the {days:days} of the period.",
)
WITHIN = Text("未超过上限", "within the limit")
ABOVE = Text("超过上限", "above the limit")
OPTED_OUT = Text(
    "本人书面同意超过 48 小时，且该成员国采用第 22 条", "the person agreed to more, and the member state uses art. 22"
)
OPT_OUT_VOID = Text(
    "本人同意不起作用：该成员国没有采用第 22 条",
    "the person's consent has no effect: the member state does not use art. 22",
)
FEWER_HOURS = Text("少工作 {hours} 小时即符合要求", "With {hours} fewer hours it would be within")

NIGHT_AVERAGE = Text(
    "夜间工作者：{hours} 小时 ÷ {periods} 个 24 小时（{days} 天减去每周一天休息）= 平均 {average} 小时，上限 8 小时",
    "night worker: {hours:hours} ÷ {periods} periods of 24 hours ({days:days} less one day of rest a week) = "
    "{average:hours} on average, of at most 8",
)
NIGHT_HEAVY = Text(
    "有特殊危险或者重体力、精神压力：任一 24 小时内不超过 8 小时，最长的为 {longest} 小时",
    "special hazards or heavy strain: no more than 8 hours in any 24; the longest has {longest}",
)
NIGHT_LONGEST_NEEDED = Text(
    "请填写任一 24 小时内最长的工作时数。", "State the greatest number of hours worked in any 24."
)
NIGHT_DAYS = Text("考察天数须不少于 1。", "The reference period must have at least one day.")
NIGHT_HEALTH = Text("夜间工作者有权免费体检（第 9 条）", "Night workers have free health checks (art. 9)")

LEAVE_LEAST = Text(
    "至少 4 周：4 × 每周 {days} 天 = {least} 天；给予 {granted} 天",
    "at least four weeks: 4 × {days:days} a week = {least:days}; {granted} granted",
)
LEAVE_ENOUGH = Text("达到最低标准", "the least is granted")
LEAVE_SHORT = Text("少于最低标准", "less than the least")
LEAVE_UNSTATED = Text("未填写给予的天数，只说明最低标准", "What is granted is not stated; only the least is said")
NO_CASH = Text(
    "最低年休假不得以金钱代替，劳动关系终止时除外（第 7 条第 2 款）",
    "The least leave is not replaced by money, except where employment ends (art. 7(2))",
)
CASH_AT_END = Text(
    "劳动关系终止：未休的天数以金钱补偿，金额由成员国法律规定",
    "employment ends: untaken days are paid, at what national law says",
)
DAYS_A_WEEK = Text("每周工作天数须大于 0、不超过 7。", "Days worked a week must be more than none and at most seven.")

# What the directive leaves to the member states.
HOLIDAYS = Text("公共假日由成员国规定", "public holidays, which national law names")
OVERTIME = Text("加班的划分和报酬由成员国规定", "overtime and its pay, which national law rules")
PAYOUT = Text(
    "未休年休假的补偿金额由成员国规定（仅限劳动关系终止时）",
    "the amount paid for untaken leave at the end of employment, which national law rules",
)
SEVERANCE = Text("解雇补偿由成员国规定", "severance, which national law rules")
DEDUCTIONS = Text("工资扣除由成员国规定", "deductions from wages, which national law rules")
NOTICE = Text("通知期（由各成员国法律规定）", "periods of notice (national law)")
PROCEDURE = Text("争议处理程序（由各成员国法律规定）", "procedure in disputes (national law)")
LIMITATION = Text("请求时效由成员国规定", "limitation of claims, which national law rules")
DATA = Text(
    "个人数据由《通用数据保护条例》规定，不属于本指令", "personal data, which the GDPR rules and not this directive"
)

FOUND_DAILY = Text(
    "自 {start} 起的 24 小时内没有连续 11 小时的休息", "no eleven hours of rest in the 24 hours from {start}"
)
FOUND_BREAK = Text(
    "{start} 开始的班次超过 6 小时，没有安排休息", "the shift of {start} is longer than six hours and has no break"
)
FOUND_WEEKLY = Text(
    "自 {start} 起的 {days} 天内没有足够的周休息", "not enough weekly rest in the {days:days} from {start}"
)
FOUND_AVERAGE = Text(
    "{start} 至 {end} 平均每周 {average} 小时，超过 48 小时",
    "{average:hours} a week on average from {start} to {end}, more than 48",
)
FOUND_NIGHT = Text(
    "{start} 至 {end} 的夜间工作平均 {average} 小时，超过 8 小时",
    "{average:hours} on average for night work from {start} to {end}, more than 8",
)
