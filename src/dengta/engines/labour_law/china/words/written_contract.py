"""What the rules of the written contract say."""

from dengta.engines.labour_law.text import Text

TITLE_DOUBLE = Text("未签书面合同的二倍工资", "Double wage without a written contract")
TITLE_OPEN_ENDED = Text("无固定期限劳动合同", "Open-ended contract")

REFUSED = Text("劳动者故意不签书面合同", "the employee refused to sign in bad faith")
NEGLIGENT = Text("因劳动者重大过失没有签订", "the employee was grossly negligent in not signing")
FORCE_MAJEURE = Text("因不可抗力没有签订", "force majeure prevented signing")
EXTENDED = Text("原合同期限依法自动续延", "the old contract was extended by law")
EXEMPT = Text("{reason} → 不支付二倍工资", "{reason} → no double wage")
EXEMPTION_NEEDS_PROOF = Text(
    "以上情形由用人单位举证（例如书面催签记录），否则应支付二倍工资",
    "The employer has to prove this, by written requests to sign for instance; otherwise double wage is due",
)
EXTENSION_LASTS = Text(
    "按续延情形在整个期间内一直存在处理；情形消失后继续用工的，应签订书面合同",
    "The reason of the extension is taken as lasting throughout; work that goes on after it ends needs a contract",
)
STATUS_EXTENDS_NOTHING = Text(
    "三期、医疗期等只续延已经到期的合同；从未签订书面合同的，不因此免除二倍工资",
    "pregnancy, medical period and the like extend a contract that ran out; they excuse no contract never made",
)
BACKDATED = Text("双方真实自愿把合同签到用工之日", "the contract was genuinely dated back to the first day of work")
NOT_GENUINE = Text(
    "倒签不是劳动者真实意思，不免除二倍工资",
    "dating the contract back was not the employee's genuine will: it cures nothing",
)
WORK_ENDED = Text(
    "合同于 {ended} 到期后没有继续用工 → 没有二倍工资",
    "the contract ran out on {ended} and work did not go on → no double wage",
)

NO_START = Text(
    "缺少用工之日（hired）；续签争议请填写原合同到期日（old_contract_end）。",
    "The first day of work (hired) is missing; for a renewal give the day the old contract ran out (old_contract_end).",
)
DATES_TURNED = Text(
    "原合同到期日 {ended} 早于用工之日 {hired}，请检查两个日期。",
    "The old contract ran out on {ended}, before the first day of work {hired}. Check the two dates.",
)
NO_WAGE = Text(
    "缺少月工资（monthly_wage）：应计 {months} 个月，需要月工资才能算出金额。",
    "The monthly wage (monthly_wage) is missing: the {months:months} owed cannot be reckoned without it.",
)
GRACE = Text(
    "{start} 起用工，一个月内应签书面合同 → 自 {owed} 起支付二倍工资，最迟至 {last}（最多 11 个月）",
    "work since {start}; a contract is due within a month "
    "→ double wage from {owed} to {last} at the latest (11 months)",
)
NO_GRACE = Text(
    "原合同于 {ended} 到期后继续用工，续签没有新的一个月宽限期 "
    "→ 自 {owed} 起支付二倍工资，最迟至 {last}（最多 12 个月）",
    "the contract ran out on {ended} and work went on; a renewal has no new month of grace "
    "→ double wage from {owed} to {last} at the latest (12 months)",
)
SIGNED_IN_TIME = Text(
    "签订日 {signed} 不晚于 {owed} → 没有二倍工资", "signed on {signed}, not after {owed} → no double wage"
)
NOT_YET = Text(
    "截至 {until} 还没有超过宽限期 → 没有二倍工资", "by {until} the time of grace has not run out → no double wage"
)
SIGNING_IN_TIME = Text(
    "不晚于 {owed} 签订书面合同的，没有二倍工资", "With a contract signed by {owed} there is no double wage"
)
OWED = Text("应付期间：{owed} 至 {last}", "owed from {owed} to {last}")
WHOLE_MONTHS = Text("满 {months} 个月", "{months} whole months")
BY_CALENDAR = Text(
    "不满一个月的部分 {start} 至 {last}：{worked} 个工作日；该月（至 {until}）共 {all} 个工作日 → {part} 个月",
    "part month {start} to {last}: {worked} working days of the {all} in that month (to {until}) → {part:months}",
)
BY_AVERAGE = Text(
    "不满一个月的部分 {start} 至 {last}：{worked} 个工作日 ÷ 21.75 → {part} 个月",
    "part month {start} to {last}: {worked} working days ÷ 21.75 → {part:months}",
)
CALENDAR_UNKNOWN = Text(
    "{year} 年的放假安排尚未录入，工作日按周一至周五并扣除法定节假日计算",
    "The holiday notice of {year} is not known; Monday to Friday count as worked, less the statutory holidays",
)
EXTRA_PAY = Text(
    "另付一倍工资 = {months} × {wage:money} = {amount:money} 元（已付的正常工资之外）",
    "a second wage = {months} × {wage:money} = {amount:money}, beside the wage paid",
)
DEEMED = Text(
    "满一年未签 → 自 {deemed} 起视为已订立无固定期限劳动合同，此后不再支付二倍工资",
    "a year without a contract → deemed open-ended from {deemed}; no more double wage after that",
)
SIGNING_ENDS_IT = Text(
    "现在签订书面合同，二倍工资即停止增加；最迟计至 {last}",
    "Signing now stops the double wage, which else grows until {last}",
)
LIMITATION = Text(
    "二倍工资的仲裁时效为一年；起算方法各地不同",
    "A claim for double wage lapses a year on; from when it is counted differs by region",
)

