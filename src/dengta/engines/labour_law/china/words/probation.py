"""What the rules of probation say."""

from dengta.engines.labour_law.text import Text

TITLE_MAX = Text("试用期上限", "Longest probation")
TITLE_MIN_PAY = Text("试用期最低工资", "Lowest pay in probation")
TITLE_ILLEGAL = Text("违法约定试用期的赔偿金", "Compensation for an over-long probation")
TITLE_ONLY = Text("仅约定试用期", "A contract of probation alone")
TITLE_DISMISSAL = Text("试用期解除", "Dismissal in probation")

SECOND = Text(
    "同一单位与同一劳动者只能约定一次试用期 → 不得再约定",
    "one employer and one employee: one probation only → none again",
)
TASK_BASED = Text("以完成一定工作任务为期限 → 不得约定试用期", "a contract for a task → no probation")
OPEN_ENDED = Text(
    "无固定期限劳动合同 → 试用期最长 {months} 个月", "an open-ended contract → a probation of {months:months} at most"
)
TERM = Text(
    "合同期限 {term} 个月（不满 3 个月不得约定；满 3 个月不满 1 年最长 1 个月；满 1 年不满 3 年最长 2 个月；"
    "3 年以上最长 6 个月）→ {months} 个月，包含在合同期限内",
    "a term of {term:months} (under 3: none; 3 to under 12: 1; 12 to under 36: 2; 36 and more: 6) "
    "→ {months:months} at most, inside the term",
)
LONGER_TERM = Text(
    "合同期限满 {term} 个月的，试用期上限为 {months} 个月",
    "With a term of {term:months} the probation may last {months:months}",
)

EIGHTY_OF_AGREED = Text(
    "约定工资的 80%：{agreed:money} × 80% = {amount:money} 元",
    "80 % of the agreed wage: {agreed:money} × 80 % = {amount:money}",
)
EIGHTY_OF_LOWEST = Text(
    "相同岗位最低档工资的 80%：{lowest:money} × 80% = {amount:money} 元",
    "80 % of the lowest wage of the same post: {lowest:money} × 80 % = {amount:money}",
)
MINIMUM_PREVAILS = Text(
    "低于当地最低工资 {minimum:money} 元，按最低工资",
    "this is below the local minimum wage of {minimum:money}, which prevails",
)
NO_MINIMUM = Text(
    "未提供当地最低工资，没有与最低工资比较",
    "No local minimum wage was given; the result was not compared with it",
)
MIN_PAY = Text("试用期工资不低于 {pay:money} 元", "pay in probation is at least {pay:money}")

MAX_MONTHS = Text(
    "法定上限 {most} 个月；已履行 {served} 个月 → 超过 {excess} 个月",
    "the legal maximum is {most:months}; {served} were served → {excess} too many",
)
WITHIN_MAX = Text(
    "法定上限 {most} 个月；已履行 {served} 个月，没有超过 → 无需赔偿",
    "the legal maximum is {most:months}; {served} were served, not more → nothing to compensate",
)
ILLEGAL_PAY = Text(
    "赔偿金 = {excess} × {wage:money}（试用期满后的月工资）= {amount:money} 元，在已付工资之外支付",
    "compensation = {excess} × {wage:money} (monthly wage after probation) = {amount:money}, beside the wage paid",
)
SHORTEN = Text(
    "约定的 {agreed} 个月超过法定上限 {most} 个月：请改正，履行到上限时即应转正",
    "A probation of {agreed:months} is more than the {most} the law allows: correct it; probation ends at the maximum",
)

ONLY_PROBATION = Text(
    "合同仅约定试用期 → 试用期不成立，{months} 个月为劳动合同期限",
    "a contract of probation alone → there is no probation; the term of the contract is {months:months}",
)
TERM_STANDS = Text(
    "约定了 {months} 个月的合同期限，试用期可以另行约定，最长 {most} 个月",
    "a term of {months:months} was agreed; it may hold a probation of {most:months} at most",
)
TERM_TOO_SHORT = Text(
    "约定了 {months} 个月的合同期限，不满 3 个月 → 不得约定试用期",
    "a term of {months:months} was agreed, less than three → no probation may be in it",
)
FULL_PAY_FROM_START = Text(
    "自始按正式工资支付，解除也不能适用试用期的规定",
    "Full pay is due from the first day, and the rules of dismissal in probation do not apply",
)

CONDITIONS = Text("录用条件已明确告知", "the hiring conditions were communicated")
EVIDENCE = Text("有证据证明不符合录用条件", "there is evidence that they were not met")
BREACH_EVIDENCE = Text("有证据证明严重违反规章制度", "there is evidence of a serious breach of the rules")
REASON = Text("已向劳动者说明理由", "the reason was stated to the employee")
IN_TIME = Text("解除在试用期内作出", "the dismissal falls within the probation")
THERE = Text("具备：{proof}", "shown: {proof}")
MISSING = Text("缺少：{proof}", "not shown: {proof}")
NOT_STATED = Text(
    "没有说明是否具备：{proof}；既已缺少别的条件，暂按具备处理",
    "Not stated: {proof}; as something else is missing already, it is taken as given",
)
ALLOWED = Text("条件齐备 → 可以解除，不支付经济补偿", "all is there → dismissal is allowed, without severance")
BLOCKED = Text(
    "条件不齐 → 不可解除；强行解除属于违法解除（2N 或继续履行）",
    "something is missing → no dismissal; done all the same it is illegal (2N or reinstatement)",
)
GROUND = Text("法定的解除理由", "there is a ground that the law knows")
WOULD_ALLOW = Text("补齐后才可以解除：{proof}", "Dismissal is open only once this is shown: {proof}")
UNION = Text("建立了工会的，解除前应通知工会", "Where there is a union it is told before the dismissal")
