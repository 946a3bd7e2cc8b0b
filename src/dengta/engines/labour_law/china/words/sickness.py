"""What the rules of sickness and of stoppages say."""

from dengta.engines.labour_law.text import Text

TITLE_MEDICAL = Text("医疗期", "Medical period")
TITLE_SICK_PAY = Text("病假工资最低标准", "Floor of sick pay")
TITLE_STOPPAGE = Text("停工停产期间工资", "Pay during a stoppage")

MORE_THAN_CAREER = Text(
    "本单位年限 {unit} 年大于实际工作年限 {career} 年，请检查两个年限；实际工作年限包括其他单位。",
    "Service of {unit:years} with this employer is more than the {career:years} of work. "
    "Check both; the years of work include other employers.",
)
MEDICAL = Text(
    "实际工作 {career} 年，本单位 {unit} 年 → 医疗期 {months} 个月，按 {window} 个月内累计病休时间计算",
    "{career:years} of work, {unit} of them here → a medical period of {months:months}, "
    "counted over sick leave within {window:months}",
)
BY_UNIT_YEARS = Text(
    "本单位 {unit} 年：第 1 年 3 个月，以后每满 1 年增加 1 个月，最高 24 个月 → 医疗期 {months} 个月，"
    "按在本单位期间累计病休时间计算",
    "{unit:years} here: 3 months in the first, one more for each further full year, 24 at most "
    "→ a medical period of {months:months}, counted over all sick leave with this employer",
)
MAY_BE_LONGER = Text(
    "精神病、癌症、瘫痪等特殊疾病可以延长；集体合同、劳动合同或制度约定更长的，从其约定",
    "Cancer, paralysis, psychiatric and other grave illness may prolong it; a longer agreed period prevails",
)
REGIONS_DIFFER = Text(
    "按全国标准计算；个别地区（如上海）另有规定",
    "The national table is taken; some regions (Shanghai for one) have their own",
)
NEXT_STEP = Text(
    "本单位工作满 {years} 年后，医疗期变为 {months} 个月",
    "With {years:years} here the medical period becomes {months:months}",
)

FLOOR = Text(
    "病假工资不低于当地最低工资的 {share}%：{minimum:money} × {share}% = {floor:money} 元",
    "sick pay is at least {share} % of the local minimum wage: {minimum:money} × {share} % = {floor:money}",
)
HIGHER_SCALES = Text(
    "部分省市规定了更高的病假工资标准；劳动合同、集体合同或制度约定更高的，从其约定",
    "Several provinces set higher scales of sick pay; more by contract, collective contract or company rule prevails",
)

FULL_DAYS = Text(
    "第一个工资支付周期内照付工资：{days} × {wage:money} ÷ 21.75 = {amount:money} 元",
    "within the first wage cycle the wage goes on: {days} × {wage:money} ÷ 21.75 = {amount:money}",
)
BASIC_DAYS = Text(
    "超过一个周期、没有安排工作：{days} × {minimum:money} × {ratio} ÷ 21.75 = {amount:money} 元（基本生活费）",
    "beyond the first cycle, no work given: {days} × {minimum:money} × {ratio} ÷ 21.75 = {amount:money} (basic pay)",
)
STOPPAGE = Text(
    "合计 = {full:money} + {basic:money} = {total:money} 元", "total = {full:money} + {basic:money} = {total:money}"
)
RATIO_TAKEN = Text(
    "未提供基本生活费比例，按北京市最低工资的 {ratio} 倍处理",
    "No ratio of basic pay was given; Beijing's {ratio} of the minimum wage is taken",
)
NO_RATIO = Text(
    "第一个周期之后的 {days} 天需要当地基本生活费比例（basic_ratio），例如北京为 0.70；请按当地规定填写。",
    "Pay beyond the first cycle ({days:days}) needs the region's ratio of basic pay (basic_ratio), "
    "0.70 in Beijing for instance. Enter that of the region.",
)
NO_MINIMUM = Text(
    "第一个周期之后的 {days} 天需要当地最低工资（local_min_wage），请填写停工当时的标准。",
    "Pay beyond the first cycle ({days:days}) needs the local minimum wage (local_min_wage). Enter that of the time.",
)
FIRST_CYCLE_WHOLE = Text(
    "非因劳动者原因停工的，第一个工资支付周期须整个周期照付；按全额计的 {days} 天没有覆盖整个周期的，差额应补足",
    "The whole first wage cycle is due in full when the employee is not the cause; if full pay for {days:days} "
    "does not cover it, the difference is owed",
)
WORK_WOULD_RAISE = Text(
    "期间安排了工作的，工资不得低于当地最低工资",
    "For days on which work was given the wage is at least the local minimum wage",
)
