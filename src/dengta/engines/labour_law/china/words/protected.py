"""What the rules that protect people say."""

from dengta.engines.labour_law.text import Text

TITLE_ROSTER = Text("受保护人员的排班", "Rostering of protected people")
TITLE_NURSING = Text("哺乳时间", "Nursing time")
TITLE_OVERAGE = Text("超龄劳动者加班", "Overtime of people over retirement age")
TITLE_VERSION = Text("是否适用超龄劳动者规定", "Whether the rules for people over retirement age apply")

MONTHS_MISSING = Text("请填写怀孕月数。", "State the months of pregnancy.")
CHILD_MISSING = Text("请填写婴儿月龄。", "State the age of the child in months.")
AGE_MISSING = Text("请填写年龄。", "State the age.")

PREGNANT_BLOCK = Text(
    "怀孕 7 个月以上，不得延长劳动时间或安排夜班，并在劳动时间内安排休息",
    "pregnant seven months or more: no overtime and no night work, and rest within working time",
)
PREGNANT_WARN = Text(
    "怀孕未满 7 个月，法律没有禁止；有医疗证明的应减轻劳动量或调整岗位，请先征得本人同意",
    "pregnant less than seven months: not banned, but a medical certificate asks for relief; ask for her consent first",
)
PREGNANT_ANY = Text(
    "怀孕 7 个月以上，只能安排不加班、不上夜班的班次，并在劳动时间内安排休息",
    "pregnant seven months or more: only shifts without overtime and night work, with rest within working time",
)
NURSING_BLOCK = Text(
    "哺乳未满 1 周岁婴儿，不得延长劳动时间或安排夜班",
    "nursing a child under one year: no overtime and no night work",
)
NURSING_ANY = Text(
    "哺乳未满 1 周岁婴儿，只能安排不加班、不上夜班的班次，并预留哺乳时间",
    "nursing a child under one year: only shifts without overtime and night work, with nursing time kept free",
)
HOLIDAY_SHIFT = Text(
    "法定节假日的正常班是否属于延长劳动时间没有明文",
    "the law does not say whether a normal shift on a statutory holiday is overtime",
)
NO_PROTECTION = Text("没有限制", "nothing stands against it")
CHILD_GROWN = Text("婴儿已满 1 周岁，没有限制", "the child is one year old: nothing stands against it")
CHILD_LABOUR = Text("未满 16 周岁，禁止招用", "under 16: may not be employed")
MINOR_NIGHT = Text(
    "未满 18 周岁，本单位不安排夜班（法律没有一般禁令）",
    "under 18: the house rosters no night work (the law has no general ban)",
)
MINOR = Text(
    "16 至 17 周岁：不得从事有害劳动，定期体检",
    "16 or 17: no hazardous work, and regular health checks",
)
CERTIFICATE = Text("医疗机构证明不能适应原劳动的，应当提前减轻", "A medical certificate may ask for relief earlier")
AT_SEVEN = Text("满 7 个月起禁止", "From the seventh month on it is banned")
AT_ONE_YEAR = Text("婴儿满 1 周岁后不再限制", "Once the child is one year old the limits end")
CONSENT = Text("安排前征得本人书面同意", "With her written consent beforehand")

INFANTS_NEGATIVE = Text("婴儿人数不能小于 0。", "The number of infants cannot be below 0.")
NURSING_TIME = Text(
    "每天哺乳时间：{infants} 个婴儿 × 60 分钟 = {minutes} 分钟，计入劳动时间，工资照付",
    "nursing time a day: {infants} × 60 minutes = {minutes:minutes}, within working time and paid",
)
NURSING_OVER = Text("婴儿已满 1 周岁，不再有法定哺乳时间", "the child is one year old: no nursing time by law")
CHILD_ASSUMED = Text("视为婴儿未满 1 周岁", "The children are taken as under one year")

ASSIGN_UNREADABLE = Text(
    "无法识别安排 {assign}，请写成 overtime_2h（加班 2 小时）这样的形式。",
    "The assignment {assign} cannot be read. Write it like overtime_2h.",
)
NOT_OVERAGE = Text("未达到退休年龄，适用一般加班规定", "not over retirement age: the ordinary rules of overtime apply")
BEFORE_ORDER = Text(
    "{day} 早于 2026 年 7 月 1 日，第 56 号令尚未施行，按双方约定和当地裁判口径处理",
    "{day} is before 1 July 2026: Order 56 is not law yet, the agreement and local practice decide",
)
ORDER_APPLIES = Text(
    "{day} 适用第 56 号令：一般不安排加班；确需安排的，适用《劳动法》第 41、42、44 条",
    "on {day} Order 56 applies: normally no overtime; where it is needed, LL 41, 42 and 44 apply",
)
OVERAGE_HOURS = Text("安排 {hours} 小时，每日上限 {cap} 小时", "{hours:hours} arranged; the cap of a day is {cap}")
ABOVE_CAP = Text("超过每日上限", "above the cap of a day")
AGREEMENT_MISSING = Text("没有书面用工协议，须先补签", "there is no written agreement; it has to be signed first")
AGREEMENT_ASSUMED = Text("未说明书面协议，视为已签订", "Nobody spoke of the written agreement: taken as signed")
ORDER_SINCE = Text(
    "2026 年 7 月 1 日起，超龄劳动者适用第 56 号令",
    "From 1 July 2026 on Order 56 applies to people over retirement age",
)
