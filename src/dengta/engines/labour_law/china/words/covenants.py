"""What the rules of non-compete and of service for training say."""

from dengta.engines.labour_law.text import Text

TITLE_NONCOMPETE = Text("竞业限制补偿", "Compensation for a non-compete")
TITLE_PENALTY = Text("服务期违约金上限", "Highest penalty of a training bond")
TITLE_INTERNAL = Text("培训能否约定服务期", "Whether a training may carry a bond")

NO_SECRETS = Text(
    "劳动者没有知悉、接触商业秘密和保密事项 → 竞业限制条款不生效，不产生补偿和违约金",
    "the employee neither knew nor had access to trade secrets → the clause has no effect: no compensation, no penalty",
)
ORDINARY = Text(
    "普通一线岗位，不是高级管理人员、高级技术人员或其他负有保密义务的人员 → 竞业限制条款不生效",
    "an ordinary frontline post, neither executive nor senior technician nor bound to secrecy "
    "→ the clause has no effect",
)
ACCESS_WOULD_BIND = Text(
    "用人单位能证明劳动者接触商业秘密的，条款才生效",
    "The clause would bind only if the employer proves access to trade secrets",
)
ACCESS_TAKEN = Text(
    "未说明岗位和是否接触商业秘密，按负有保密义务、条款生效处理",
    "Neither post nor access to secrets was stated; the employee is taken as bound to secrecy and the clause as valid",
)
EFFECTIVE = Text("负有保密义务 → 竞业限制条款生效", "bound to secrecy → the clause has effect")
NO_AMOUNT = Text(
    "既没有约定补偿，也没有前 12 个月平均工资，没有计算补偿",
    "Neither an agreed compensation nor an average wage was given; no compensation was reckoned",
)
AGREED = Text("约定的补偿：每月 {agreed:money} 元", "agreed compensation: {agreed:money} a month")
THIRTY_PERCENT = Text(
    "离职前 12 个月平均工资的 30%：{average:money} × 30% = {amount:money} 元",
    "30 % of the average wage of the twelve months before the end: {average:money} × 30 % = {amount:money}",
)
MINIMUM_PREVAILS = Text(
    "低于当地最低工资 {minimum:money} 元，按最低工资",
    "this is below the local minimum wage of {minimum:money}, which prevails",
)
NO_MINIMUM = Text(
    "未提供劳动合同履行地最低工资，没有与最低工资比较",
    "No minimum wage of the place of work was given; the amount was not compared with it",
)
TOO_LONG = Text(
    "约定 {months} 个月，超过 2 年的部分无效 → {valid} 个月",
    "{months:months} were agreed; what is beyond two years is void → {valid:months}",
)
TERM = Text("竞业限制期限 {valid} 个月", "a non-compete of {valid:months}")
NO_TERM = Text(
    "未提供竞业限制月数，没有计算总额", "The months of the non-compete were not given; no total was reckoned"
)
TOTAL = Text("{monthly:money} × {months} = {total:money} 元", "{monthly:money} × {months} = {total:money}")
MAY_TERMINATE = Text(
    "因用人单位原因 {unpaid} 个月未支付补偿，满 3 个月 → 劳动者可以请求解除竞业限制",
    "{unpaid:months} unpaid by the employer's fault, three or more → the employee may end the non-compete",
)
MAY_NOT_TERMINATE = Text(
    "因用人单位原因未支付补偿不满 3 个月 → 劳动者还不能以此解除",
    "not three months unpaid by the employer's fault → the employee cannot end it on that account yet",
)
FAULT_TAKEN = Text(
    "未说明未支付的原因，按用人单位原因处理",
    "Nobody stated why it was not paid; taken as the employer's fault",
)
RELEASE = Text(
    "用人单位可以提前解除竞业限制，劳动者可以要求额外支付 3 个月补偿",
    "The employer may release the employee early; three months' compensation more may then be asked",
)

WAGES_TOO_MUCH = Text(
    "其中的工资 {wages:money} 元大于培训费用 {cost:money} 元，请检查两个金额。",
    "The wages of {wages:money} are more than the cost of {cost:money} they are part of. Check both amounts.",
)
NO_BOND = Text(
    "缺少服务期月数（service_months），应大于 0，请填写约定的服务期。",
    "The months of the agreed service (service_months) are missing; they are more than 0. Enter them.",
)
NO_PENALTY_ENDING = Text("{ending} → 不支付违约金", "{ending} → no penalty")
EMPLOYER_FAULT = Text("因用人单位过错，劳动者依第 38 条解除", "the employee left for the employer's fault (art. 38)")
NO_FAULT = Text(
    "用人单位依第 40 条解除，劳动者没有违约", "the employer dismissed under art. 40: no breach by the employee"
)
LAYOFF = Text("经济性裁员，劳动者没有违约", "dismissal for economic reasons: no breach by the employee")
MUTUAL = Text("双方协商解除", "ended by agreement")
EXPIRY = Text(
    "劳动合同期满，用人单位不再续延至服务期满",
    "the contract ran out and the employer did not go on to the end of the service",
)
RESIGNATION = Text("服务期内劳动者辞职 → 违反服务期约定", "the employee resigned within the agreed service → a breach")
SERIOUS_FAULT = Text(
    "因劳动者严重过错依第 39 条解除 → 视同违反服务期约定",
    "dismissed for serious fault (art. 39) → treated as a breach of the agreed service",
)
COST = Text(
    "有凭证的培训费用 {documented:money} − 其中的工资 {wages:money} = {cost:money} 元（工资不是培训费用）",
    "documented cost {documented:money} − wages in it {wages:money} = {cost:money} (wages are not a cost of training)",
)
SHARE = Text(
    "未履行 {unserved} 个月，共 {term} 个月：{cost:money} × {unserved} ÷ {term} = {share:money} 元",
    "{unserved} of {term:months} not served: {cost:money} × {unserved} ÷ {term} = {share:money}",
)
AGREED_LOWER = Text(
    "约定的违约金 {agreed:money} 元更低，以约定为限", "the agreed penalty of {agreed:money} is lower and is the limit"
)
MOST = Text("违约金最多 {penalty:money} 元", "the penalty is {penalty:money} at most")
SERVE_MORE = Text(
    "每多履行 1 个月，应分摊的培训费用减少 {less:money} 元",
    "Each further month of service lowers the share of the cost by {less:money}",
)

INTERNAL = Text(
    "入职、产品、上岗等内部培训不是专项培训 → 不能约定服务期和违约金",
    "induction, product and other internal training is no special training → no bond and no penalty",
)
SPECIAL = Text(
    "提供专项培训费用的专业技术培训 → 可以约定服务期，违约金不超过培训费用",
    "special professional training paid for → a bond may be agreed; the penalty is the cost at most",
)
ONLY_SPECIAL = Text(
    "只有支付了专项费用、有凭证的专业技术培训才能约定服务期",
    "Only special professional training with documented cost may carry a bond",
)
