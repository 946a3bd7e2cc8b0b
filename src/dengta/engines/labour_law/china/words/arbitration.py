"""What the rules on disputes before arbitration and court say."""

from dengta.engines.labour_law.text import Text

TITLE_ACCEPTANCE = Text("仲裁受理期限", "Deadline for accepting the application")
TITLE_ANSWER = Text("答辩期限", "Deadline for the defence")
TITLE_AWARD = Text("裁决期限", "Deadline for the award")
TITLE_COURT = Text("起诉期限", "Deadline for going to court")
TITLE_MEDIATION = Text("调解期限", "Time allowed for mediation")
TITLE_FINAL = Text("是否为终局裁决", "Whether an award is final")
TITLE_BURDEN = Text("举证责任", "Burden of proof")

WORKING_DAYS = Text(
    "{start} 的次日起 {days} 个工作日（调休上班日计入，节假日不计）→ {deadline}",
    "{days} working days from the day after {start} (make-up workdays count, holidays do not) → {deadline}",
)
CALENDAR_DAYS = Text(
    "{start} 的次日起 {days} 日（日历日）→ {deadline}",
    "{days} calendar days from the day after {start} → {deadline}",
)
NOT_ANNOUNCED = Text(
    "{year} 年的放假安排尚未公布，只按周末和法定节假日计算；公布后请重新计算",
    "The holiday notice of {year} is not known: only weekends and statutory days are reckoned with; "
    "reckon again once it is",
)
ROLLED = Text(
    "{day} 不是工作日，顺延至 {rolled}（《民事诉讼法》第 85 条）",
    "{day} is not a working day; the time ends on {rolled} (Civil Procedure Law art. 85)",
)

NO_ANSWER_AFTER_FIVE = Text(
    "逾期不作决定或者不予受理的，申请人可以直接向法院起诉",
    "Without a decision by then, or if it is refused, the applicant may go to court",
)
SILENCE_DOES_NO_HARM = Text(
    "不提交答辩书不影响审理，但时效抗辩必须在仲裁阶段提出",
    "The case goes on without a defence; but limitation must be raised at arbitration",
)
EXTENDED = Text(
    "案情复杂并经仲裁委员会主任批准，延长 {days} 日",
    "complex, and approved by the head of the commission: {days:days} more",
)
COULD_EXTEND = Text(
    "案情复杂并经批准的，可以延长不超过 15 日", "If it is complex and approved, up to 15 days are added"
)
AFTER_AWARD_TIME = Text(
    "逾期未裁决的，当事人可以就该事项向法院起诉", "Without an award by then either side may go to court"
)
MEDIATION_OVER = Text(
    "自收到调解申请之日起 15 日内未达成协议的，可以申请仲裁",
    "Without an agreement within 15 days of the application, arbitration may be applied for",
)
MEDIATION_SHORTER = Text(
    "调解不是必经程序：双方可以随时直接申请仲裁",
    "Mediation is not obligatory: either side may apply for arbitration at any time",
)

NON_FINAL = Text(
    "非终局裁决：任何一方不服，自收到裁决书之日起 15 日内向法院起诉",
    "award that is not final: either side may go to court within 15 days of receiving it",
)
FINAL_EMPLOYEE = Text(
    "终局裁决：劳动者不服，自收到裁决书之日起 15 日内向法院起诉",
    "final award: the employee may go to court within 15 days of receiving it",
)
FINAL_EMPLOYER = Text(
    "终局裁决：用人单位不能起诉，只能自收到裁决书之日起 30 日内向中级法院申请撤销",
    "final award: the employer cannot go to court, but may ask the intermediate court within 30 days to set it aside",
)
IN_FORCE_THEN = Text("期满不起诉的，裁决书发生法律效力", "Without a lawsuit by then the award takes effect")
NOT_FINAL_TAKEN = Text(
    "未说明裁决是否终局；按非终局处理", "Whether the award is final is not stated; it is taken as not final"
)

