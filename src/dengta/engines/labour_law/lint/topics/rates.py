"""Pay for overtime: the rates, and time off in place of holiday pay."""

from dengta.engines.labour_law.lint.topic import Signs, Topic, below
from dengta.engines.labour_law.text import Text

RATE = Topic(
    id="hours.rate",
    title=Text("加班费率低于法定", "Overtime below the lawful rates"),
    articles=("LL 44", "WP 13"),
    why=Text(
        (
            "加班工资：工作日延时不低于 150%，休息日不能补休的不低于 200%，法定节假日不低于 300%；"
            "基数不得低于合同约定的工资。"
        ),
        (
            "Overtime pays at least 150 % on working days, 200 % on rest days without time off, 300 % on stat"
            "utory holidays."
        ),
    ),
    instead=Text(
        "加班工资：工作日延长工作时间按 150%，休息日加班不能安排补休的按 200%，法定节假日加班按 300% 支付。",
        "Overtime is paid at 150 % on working days, at 200 % on rest days where no time off is giv"
        "en, and at 300 % on "
        "statutory holidays.",
    ),
    zh=Signs(
        unlawful=(
            r"(?:{OTPAY})[^;]{0,6}«以»[^;]{0,10}{NUM}元[^,;]{0,4}(?:为基数|计算|作为基数)",
            (
                r"(?:休息日|周末|周六日?|周日|双休日)[^;]{0,12}«按»(?:平时|平日|正常|普通|日常|基本)的?(?:工资|"
                r"时薪|薪资|标准)(?!(?:标准)?的?(?:[2-9]|二|两|三|1\.5))"
            ),
            *below(
                300,
                "(?:{HOLIDAY})[^,;\\d倍]{0,18}«(?:{PERCENT})»(?!以上)",
                (
                    "(?:{HOLIDAY})(?:期间|当天|当日)?(?:上班|值班|加班|出勤|工作|当班)的?,[^,;\\d倍]{0,12}«(?:"
                    "{PERCENT})»"
                ),
            ),
            *below(
                200,
                "(?:休息日|周末|周六日?|周日|双休日|公休日)[^,;\\d倍]{0,18}«(?:{PERCENT})»",
                "(?:休息日|周末|双休日)(?:上班|值班|加班|出勤|工作)的?,[^,;\\d倍]{0,12}«(?:{PERCENT})»",
            ),
            *below(
                150,
                "(?:平日|工作日|平时|延时|日常|工作日延时)[^,;\\d倍]{0,16}«(?:{PERCENT})»",
                "(?:{OTPAY})[^,;\\d倍]{0,16}«(?:{PERCENT})»",
                "加班[^,;\\d倍]{0,12}按[^,;\\d倍]{0,10}«(?:{PERCENT})»",
            ),
            "(?:{HOLIDAY})[^,;倍]{0,18}«双倍»",
            (
                "(?:{OT}|{HOLIDAY}|{OTPAY})[^;]{0,20}«(?:按|以|均按|照)(?:平时|平日|正常|普通|原|日常|单倍|标准|"
                "同等|基本)»[^;]{0,8}(?:工资|时薪|薪|标准|(?<![1-9两二三])倍)"
                "(?!(?:工资|标准)?的?(?:1[5-9]\\d|[2-9]\\d\\d)%|"
                "的?百分之[一二三]百|(?:工资|标准)?的?(?:1\\.5|[23两三])倍)[^;]{0,6}(?:支付|发|算|计|给|结)"
            ),
            (
                "(?:{OTPAY}|{OT})[^;]{0,14}«(?:一律|统一|固定|每小时|每天|每次|按)»[^;]{0,8}(?:每小时|每天|每次|"
                "/小时|一小时)?{NUM}元"
            ),
            "(?:{OTPAY}|{OT})[^;]{0,14}«(?:以|按)»[^;]{0,6}最低工资[^;]{0,8}(?:基数|计|算|标准)",
            "(?:{OTPAY})(?:的)?(?:计算)?基数«(?:为|按|是|以)»[^;]{0,8}(?:最低工资|{NUM}元|底薪的)",
        ),
        lawful=(
            "(?:不低于|不少于)(?:300%|百分之三百|三倍|3倍)$",
            "(?:基数)[^,;]{0,6}不(?:低于|得低于)",
            "夜班补?[贴津]|餐补|交通补",
        ),
    ),
    en=Signs(
        unlawful=(
            r"\bovertime\b~«(?:calculated|based|computed)» on~(?:base|basis) of~(?:{MONEY})",
            r"\b(?:base|basis)\b~\bovertime\b~«(?:is|shall be|will be)»~minimum wage",
            (
                r"\b(?:saturdays?|sundays?|rest[- ]days?)\b[^,;]{0,50}«(?<!times )(?<!times the )(?<!twice "
                r")(?<!twice the )(?<!double )(?<!double the )(?:the |an? )?(?:normal|weekday|ordinary|regular|"
                r"standard|usual|basic|plain|single|same) (?:hourly |daily )?(?:rate|pay|wage|salary)»"
            ),
            *below(
                300,
                "(?:{HOLIDAY})[^,;\\d]{0,50}«(?:{PERCENT})»",
                "«(?:{PERCENT})»(?:(?!\\band\\b)[^,;\\d]){0,40}(?:{HOLIDAY})",
                "(?:{HOLIDAY})[^,;\\d]{0,50}(?P<times>double|twice|single)",
            ),
            *below(
                200,
                "(?:rest days?|weekends?|saturdays?|sundays?|days? off)[^,;\\d]{0,50}«(?:{PERCENT})»",
                "«(?:{PERCENT})»(?:(?!\\band\\b)[^,;\\d]){0,30}\\b(?:rest days?|weekends?|saturdays?|sundays?)",
            ),
            *below(
                150,
                "(?:weekdays?|working days?|overtime)[^,;\\d]{0,50}«(?:{PERCENT})»",
                "«(?:{PERCENT})»(?:(?!\\band\\b)[^,;\\d]){0,30}\\b(?:weekdays?|working days?|overtime)",
            ),
            (
                "\\b(?:overtime|{HOLIDAY}|weekends?)\\b[^,;]{0,50}«(?:(?<!times "
                ")(?<!times the )(?<!twice )(?<!twice the )"
                "(?<!double )(?<!double the )(?:the |an? )?(?:normal|weekday|ordinary|regular|"
                "standard|usual|basic|plain|single|same|base) (?:hourly |daily )?(?:rate|pay|wage|salary)|"
                "straight time|flat rate|(?:flat |fixed )?(?:{MONEY}))»(?! plus)"
            ),
            (
                "(?:double|twice|normal|ordinary|regular|single) (?:time|pay|rate)~«(?:for|on)»"
                " (?:all )?(?:statutory|public|national) holidays?"
            ),
            "\\bovertime…«(?:based on|base is|calculated on)» the (?:local )?minimum wage",
        ),
        lawful=(
            r"(?:triple|double) (?:pay|wages?) and|three times~and",
            ("in addition to|on top|night (?:allowance|bonus)|(?:not|never|no) (?:be )?(?:less|lower) than 300"),
        ),
    ),
)

