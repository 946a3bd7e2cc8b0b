"""What the rules on ending employment say."""

from dengta.engines.labour_law.text import Text

TITLE_CHECK = Text("解除、终止劳动合同的审查", "Whether employment may be ended")
TITLE_LAYOFF = Text("经济性裁员的程序", "Procedure of a dismissal for economic reasons")
TITLE_CERTIFICATE = Text("离职证明的内容", "What stands in the certificate of leaving")

NOT_LAWFUL = Text(
    "不得据此解除或终止；否则构成违法，劳动者可以要求继续履行，或者要求赔偿金 2N",
    "Employment may not be ended so; it would be illegal, and the employee may ask for reinstatement or for 2N",
)
LAWFUL = Text("上述各项齐备，可以解除", "All of this is there: employment may be ended")
LAWFUL_IF = Text(
    "已提供的事实中没有障碍；是否合法取决于下列假定是否属实",
    "Nothing that is stated stands against it; whether it is lawful depends on what is assumed below",
)
ESCALATE = Text(
    "劳动者处于第 42 条保护之下：第 42 条不禁止因严重违纪解除，但请先由 HR 负责人和法务复核证据与处分轻重",
    "The employee stands under art. 42. It does not forbid dismissal for a serious breach, but have the head of HR "
    "and counsel review the proof and the weight of the sanction first",
)

# Who is protected.
PREGNANT = Text("怀孕", "pregnancy")
MATERNITY = Text("产假期间", "maternity leave")
NURSING = Text("哺乳期（婴儿未满一周岁）", "nursing of a child under one year")
MEDICAL = Text("医疗期内", "medical period")
INJURY = Text("因工负伤并丧失或部分丧失劳动能力", "incapacity from a work injury")
OCCUPATIONAL = Text("疑似职业病诊断或者医学观察期间", "suspected occupational disease under observation")
NEAR_PENSION = Text(
    "在本单位连续工作满 15 年且距法定退休年龄不足 5 年",
    "fifteen years with this employer and less than five to the statutory retirement age",
)
SHIELDED = Text(
    "{day} 时受保护：{why}。第 42 条禁止依据第 40 条、第 41 条解除",
    "Protected on {day}: {why}. Art. 42 forbids dismissal under art. 40 and 41",
)
NURSING_OVER = Text(
    "婴儿于 {birthday} 出生，哺乳期至 {end} 届满，不延续到 {day} 之后",
    "The child was born on {birthday}; the protection ends on {end} and does not reach beyond {day}",
)
BIRTHDAY_AHEAD = Text(
    "婴儿生日 {birthday} 尚未到来，视为一周岁生日",
    "The child's birthday {birthday} still lies ahead; it is taken as the first",
)
NOT_YET_BORN = Text(
    "婴儿生日 {birthday} 晚于 {day} 一年以上，请检查出生日期。",
    "The child's birthday {birthday} is more than a year after {day}. Check the day of birth.",
)
BIRTHDAY_UNKNOWN = Text(
    "未提供婴儿出生日期，按尚未满一周岁处理", "The child's birthday is not stated; it is taken as under one year old"
)
PENSION_UNKNOWN = Text(
    "在本单位已满 15 年，但未提供距退休年龄的年数；按不少于 5 年处理",
    "Fifteen years of service, but the years to retirement are not stated; they are taken as five or more",
)
EXTENDED = Text(
    "合同期满 {contract_end}，受保护：{why}。合同续延至该情形消失时终止（第 45 条）：{until}",
    "The term ends on {contract_end}; protected: {why}. It is prolonged until that has passed (art. 45): {until}",
)
UNTIL_DAY = Text("{day}（婴儿满一周岁）", "{day}, the child's first birthday")
UNTIL_PREGNANCY = Text("孕期、产期、哺乳期全部届满", "until pregnancy, maternity leave and nursing are all over")
UNTIL_MEDICAL = Text("医疗期届满", "until the medical period is over")
UNTIL_INJURY = Text(
    "按工伤保险规定和伤残等级确定", "as the rules on work-injury insurance say for the grade of disability"
)
UNTIL_DIAGNOSIS = Text("诊断或者医学观察结束", "until diagnosis or observation is over")
UNTIL_PENSION = Text("达到法定退休年龄", "until the statutory retirement age")
UNTIL_ONE = Text("婴儿满一周岁", "until the child is one year old")
EXPIRED = Text(
    "固定期限于 {day} 届满，没有第 42 条的情形，可以终止",
    "The term ends on {day} and art. 42 does not apply: employment may end",
)
OPEN_ENDED = Text(
    "如果劳动者有权要求订立无固定期限合同，则不能仅因期满终止",
    "Where the employee has a right to an open-ended contract, the end of the term alone does not end employment",
)
SEVERANCE_AT_EXPIRY = Text(
    "单位不续签或者降低条件续签的，应支付经济补偿",
    "Severance is due where the employer does not renew, or offers worse terms",
)

