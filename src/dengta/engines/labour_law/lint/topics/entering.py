"""Entering service: deposits, documents kept, bonds for onboarding, insurance, the written contract."""

from dengta.engines.labour_law.lint.topic import Severity, Signs, Topic
from dengta.engines.labour_law.text import Text

DEPOSIT = Topic(
    id="contract.deposit",
    title=Text("押金、扣押证件", "Deposits and documents kept"),
    articles=("LCL 9", "LCL 84"),
    severity=Severity.GRAVE,
    why=Text(
        "招用劳动者不得扣押身份证和其他证件，不得要求提供担保或以其他名义收取财物（押金、服装费、培训保证金）。",
        (
            "An employer may keep no identity card or other document, and may take no deposit, guarantee or o"
            "ther property."
        ),
    ),
    instead=Text(
        "入职时核对证件原件后当场归还，仅留存必要的复印件；公司不收取押金，工装、工牌和耳机免费提供。",
        "Documents are checked on the first day and handed back at once; the company takes no deposit, an"
        "d uniform, badge "
        "and headset are free.",
    ),
    zh=Signs(
        unlawful=(
            (
                r"(?:体检费|服装费|工装费|工牌费|培训费|建档费|资料费|设备费)[^;]{0,6}«由»(?:员工|本人|"
                r"个人|新人)(?:自行)?(?:预交|预付|承担|垫付|支付|自理|先付)"
            ),
            r"«(?:交|缴|付|扣)»[^,;]{0,10}(?:工服|工装|服装|制服|耳机|工牌|培训|资料)(?:钱|款|费)",
            (
                "«(?:交纳?|缴纳?|收取?|预交|预缴|支付|预收|扣|押|留|收|付|提供)»[^,;]{0,14}(?:押金|保证金|风险金|"
                "抵押金|担保金|质保金|服装费|工装费|工装押|工牌费|入职费|培训费|岗前培训费|建档费|报名费|体检押|"
                "耳机费|设备费|资料费)"
            ),
            (
                "(?:押金|保证金|风险金|抵押金|担保金|抵押物)[^;]{0,14}«(?:{NUM}元|离职|退还|抵扣|不退|返还|扣除|"
                "一律|交|缴|转为|入职|扣|从)»"
            ),
            (
                "«(?:扣押?|收取?|收缴|上交|交|留存?|保管|暂存|押|代管|抵押|质押|扣留|存放|提交|统一)»"
                "[^,;]{0,16}(?:{DOCUMENT})(?!的?(?:复印|扫描|照片|信息|副本|号|影印|电子))(?:原件)?"
            ),
            (
                "(?:{DOCUMENT})(?!的?(?:复印|扫描|照片|信息|副本|号|影印|电子))(?:原件)?[^;]{0,12}«(?:由|须|应|"
                "要|需|必须)?(?:公司|人事|人力|单位|行政)?[^,;]{0,6}(?:保管|扣押|扣留|押在|上交|收走|留存|暂存|"
                "统一|代管|收存|收缴|抵押|交给?|存放|放在)»"
            ),
            "«(?:提供|找|须有|需要|要有)»[^,;]{0,8}(?:担保人|保证人|担保|铺保)",
        ),
        lawful=(
            r"报销",
            "(?:当场|当天|当日|当面|即时|立即|查验后|核对后|核验后)[^,;]{0,8}(?:归还|返还|退还|交还|退回)",
            "(?:免费|无偿)(?:提供|发放|配发)[^;]{0,20}$",
            "(?:仅|只)(?:需|留存?|收)?[^,;]{0,10}(?:复印件|扫描件)",
            "个人(?:自行)?保管|由?(?:本人|员工本人|员工自己|自行)(?:自行)?保管",
            "(?:公司|单位)[^,;]{0,4}(?:退还|清退)[^,;]{0,10}(?:已收|收取)",
            "社[会]?保[险]?费|专项|公司(?:支付|承担|负担)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"(?:uniforms?|medical|badges?|headsets?|check-?up)…«paid» (?:in advance )?by the (?:{EMP})",
            r"«pays?» (?:an? |the )?(?:\w+ )?(?:guarantee|security|surety|bond)\b",
            (
                "«(?:pays?|paid|leaves?|provides?|lodges?|put down|hand over|deposits?|charged|deducted|"
                "collects?|takes?|keeps?|withholds?|requires?|must)»(?! no\\b)(?! nothing\\b)…(?:deposit|"
                "security (?:deposit|payment)|"
                "guarantee (?:money|payment)|surety|guarantor|(?:uniform|headset|training|badge|registration|"
                "entry|onboarding) fee)\\b(?! account)"
            ),
            (
                "«(?:a|refundable|security|cash|the|uniform|headset)» (?:\\w+ ){0,3}(?:deposit|security payment|"
                "guarantor)\\b(?! account)"
            ),
            (
                "«(?:keeps?|kept|holds?|held|retains?|retained|surrender\\w*|hand(?:s|ed)?(?: in| over)?|"
                "collects?|collected|leave|left|deposited|confiscat\\w+|stores?|stored|withh[eo]lds?|submitted|"
                "takes?|submit)»~(?:original )?(?:{DOCUMENT})(?! (?:number|cop))"
            ),
            (
                "\\b(?:{DOCUMENT})\\b~«(?:kept|held|retained|surrendered|handed|collected|stored|left|locked|"
                "deposited|taken|remains?|stays?)»"
            ),
        ),
        lawful=(
            r"\b(?:a )?cop(?:y|ies) of",
            (
                "(?:handed|given) back|returned? (?:at once|immediately|on the spot|the same day|on the same)|"
                "cop(?:y|ies) (?:only|is|are)|only (?:a )?cop(?:y|ies)|photocop"
            ),
            (
                "free of charge|at no cost|bank deposit|direct deposit|deposited into|keeps? (?:their|his|"
                "her) own|deposit of the contract"
            ),
        ),
    ),
)

