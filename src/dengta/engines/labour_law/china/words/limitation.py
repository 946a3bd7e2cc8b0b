"""What the rules on limitation say."""

from dengta.engines.labour_law.text import Text

TITLE_ARBITRATION = Text("仲裁时效", "Limitation of claims before arbitration")
TITLE_DEFENCE = Text("时效抗辩能否提出", "Whether the defence of limitation is heard")

DURING_EMPLOYMENT = Text(
    "劳动关系存续期间追索劳动报酬，不受一年时效限制",
    "While employment lasts, a claim for wages is not bound by the year",
)
ARREARS_SINCE = Text("自 {since} 起拖欠", "in arrears since {since}")
KEEP_RECORDS = Text(
    "工资支付记录只须保存两年：更早的欠薪由劳动者举证，宜尽早主张",
    "Records of wages need be kept for two years only: earlier arrears the employee must prove; claim early",
)
FROM_END = Text("劳动报酬：自劳动关系终止之日 {start} 起一年", "wages: one year from the end of employment, {start}")
FROM_ENDING = Text(
    "劳动关系终止才产生该请求权：自 {start} 起一年",
    "The claim arises with the end of employment: one year from {start}",
)
FROM_KNOWING = Text(
    "自知道或者应当知道权利被侵害之日 {start} 起一年",
    "one year from {start}, when the claimant knew or should have known",
)
FROM_LEAVE_YEAR = Text(
    "{year} 年度未休年休假：最迟可跨年安排至次年末，自 {start} 的次日起一年",
    "leave of {year}: it may be arranged until the end of the next year; the year begins after {start}",
)
FROM_LEAVE_YEAR_ONLY = Text(
    "{year} 年度未休年休假：自当年末 {start} 的次日起一年",
    "leave of {year}: the year begins after the end of that year, {start}",
)
LEAVE_AT_END = Text(
    "劳动关系于 {start} 终止，未休年休假报酬自该日起一年",
    "employment ended on {start}: the year for unused leave begins then",
)
END_TAKEN = Text(
    "未提供知道权利被侵害的日期，按劳动关系终止之日起算",
    "When the claimant knew is not stated; the end of employment is taken",
)
INTERRUPTED = Text("{day} 时效中断（{how}），自该日重新计算一年", "interrupted on {day} ({how}): the year begins anew")
NOT_INTERRUPTED = Text(
    "{day} 的{how}不在时效期间内（{start} 至 {end}），时效不中断",
    "the {how} of {day} lies outside the year ({start} to {end}) and does not interrupt it",
)
DEMAND = Text("书面主张权利", "written demand")
COMPLAINT = Text("向有关部门投诉、请求救济", "complaint to an authority")
PROMISE = Text("对方同意履行", "promise to perform")
DEADLINE = Text("时效届满日：{day}", "last day: {day}")
ROLLED = Text(
    "{day} 不是工作日，顺延至 {rolled}（《民法典》第 203 条）",
    "{day} is not a working day; the time ends on {rolled} (Civil Code art. 203)",
)
IN_TIME = Text("{filed} 申请，未超过时效", "filed on {filed}: in time")
TOO_LATE = Text(
    "{filed} 申请，已超过时效；对方须在仲裁阶段提出时效抗辩，才产生后果",
    "filed on {filed}: too late, if the other side says so at arbitration",
)
WOULD_INTERRUPT = Text(
    "在 {day} 或之前书面主张权利、投诉或者取得对方履行的承诺，时效重新计算；请保留送达凭证",
    "A written demand, a complaint or a promise by {day} starts the year anew; keep proof of delivery",
)
FORCE_MAJEURE = Text(
    "不可抗力等正当理由使时效中止，原因消除后继续计算", "Force majeure suspends the year until it has passed"
)
KNEW_NEEDED = Text(
    "请填写知道权利被侵害的日期，或者劳动关系终止的日期。",
    "State when the claimant knew of the infringement, or when employment ended.",
)
INTERRUPTED_ON_NEEDED = Text("请填写时效中断的日期。", "State the day of the interruption.")
YEAR_UNKNOWN = Text(
    "{year} 年的放假安排尚未公布，只按周末和法定节假日判断是否顺延",
    "The holiday notice of {year} is not known; only weekends and statutory days are looked at",
)

DEFENCE_AT_ARBITRATION = Text("已在仲裁阶段提出，法院应当审查", "It was raised at arbitration: the court looks at it")
DEFENCE_NEW_EVIDENCE = Text(
    "仲裁阶段未提出，但在诉讼中基于新的证据提出，应予支持",
    "It was not raised at arbitration, but rests on new evidence before the court: it is heard",
)
DEFENCE_LATE = Text(
    "仲裁阶段未提出，又没有新的证据，法院不予支持",
    "It was not raised at arbitration and there is no new evidence: it is not heard",
)
DEFENCE_RETRIAL = Text(
    "此前未提出，不能以时效届满为由申请再审或者提出再审抗辩",
    "It was not raised before: it opens no retrial and is not heard in one",
)
RAISE_EARLY = Text(
    "收到仲裁申请后，在答辩中一并提出时效抗辩", "Raise it with the defence before the arbitration commission"
)