# Grounds that are none.
REFUSAL = Text(
    "拒绝违法加班不是违纪，也不是不符合录用条件；相应的制度条款无效",
    "To refuse unlawful overtime is no breach and no failure of probation; a rule that says so is void",
)
RANKING = Text(
    "排名末位不等于不能胜任工作；第 40 条第 2 项要求证明不胜任 → 培训或调岗 → 仍不胜任",
    "To rank last is not incompetence; art. 40(2) asks for proof, then training or transfer, then proof again",
)
RANKING_CHANGES = Text(
    "有岗位职责和客观数据证明不能胜任，且培训或调岗后仍不能胜任的，可以按第 40 条第 2 项处理",
    "With incompetence proven against the duties of the post, before and after training or transfer, "
    "art. 40(2) would apply",
)
OWN_CHOICE = Text(
    "“{cause}”属于单位自主的经营选择，不是订立合同时无法预见的客观情况重大变化",
    '"{cause}" is the employer\'s own choice, not a major change of objective circumstances',
)
OBJECTIVE = Text("“{cause}”可以构成客观情况发生重大变化", '"{cause}" can be a major change of objective circumstances')
CAUSE_UNKNOWN = Text(
    "未说明客观情况发生了何种变化；按确有重大变化处理",
    "What has changed is not stated; a major change of objective circumstances is assumed",
)
NO_AGREEMENT = Text(
    "已与劳动者协商变更合同，未能达成协议",
    "A change of the contract was negotiated with the employee without agreement",
)
NO_AGREEMENT_CHANGES = Text(
    "可以先协商调岗、培训转岗；达成变更协议的无需解除",
    "A transfer or retraining may be agreed first; then nobody need be dismissed",
)
AI = Text("人工智能替代岗位", "AI replaces the post")
RESTRUCTURING = Text("自行调整组织架构", "own reorganisation")
DOWNTURN = Text("经营亏损或业绩下滑", "losses or falling sales")
OUTSOURCING = Text("自行决定外包", "own decision to outsource")
RELOCATION = Text("因不可归责的原因迁移", "relocation that was not the employer's choice")
DISASTER = Text("自然灾害等不可抗力", "force majeure such as a natural disaster")
POLICY = Text("法律法规或政策变化导致停产、转产、迁移", "change of law or policy that forces closure or relocation")
TRANSFER = Text("企业被兼并、资产转移", "merger or transfer of assets")

# Art. 40(1), 40(2), 41.
SICK_CONDITIONS = Text(
    "医疗期已满，不能从事原工作，也不能从事另行安排的工作",
    "The medical period is over, and neither the former work nor other work arranged can be done",
)
LAYOFF_CONDITIONS = Text(
    "符合第 41 条所列情形之一；达到人数的，已履行说明、听取意见、报告程序",
    "One of the cases of art. 41 is given, and its procedure was followed where the numbers ask for it",
)
INCOMPETENCE = Text("不能胜任工作的证明：{given}", "proof of incompetence: {given}")
TRAINING = Text("已培训或调整岗位：{given}", "training or transfer: {given}")
STILL = Text("培训或调岗后仍不能胜任的证明：{given}", "proof of incompetence after that: {given}")
NOTICE = Text(
    "提前 30 日书面通知，或者支付代通知金；并支付经济补偿 N",
    "Thirty days' written notice or pay in its place, and severance N, are due",
)