TRAINING = Topic(
    id="contract.training_bond",
    title=Text("岗前培训约定服务期、违约金", "Bonds for onboarding training"),
    articles=("LCL 22", "Regs 16", "LL 68"),
    why=Text(
        "只有公司出资的专项专业技术培训才能约定服务期和违约金；入职培训、业务培训、在岗辅导不能要求返还费用。",
        (
            "Only special professional training paid by the employer can carry a bond; onboarding and product"
            " training cannot."
        ),
    ),
    instead=Text(
        (
            "岗前培训由公司承担费用并按工作时间支付工资；专项专业技术培训另签协议，违约金不超过服务期未履行部"
            "分应分摊的培训费用。"
        ),
        "Onboarding is paid for by the company and counts as work; special professional training has its "
        "own agreement, "
        "and what is repaid is no more than the cost that falls to the term not served.",
    ),
    zh=Signs(
        unlawful=(
            (
                "(?:岗前|入职|上岗|新人|新员工|业务|带教|内部|产品|话术|师傅|常规)(?:的)?(?:培训|学习|辅导|"
                "带教)[^;]{0,40}«(?:返还|退还|赔偿|承担|支付|补偿|退回|归还|赔付|违约金|服务期|扣除|扣回|自费|"
                "自理|交|缴)»"
            ),
            (
                "(?:培训)[^;]{0,30}(?:未满|不满|不足|离职|辞职|中途|退出|流失|走人|离开)[^;]{0,20}«(?:返还|退还|"
                "赔偿|承担|支付|补偿|扣|归还|赔|退|补交)»[^;]{0,10}"
            ),
            (
                "(?:未满|不满|不足|离职|辞职|中途|走人)[^;]{0,26}«(?:返还|退还|赔偿|承担|支付|补偿|扣|归还|赔|退|"
                "补交)»[^;]{0,6}(?:培训|带教|学习)(?:费|成本|费用)"
            ),
            "(?:培训)[^;]{0,10}«(?:不支付|不发|无|没有|不计|不算|不付|没|免)»(?:工资|薪|报酬|底薪|工时)",
            "«(?:无薪|无偿|不带薪|免费)(?:培训|试岗|试工)»",
            (
                "(?:试岗|试工|培训期|跟岗|学习期)[^;]{0,14}«(?:不(?:予|再|会)?(?:支付|发|计|付|给|算)|无|没有|"
                "没)»~(?:工资|薪|报酬|钱|底薪)"
            ),
        ),
        lawful=(
            "(?:专项|专业技术)(?:培训|专业)?[^;]{0,50}(?:分摊|未履行|不超过|服务期)",
            "(?:公司|单位|企业)(?:全额)?(?:承担|负担|支付)(?!后)",
            "(?:公司|单位)[^,;]{0,4}免费|带薪(?:培训)?|计入工作时间|按工作时间",
        ),
    ),
    en=Signs(
        unlawful=(
            r"«(?:must |shall |have to )?pays?» for~(?:course|training|induction)",
            (
                "(?:onboarding|induction|orientation|initial|introductory|product|basic|in-house|internal|"
                "pre-job|new[- ]hire|system|script) (?:training|course|programme|program)…«(?:repay|reimburse|"
                "refund|pay back|bond|penalty|compensate|owes?|costs?\\b|unpaid|pays?|service period|charged|"
                "deducted)»"
            ),
            (
                "(?:leav\\w+|quit\\w*|resign\\w*|less than|before)…«(?:repay\\w*|reimburse\\w*|refund\\w*|"
                "pay(?:s)? back|return\\w*|pays?|owes?|bears?|charged|deduct\\w*)»~(?:the |their |your |all |"
                "full )?(?:cost of |costs of )?(?:\\w+ )?(?:training|onboarding|induction)"
            ),
            (
                "\\btraining (?:costs?|fees?|expenses?)…«(?:repaid|reimbursed|refunded|paid back|deducted|"
                "charged|recovered|returned|borne)»~(?:leav|quit|resign|if|when|before|by|from)"
            ),
            (
                "\\b(?:training|trials?|trial days?|trial shift|shadowing|induction|onboarding)\\b~«(?:unpaid|"
                "without pay|not paid|no pay|no wages|no salary|not remunerated)»"
            ),
            "«unpaid (?:training|trial|induction|onboarding|shadowing)»",
        ),
        lawful=(
            (
                "special(?:i[sz]ed)? (?:professional|technical|external)?[^;]{0,140}(?:pro rata|proportion\\w*|"
                "not exceed|no more than|term not served|unserved)"
            ),
            "(?:paid|borne|covered) (?:\\w+ )?by the (?:company|employer)|counts as work|paid as working time",
        ),
    ),
)

