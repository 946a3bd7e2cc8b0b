"""Open questions of working time, overtime and rest."""

from dengta.engines.labour_law.china.switches.option import option
from dengta.engines.labour_law.params import Switch
from dengta.engines.labour_law.text import Text

CAP_SCOPE = Switch(
    key="overtime.cap_scope",
    question=Text("哪些加班计入每月 36 小时？", "Which overtime counts toward the 36 hours of a month?"),
    options=(
        option(
            "all_uncompensated",
            "工作日延时、未补休的休息日加班、法定节假日加班",
            "Workdays, rest days without time off in return, statutory holidays",
        ),
        option("all", "全部加班，已补休的也计入", "All overtime, also what time off was given for"),
        option("weekday_only", "只计工作日延时", "Workdays only"),
    ),
    default="all_uncompensated",
    explanation=Text(
        "《劳动法》第 41 条未写明范围；默认把没有用补休抵消的加班全部计入，对劳动者更有保障。",
        "LL 41 does not say; by default everything counts that time off has not made good, which protects most.",
    ),
)

SCHEDULE_BREAK = Switch(
    key="overtime.schedule_break",
    question=Text(
        "作息制度只写起止时间、未写休息时，是否扣除用餐休息？",
        "Where a schedule states only from when to when, is a meal break taken off?",
    ),
    options=(
        option("none", "不扣除", "Nothing is taken off"),
        option("one_hour", "每天扣除 1 小时", "One hour a day is taken off"),
    ),
    default="none",
    explanation=Text(
        "公布的“早 9 时至晚 9 时、每周 6 天”案例按全部起止时间认定严重超时；有明确的休息安排时可以改为扣除 1 小时。",
        "The published case on nine to nine, six days, took the whole span; a house with a fixed meal break may take "
        "one hour off.",
    ),
)

AGREED_BASE = Switch(
    key="overtime.agreed_base",
    question=Text(
        "约定的加班费基数低于劳动合同工资时，约定是否有效？",
        "Does an agreed overtime base hold when it is below the wage of the contract?",
    ),
    options=(
        option("contract_wage", "无效，按合同工资", "No, the wage of the contract counts"),
        option("agreement", "有效，但不低于最低工资", "Yes, but never below the minimum wage"),
    ),
    default="contract_wage",
    explanation=Text(
        "北京按合同工资，两起公布的案例都没有采纳较低的约定；其他地区口径不一，请以当地规定为准。",
        "Beijing reckons with the contract wage, and two published cases set the lower agreement aside; other places "
        "differ.",
    ),
)

IRREGULAR_HOLIDAY = Switch(
    key="overtime.irregular_holiday",
    question=Text(
        "不定时工作制在法定节假日工作，是否支付 300%？",
        "Does work on a statutory holiday earn 300 % under irregular hours?",
    ),
    options=(
        option("no", "不支付", "No"),
        option("yes", "支付", "Yes"),
    ),
    default="no",
    explanation=Text(
        "《工资支付暂行规定》第 13 条第 4 款：不定时工作制不执行该条加班工资规定；"
        "上海、深圳等地仍要求支付法定节假日 300%。",
        "WP 13(4) leaves irregular hours out; Shanghai and Shenzhen keep 300 % on statutory holidays.",
    ),
    regional={"CN-SH": "yes", "CN-GD-SZ": "yes"},
)

SENIOR_MANAGERS = Switch(
    key="overtime.irregular_senior_managers",
    question=Text(
        "高级管理人员实行不定时工作制是否需要审批？",
        "Do senior managers need approval for irregular hours?",
    ),
    options=(
        option("approval", "需要", "Yes"),
        option("exempt", "不需要", "No"),
    ),
    default="approval",
    explanation=Text(
        "全国规定要求审批；北京对企业高级管理人员免于审批。",
        "The national rule asks for approval; Beijing exempts true senior managers.",
    ),
    regional={"CN-BJ": "exempt"},
)

