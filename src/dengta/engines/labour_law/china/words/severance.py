"""What the rules of severance say."""

from dengta.engines.labour_law.text import Text

TITLE_DUE = Text("是否应付经济补偿", "Whether severance is due")
TITLE_N = Text("经济补偿 N", "Severance N")
TITLE_N_PLUS_1 = Text("经济补偿加代通知金 N + 1", "Severance and pay in place of notice, N + 1")
TITLE_2N = Text("违法解除赔偿金 2N", "Damages for illegal dismissal, 2N")
TITLE_PRE2008 = Text("跨 2008 年的经济补偿", "Severance for service from before 2008")

DUE = Text("{ending} → 应支付经济补偿", "{ending} → severance is due")
NOT_DUE = Text("{ending} → 不支付经济补偿", "{ending} → severance is not due")
EMPLOYEE_PROPOSED = Text("劳动者提出、双方协商解除", "ended by agreement, proposed by the employee")
EMPLOYER_PROPOSED = Text("用人单位提出、双方协商解除", "ended by agreement, proposed by the employer")
RESIGNATION = Text("劳动者提前通知辞职", "the employee resigned with notice")
EMPLOYER_FAULT = Text("因用人单位过错，劳动者解除", "the employee left for the employer's fault")
UNPAID_INSURANCE = Text(
    "未依法缴纳社会保险，劳动者解除（曾约定不缴的，约定无效）",
    "social insurance was not paid (an agreement not to pay it is void)",
)
GOOD_FAITH = Text("对工资数额有合理争议，单位并非恶意拖欠", "pay was disputed in good faith, not withheld")
BULLYING = Text("职场霸凌、剥夺劳动条件，劳动者解除", "bullying: the conditions of work were taken away")
SERIOUS_BREACH = Text("严重违纪，合法解除", "lawful dismissal for a serious breach")
NO_FAULT = Text("无过失性解除", "dismissal without fault")
LAYOFF = Text("经济性裁员", "dismissal for economic reasons")
NO_RENEWAL = Text("合同到期，用人单位不续签", "the term ran out and the employer did not renew")
DISSOLVED = Text("用人单位解散、被吊销或决定提前解散", "the employer was dissolved")
RETIREMENT = Text("达到退休年龄并开始享受养老保险待遇", "retirement with a pension")
DECLINED = Text(
    "单位维持或提高条件续签，劳动者不同意", "the same or better terms were offered and the employee declined"
)
NOT_OFFERED = Text(
    "合同到期，劳动者并未拒绝不低于原条件的续签",
    "the term ran out, and the employee did not decline the same or better terms",
)

DATES_TURNED = Text(
    "最后工作日 {last} 早于入职日 {start}，请检查两个日期。",
    "The last day {last} is before the first day {start}. Check the two dates.",
)
SERVICE = Text(
    "工作年限：{start} 至 {last}，共 {years} 年 {rest} 个月 {days} 天；"
    "满 6 个月不满一年计 1 个月工资，不满 6 个月计半个月 → {months} 个月",
    "service from {start} to {last}: {years:years}, {rest:months}, {days:days}; "
    "six months and more count as one month's wage, less as half of one → {months:months}",
)
GROWS = Text(
    "最后工作日再晚 {days} 天，多计半个月工资", "With {days} more days of service half a month's wage is added"
)
FLOORED = Text(
    "前 12 个月平均工资 {average:money} 元低于最低工资 {minimum:money} 元，按最低工资计算",
    "the average wage of {average:money} is below the minimum wage of {minimum:money}, which counts in its place",
)
NO_LOCAL_AVERAGE = Text(
    "未提供当地上年度职工月平均工资，按月工资未超过其 3 倍处理",
    "No local average wage was given; the wage is taken as not above three times of it",
)
CAPPED = Text(
    "月工资 {average:money} 元高于当地平均工资的 3 倍（3 × {local:money} = {cap:money}），"
    "按 {cap:money} 元计算，年限最高 12 年",
    "the wage of {average:money} is above three times the local average (3 × {local:money} = {cap:money}): "
    "{cap:money} counts, for twelve years at most",
)
BASE = Text(
    "计算基数：前 12 个月平均应得工资 {average:money} 元", "base: average gross wage of twelve months, {average:money}"
)
AT_MOST_TWELVE = Text("{months} 个月超过 12，按 12 个月计算", "{months:months} are more than 12: 12 count")
N = Text(
    "经济补偿 N = {months} × {base:money} = {amount:money} 元", "severance N = {months} × {base:money} = {amount:money}"
)

NOTICE_GIVEN = Text(
    "已提前 {days} 日书面通知，不支付代通知金", "{days} days' written notice was given: no pay in its place"
)
NOTICE_PAID = Text(
    "未提前 30 日书面通知，代通知金为上月工资 {wage:money} 元",
    "no thirty days' written notice: last month's wage, {wage:money}, in its place",
)
NOTICE_WOULD_SAVE = Text(
    "提前 30 日书面通知则不支付代通知金", "With thirty days' written notice nothing is paid in its place"
)
N_PLUS_1 = Text(
    "合计 = {severance:money} + {notice:money} = {total:money} 元",
    "total = {severance:money} + {notice:money} = {total:money}",
)

TWICE = Text(
    "赔偿金 2N = 2 × {months} × {base:money} = {amount:money} 元（自用工之日起计算，不以 2008 年分段）",
    "damages 2N = 2 × {months} × {base:money} = {amount:money} (from the first day of work, not split at 2008)",
)
NO_NOTICE_BESIDE = Text(
    "代通知金只适用于第 40 条的解除，不与赔偿金并用",
    "pay in place of notice belongs to art. 40 and is not paid beside damages",
)
REINSTATEMENT = Text(
    "劳动者可以选择要求继续履行劳动合同，代替赔偿金", "The employee may choose reinstatement in place of damages"
)

BEFORE_2008 = Text(
    "2008 年以前：{start} 至 {until}，不满一年按一年 → {months} 个月",
    "before 2008: {start} to {until}, a started year counts as one → {months:months}",
)
NOTHING_BEFORE_2008 = Text(
    "2008 年以前：{start} 至 {until}，当时劳动合同期满终止不支付经济补偿 → 0 个月",
    "before 2008: {start} to {until}, when the end of a term earned no severance → 0 months",
)
POLICY_UNKNOWN = Text(
    "不认识的 2008 年前年限规则“{policy}”，按本单位的设置处理",
    "The rule “{policy}” for service before 2008 is not known here; the setting of this house is taken",
)
BOTH_PERIODS = Text(
    "合计 {old} + {new} = {months} 个月；{months} × {base:money} = {amount:money} 元",
    "{old} + {new} = {months:months}; {months} × {base:money} = {amount:money}",
)