INSURANCE = Topic(
    id="contract.insurance",
    title=Text("不缴社会保险", "No social insurance"),
    articles=("LL 72", "J2 19", "LCL 38"),
    severity=Severity.GRAVE,
    why=Text(
        (
            "缴纳社会保险是双方的法定义务，放弃声明、折现补贴、转正后再缴的约定都无效，员工可据此解除合"
            "同并要求经济补偿。"
        ),
        "Social insurance is a duty of both sides: waivers, cash in its place and waiting until pr"
        "obation is over are "
        "void, and the employee may leave with severance.",
    ),
    instead=Text(
        "公司自用工之日起 30 日内为员工办理社会保险登记，按实际工资依法足额缴纳，个人部分依法代扣代缴。",
        "The company registers every employee for social insurance within thirty days of the first day of"
        " work and pays "
        "in full by the actual wage; the employee's share is deducted as the law provides.",
    ),
    zh=Signs(
        unlawful=(
            r"«按»[^,;]{0,4}(?:基本工资|底薪|最低)[^;]{0,14}(?:{INSURANCE})",
            (
                r"(?:试用期满|转正|满一年|满半年)[^,;]{0,4}(?:后)?[^,;]{0,4}«(?:补办|办理|补缴|开通|"
                r"购买)»[^,;]{0,4}(?:{INSURANCE})"
            ),
            r"«不(?:予)?补缴»",
            (
                r"«(?:为|给)»[^,;]{0,4}(?:满{NUM}年|满{NUM}个?月|转正|骨干|正式)[^,;]{0,8}(?:缴纳?|"
                r"购买|办理|买|上)[^,;]{0,4}(?:{INSURANCE})"
            ),
            r"«(?:按|以)»[^,;]{0,6}最低(?:缴费|缴纳)?(?:基数|标准|工资)[^;]{0,14}(?:{INSURANCE})",
            (
                r"(?:{INSURANCE})[^,;]{0,4}(?:自|从|于)?[^,;]{0,4}«(?:第(?:二|三|四|五|六|七|2|3|6|"
                r"7)|次年|半年后|{NUM}个月后)»"
            ),
            r"(?:商业|意外|雇主)[^,;]{0,6}险[^,;]{0,4}«(?:代替|替代|取代|抵)»",
            r"«(?:以|用)»[^,;]{0,4}(?:商业|意外|雇主)[^,;]{0,6}险[^,;]{0,4}(?:代|替)",
            r"(?:{INSURANCE})[^,;]{0,4}«(?:自愿|可交可不交|可缴可不缴|看个人|自选|可选)»",
            r"«(?:自愿)?弃保»",
            r"«不(?:交|缴|办|买|上)»(?:{INSURANCE})",
            (
                r"«(?:再|才|方可|方能|再行|才能)»(?:给|为|予以|统一|可|帮|开始){0,2}[^,;]{0,4}(?:缴|交|办|买|上|"
                r"参加|购买)[^,;]{0,6}(?:{INSURANCE})"
            ),
            (
                "«(?:放弃|自愿放弃|自愿不|不(?:再|予|会|为|给|代|替|办|用|需)?[^,;]{0,8}(?:缴纳?|交纳?|办理|参加|"
                "购买|买|上|交|参保|承担)|免缴|免交|无需缴|暂不|缓缴|停缴|不享受|没有|不提供|无)»"
                "[^,;]{0,10}(?:{INSURANCE})"
            ),
            (
                "(?:{INSURANCE})[^;]{0,14}«(?:放弃|自愿放弃|不(?:再|予|会)?(?:缴|交|办|买|参加|上|提供)|自理|"
                "自行(?:缴|交|承担|负责|解决|购买)|折现|折成|折算|由(?:员工|个人|本人)(?:自行|全部|全额)?(?:缴|"
                "承担|负担)|以?现金|暂不|以补贴|补贴代替|停缴|全部由个人|包含在|含在|已含)»"
            ),
            (
                "(?:转正|试用期|试用|满{NUM}个?月|{NUM}个?月|半年|一年|通过考核|业绩达标|签合同)(?:满|结束|通过|"
                "以?后|之后|合格)*[^,;]{0,6}«(?:才|方|再|后|起|始|开始|以后|之后)»[^,;]{0,10}(?:缴|交|办|买|上|"
                "参加|享受)[^,;]{0,6}(?:{INSURANCE})"
            ),
            (
                "(?:试用期|试用|培训期|实习期|见习期|前{NUM}个?月)[^;]{0,10}«(?:不|无|没有|暂不|不予|没)»"
                "[^,;]{0,8}(?:{INSURANCE})"
            ),
            (
                "(?:{INSURANCE})[^;]{0,8}«(?:自|从|于|待|等)?(?:转正|试用期(?:满|结束|后)|满{NUM}个?月|入职满|"
                "满一年|半年)»[^,;]{0,6}(?:后|起|才|再|开始|方)"
            ),
            (
                "(?:社保|社会保险|公积金)?(?:补贴|补助|现金)[^;]{0,10}«(?:代替|替代|抵|折抵|冲抵|取代)»"
                "[^;]{0,6}(?:{INSURANCE})?"
            ),
            (
                "(?:{INSURANCE})[^;]{0,10}«(?:按|以)»[^,;]{0,4}(?:最低(?:基数|标准|工资|缴费)|"
                "下限)[^;]{0,4}(?:缴|交|基数|申报)?"
            ),
        ),
        lawful=(
            r"不予(?:接受|受理|认可)|不接受|法定义务",
            "(?:30日|三十日|30天|当月|之日起|首月|入职当)[^;]{0,14}(?:缴|办理|登记|参保)",
            "不予同意|依法为(?:其|员工|本人)|(?:(?<!不)补缴|依法缴纳|按时足额|依法足额|照常缴|照缴|继续缴)",
            "(?:另|额外|并|同时)[^,;]{0,4}(?:购|买|投保)[^,;]{0,4}(?:商业|意外)",
            "(?:实习生|在校学生|退休返聘)[^;]{0,20}工伤",
        ),
    ),
    en=Signs(
        unlawful=(
            r"(?:{INSURANCE})…«on» (?:the )?(?:basic|base|minimum|lowest) (?:wage|salary|pay)",
            r"(?:{INSURANCE})~«(?:starts?|begins?|paid)» {NUM} (?:years?|months?) after",
            (
                r"(?:{INSURANCE})~for~«(?:who have (?:completed|passed|worked)|with (?:more than|over|"
                r"at least)|after|confirmed)»"
            ),
            (
                r"(?:{INSURANCE})[^.]{0,60}«(?:need not|does not need to|do not have to|is not obliged to)» (?:"
                r"contribute|pay|provide)"
            ),
            r"(?:employer's|company's|both)…(?:{INSURANCE})…«(?:deducted|taken|borne)»",
            (
                r"«not» (?:to )?(?:pay|have|buy|contribute to|join|participate in|take "
                r"part in|enrol in|be enrolled in|be covered by)~(?:{"
                r"INSURANCE})"
            ),
            r"«(?:arrange|buy|pay)» (?:for )?their own (?:{INSURANCE})",
            r"«(?:in place of|instead of|in lieu of|replac\w+|substitut\w+)»~(?:{INSURANCE})",
            r"(?:{INSURANCE})~«(?:optional|voluntary|a choice|up to (?:you|the employee))»",
            r"(?:{INSURANCE})…«(?:until|unless)»…(?:confirm\w*|probation|months?|year|permanent)",
            (
                "«(?:waiv\\w+|giv\\w+ up|renounc\\w+|forgo\\w*|opt\\w* out of|declin\\w+|without|(?:does|do|will|"
                "shall|is|are)? ?(?:not|n't)(?: be)? (?:pay|contribute to|provide|register\\w*|enrol\\w*|make|"
                "cover\\w*|arrange|offer)|no)» (?:\\w+ )?(?:{INSURANCE})"
            ),
            "«instead of (?:contributing|paying)»~(?:{INSURANCE})",
            (
                "(?:{INSURANCE})…«(?:waived|given up|not (?:be )?(?:paid|provided|made|offered)|"
                "paid (?:out )?in cash|in cash|cash (?:allowance|subsidy)|own responsibility|yourself|themselves|"
                "replaced|only after|only once|only when|starts? after|begins? after|starts? once|begins? once|"
                "starts? when|after (?:the )?(?:probation|six months|one year|three months|confirmation)|"
                "borne by the (?:employee|agent))»"
            ),
            (
                "(?:cash|allowance|subsidy|payment|supplement)~«(?:instead of|in place of|in lieu of|replaces?|"
                "rather than)»~(?:{INSURANCE})"
            ),
            "(?:probation\\w*|trial|training|first)~…«(?:no|without|not)»~(?:{INSURANCE})",
            (
                "«(?:after|once|when)» (?:\\w+ ){0,3}(?:probation|six months|one year|three months|confirmation|"
                "confirmed)…(?:{INSURANCE})"
            ),
            "(?:{INSURANCE})…«(?:on|at|based on|by)» the (?:minimum|lowest)",
        ),
        lawful=(
            (
                "within (?:30|thirty) days|from (?:the )?(?:first day|day one)|commercial insurance|(?:paid|"
                "contributes?|pays) (?:\\w+ )?in full|also during probation|including (?:during )?probation"
            ),
        ),
    ),
)