THRESHOLD = Text(
    "界限：当地月最低工资 {minimum:money} × 12 = {threshold:money} 元，逐项比较",
    "line: local monthly minimum wage {minimum:money} × 12 = {threshold:money}, compared item by item",
)
ITEM_WITHIN = Text(
    "第 {number} 项 {amount:money} 元，不超过界限 → 终局", "item {number}: {amount:money}, within → final"
)
ITEM_ABOVE = Text(
    "第 {number} 项 {amount:money} 元，超过界限 → 非终局", "item {number}: {amount:money}, above → not final"
)
ITEM_STANDARD = Text(
    "第 {number} 项属于执行国家劳动标准的争议（工作时间、休息休假、社会保险等）→ 终局",
    "item {number} is about labour standards (hours, rest and leave, social insurance) → final",
)
ITEM_OTHER = Text(
    "第 {number} 项不属于可以终局裁决的事项 → 非终局", "item {number} is not of the kind that can be final → not final"
)
MIXED = Text(
    "同时有终局和非终局事项，或者全部非终局：整个裁决按非终局处理",
    "final and other items together, or none final: the whole award is treated as not final",
)
ALL_FINAL = Text(
    "全部为终局事项：裁决书自作出之日起生效，用人单位不能起诉",
    "all items are final: the award takes effect at once, and the employer cannot go to court",
)
SEPARATE_AWARDS = Text(
    "仲裁委员会可以就终局和非终局事项分别作出裁决书，则各自按其性质处理",
    "Where the commission issues separate awards, each is treated by its own kind",
)
NO_ITEMS = Text("请至少填写一项裁决事项。", "State at least one item of the award.")
AMOUNT_NEEDED = Text("第 {number} 项请填写金额，不能为负数。", "State the amount of item {number}; not a negative one.")
MINIMUM_POSITIVE = Text("当地最低工资应大于 0。", "The local minimum wage must be more than nothing.")

BY_EMPLOYER = Text("由用人单位举证", "the employer bears the burden")
BY_EMPLOYEE = Text("由劳动者举证", "the employee bears the burden")
DECISION = Text(
    "因开除、除名、辞退、解除合同、减少报酬、计算工作年限等决定发生的争议：{who}",
    "disputes over dismissal, lower pay or the reckoning of service: {who}",
)
OVERTIME_SHOWN = Text(
    "劳动者已证明用人单位掌握加班事实的证据：{who}",
    "the employee has shown that the employer holds the proof of overtime: {who}",
)
OVERTIME_NOT_SHOWN = Text(
    "主张加班费的，应当就加班事实存在举证：{who}", "whoever claims overtime pay proves the overtime: {who}"
)
OVERTIME_PRESUMED = Text(
    "用人单位不提供，承担不利后果：推定加班事实成立",
    "the employer does not produce it and bears the consequence: the overtime is presumed",
)
RECORDS_KEPT = Text(
    "工资支付记录应保存两年以上，争议在申请前 {years} 年：{who}",
    "records of wages are kept for two years at least; this lies {years:years} before filing: {who}",
)
RECORDS_UNDATED = Text("工资支付记录由用人单位掌握管理：{who}", "records of wages are kept by the employer: {who}")
WITHIN_TWO_TAKEN = Text(
    "未说明争议期间距申请仲裁的年数；按两年以内处理",
    "How many years before filing is not stated; it is taken as within two",
)
RECORDS_PRESUMED = Text(
    "用人单位不提供，承担不利后果：按劳动者的主张认定",
    "the employer does not produce them and bears the consequence: what the employee claims is presumed",
)
SHOW_HOLDING = Text(
    "劳动者能证明用人单位掌握证据（考勤系统、审批记录、排班）的，举证责任转移",
    "Shown that the employer holds the proof (attendance, approvals, rosters), the burden moves",
)
PRODUCE = Text("用人单位提供记录的，按记录认定", "Where the employer produces the records, they decide")
