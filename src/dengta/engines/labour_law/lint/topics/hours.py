"""Pay for overtime: waived, swallowed by all-in pay, made to hang on conditions."""

from dengta.engines.labour_law.lint.topic import Severity, Signs, Topic
from dengta.engines.labour_law.text import Text

WAIVER = Topic(
    id="hours.waiver",
    title=Text("放弃加班费", "Overtime pay waived"),
    articles=("LL 44", "LCL 26", "LCL 31"),
    severity=Severity.GRAVE,
    why=Text(
        "加班费是法定义务，“奋斗者协议”、自愿放弃声明和义务加班的规定都无效。",
        (
            "Pay for overtime is a statutory duty: striver agreements, waivers and rules of voluntary unpaid "
            "work are void."
        ),
    ),
    instead=Text(
        (
            "公司安排加班的，按《劳动法》第 44 条支付加班工资或安排同等时间的补休；法定节假日加班支付不"
            "低于 300% 的工资。"
        ),
        "Overtime that the company arranges is paid under art. 44 of the Labour Law, or on rest days made"
        " up by as much "
        "time off; work on a statutory holiday is paid at 300 % or more.",
    ),
    zh=Signs(
        unlawful=(
            r"«(?:无|没有|没)(?:任何)?»(?:{OTPAY})",
            (r"加班[^,;]{0,4}«(?:超过|满|到)»[^,;]{0,4}{NUM}(?:点|时)[^,;]{0,4}(?:方|才|后|起)[^,;]{0,4}(?:计" r"|算)"),
            r"«不(?:领取?|要|收|拿|计较|申报)»[^,;]{0,4}(?:{OTPAY})",
            r"«(?:视[为同作]|算作?|属于)»(?:员工)?(?:自愿|主动|义务|自发)[^,;]{0,3}(?:加班|留岗|工作|延时)",
            r"«不(?:承担|负)»[^,;]{0,6}(?:{OTPAY})",
            (
                r"(?:班前|班后|准备|交接|开会|例会|培训|待命|值守)[^;]{0,12}«(?:属于|属|视为|为|算)»(?:员工)?(?"
                r":的)?(?:个人|私人|自己的)时间"
            ),
            r"«不(?:予|再|另)?(?:计算|折算|认定|视为|作为|算作?|计入)»(?:为)?(?:{OTPAY}|加班)",
            r"«义务(?:劳动|值班|培训|奉献|工作|参加|上班|外呼)»",
            r"«不(?:予|再)?(?:计|付|给|取)(?:报酬|酬劳|工资|薪)»",
            (
                r"(?:{WAGE}|岗位|主管|班长|坐席|提成)[^;]{0,10}«不(?:适用|执行|实行|享受|受)»[^,;]{0,6}(?:加班|"
                r"{OTPAY})"
            ),
            (
                r"(?:时间|时段|期间|时长|分钟|小时|培训|学习|会议|例会|值守|待命|留岗|留守|交接|准备)[^;]{0,12}"
                r"«不(?:予)?(?:计|付|带|算)(?:薪|酬|工资|报酬|工时)»"
            ),
            r"«不是»加班",
            r"«没有»(?:加班费|加班工资)",
            "«(?:{WAIVE})»[^;]{0,14}(?:{OTPAY})",
            "(?:{OTPAY})[^;]{0,10}«(?:自愿放弃|放弃|视为放弃|不得主张|不再主张|不主张|不得要求|一概不|免除|取消)»",
            "«(?:奋斗者|奋斗协议)»[^;]{0,20}(?:加班|放弃|自愿|不计|无偿)",
            "(?:{OT})[^;]{0,12}«(?:{NOPAY})»[^,;]{0,6}(?:{OTPAY}|报酬|工资|费用|加班费|补偿|钱|薪)",
            "«(?:{NOPAY}|没有)»~(?:{OTPAY})",
            "(?:{OTPAY})~«(?:不(?:予|再|另|另行|会|额外)?(?:支付|发放|发|计|付|给|算)|一律不|概不|为零|没有|无)»",
            "«(?:义务|无偿|免费|自愿无偿|奉献式|自发)(?:地)?(?:{OT}|延长|多工作|留下)»",
            "(?:{OT})~«(?:是|属于|为|视为|系)(?:自愿|义务|无偿|奉献|应尽|福报|个人行为|自愿行为|对公司的)»",
            (
                "(?:培训|晨会|例会|班前会|班会|早会|夕会|总结会|盘点|复盘|演练|团建)…«(?:不(?:计|算|纳入|属于|记|"
                "作为|视为)~(?:工时|加班|工作时间|上班|考勤)|义务参加|无偿参加)»"
            ),
            (
                "«(?:不属于|不属|不算是?|不视为|不视作|不作为|不计算?(?=加班|工时|时)|不计为|不认定为|"
                "不计入|不纳入|"
                "不等于)»[^,;]{0,4}(?:加班|工时|工作时间)"
            ),
            (
                "(?:提前|延后|延迟|推迟|晚)(?:到岗|上岗|下班|{NUM}分钟)[^;]{0,20}«(?:不(?:计|算|纳入|属于|视为|"
                "支付|记))»~(?:工时|加班|工作时间|加班费|报酬)"
            ),
            "(?:{OT}|下班后)[^;]{0,10}«(?:没有|无|不给|没)»(?:加班费|钱|报酬|补贴|任何报酬|任何补偿)",
            "(?:{OT})[^;]{0,6}«只(?:给|发|安排|提供|管)»(?:餐补|餐费|晚餐|盒饭|补贴|夜宵|{NUM}元)",
        ),
        lawful=(
            r"事假|旷工|缺勤|缺岗|迟到|早退|未出勤|请假|休息时间|出勤不足|离岗",
            "(?:不定时工作制|不定时)[^;]{0,14}(?:审批|批准|许可)",
            "(?:私事|个人原因|与工作无关|非工作原因|个人事务|自行逗留|午休|用餐|午餐|就餐|通勤)",
            "(?:已|均)?(?:安排)?(?:同等时[间长]的?|等时)补休",
            "(?:放弃|约定)[^,;]{0,14}(?:无效|不具)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"«not (?:be )?paid (?:as|for)» (?:any )?overtime",
            r"after (?:the|their|your) shift…«not (?:be )?paid»",
            (
                r"«(?:never|not|do(?:es)? not|will not)» (?:receive|get|earn|be paid|have) (?:any )?overtime(?:"
                r" pay| payment)?\b"
            ),
            r"\bovertime\b[^.]{0,120}«(?:counts? as|deemed|considered|treated as|regarded as)» voluntary",
            (r"\bovertime\b[^.]{0,80}«(?:no obligation|not obliged|not required|no duty)» to (?:pay|" r"compensate)"),
            (r"«(?:does|do|will|shall)(?: ?not|n't) (?:recogni[sz]e|acknowledge|accept|count)» (?:any )?over" r"time"),
            (
                r"(?:preparation|before|after|briefings?|handover|training|standby|log\w*)…«(?:own|"
                r"private|personal|free) time»"
            ),
            r"\bovertime\b (?:rules |pay )?«(?:does|do|shall|will)(?: ?not|n't) (?:apply|exist)»",
            r"«(?:do|does|shall|will)(?: ?not|n't) count as overtime»",
            (
                r"«not (?:count(?:ed)? as |considered |treated as |regarded as |part of )?(?:working|"
                r"paid|work) (?:time|hours)\b»"
            ),
            r"«(?:does|do|will|shall)(?: ?not|n't)» (?:pay|compensate|remunerate)(?: for)? (?:any )?overtime",
            (
                r"«not (?:be )?(?:considered|regarded|treated|deemed|counted|recogni[sz]ed)»~\b(?:working )?over"
                r"time\b"
            ),
            (
                r"\bovertime\b…«(?:deemed|considered|treated as|regarded as)» (?:to be |to have been |"
                r"as )?(?:waived|voluntary|given up|forfeited|lapsed)"
            ),
            (
                r"\b(?:work|calls?|shifts?|training|volunteer|hours?|saturdays?|sundays?|mornings?|evenings?)\b…"
                r"«without (?:any |extra )?pay\b»"
            ),
            (
                r"\b(?:this|that|these|those|which) (?:extra |additional )?(?:time|minutes|hours?|half[- ]hour|"
                r"work|period|shift)\b~«(?:not (?:be )?(?:paid|counted|recorded|working)|unpaid|without pay|"
                r"for free)»"
            ),
            (
                r"\b(?:stay|remain|work|finish|help|attend|prepare|log)\w*…(?:time|minutes|hours?|work|"
                r"period)~«(?:not (?:be )?(?:paid|counted|recorded)|unpaid|without pay)»"
            ),
            r"«(?:no|not have (?:a|any))» (?:right|claim|entitlement) to overtime",
            (
                r"«(?:not|no|never|in)(?:eligible| longer eligible| eligible| entitled| qualif\w+)?»~(?:for|"
                r"to) overtime(?: pay| payment| compensation)"
            ),
            r"(?:briefings?|meetings?|training|huddles?)…«is not overtime»",
            r"«no such thing as» (?:\w+ )?overtime",
            r"(?:early|before the shift|after the shift)…;…«(?:not paid|unpaid|not counted|not working time)»",
            "«(?:{WAIVE})»…\\b(?:overtime(?: pay| payment| compensation| claims?| wages?)?|extra pay|{OT})\\b",
            (
                "\\bovertime(?: pay| payment| compensation| wages?)?\\b~«(?:waived|voluntarily given up|"
                "voluntary (?:contribution|dedication|service|gift)|(?:deemed|considered|treated as|counts as|"
                "regarded as) voluntary|given up|renounced|(?:is|as) a (?:\\w+ )?contribution|for free|"
                "free of charge)»"
            ),
            "«(?:striver|fighter)(?:'s|s)?(?: agreement| pledge)?»",
            (
                "«(?:no|without(?: any)?|zero)» (?:extra |additional |separate |overtime )?(?:{PAY})"
                "[^;]{0,40}\\b(?:{OT})"
            ),
            (
                "(?:{OT})…«(?:unpaid|without (?:extra |any |additional )?(?:pay|compensation)|no (?:extra |"
                "additional )?(?:pay|compensation|payment)|(?:is|are|will|be|shall)? ?not (?:be )?(?:paid|"
                "compensated|remunerated|payable)|not paid|for free|free of charge|goes unpaid)»"
            ),
            (
                "«(?:no|without)» (?:separate |extra |additional )?overtime (?:will be paid|is paid|pay|payment|"
                "compensation|allowance)"
            ),
            "«unpaid (?:overtime|extra hours)»",
            (
                "(?:arriv\\w+|early|before the shift|briefings?|meetings?|training|huddles?|stand-?ups?|"
                "handovers?|hand-overs?|logging in|log-in|set-?up)…«(?:unpaid|not (?:be )?(?:paid|counted|count|"
                "working time|work time|treated as|considered|included)|do(?:es)? not count|outside (?:paid|"
                "working) (?:time|hours)|is not working time)»"
            ),
            (
                "\\bovertime\\b~«(?:only )?(?:meal|snack|dinner|pizza|taxi)» (?:allowance|voucher|"
                "coupon)?~(?:instead|only|in place)"
            ),
            (
                "«overtime (?:pay|compensation) (?:does not exist|is not offered|is not provided|is not payable|"
                "is never paid)»"
            ),
        ),
        lawful=(
            r"commut\w+|private|(?:lunch|meal|rest|tea|short) breaks?|on (?:the|their) way",
            r"personal leave|absen\w+|unpaid leave|leave without pay|time (?:actually )?missed|lunch|meal",
            "private (?:matters|reasons|business)|personal (?:reasons|matters)|own accord without work",
            "(?:waiv\\w+|agreement|clause)[^;]{0,60}(?:is|are) (?:void|invalid|unenforceable|of no effect)",
            "irregular hours[^;]{0,40}approv",
        ),
    ),
)

