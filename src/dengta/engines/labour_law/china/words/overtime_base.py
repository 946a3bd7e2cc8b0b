"""What the rules about the base of overtime pay, and about agreements against it, say."""

from dengta.engines.labour_law.text import Text

TITLE_BASE = Text("加班费计算基数", "Base of overtime pay")
TITLE_FLOOR = Text("基数不低于最低工资", "Base not below the minimum wage")
TITLE_ALL_IN = Text("包薪制是否足额", "Whether an all-in wage is enough")
TITLE_WAIVER = Text("放弃加班费的约定", "Waiver of overtime pay")
TITLE_APPROVAL = Text("未审批的加班", "Overtime without approval")

AGREED_LOWER = Text(
    "约定基数 {agreed:money} 元低于合同工资 {contract:money} 元，不予采用",
    "the agreed base of {agreed:money} is below the contract wage of {contract:money}: disregarded",
)
AGREED_MINIMUM = Text(
    "约定以最低工资为基数，不予采用，按合同工资 {contract:money} 元",
    "the clause that takes the minimum wage as base is void: the contract wage of {contract:money} counts",
)
AGREED_HOLDS = Text("按约定基数 {agreed:money} 元", "the agreed base of {agreed:money} counts")
CONTRACT = Text(
    "按劳动合同约定的月工资 {contract:money} 元", "the monthly wage of the contract counts: {contract:money}"
)
FLOORED = Text(
    "{base:money} 元低于最低工资 {minimum:money} 元，按最低工资计算",
    "{base:money} is below the minimum wage of {minimum:money}, which counts in its place",
)
MINIMUM_UNKNOWN = Text(
    "未提供当地最低工资，未检查基数是否低于最低工资",
    "No minimum wage was given; whether the base lies below it was not looked at",
)

ALL_IN_DUE = Text(
    "按最低工资折算：{minimum:money} ÷ 174 ×（{weekday} × 150% + {rest} × 200% + {statutory} × 300%）"
    "= {overtime:money} 元",
    "overtime at the minimum wage: {minimum:money} ÷ 174 × ({weekday} × 150 % + {rest} × 200 % + {statutory} × 300 %) "
    "= {overtime:money}",
)
ALL_IN_SUM = Text(
    "至少应付 {minimum:money} + {overtime:money} = {due:money} 元",
    "at least due: {minimum:money} + {overtime:money} = {due:money}",
)
ALL_IN_ENOUGH = Text("实付 {paid:money} 元，不低于应付", "paid {paid:money}, which is enough")
ALL_IN_SHORT = Text(
    "实付 {paid:money} 元，少付 {shortfall:money} 元", "paid {paid:money}: {shortfall:money} too little"
)
ALL_IN_AGREED = Text(
    "合同写明正常工作时间工资的，按该工资计算加班费，可能高于本结果",
    "Where the contract names the wage of normal hours, overtime is reckoned with it and may come to more",
)

NO_WAIVER = Text("没有签署放弃约定", "no waiver was signed")
WAIVER_VOID = Text(
    "放弃加班费的约定排除劳动者权利，无效", "a waiver of overtime pay takes away a right of the employee and is void"
)
PAY_DUE = Text("加班事实已确认，应支付加班费", "the overtime is admitted: it must be paid")
PAY_UNPROVEN = Text(
    "加班事实尚未确认，由劳动者就加班事实举证", "the overtime is not admitted: the employee has to show it"
)
PROOF_WITH_EMPLOYER = Text(
    "劳动者能证明单位掌握加班事实的证据、单位不提供的，由单位承担不利后果",
    "Where the employee shows that the employer holds proof and withholds it, the doubt is the employer's",
)
SETTLED = Text(
    "事后就已发生的加班费达成和解，且没有欺诈、胁迫或显失公平的，另行判断",
    "A settlement of overtime already worked, free of fraud, threat and plain unfairness, is another matter",
)

APPROVED = Text("单位已审批，加班成立", "the employer approved it: the overtime counts")
ARRANGED = Text(
    "{evidence} 能证明单位安排了加班；未办理审批不影响认定",
    "{evidence} show that the employer arranged the work: the missing approval does not matter",
)
KNOWN = Text(
    "考勤显示确有工作，单位收到加班申请而未处理，加班成立",
    "attendance shows the work, and the employer left the application lying: the overtime counts",
)
NO_RULE = Text(
    "考勤显示确有工作，且没有审批制度，加班成立",
    "attendance shows the work, and no rule asks for approval: the overtime counts",
)
ONLY_PRESENCE = Text(
    "只有考勤，不能单独证明单位安排了加班",
    "attendance alone does not show that the employer arranged the work",
)
NO_EVIDENCE = Text("没有证据证明单位安排了加班", "nothing shows that the employer arranged the work")
MORE_EVIDENCE = Text(
    "任务安排、聊天记录、会议纪要等能证明单位安排的材料会改变结论",
    "Orders, chats, minutes or the like that show the employer's arrangement would change this",
)
ATTENDANCE = Text("考勤记录", "attendance")
CHAT = Text("聊天记录", "chats")
MINUTES = Text("会议纪要", "minutes")
EMAIL = Text("邮件", "e-mails")
TASK = Text("任务安排", "orders")
SYSTEM_LOG = Text("系统记录", "system logs")
