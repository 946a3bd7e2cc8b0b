"""How long people work: excessive hours and rest days."""

from re import Match

from dengta.engines.labour_law.lint.spans import DAY, SPAN_BARE_EN, SPAN_EN, SPAN_ZH, span, week
from dengta.engines.labour_law.lint.topic import Severity, Sign, Signs, Topic, above, below
from dengta.engines.labour_law.text import Text

# Working time with its breaks, in a day and in a week.
LONGEST_DAY, LONGEST_WEEK = 11, 44


def _long_day(found: Match[str]) -> bool:
    return LONGEST_DAY <= span(found) < DAY


def _long_week(found: Match[str]) -> bool:
    return week(found) > LONGEST_WEEK


EXCESS = Topic(
    id="time.excess",
    title=Text("超长工时", "Excessive hours"),
    articles=("LL 41", "LL 43", "O174 3"),
    severity=Severity.GRAVE,
    why=Text(
        ("标准工时为每日 8 小时、每周 40 小时；加班一般每日不超过 1 小时，特殊原因不超过 3 小时，每月不超过 36 小时。"),
        "Standard hours are 8 a day and 40 a week; overtime is one hour a day, for special reasons three,"
        " and 36 a month "
        "at most.",
    ),
    instead=Text(
        ("每日工作不超过 8 小时，每周不超过 40 小时；确需加班的，与员工协商，每日不超过 3 小时，每月不超过 36 小时。"),
        "Nobody works more than 8 hours a day and 40 hours a week; overtime is agreed with the person, at"
        " most 3 hours a "
        "day and 36 hours a month.",
    ),
    zh=Signs(
        unlawful=(
            r"«(?:须|必须|应当?|保证|至少|不少于)»[^;]{0,12}{NUM}(?:次|天|小时|晚|个晚上)[^,;]{0,6}加班",
            *above(11, r"«连续»(?:工作|上班|值班|当班|在岗|接线)[^,;\d]{0,2}{N}个?小时"),
            *above(203, r"(?:每?月|月度)[^,;]{0,6}(?:工时|工作时间|出勤)[^,;\d]{0,10}{N}个?小时"),
            Sign(SPAN_ZH, _long_day),
            Sign(
                (
                    r"每周[^,;]{0,8}(?P<days>{NUM})[天日][^;]{0,10}(?:每天|每日|每班)[^,;]{0,6}?(?P<hours>{NUM}"
                    r")个?小时"
                ),
                _long_week,
            ),
            Sign(
                (
                    r"(?:每天|每日|每班)[^,;]{0,6}?(?P<hours>{NUM})个?小时[^;]{0,10}每周[^,;]{0,8}?(?P<days>{NUM}"
                    r")[天日]"
                ),
                _long_week,
            ),
            *above(36, r"(?:本月|当月|每月|月份|月度|每个月)[^;]{0,16}{N}个?小时以?上?的?«(?:{OT})»"),
            *above(11, r"(?:每班|每天|每日|一班|单班)«»{N}个?小时"),
            *above(9, "(?:每天|每日){N}个?小时(?:的?(?:工作|班)|制|$|[,;。])"),
            r"(?:每晚|每天|每日|天天|全员|周末)[^,;]{0,6}加班«(?:到|至)»(?:晚上?|夜里|凌晨)?{NUM}点",
            *above(
                9,
                (
                    "(?:每日|每天|一天|单日|日均|每班)(?:工作|上班|排班|出勤|当班|工时|在岗|"
                    "标准工时)[^,;\\d]{0,6}{N}个?小时"
                ),
            ),
            "«(?:996|997|007|9116|8116|大小周|朝九晚九|早九晚九|白加黑|单双休)»",
            *above(
                36,
                "(?:每?个?月|月度|当月)[^,;]{0,8}(?:加班|{OT})[^,;\\d]{0,14}{N}个?小?时",
                "(?:加班|{OT})[^,;]{0,6}每?个?月[^,;\\d]{0,10}{N}个?小?时",
                "月加班(?:时[长数间])?[^,;\\d]{0,10}{N}个?小?时",
            ),
            *above(
                3,
                "(?:每日|每天|每晚|当日|日均|一天)[^,;]{0,8}(?:加班|{OT})[^,;\\d]{0,12}{N}个?小时",
                "(?:加班|{OT})[^,;]{0,4}(?:每日|每天|每晚|一天)[^,;\\d]{0,10}{N}个?小时",
            ),
            *above(
                11,
                (
                    "(?:每日|每天|单日|一天|日均|当班|每班|班次)(?:标准)?(?:工作|上班|工时|在岗|出勤|"
                    "连续|当班|须|要|"
                    "时长)[^,;\\d]{0,10}{N}个?小时"
                ),
            ),
            *above(
                8,
                "«(?:标准|正常|固定)»(?:工作时间|工时|上班时间|出勤)[^,;]{0,4}(?:每日|每天)[^,;\\d]{0,6}{N}个?小时",
                "(?:每日|每天)«标准»(?:工作时间|工时)[^,;\\d]{0,6}{N}个?小时",
                "(?:实行|执行)[^,;]{0,4}{N}小时工作制",
            ),
            *above(44, "每周[^,;]{0,8}(?:工作|上班|工时|出勤)[^,;\\d]{0,10}{N}个?小时"),
            *below(20, "«加班»[^,;]{0,10}(?:不少于|不得少于|至少|不低于|最少)[^,;\\d]{0,4}{N}个?小时"),
            "每(?:天|日|晚)[^,;]{0,6}«(?:必须|须|应|至少)»[^,;]{0,4}加班",
            "«(?:强制加班|必须加班|加班时长[^;]{0,8}(?:排名|考核|末位|最少|不足|不达标))»",
            *above(24, "«(?:连续|连)»(?:工作|上班|值班|当班|在岗){N}个?小时"),
        ),
        lawful=(
            r"至多|自愿|报名",
            "(?:做[一二两三四1-4]休[一二两三四1-4]|综合(?:计算)?工时)[^;]{0,30}(?:批准|审批|许可)",
            (
                "含加班|热线|对外|食堂|班车|门禁|免打扰|开放时间|弹性|(?:接线时间|服务时间|营业时间|"
                "热线时间|服务时段|对外服务)"
            ),
        ),
    ),
    en=Signs(
        unlawful=(
            *above(8, r"«(?:no less than|at least|not less than|a minimum of)» {N} hours (?:a|per|each|every) day"),
            r"«no (?:fewer|less) than» {NUM} (?:hours of overtime|overtime hours)",
            *above(3, r"{N} hours of overtime~«every day|daily|each day|a day»"),
            *above(
                11,
                r"{N} hours (?:in a row|straight|without a break|consecutively|at a stretch|on end)",
                r"{N} (?:consecutive|straight) hours",
            ),
            *above(203, r"\bhours\b~{N}(?: hours)? (?:per|a|each|every) month"),
            r"«(?:must|shall|have to|has to)» work overtime",
            Sign(SPAN_EN, _long_day),
            Sign(SPAN_BARE_EN, _long_day),
            Sign(r"(?P<hours>{NUM})[- ]hours?[^;]{0,30}(?P<days>{NUM}) days (?:a|per|each|every) week", _long_week),
            Sign(r"(?P<days>{NUM}) days (?:a|per|each|every) week[^;]{0,30}?(?P<hours>{NUM})[- ]hours?", _long_week),
            (
                r"«(?:must|required to|have to|has to|expected to|will)» (?:stay|remain|work)~(?:until|"
                r"till|as long as)~(?:empty|cleared|done|finished|however|complete\w*|no calls)"
            ),
            *above(36, r"{N} (?:hours of overtime|overtime hours)~(?:month|january|march|november|december)"),
            *above(11, "shifts?~{N} hours"),
            (
                r"«(?:everyone|everybody|all|agents?|staff)»~(?:stays?|works?|remains?) (?:until|till) (?:9|10|11|"
                r"nine|ten|eleven)"
            ),
            *above(3, "\\bovertime\\b…{N} hours (?:per|a|each|every|in a) (?:day|night|evening|shift)"),
            *above(
                9,
                (
                    "(?:works?|working|workday|day) (?:is |of |lasts? )?{N} hours(?! (?:per|a|each|every|"
                    "in a) (?:week|month))"
                ),
            ),
            "«(?:996|997|007|9-9-6|9/9/6|nine-nine-six|big week[, -]+small week)\\b»",
            *above(
                36,
                "\\bovertime\\b…{N} hours (?:per|a|each|every|in a|/) ?month",
                "{N}(?: hours)?(?: of)? overtime hours? (?:per|a|each|every|in a) month",
                "{N} hours of overtime (?:per|a|each|every|in a) month",
                "(?:month|monthly)~\\bovertime\\b~{N} hours",
            ),
            *above(
                3,
                "\\bovertime\\b~{N} hours (?:per|a|each|every|in a) (?:day|night|evening|shift)",
                (
                    "{N} (?:hours of overtime|overtime hours|extra hours) (?:per|a|each|every) (?:day|"
                    "night|evening|shift)"
                ),
                "(?:daily|each day|every day)~\\bovertime\\b~{N} hours",
            ),
            *above(
                11,
                "(?:works?|working|shifts?|day|on duty|hours?)~{N}[- ]hours? (?:per|a|each|every) day",
                "{N}[- ]hour (?:days?|shifts?|working days?|workdays?)",
            ),
            *above(
                8,
                (
                    "«(?:standard|normal|regular)» (?:working )?(?:day|hours|time|workday)~{N} hours(?! (?:per|a|"
                    "each) (?:week|month))"
                ),
            ),
            *above(
                44,
                "(?:works?|working|hours?|week)~{N}[- ]hours? (?:per|a|each|every) week",
                "{N}[- ]hour (?:working )?weeks?",
            ),
            *below(36, "\\bovertime\\b~«(?:at least|minimum|no less than|not less than)» (?:of )?{N} hours"),
            "«(?:mandatory|compulsory|obligatory) overtime»",
            "(?:{OT})…«(?:mandatory|compulsory|obligatory)»",
            "«at least» {NUM} (?:overtime hours|hours of overtime)",
        ),
        lawful=(
            "comprehensive[^;]{0,60}approv",
            (
                "(?:lines?|hotline|service|support|centre|center|canteen|gym|office|shuttle) (?:is |"
                "are )?(?:open|available|staffed|operates?)"
            ),
        ),
    ),
)