NO_CONTRACT = Topic(
    id="contract.unwritten",
    title=Text("不签书面劳动合同", "No written contract"),
    articles=("LCL 10", "LCL 82"),
    why=Text(
        "自用工之日起一个月内应订立书面劳动合同，试用期包含在合同期限内；不得以试用、考察为由不签。",
        "A written contract is concluded within a month of the first day of work; probation is part of its term.",
    ),
    instead=Text(
        "公司自用工之日起一个月内与员工订立书面劳动合同，双方各执一份。",
        "The company concludes a written contract within a month of the first day of work; each side keeps a copy.",
    ),
    zh=Signs(
        unlawful=(
            (
                r"(?:入职|工作|上岗|满)[^,;]{0,3}(?:半年|[2-9两三四五六]个月|一年)(?:以)?后[^;]{0,10}«(?:签订|"
                r"签署|订立|签)»[^,;]{0,6}合同"
            ),
            (
                r"(?:考察期|试用期|观察期|培训期|试岗)[^;]{0,14}(?:合格|满|通过|结束)[^,;]{0,3}(?:后|"
                r"方|才|再)[^,;]{0,4}«(?:签订|签署|订立|签)»[^,;]{0,4}合同"
            ),
            (
                "«(?:不(?:予|再|会|用|必|与[^,;]{0,6})?|暂不|无需|无须|缓)(?:签订|签署|订立|签)»"
                "[^,;]{0,6}(?:劳动合同|书面合同|合同)"
            ),
            (
                "(?:转正|试用期|满{NUM}个?月|半年|通过考核)(?:满|结束|通过|以?后|之后|合格)*[^,;]{0,6}«(?:才|方|"
                "再|后)»[^,;]{0,8}(?:签订|签署|订立|签)[^,;]{0,6}合同"
            ),
            "(?:试用期|培训期|考察期)[^,;]{0,6}«(?:不签|不订立|只签|仅签|单独签)»",
        ),
        lawful=("一个?月内|1个?月内|30日内|三十日内",),
    ),
    en=Signs(
        unlawful=(
            r"contract~signed~«after» (?:two|three|four|five|six|\d+|half a)~(?:months?|years?)",
            (r"(?:observation|trial|probation)…«(?:after which|then|afterwards|once|thereafter)»…contract~" r"signed"),
            (
                r"«(?:instead of|rather than|in place of|without|no)» (?:an? )?(?:written )?(?:employment|"
                r"labou?r) contract"
            ),
            (
                r"\bcontracts?\b~(?:signed|concluded|issued|given)~«(?:once|after|when|only)»…(?:probation|trial|"
                r"months?|confirm\w*)"
            ),
            (
                "«(?:no|without(?: a)?)» (?:written )?(?:employment |labou?r )?contract\\b~(?:during|until|in|"
                "for|before|is signed)"
            ),
            (
                "(?:written |employment |labou?r )contracts?~«(?:only after|only once|"
                "after (?:the )?(?:probation|three|six|confirmation)|not (?:be )?(?:signed|issued|concluded))»"
            ),
            "«only after» (?:\\w+ ){0,4}probation…(?:sign\\w*|contract)",
        ),
        lawful=("within (?:a|one|1) month|within (?:30|thirty) days",),
    ),
)

TOPICS = (DEPOSIT, TRAINING, INSURANCE, NO_CONTRACT)