ALL_IN = Topic(
    id="hours.all_in",
    title=Text("包薪、加班费已含", "All-in pay"),
    articles=("LL 44", "MW 12", "LCL 26"),
    why=Text(
        "“工资已含加班费”不能免除加班费：折算后正常工时工资低于最低工资或加班费不足的，约定无效，仍须补足。",
        "“Pay includes overtime” does not settle it: where the hours worked at the lawful rates come to more, the "
        "difference is owed.",
    ),
    instead=Text(
        "月工资为标准工时工资；加班工资按实际加班时间另行计算并在工资单中单独列明。",
        "The monthly wage pays the standard hours; overtime is reckoned by the hours worked and stands as"
        " a line of its "
        "own on the pay slip.",
    ),
    zh=Signs(
        unlawful=(
            r"(?:{OTPAY})[^,;]{0,4}«(?:已)?(?:折入|折进|并入|打入|纳入|计入|摊入)»",
            r"«不(?:单列|单独列示|列明|列示)»(?:{OTPAY})",
            r"(?:{WAGE})[^;]{0,8}«(?:已|均已)?(?:综合|统筹)?(?:考虑|体现|覆盖)»(?:了)?[^,;]{0,6}加班",
            (
                r"(?:补贴|津贴|红包|奖金|礼品|福利)[^;]{0,12}«(?:视[为同作]|代替|替代|抵作?|充抵)»[^,;]{0,6}(?:"
                r"{OTPAY}|加班)"
            ),
            r"(?:{OTPAY})[^;]{0,12}«(?:固定|包干)»",
            r"«(?:无论|不论|不管)»[^,;]{0,6}加班[^,;]{0,4}(?:多少|长短|时长|几)",
            r"(?:{WAGE})[^;]{0,14}加班[^;]{0,10}«(?:算进|算在|包了|打进|含在)»",
            (
                r"(?:{WAGE}|补贴|津贴)[^,;]{0,8}«(?:视[为同作]|等同于|即为|就是|抵作|充抵|代替|替代|抵)»"
                r"[^,;]{0,4}(?:{OTPAY})"
            ),
            (
                "(?:{WAGE}|补贴|津贴)[^;]{0,16}«(?:已经?|均已|全部)?(?:包含|含|包括|涵盖|内含|囊括)»"
                "[^;]{0,14}(?:{OTPAY}|{OT}|超时)"
            ),
            "(?:{OTPAY})[^;]{0,12}«(?:已经?|均已|全部|都)(?:包含|含|包括|计入|涵盖|打包|算|在内|并入|折算)»",
            "(?:{OTPAY})«(?:包含在|含在|计入|打包|并入|包括在|固定为|统一为|一口价)»",
            "«(?:包薪|包干|一口价|打包(?:工资|价|薪)|全包)»[^;]{0,14}(?:加班|工资|薪|不再|另)?",
            "«(?:工资|薪资|薪酬|月薪)(?:包干|全包|打包|封顶)»",
        ),
        lawful=(
            "不(?:包含|包括|含)~(?:{OTPAY}|加班)",
            "(?:单独|分别)(?:列明|列示|计算)",
            "补足差额|多退少补|不足部分[^;]{0,6}补",
        ),
    ),
    en=Signs(
        unlawful=(
            r"\bovertime pay\b…«(?:part of|included in|absorbed in\w*|folded into|contained in)»~(?:{PAY})",
            r"(?:{PAY}|package)~«(?:takes?|taking)» (?:\w+ )?overtime (?:into account|into consideration)",
            r"(?:{PAY}|package)~«(?:reflects?|allows? for|accounts? for)» (?:\w+ )?overtime",
            r"\bovertime(?: pay| payment| allowance)?\b~«(?:fixed|flat)\b»",
            (
                r"«(?:however (?:many|much)|regardless of|irrespective of|no matter how (?:many|much))»~(?:hour"
                r"s|overtime)"
            ),
            r"(?:{PAY}|package)…«inclusive» of~(?:overtime|extra hours|all hours)",
            (
                "(?:{PAY}|package|allowance)…«(?:already )?(?:includ\\w+|cover\\w*|contain\\w*|comprise\\w*|"
                "compensates? for)» …\\b(?:overtime|extra hours|hours worked|all hours|additional "
                "hours|work (?:beyond|outside|after|past)|long hours|all (?:extended|weekend))"
            ),
            (
                "\\bovertime(?: pay| compensation)?\\b~«(?:already |is |deemed |considered )*(?:included|covered|"
                "contained|built in|part of|absorbed)\\b»"
            ),
            "«all[- ]in(?:clusive)?» (?:{PAY}|package)",
            "(?:{PAY})~«all[- ]in(?:clusive)?\\b»",
            "«flat» (?:{PAY}|monthly|rate)…(?:overtime|hours)",
        ),
        lawful=(
            "(?:does|do|shall|is|are) not (?:includ|cover|contain)",
            "separate line|difference is (?:paid|made up)|itemi[sz]ed",
        ),
    ),
)