REST = Topic(
    id="time.rest",
    title=Text("没有休息日", "No weekly rest"),
    articles=("LL 38", "O174 7"),
    severity=Severity.GRAVE,
    why=Text(
        "每周至少休息一日；不能以月休、全年无休、项目期取消休息等方式取消。",
        "Everybody rests at least one day a week; projects, peaks and monthly schemes do not take it away.",
    ),
    instead=Text(
        "排班保证每位员工每周至少休息一日；业务高峰确需在休息日工作的，安排补休或支付 200% 的工资。",
        "Rosters leave every person at least one full day of rest a week; where a peak needs work on a re"
        "st day, time off "
        "or 200 % pay follows.",
    ),
    zh=Signs(
        unlawful=(
            *above(7, r"每{N}[天日](?:轮休|休息|休|放假|安排休息)(?:一|1)[天日]"),
            r"(?:每|一)?(?:两|2|三|3|四|4)周(?:只|仅|才)?«休(?:息)?»(?:一|1)[天日]",
            r"«(?:无|没有|不设)»(?:固定的?)?休息日",
            r"«忙时不休»",
            r"(?:轮休|休息日|休假|双休|公休|周末|调休|休息)(?:安排)?[^,;]{0,4}«取消»",
            (
                r"(?:任何人|所有人|全员|全体|员工|坐席|一律)[^,;]{0,6}«(?:不得|不准|不许|不允许|禁止)»(?:请假|"
                r"休假|休息|调休|轮休)"
            ),
            *below(4, r"(?:每?个?月|当月|整月)[^,;]{0,4}«(?:只|仅|共)»[^,;]{0,6}{N}[天日][^,;]{0,4}休"),
            r"«不(?:安排|给|准|许)»[^,;]{0,6}(?:休息|休假|轮休)(?!时|日(?:加班|上班|值班|工作|出勤))",
            (
                r"(?:周末|双休日|休息日|星期天|周日)«(?:不休|无休|不放假|都?不休息|照常上班|正常上班|全员到岗|"
                r"全部上班|都要上班|取消)»"
            ),
            "«(?:全年无休|全月无休|无休息日|没有休息日|不设休息日|月休零|不休息|无休)»",
            *below(4, "«(?:每?个?月(?:仅|只|共|可|只能)?|月)休(?:息)?»{N}(?:天|日)"),
            "(?:取消|停止|暂停)«(?:[^,;]{0,10}(?:周末|休息日|休假|双休|单休|轮休|公休|休息))»",
            *above(
                6,
                "«(?:连续|连)»(?:上班|工作|出勤|当班|排班|上)[^,;\\d]{0,4}{N}[天日]",
                "每周«(?:工作|上班|出勤)»{N}[天日]",
            ),
            "(?:每周|一周)(?:工作|上班)«(?:7|七)»[天日]",
            "«(?:做|上|干)(?:满)?(?:十|1\\d|[2-9]\\d|十.|二十|三十)(?:天|日)?休(?:一|1)(?:天|日)?»",
        ),
        lawful=(
            r"擅自|未经|未办理|自行",
            "(?:热线|服务|中心|平台)[^,;]{0,8}(?:全年无休|7×24|无休)",
            "轮班|轮流|每周(?:至少|保证)?[^,;]{0,4}休",
            "自愿|经(?:本人|员工)同意",
        ),
    ),
    en=Signs(
        unlawful=(
            r"«(?:may|must|can|shall)(?: ?not|n't)» (?:rest|take (?:any )?(?:rest|days? off|leave))\b",
            r"«one (?:rest )?day(?: off)?» in (?:eight|nine|ten|twelve|fourteen|fifteen|\d\d)\b",
            r"«one (?:day|rest day)»~(?:every|each|per|in) (?:two|three|four|2|3|4) weeks",
            (
                r"«(?:no one|nobody|no (?:agent|employee|staff)) may (?:take|request|have) (?:time off|"
                r"leave|holidays?|(?:a )?days? off|vacation)»"
            ),
            *above(
                6,
                r"(?:days? off|rest days?)…«only»~after~{N} days",
                r"after {N} days of (?:continuous |consecutive )?work",
            ),
            (
                r"«no (?:leave|time off|days? off)» (?:is|will be|may be|shall be) (?:granted|approved|"
                r"given|allowed|taken)"
            ),
            r"\bweekends? «(?:included|as well|too)\b»",
            r"«(?:nobody|no one|no agent|no employee)» (?:gets|has|takes|is given) (?:a |any )?(?:days? off|rest)",
            *above(6, "(?:works?|working) {N} (?:consecutive |straight )?days (?:and|then|before|followed)"),
            "«(?:no|without(?: a)?)» (?:weekly )?(?:rest days?|days? off|days? of rest|weekends?)",
            "«(?:seven|7)» days (?:a|per|every|each) week",
            *above(
                6,
                "{N} (?:consecutive|straight|successive) (?:working )?days",
                "{N} days in a row",
                "(?:consecutive|straight)ly? for {N} days",
                "{N} days (?:without|before)~(?:rest|day off|break)",
            ),
            *below(4, "«(?:only )?»{N}(?: rest)? days? (?:off|of rest) (?:per|a|each|every|in a) month"),
            (
                "(?:rest days?|days? off|weekends?|weekly rest)…«(?:cancelled|canceled|suspended|withdrawn|"
                "revoked|abolished)»"
            ),
            "«(?:cancel|suspend)(?:s|ed)?» (?:all )?(?:rest days|days off|weekends)",
        ),
        lawful=(
            "(?:hotline|service|centre|center|lines?|support)[^;]{0,40}(?:seven|7|24)",
            "rotat\\w+|in shifts",
            "time off is given|another rest day",
        ),
    ),
)

TOPICS = (EXCESS, REST)
