"""What the rules of annual leave say."""

from dengta.engines.labour_law.text import Text

TITLE_ENTITLEMENT = Text("年休假天数", "Days of annual leave")
TITLE_NEW_JOINER = Text("年中入职的年休假", "Annual leave when joining during the year")
TITLE_SICK = Text("因病假、事假丧失年休假", "Annual leave lost through sick or personal leave")
TITLE_CARRY_OVER = Text("年休假跨年安排", "Carrying annual leave over")

MORE_THAN_CAREER = Text(
    "本单位年限 {here} 年大于累计工作年限 {career} 年，请检查两个年限；累计年限包括在所有单位的工作时间。",
    "Service of {here:years} with this employer is more than the whole career of {career:years}. "
    "Check both; the career includes the time with every employer.",
)
WHOLE_CAREER = Text(
    "按累计工作年限 {career} 年计算（包括其他单位的工作时间），不按本单位的 {here} 年",
    "counted: the whole career of {career:years}, with every employer, not the {here:years} here",
)
TWELVE_MONTHS_TAKEN = Text(
    "未说明是否已连续工作满 12 个月（可在不同单位），按已满处理",
    "Nobody stated whether twelve months were worked without a break (with any employers); taken as worked",
)
NOT_TWELVE_MONTHS = Text(
    "尚未连续工作满 12 个月 → 暂不享受年休假",
    "twelve months have not been worked without a break → no annual leave yet",
)
TWELVE_MONTHS_WOULD_GIVE = Text(
    "连续工作满 12 个月（在不同单位连续工作也算）后开始享受年休假",
    "Annual leave begins once twelve months are worked without a break, with this or other employers",
)
ENTITLEMENT = Text(
    "累计工作 {career} 年（满 1 年不满 10 年 5 天，满 10 年不满 20 年 10 天，满 20 年 15 天）→ {days} 天，"
    "法定节假日和休息日不计入",
    "{career:years} of work (1 to under 10: 5 days, 10 to under 20: 10, 20 and more: 15) → {days:days}; "
    "public holidays and rest days are not counted as leave",
)
NEXT_BAND = Text(
    "累计工作满 {years} 年后，年休假增至 {days} 天",
    "The leave rises to {days:days} when the years of work reach {years}",
)

REMAINING = Text(
    "{joined} 至当年 12 月 31 日共 {remaining} 个日历天（含入职当天）",
    "{joined} to 31 December: {remaining} calendar days, the first day included",
)
PRO_RATA = Text(
    "{remaining} ÷ 365 × {full} = {exact} 天，不足 1 整天的部分不享受 → {days} 天（闰年也除以 365）",
    "{remaining} ÷ 365 × {full} = {exact:days}; less than a whole day does not count → {days:days} "
    "(365 in leap years too)",
)

SICK_AS_MONTHS = Text(
    "病假天数按 30 天折合 1 个月；法律只写“累计 2、3、4 个月以上”，没有规定折算方法",
    "Thirty days of sick leave count as a month; the law says only “two, three, four months and more in total”",
)
NO_LEAVE_TO_LOSE = Text(
    "累计工作 {career} 年，不满 1 年，本来没有年休假",
    "{career:years} of work, less than one: there is no leave to lose",
)
SICK_TOO_LONG = Text(
    "病假累计 {sick} 个月；{days} 天档的界线是 {limit} 个月（含）→ 已达到",
    "sick leave of {sick:months}; for the band of {days:days} the limit is {limit:months} → reached",
)
SICK_WITHIN = Text(
    "病假累计 {sick} 个月；{days} 天档的界线是 {limit} 个月（含）→ 未达到",
    "sick leave of {sick:months}; for the band of {days:days} the limit is {limit:months} → not reached",
)
PAID_PERSONAL = Text(
    "带薪事假累计 {personal} 天，达到 20 天", "{personal:days} of paid personal leave: twenty are reached"
)
PERSONAL_WITHIN = Text(
    "带薪事假累计 {personal} 天，不满 20 天", "{personal:days} of paid personal leave: fewer than twenty"
)
UNPAID_PERSONAL = Text(
    "事假 {personal} 天已扣工资，不影响年休假", "{personal:days} of personal leave, unpaid: no leave is lost"
)
KEPT = Text(
    "年休假不受影响：当年 {days} 天，下一年度 {days} 天",
    "the leave is untouched: {days:days} this year and {days} next year",
)
MORE_WOULD_COST = Text(
    "当年病假累计达到 {limit} 个月，或带薪事假累计达到 20 天，将丧失一年的年休假",
    "Sick leave of {limit:months} in the year, or twenty days of paid personal leave, would cost one year's leave",
)
THIS_YEAR_LOST = Text(
    "当年年休假尚未休 → 不享受当年年休假；下一年度仍有 {days} 天",
    "this year's leave has not been taken → it is lost; next year's {days:days} stay",
)
NEXT_YEAR_LOST = Text(
    "当年年休假已休 {taken} 天 → 保留当年 {days} 天，不享受下一年度年休假",
    "of this year's leave {taken:days} taken → this year's {days} stay and next year's leave is lost",
)
PARTLY_TAKEN = Text(
    "当年年休假只休了一部分，按“已享受当年年休假”处理：只丧失一年，不丧失两年",
    "Only part of this year's leave has been taken; taken as leave enjoyed: one year is lost, not two",
)
NEXT_YEAR_BAND = Text(
    "下一年度内累计工作满 {years} 年的，自满年起按更高的天数",
    "Once the years of work reach {years} in the coming year, its higher number of days applies",
)

NO_YEAR = Text(
    "“{period}”中没有年份，请写明是哪一年的年休假，例如“2027”。",
    "“{period}” names no year. Say of which year the leave is, for instance “2027”.",
)
SPREAD = Text(
    "spread_years 填写为 {spread}，应为 1 或以上的整数：打算跨几个年度安排。",
    "spread_years is {spread}. It is the number of years over which the leave is to be spread, 1 or more.",
)
MAY_CARRY = Text(
    "职工本人同意 → {year} 年的年休假可以跨 1 个年度安排，至 {until} 年为止",
    "the employee consents → leave of {year} may be carried one year on, to {until}",
)
NO_CONSENT = Text(
    "职工本人没有同意 → {year} 年的年休假不能跨年度安排",
    "the employee has not consented → leave of {year} may not be carried over",
)
ONE_YEAR_ONLY = Text(
    "打算跨 {spread} 个年度：最多只能跨 1 个年度",
    "to be spread over {spread:years}: one year on is the most",
)
CONSENT_WOULD_CARRY = Text(
    "职工书面同意后，可以安排到 {until} 年；未安排的应休未休天数按日工资 300% 支付",
    "With the employee's consent it may be taken until {until}; "
    "days neither granted nor carried over are paid at 300 %",
)
ELSE_PAID = Text(
    "到 {until} 年底仍未安排的，按日工资 300% 支付，不会因此作废",
    "What is not granted by the end of {until} is paid at 300 %; it does not lapse",
)