TEN_YEARS = Text("连续工作 {years} 年，满 10 年", "{years:years} worked without a break, ten or more")
TWO_TERMS = Text(
    "已连续订立 {terms} 次固定期限劳动合同，且没有第 39 条和第 40 条第 1、2 项的情形",
    "{terms} fixed terms one after the other, and none of the grounds of art. 39 and 40(1), (2)",
)
EXTENSIONS = Text(
    "协商延长合同累计 {months} 个月（1 年以上）且延长期已届满 → 视为第二次固定期限合同，"
    "且没有第 39 条和第 40 条第 1、2 项的情形",
    "extensions of {months:months} in all (a year or more) have run out → they count as a second fixed term, "
    "and none of the grounds of art. 39 and 40(1), (2)",
)
BARRED = Text(
    "有第 39 条或第 40 条第 1、2 项的情形 → 两次固定期限合同不产生权利",
    "a ground of art. 39 or 40(1), (2) is there → two fixed terms give no right",
)
NO_GROUND = Text(
    "既未连续工作满 10 年，也没有连续两次固定期限合同 → 没有义务订立无固定期限合同",
    "neither ten years without a break nor two fixed terms → no duty to conclude an open-ended contract",
)
MUST_OFFER = Text(
    "劳动者提出或同意续订 → 应当订立无固定期限劳动合同",
    "the employee asks or agrees to go on → an open-ended contract must be concluded",
)
NOT_ASKED = Text(
    "条件已具备，但劳动者没有提出或同意续订 → 现在没有义务",
    "the condition is met, but the employee neither asks nor agrees to go on → no duty now",
)
ASKING_WOULD_BIND = Text("劳动者提出续订，即应订立", "Once the employee asks, the contract must be concluded")
ASKED_TAKEN = Text(
    "未说明劳动者是否提出或同意续订，按已提出处理",
    "Nobody stated whether the employee asks or agrees to go on; taken as asked",
)
YEARS_TO_GO = Text(
    "再连续工作 {years} 年即满 10 年", "Years still to be worked without a break until the ten are reached: {years}"
)
ONE_TERM_MORE = Text(
    "第二次固定期限合同期满续订时，应当订立无固定期限合同",
    "After a second fixed term a renewal must be open-ended",
)