LIEU = Topic(
    id="hours.lieu",
    title=Text("法定节假日以补休代替加班费", "Time off in place of holiday pay"),
    articles=("LL 44(3)", "WP 13"),
    why=Text(
        "法定节假日加班必须支付不低于 300% 的工资，不能用补休代替；只有休息日加班可以安排补休。",
        "Work on a statutory holiday is paid at 300 %; only work on a rest day can be made up by time off.",
    ),
    instead=Text(
        (
            "法定节假日安排工作的，支付不低于 300% 的工资；休息日安排工作的，安排同等时间补休，不能补休的支付"
            " 200% 的工资。"
        ),
        "Work on a statutory holiday is paid at 300 % or more; work on a rest day is made up by as much t"
        "ime off, or paid "
        "at 200 %.",
    ),
    zh=Signs(
        unlawful=(
            (
                r"(?:平时|平日|工作日|延时|下班后)[^,;]{0,8}«(?:只能|一律|仅|只|全部)»[^,;]{0,4}(?:换休|"
                r"调休|补休|换假|倒休|轮休)"
            ),
            r"(?:{HOLIDAY})[^;]{0,16}«(?:换|补|改休|另休)»[^,;]{0,4}(?:假|休|一天)",
            (
                "(?:{HOLIDAY})(?![^;不]{0,20}(?:300%|三倍|3倍))[^;]{0,26}«(?:调休|补休|倒休|轮休|换休|存休|休息|"
                "串休|抵扣|折抵)»"
            ),
            (
                "«(?:调休|补休|倒休|换休)»[^;]{0,10}(?:代替|替代|冲抵|抵)[^;]{0,10}(?:{HOLIDAY}|"
                "三倍|300%|加班费|加班工资)"
            ),
            (
                "(?:{HOLIDAY})[^;]{0,20}«(?:视为|按|算|作为|属于)»(?:正常|普通|平常|平时|工作日)(?:上班|出勤|"
                "班次|工作日|排班|考勤|班)"
            ),
        ),
        lawful=(
            (
                "(?<!不)(?<!不再)(?<!不另)(?<!不予)(?<!另行)(?:支付|发放|按照?|计发|享受|给|(?<!支)"
                "付|(?<!计)发|依法|是|为|"
                "计)[^,;不]{0,8}(?:300%|三倍|3倍|百分之三百|三薪|3薪)"
            ),
            "(?:{HOLIDAY})[^,;不,]{0,14}(?:300%|三倍|3倍|百分之三百|三薪|3薪)",
            "(?:{HOLIDAY})[^;]{0,16}(?:全员|统一|放假|照常休息|依法休息|安排休息)",
            "调休(?:安排|放假|上班|工作日)[^;]{0,8}(?:国务院|通知|公布)|国务院|按国家",
            "(?:{HOLIDAY})[^;]{0,12}(?:不|并非)[^,;]{0,6}(?:调休|补休|倒休)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"(?:{HOLIDAY})[^.]{0,80}«no (?:triple|holiday|overtime|extra|additional) pay»",
            (
                r"«(?:time off|days? off|compensatory|in lieu)»…(?:in place of|instead of|rather than|"
                r"replac\w+)~(?:triple|three times|300|holiday pay|overtime pay)"
            ),
            (
                r"\b(?:weekdays?|working days?|workdays?)\b~«(?:compensated|made up|paid)?»~(?:time off|"
                r"days? off|in lieu|compensatory)~(?:only|instead|rather|$|\.)"
            ),
            (
                "(?:{HOLIDAY})[^;]{0,90}«(?:time off|days? off|day in lieu|in lieu|compensatory|time in lieu|"
                "comp time|rest day|another day|swapped)»"
            ),
            "«(?:time off|days? off|in lieu|compensatory (?:leave|time)|comp time)»[^;]{0,60}\\b(?:{HOLIDAY})",
            (
                "(?:{HOLIDAY})[^;]{0,50}«(?:treated|counts?|counted|regarded|considered|are|is)»"
                " (?:as )?(?:an? )?(?:normal|ordinary|regular)"
            ),
        ),
        lawful=(
            (
                r"(?<!in place of )(?<!instead of )(?<!rather than )(?<!not )(?<!no )(?<!replace )(?<!replaces )"
                r"(?:300 ?%|triple|three times|300 per)"
            ),
            "(?:{HOLIDAY})[^;]{0,40}(?:is|are) (?:a )?(?:days? off|paid)",
            "state council|government notice",
        ),
    ),
)

TOPICS = (RATE, LIEU)