COMPREHENSIVE_HOLIDAY = Switch(
    key="overtime.comprehensive_holiday",
    question=Text(
        "综合工时周期内的法定节假日工时，是否还计入超出标准的 150% 工时？",
        "Do statutory-holiday hours also count among the hours above the standard of the cycle?",
    ),
    options=(
        option("once", "不计入，同一小时只付 300%", "No: an hour that earns 300 % does not earn 150 % as well"),
        option("twice", "计入，300% 之外超出部分再付 150%", "Yes: they earn 300 %, and 150 % where above the standard"),
    ),
    default="once",
    explanation=Text(
        "劳部发〔1997〕271 号第 5 条：超出部分按 150% 支付，其中法定节假日工作的按 300% 支付，故同一小时不重复支付。",
        "Reply 271 item 5 pays hours above the standard with 150 % and, of these, holiday hours with 300 %: "
        "none twice.",
    ),
)

MIDNIGHT = Switch(
    key="overtime.midnight",
    question=Text("跨零点的班次如何归入日期？", "To which day do the hours of a shift across midnight belong?"),
    options=(
        option("calendar_day", "按自然日在零点分割", "To the calendar day, split at midnight"),
        option("shift_start", "全部归入开始日", "All to the day on which the shift began"),
    ),
    default="calendar_day",
    explanation=Text(
        "国家没有统一规定；按自然日分割最贴近“法定节假日当日工作”的文义。",
        "There is no national rule; the calendar day comes closest to “work on the statutory day”.",
    ),
)

BREAK_POSITION = Switch(
    key="overtime.break_position",
    question=Text(
        "未写明时段的无薪休息，在跨日班次中从哪一天扣除？",
        "From which day of a shift across midnight is an unpaid break taken whose time is not stated?",
    ),
    options=(
        option("ordinary_first", "先从非法定节假日的时段扣除", "From the hours off the statutory day first"),
        option("pro_rata", "按各日时长比例扣除", "From each day by its share"),
    ),
    default="ordinary_first",
    explanation=Text(
        "没有记录能证明休息发生在节假日时段的，不利后果不由劳动者承担；有打卡记录时以记录为准。",
        "Nothing proves that the break lay in the holiday, and the doubt is not the employee's; records come first.",
    ),
)

NIGHT_WINDOW = Switch(
    key="roster.night_window",
    question=Text("哪一时段算夜班？", "Which hours are night work?"),
    options=(
        option("22:00-06:00", "22:00 至次日 6:00", "22:00 to 06:00"),
        option("23:00-06:00", "23:00 至次日 6:00", "23:00 to 06:00"),
        option("00:00-06:00", "0:00 至 6:00", "00:00 to 06:00"),
    ),
    default="22:00-06:00",
    explanation=Text(
        "通常理解为 22 时至次日 6 时；与该时段有任何重叠即视为夜班。",
        "Usually understood as 22:00 to 06:00; a shift that touches the window is night work.",
    ),
)

PROTECTED_HOLIDAY = Switch(
    key="roster.protected_holiday",
    question=Text(
        "怀孕 7 个月以上或哺乳期的女职工，可否在法定节假日上正常班？",
        "May a normal shift on a statutory holiday be rostered for a woman pregnant seven months or nursing?",
    ),
    options=(
        option("warn", "提醒，征得本人同意", "With a warning and her consent"),
        option("block", "不可以", "No"),
        option("allow", "可以", "Yes"),
    ),
    default="warn",
    explanation=Text(
        "法律禁止的是延长劳动时间和夜班；节假日正常班是否属于延长劳动时间没有明文。",
        "The law bans overtime and night work; whether a normal shift on a holiday is overtime it does not say.",
    ),
)

SWITCHES = (
    CAP_SCOPE,
    SCHEDULE_BREAK,
    AGREED_BASE,
    IRREGULAR_HOLIDAY,
    SENIOR_MANAGERS,
    COMPREHENSIVE_HOLIDAY,
    MIDNIGHT,
    BREAK_POSITION,
    NIGHT_WINDOW,
    PROTECTED_HOLIDAY,
)
