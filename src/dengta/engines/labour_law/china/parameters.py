"""Regional figures that the rules of mainland China need, and the few values that ship with their source.

Everything else is entered by the house: an unknown figure stays unknown.
"""

from datetime import date
from decimal import Decimal

from dengta.engines.labour_law.params import DatedValue, Parameter
from dengta.engines.labour_law.text import Text

YUAN_A_MONTH = Text("元/月", "yuan a month")
YUAN_AN_HOUR = Text("元/小时", "yuan an hour")
YUAN_A_SHIFT = Text("元/班", "yuan a shift")
DAYS = Text("天", "days")
PER_CENT = Text("%", "%")
YEARS = Text("年", "years")

MINIMUM_WAGE = Parameter(
    "minimum_wage",
    Text("月最低工资标准", "Monthly minimum wage"),
    YUAN_A_MONTH,
    Text(
        "扣款后的余额、试用期工资、病假工资和竞业限制补偿的下限，以及终局裁决的金额标准，都以它为准。",
        "The floor for deductions, probation pay, sick pay and non-compete pay; twelve of it mark a final award.",
    ),
)
HOURLY_MINIMUM_WAGE = Parameter(
    "hourly_minimum_wage", Text("小时最低工资标准", "Hourly minimum wage"), YUAN_AN_HOUR,
    Text("适用于非全日制用工。", "For part-time work by the hour."),
)  # fmt: skip
LOCAL_AVERAGE_WAGE = Parameter(
    "local_average_wage",
    Text("上年度职工月平均工资", "Average monthly wage of the year before"),
    YUAN_A_MONTH,
    Text(
        "经济补偿 3 倍封顶的依据。各地采用的口径不同：北京采用法人单位从业人员平均工资，不是社保缴费口径。",
        "What the cap of three times is reckoned with. Places use different series: Beijing that of legal entities, "
        "not that of social insurance.",
    ),
)
SICK_PAY_SHARE = Parameter(
    "sick_pay_share", Text("病假工资不低于最低工资的比例", "Sick pay: least share of the minimum wage"), PER_CENT,
    Text("全国为 80%；部分地区规定了更高的标准。", "80 % nationally; several places set more."),
)  # fmt: skip
MATERNITY_EXTRA = Parameter(
    "maternity_extra_days", Text("地方增加的生育奖励假", "Days of maternity leave added locally"), DAYS,
    Text("在国家规定的 98 天之外。", "Beyond the 98 days of national law."),
)  # fmt: skip
PATERNITY_DAYS = Parameter("paternity_days", Text("陪产假（护理假）", "Paternity leave"), DAYS)
MARRIAGE_DAYS = Parameter("marriage_days", Text("婚假", "Marriage leave"), DAYS)
BEREAVEMENT_DAYS = Parameter("bereavement_days", Text("丧假", "Bereavement leave"), DAYS)
CHILDCARE_DAYS = Parameter("childcare_days", Text("育儿假（每年）", "Childcare leave (a year)"), DAYS)
NIGHT_ALLOWANCE = Parameter("night_allowance", Text("夜班津贴", "Night allowance"), YUAN_A_SHIFT)
HEAT_ALLOWANCE = Parameter("heat_allowance", Text("高温津贴", "Heat allowance"), YUAN_A_MONTH)
WAGE_RECORD_YEARS = Parameter(
    "wage_record_years", Text("工资支付记录保存年限", "Years that wage records are kept"), YEARS,
    Text("全国至少 2 年，建议 3 年。", "At least 2 nationally; 3 are advised."),
)  # fmt: skip

PARAMETERS = (
    MINIMUM_WAGE, HOURLY_MINIMUM_WAGE, LOCAL_AVERAGE_WAGE, SICK_PAY_SHARE, MATERNITY_EXTRA, PATERNITY_DAYS,
    MARRIAGE_DAYS, BEREAVEMENT_DAYS, CHILDCARE_DAYS, NIGHT_ALLOWANCE, HEAT_ALLOWANCE, WAGE_RECORD_YEARS,
)  # fmt: skip

VALUES = (
    DatedValue("minimum_wage", "CN-BJ", Decimal(2540), date(2025, 9, 1), "北京市最低工资标准，2025 年 9 月 1 日起施行"),
    DatedValue("sick_pay_share", "CN", Decimal(80), date(1995, 8, 4), "劳部发〔1995〕309 号第 59 条"),
    DatedValue("wage_record_years", "CN", Decimal(2), date(1995, 1, 1), "《工资支付暂行规定》第 6 条"),
)