CONDITION = Topic(
    id="hours.condition",
    title=Text("加班须审批才算、逾期作废", "Overtime only if approved"),
    articles=("LL 44", "WP 13", "CASES"),
    why=Text(
        "公司安排或明知的加班，即使未走审批、未满起算点、逾期未申请，也应支付加班费或安排补休，不能作废。",
        "Overtime that the company arranged or knew of is owed even if nobody approved it, it was below a"
        " threshold, or "
        "time off was not asked for in time.",
    ),
    instead=Text(
        "加班原则上事先申请；因工作需要来不及申请的，事后补录，主管据实确认，公司按实际工作时间支付加班工资。",
        "Overtime is asked for beforehand where possible; where work did not leave time for that it is recorded "
        "afterwards, and every hour worked at the company's request is paid.",
    ),
    zh=Signs(
        unlawful=(
            r"(?:调休|补休|存休|加班时长|加班小时)[^;]{0,14}«(?:清零|作废|失效|归零|过期)»",
            r"(?:{OTPAY})[^;]{0,6}«(?:最高|封顶|上限|不超过|至多|最多)»[^,;]{0,6}{NUM}",
            (
                r"(?:{OT}|调休|补休|申请)[^;]{0,40}«(?:逾期|过期|超期|过时)»[^;]{0,10}(?:视为无效|视为|不|无效|"
                r"作废|清|取消)"
            ),
            (
                "(?:未经?|没有?|无|未能|未在|未事先|未提前|未走|未获|未办理)[^,;]{0,14}(?:审批|批准|申请|提交|"
                "报备|同意|签字|流程|单|登记|确认)[^;]{0,12}«(?:不(?:算|计|视为|认定|作为|属于|得|予|支付|被|能|"
                "记|认)|一律不|无效|作废|概不|均不|自动放弃|视为自愿|视为放弃|视为未|失效)»[^;]{0,10}(?:加班|"
                "工资|费|补|认可|承认|主张)?"
            ),
            (
                "(?:{OT})[^;]{0,24}(?:未经?|没有?|无|未)[^,;]{0,12}(?:审批|批准|申请|同意|签字|流程|单|"
                "登记)[^;]{0,8}«(?:不|一律不|无效|作废|概不|均不|视为自愿|视为放弃)»"
            ),
            (
                "(?:{OT})[^;]{0,24}(?:未|没)[^,;]{0,12}(?:申请|提交|使用|调休|补休|休完|休|用)[^;]{0,14}«(?:作废|"
                "清零|失效|视为放弃|自动放弃|过期|不再|不予|归零|自动清|视为自愿)»"
            ),
            (
                "(?:调休|补休|加班时长|加班余额|存休|加班时数|倒休)[^;]{0,26}«(?:作废|清零|失效|视为放弃|"
                "自动放弃|过期|不再补|归零|自动清|自动取消|不予保留)»"
            ),
            (
                "(?:晚上?|夜里|夜间|下午)?(?:{NUM}(?:点|时|:\\d\\d)半?)(?:以后|之后|后|起|开始|"
                "才)[^;]{0,8}«(?:才|方|起|开始|始)»[^;]{0,6}(?:给|发|付|有|算|计|视为|记|属|"
                "认定)[^;]{0,6}(?:加班)?"
            ),
            "(?:加班)[^;]{0,6}(?:从|自|以)(?:晚上?|夜里)?{NUM}(?:点|时|:\\d\\d)半?«(?:起算|开始|后|起|之后|以后)»",
            (
                "(?:不足|不满|少于|未满|低于|{NUM}小时以[内下]|半小时以[内下]|"
                "{NUM}分钟以[内下])[^;]{0,12}«(?:不(?:算|计|视为|认定|作为|属于|予|支付|记)|忽略|一律不|不累计)»"
                "[^;]{0,6}加班"
            ),
            (
                "加班[^;]{0,8}(?:不足|不满|少于|未满)[^;]{0,10}«(?:不(?:算|计|视为|认定|作为|属于|予|支付|记|"
                "累计|登记)|忽略)»"
            ),
            (
                "«(?:只有|仅|唯有)»[^;]{0,20}(?:审批|批准|签字|同意|申请)[^;]{0,12}(?:才|方)[^;]{0,4}(?:算|计|"
                "认定|支付|有)[^;]{0,4}加班"
            ),
            "«(?:只有|仅|唯有)»[^;]{0,20}(?:审批|批准|签字|同意|申请)[^;]{0,8}的?加班[^;]{0,8}(?:才|方)",
            "加班[^;]{0,4}«以»[^;]{0,12}(?:审批|批准|申请单)[^;]{0,4}(?:为准|为唯一)",
            "«(?:擅自|自行|私自|主动)(?:留下|延长|加班)»[^;]{0,14}(?:不|概不|一律不)[^;]{0,6}(?:算|支付|计|发|认)",
        ),
        lawful=(
            (
                "(?:据实|照样|仍应?|仍然|同样|也|照常|依法|应当|依然|仍将)[^,;]{0,8}(?:支付|确认|计算|认定|计发|"
                "发放|算作?加班|补录)"
            ),
            "(?:事后|可以?)补[录报申办]",
            "(?:不影响|不因此)",
            "(?<!不)(?<!不予)(?<!才)(?<!方)(?:结算|折算|折现|支付)[^,;]{0,8}加班(?:费|工资)",
            "(?:私事|个人原因|与工作无关|个人事务)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"\bovertime\b…«(?:deemed|regarded|considered|treated) (?:as )?not»",
            (
                r"\b(?:{OT})\b[^.]{0,100}«(?:otherwise|without (?:it|"
                r"which|this)|if not)»[^.]{0,30}\b(?:not|"
                r"no|void|unpaid|lost)\b"
            ),
            r"«no (?:form|approval|request|signature|application|permission)», no (?:overtime|pay|money)",
            r"«only» (?:{OT}|hours)~(?:of|above|over|exceeding|beyond|longer)…(?:hours?|minutes)",
            (
                r"\b(?:{OT})…«(?:less than|below|shorter than|under)»~(?:hours?|minutes)…(?:not|no|ignored|unpaid|"
                r"disregarded)"
            ),
            (
                "(?:{OT}|hours)…(?:without|not|unless|lacking)~(?:approv\\w+|authori[sz]\\w+|request\\w*|applied|"
                "application|signed|permission|sign-off|form|asked|writing|written)…«(?:not|no|void|voluntary|"
                "lapse\\w*|will not|never|unpaid|ignored|invalid|own time|disregarded)»"
            ),
            (
                "«(?:only|not|no|never|unpaid|void)»…\\b(?:{OT}|overtime)\\b…(?:unless|without|only if|only when|"
                "only with|before|prior)…(?:approv\\w+|authori[sz]\\w+|request\\w*|signed|permission|sign-off|"
                "form)"
            ),
            (
                "(?:{OT})…«(?:only|solely)»…(?:approv\\w+|authori[sz]\\w+|after \\d+|signed|permission|sign-off|"
                "form|past \\d+)"
            ),
            "«(?:only|solely)» …(?:approv\\w+|authori[sz]\\w+|signed|permission)…\\b(?:overtime|hours)",
            (
                "«(?:without|unless|lacking|absent|failing)»…(?:approv\\w+|authori[sz]\\w+|request\\w*|signed|"
                "signature|permission|sign-off|form|application)…\\b(?:{OT})…(?:not|no|void|voluntary|unpaid|"
                "lost|ignored)"
            ),
            "\\bunapproved (?:{OT})…«(?:not|no|void|voluntary|unpaid|never|own time|ignored)»",
            (
                "(?:{OT})…«(?:starts?|begins?|counts?|is counted|is counting|recogni[sz]ed|runs?)»~(?:after|from|"
                "at|past|as of) (?:\\d+(?::\\d\\d)?|nine|eight|ten|seven)"
            ),
            (
                "(?:first|under|less than|below|up to|fewer than|short of)…(?:hours?|minutes?)…«(?:not count\\w*|"
                "not (?:be )?(?:counted|paid|overtime|treated|considered)|do(?:es)? not count|ignored|unpaid|"
                "is not overtime|no overtime)»"
            ),
            (
                "(?:{OT}|time off|days? in lieu|comp(?:ensatory)? (?:time|leave)|time in lieu)…«(?:lapses?|"
                "expires?|forfeit\\w*|void|lost|cleared|reset|deemed waived|cancelled|zero|wiped)\\b»"
            ),
        ),
        lawful=(
            "waive\\w*|agreement|clause",
            (
                "(?:still|also|nevertheless|nonetheless|anyway|equally) (?:be )?(?:paid|counted|owed|counts|due)|"
                "(?:is|are|be) paid (?:anyway|all the same|regardless|nonetheless)|recorded afterwards|"
                "does not affect|paid out"
            ),
            "private (?:matters|reasons)|personal reasons",
        ),
    ),
)

TOPICS = (WAIVER, ALL_IN, CONDITION)
