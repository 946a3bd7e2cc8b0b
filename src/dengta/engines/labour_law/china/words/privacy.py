"""What the rule on personal data says."""

from dengta.engines.labour_law.text import Text

TITLE = Text("个人信息处理的审查", "Whether personal data may be handled so")

ALLOWED = Text("可以处理", "It may be handled so")
FORBIDDEN = Text("不得这样处理", "It may not be handled so")

CONTRACT = Text(
    "为订立、履行劳动合同所必需，无需同意", "necessary for the contract of employment: no consent is needed"
)
RULES_ADOPTED = Text(
    "按照依法制定的规章制度或者集体合同实施人力资源管理所必需，无需同意",
    "necessary for HR management under rules adopted as the law asks: no consent is needed",
)
DUTY = Text("为履行法定义务所必需，无需同意", "necessary for a statutory duty: no consent is needed")
CONSENT = Text("以个人同意为依据，可以随时撤回", "it stands on consent, which may be withdrawn at any time")
NO_BASIS = Text("没有合法依据", "there is no lawful basis")
BASIS_TAKEN = Text(
    "未说明处理依据；按履行劳动合同所必需处理",
    "The basis is not stated; it is taken as necessary for the contract of employment",
)
TOLD = Text(
    "已事先告知目的、方式、种类、保存期限和行使权利的方式",
    "Purpose, method, kinds, time of keeping and rights were told beforehand",
)
SHORTEST = Text("保存期限为实现目的所必要的最短时间", "It is kept for the shortest time that the purpose needs")
KEPT = Text("保存期限：{retention}", "kept: {retention}")
WAGE_RECORDS = Text(
    "作为工资支付依据的记录至少保存 {years} 年", "records that wages are paid by are kept for {years:years} at least"
)
ONLY_LAWFUL_VIEWERS = Text(
    "{viewer}不在处理这类信息所必需的范围内", "{viewer}: not among those who need it for the purpose"
)
SENSITIVE = Text(
    "敏感个人信息：须有特定目的和充分必要性，采取严格保护措施",
    "sensitive: it needs a specific purpose, sufficient need and strict protection",
)
CONSENT_GIVEN = Text("已取得单独同意", "separate consent was given")
CONSENT_MISSING = Text("没有取得单独同意", "separate consent was not given")
CONSENT_TAKEN = Text(
    "未说明是否取得单独同意；按劳动者提交病假材料时已单独同意处理",
    "Whether separate consent was given is not stated; it is taken as given with the application for sick leave",
)
WITH_CONSENT = Text("取得本人单独同意后再处理", "Ask for the person's separate consent first")
NO_CONSENT_NEEDED = Text(
    "为人力资源管理所必需，本次按无需单独同意处理",
    "necessary for HR management: here it is taken as needing no separate consent",
)

MEDICAL_PURPOSE = Text(
    "诊断材料只能用于审批病假和计发病假工资，不能用于其他目的",
    "Medical papers serve sick leave and sick pay, and nothing else",
)
LEADER_SEES = Text(
    "班组长只需知道请假起止日期，不看诊断内容", "A team leader needs the dates of the leave, not the diagnosis"
)
COUNSELLING = Text(
    "心理咨询预约属于健康信息，只限本人和咨询师；班组长只看汇总数字",
    "A booking of counselling is health data, for the person and the counsellor; a leader sees aggregated figures",
)
OFF_SHIFT = Text(
    "下班后定位超出用工管理的必要范围，即使同意也不得采集",
    "Location off shift goes beyond what managing work needs; consent does not mend it",
)
ON_SHIFT_ONLY = Text(
    "只在工作时间、因外勤等明确目的定位，并事先告知",
    "Locate only during work, for a stated purpose such as field work, and tell people beforehand",
)
BIOMETRIC = Text(
    "指纹、人脸打卡：须提供非生物识别的替代方式、取得单独同意、事先做影响评估",
    "fingerprint or face: another way without biometrics, separate consent, and an impact assessment beforehand",
)
NO_ALTERNATIVE = Text("没有提供替代方式", "no other way is offered")
OFFER_ALTERNATIVE = Text(
    "提供刷卡、密码等方式并由劳动者自由选择", "Offer a card or a code, and let people choose freely"
)
ASSESS = Text(
    "影响评估报告和处理记录至少保存 {years} 年", "the assessment and the record are kept for {years:years} at least"
)
ANONYMOUS = Text(
    "匿名意见：{size} 人，最少 {minimum} 人才显示结果", "anonymous feedback: {size} people; shown from {minimum} on"
)
SHOWN = Text("人数足够，可以显示汇总结果", "enough people: the aggregate may be shown")
HIDDEN = Text("人数不足，可能识别出个人，不显示结果", "too few: somebody might be recognised, so nothing is shown")
SIZE_UNKNOWN = Text("未说明人数；不显示结果", "The number of people is not stated; nothing is shown")
MORE_NEEDED = Text("再有 {more} 人即可显示", "{more} more in the group, and it may be shown")
NOT_PERSONAL = Text(
    "真正匿名（无法识别且不能复原）的信息不是个人信息；不得保存账号、IP 等可以关联的数据",
    "What cannot be traced and not be restored is not personal data; no account, IP address or the like is kept",
)
REPORT = Text(
    "个人信息保护影响评估报告和处理情况记录至少保存 {years} 年",
    "The report of an impact assessment and the record of handling are kept for {years:years} at least",
)
AUTOMATED = Text(
    "通过自动化决策作出对个人权益有重大影响的决定：个人有权要求说明，并有权拒绝仅以自动化方式决定",
    "An automated decision with a major effect: the person may ask for an explanation and refuse one taken by "
    "machine alone",
)
HUMAN_DECIDES = Text("由人作出决定，并能应要求说明理由", "a person decides, and can explain it when asked")
NO_HUMAN = Text("没有人工决定", "no person decides")
LET_DECIDE = Text("系统只列出事实，由人决定并说明", "Let the system list facts, and a person decide and explain")
NOTHING_STATED = Text("请填写数据种类或者行为。", "State the kind of data, or the action.")
AT_LEAST_ONE = Text(
    "显示结果的最少人数应不少于 1，实际人数不能为负数。",
    "The least number must be at least one, and the number of people not negative.",
)

V_SELF = Text("本人", "the person")
V_LEADER = Text("班组长", "team leader")
V_HR = Text("人力资源部门", "HR")
V_COUNSELLOR = Text("心理咨询师", "counsellor")
V_MANAGEMENT = Text("管理层", "management")
V_COLLEAGUES = Text("同事", "colleagues")
V_THIRD = Text("第三方", "third party")
