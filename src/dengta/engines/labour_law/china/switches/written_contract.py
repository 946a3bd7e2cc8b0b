"""Open questions of the written contract."""

from dengta.engines.labour_law.china.switches.option import option
from dengta.engines.labour_law.params import Switch
from dengta.engines.labour_law.text import Text

CALENDAR_DAYS, AVERAGE_DAYS = "working_days_of_the_month", "average_21_75"
NEW_MONTH, NO_GRACE = "new_month", "no_grace"
CURES, CURES_NOTHING = "cures", "cures_nothing"

PART_MONTH = Switch(
    key="written_contract.part_month",
    question=Text("二倍工资不满一个月的部分怎样计算？", "How is a part month of double wage reckoned?"),
    options=(
        option(CALENDAR_DAYS, "该月的实际工作日", "By the working days of that month"),
        option(AVERAGE_DAYS, "实际工作日除以 21.75", "Days worked over 21.75"),
    ),
    default=CALENDAR_DAYS,
    explanation=Text(
        "司法解释（二）第 6 条：不满一个月的，按该月实际工作日计算；没有写明除数。",
        "J2 6: less than a month by the actual working days of that month; it does not state the divisor.",
    ),
)
RENEWAL_GRACE = Switch(
    key="written_contract.renewal_grace",
    question=Text(
        "合同到期后继续用工，是否重新有一个月宽限期？",
        "When work goes on after a contract ran out, is there a new month of grace?",
    ),
    options=(
        option(NEW_MONTH, "有，最多 11 个月", "Yes, and 11 months at most"),
        option(NO_GRACE, "没有，最多 12 个月", "No, and 12 months at most"),
    ),
    default=NEW_MONTH,
    explanation=Text(
        "北京（京高法发〔2024〕534 号）：续签没有新的宽限期，最多 12 个月；其他地区多从宽限期满起算。",
        "Beijing (京高法发〔2024〕534号): no new month for a renewal, 12 months at most; "
        "elsewhere mostly after a month.",
    ),
    regional={"CN-BJ": NO_GRACE},
)
BACKDATING = Switch(
    key="written_contract.backdating",
    question=Text(
        "双方真实自愿将合同倒签至用工之日，是否免除二倍工资？",
        "Does a contract genuinely dated back to the first day of work free from double wage?",
    ),
    options=(
        option(CURES, "免除", "It does"),
        option(CURES_NOTHING, "不免除，计至实际签订前一日", "It does not: double wage until the day before signing"),
    ),
    default=CURES_NOTHING,
    explanation=Text(
        "实施条例第 6 条规定计至补订书面合同的前一日；北京认可真实自愿的倒签。",
        "Regs 6 counts to the day before signing; Beijing accepts genuine dating back.",
    ),
    regional={"CN-BJ": CURES},
)

SWITCHES = (PART_MONTH, RENEWAL_GRACE, BACKDATING)