# The five proofs of a dismissal for breach, and the union.
FACTS = Text("违纪事实的证据：{given}", "evidence of the facts: {given}")
RULE = Text("制度明文规定为严重违纪：{given}", "a written rule that calls it serious: {given}")
PROCEDURE = Text("制度经民主程序制定：{given}", "the rule went through the democratic procedure: {given}")
PUBLISHED = Text("制度已公示或告知本人：{given}", "the rule was published or acknowledged: {given}")
ADOPTED = Text(
    "制度由本单位制定或经本单位程序采用：{given}", "the rule is this employer's own or was adopted here: {given}"
)
UNION = Text("解除前已将理由通知工会：{given}", "the union was told the reason beforehand: {given}")
YES = Text("有", "yes")
NO = Text("无", "no")
NOT_STATED = Text("未说明", "not stated")
UNSTATED = Text(
    "有的证明未说明有无；举证责任在用人单位，补齐之前不要发出通知",
    "Some proof is not stated. The burden lies with the employer: send no notice before it is there",
)
PROPORTION = Text(
    "违纪须达到制度规定的“严重”程度，处分与过错相称，且同一行为未受过处分",
    "The breach is serious as the rule grades it, the sanction fits it, and it was not sanctioned before",
)
UNION_TAKEN = Text(
    "未说明是否已通知工会；按已通知处理",
    "Whether the union was told is not stated; it is taken as told",
)
NO_UNION = Text(
    "本单位没有工会；部分地区要求通知上级工会或者听取职工代表意见，建议办理并留存",
    "There is no union here; some regions expect notice to the union above or to staff delegates: do so and keep it",
)
CURABLE = Text("起诉前补正通知工会程序的，不再因此违法", "Telling the union before a lawsuit is filed cures this alone")
WOULD_CURE = Text("补齐缺少的证明后重新审查", "Check again once the missing proof is there")

# Layoff.
COUNT = Text(
    "裁减 {cut} 人，职工 {headcount} 人，占 {percent} %；界限：20 人以上，或者不足 20 人但占 10 % 以上",
    "{cut} of {headcount} are dismissed, {percent} %; the line is 20 people, or fewer but 10 % of the staff",
)
PROCEDURE_DUE = Text(
    "应当提前 30 日向工会或者全体职工说明情况、听取意见，并向劳动行政部门报告方案",
    "Thirty days before, the union or all staff are told and heard, and the plan is reported to the labour bureau",
)
PRIORITY = Text(
    "优先留用：较长固定期限、无固定期限、家庭无其他就业人员且有老幼需扶养的人员；六个月内重新招用的，优先录用被裁人员",
    "Those with long or open-ended contracts, and sole earners with dependants, are kept first; "
    "whoever hires within six months takes those dismissed first",
)
PROCEDURE_NOT_DUE = Text(
    "未达到界限，不适用第 41 条的程序，应逐人依据第 36 条、第 40 条等处理",
    "Below the line art. 41 does not apply: each case stands on its own ground, such as art. 36 or 40",
)
MORE_WOULD = Text("再多裁减 {more} 人即须履行第 41 条程序", "With {more} more the procedure of art. 41 is due")
FEWER_WOULD = Text("少裁减 {fewer} 人则无须履行第 41 条程序", "With {fewer} fewer the procedure is not due")
NOBODY = Text(
    "裁减人数 {cut} 必须在 0 与职工总数 {headcount} 之间，职工总数至少 1 人。请检查两个数字。",
    "The number dismissed, {cut}, must lie between 0 and the staff, {headcount}, of at least one. Check both figures.",
)

# Certificate.
FOUR = Text(
    "离职证明只写四项：合同期限、终止或解除日期、工作岗位、本单位工作年限",
    "The certificate states four things only: contract term, date of the end, post, and years of service here",
)
REMOVE = Text("应当删除：{fields}", "To be removed: {fields}")
ABSENT = Text("应当补上：{fields}", "To be added: {fields}")
COMPLETE = Text("四项齐备，没有多余内容", "All four are there, and nothing else")
TRANSFER_FILES = Text(
    "解除或终止时出具证明，并在 15 日内办理档案和社会保险转移",
    "It is handed over at the end; files and social insurance are transferred within 15 days",
)
FIELD_TERM = Text("合同期限", "contract term")
FIELD_END = Text("终止或解除日期", "date of the end")
FIELD_POST = Text("工作岗位", "post")
FIELD_YEARS = Text("本单位工作年限", "years of service here")
FIELD_MISCONDUCT = Text("违纪原因", "misconduct as the reason")
