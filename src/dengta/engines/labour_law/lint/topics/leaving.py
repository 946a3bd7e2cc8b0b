"""Leaving: penalties, approval of a resignation, non-compete."""

from dengta.engines.labour_law.lint.topic import Signs, Topic, above
from dengta.engines.labour_law.text import Text

PENALTY = Topic(
    id="contract.penalty",
    title=Text("离职违约金、辞职须批准", "A price on leaving"),
    articles=("LCL 25", "LCL 37"),
    why=Text(
        (
            "除专项培训服务期和竞业限制外，不得约定由劳动者承担违约金；提前 30 日书面通知（试用期 3 日）即可辞"
            "职，无须批准。"
        ),
        "Beside training bonds and non-compete no penalty may be agreed; thirty days' written notice (thr"
        "ee in probation) "
        "is enough to resign, and nobody need approve.",
    ),
    instead=Text(
        "员工辞职的，提前 30 日（试用期内提前 3 日）书面通知公司，并按约定办理工作交接；公司不收取违约金。",
        "Whoever resigns gives thirty days' written notice (three in probation) and hands over the"
        " work; the company "
        "charges no penalty.",
    ),
    zh=Signs(
        unlawful=(
            r"(?:有权|可以?|可)«(?:拒绝|驳回|不批|不予批准)»[^,;]{0,8}(?:辞职|离职)",
            (
                r"(?:{LEAVE})[^;]{0,14}«(?:支付|赔偿|承担|缴纳|赔|退还|返还)»[^,;]{0,4}(?:公司|单位)?(?:培养费|"
                r"培养|违约|损失费|招聘费|岗位)"
            ),
            (
                r"«(?:不(?:予|再)?(?:批准?|受理|接受|同意|审批|办理)|冻结|停止(?:受理|办理|批准|审批)|"
                r"暂停(?:受理|办理|批准|审批)?|暂不(?:受理|办理|批准|审批))»[^,;]{0,6}(?:离职|辞职)(?:申请|"
                r"手续|报告)?"
            ),
            r"(?:主管|公司|领导|经理)[^,;]{0,2}«不(?:签字|批准?|同意)»[^;]{0,4}(?:离职|辞职)[^,;]{0,2}(?:无效|不)",
            r"(?:主管|公司|领导|经理|部门)[^,;]{0,2}«不(?:签字?|批准?|同意)»[^;]{0,8}(?:离职|辞职|不得走)",
            (
                "(?:{LEAVE}|合同期|未满|不满|不足|未提前|服务期|违反)[^;]{0,30}«(?:支付|赔偿|承担|"
                "缴纳|交(?!接)|赔|扣|"
                "付|处|罚)»[^;]{0,14}(?:违约金|赔偿金|补偿金|损失费|罚金|{NUM}元|{NUM}个?月(?:的)?(?:工资|薪)|"
                "半个?月(?:的)?(?:工资|薪)|招聘(?:费|成本)|违约)"
            ),
            "(?:{LEAVE})[^;]{0,20}«违约金»",
            "(?:{LEAVE})[^;]{0,24}«扣»[^;]{0,8}(?:半个?月|{NUM}个?月|{NUM}天|当月|全部|所有|奖金|工资)",
            (
                "(?:离职|辞职)[^;]{0,10}«(?:须|需|必须|应|要)(?:经)?»[^,;]{0,12}(?:批准|同意|审批|许可)(?:后|方|"
                "才|,|否则|$)"
            ),
            ("(?:未经|没有|不经)[^,;]{0,10}(?:批准|同意|审批)[^,;]{0,6}«(?:不得|不能|不许|不可)»(?:离职|辞职|离开|走)"),
            (
                "(?:{NUM}年|{NUM}个月|旺季|大促|合同期|春节前|年底前|双十一|双11|合同期限)[^,;]{0,8}«(?:不得|"
                "不能|不许|不可|禁止|不允许|不准)»[^,;]{0,4}(?:离职|辞职|提离职|走)"
            ),
            (
                "(?:提前)(?P<n>(?:4[5-9]|[5-9]\\d|1\\d\\d)|六十|九十|四十五)[天日][^;]{0,12}«(?:离职|"
                "辞职|通知|申请|提出)»"
            ),
            "(?:辞职|离职)[^;]{0,10}提前(?P<n>(?:4[5-9]|[5-9]\\d|1\\d\\d)|六十|九十|四十五|两个月|三个月)",
        ),
        lawful=(
            "竞业|专项培训|专项技术|专业技术培训",
            "无[需须](?:公司|任何人|经)?[^,;]{0,6}(?:批准|同意|审批)",
            "公司[^,;]{0,8}(?:向(?:员工|劳动者|本人))[^,;]{0,6}支付",
            "经济补偿",
        ),
    ),
    en=Signs(
        unlawful=(
            (
                r"\bresignations?\b…«(?:no effect|not (?:be |take )?effect\w*|not valid)» (?:until|unless|"
                r"without|before)"
            ),
            (
                r"(?:may|can) «(?:leave|resign|quit) only» (?:after|"
                r"with|once|if)~(?:approv\w*|consent|"
                r"permission|replacement|finding)"
            ),
            r"\bresignations?\b…«(?:invalid|void|of no effect|without effect|ineffective)»",
            r"«(?:leaving|resigning|quitting)»~(?:means|requires) paying",
            r"«(?:may|can|right to|entitled to)» (?:reject|refuse|decline|deny|turn down)~resignations?",
            r"\bleavers?\b~«(?:must|shall|have to)?»~(?:reimburse|repay|pay|refund)",
            r"«no resignations?»…(?:accepted|permitted|approved|possible|allowed|processed)",
            r"\bresignations?…«(?:not|never) (?:be )?(?:accepted|permitted|approved|possible|allowed|processed)»",
            (
                "(?:{LEAVING}|before the end of|without notice|notice)…«(?:pays?|owes?|charged|deducted|penalty|"
                "penalti\\w+|liable|forfeits?|compensate\\w*|damages|fee|costs?)»(?! no\\b)(?! nothing\\b)…"
                "(?:{SUM}|penalt\\w+|damages|"
                "recruitment|compensation|salary|wages|month|fee|fine)"
            ),
            "«(?:penalty|liquidated damages|exit fee|breach fee|leaving fee|termination fee)»…(?:{LEAVING})",
            (
                "\\b(?:resign\\w*|leav(?:es|ing)|quit\\w*)~«(?:requires?|needs?|only with|subject to|must be|"
                "only after|only takes? effect|takes? effect only|effective only)»~(?:approv\\w+|consent|"
                "permission|agree\\w*|accepted)"
            ),
            (
                "«(?:may|must|can|shall|will)(?: ?not|n't)» (?:resign|leave|quit)~(?:without|before|until|during|"
                "in|for|within)"
            ),
            "«no (?:one|agent|employee|staff)(?: member)? may (?:resign|leave|quit)»",
            *above(
                30,
                "«(?:resign\\w*|leav\\w*|quit\\w*)»…{N} days'? ?(?:written )?(?:notice|in advance|before|ahead)",
                "{N} days' (?:written )?notice~«(?:to resign|of resignation|before leaving|to leave)»",
            ),
        ),
        lawful=(
            "non-?compet\\w+|special(?:i[sz]ed)? (?:professional |technical |external )?training",
            "no approval|approval is not|need not be approved|(?:company|employer) (?:pays|owes)|severance",
            (
                "(?:shift|desk|seat|queue|break|workplace|floor|building|premises|early|sick|annual|duty|"
                "post)\\b[^;]{0,12}$"
            ),
        ),
    ),
)

COMPETE = Topic(
    id="contract.non_compete",
    title=Text("对普通坐席的竞业限制", "Non-compete for ordinary agents"),
    articles=("LCL 23", "LCL 24", "J2 13"),
    why=Text(
        (
            "竞业限制只适用于高级管理人员、高级技术人员和其他负有保密义务的人员，不超过 2 年，并须按月支付补偿"
            "；普通坐席不适用。"
        ),
        "Non-compete binds only senior managers, senior technicians and people with secrets,"
        " for two years at most and "
        "against monthly compensation; ordinary agents are not bound.",
    ),
    instead=Text(
        ("员工对知悉的商业秘密负有保密义务；竞业限制仅与知悉商业秘密的人员书面约定，期限不超过 2 年，并按月支付补偿。"),
        "Employees keep business secrets; a non-compete is agreed in writing only with those who know suc"
        "h secrets, for "
        "two years at most, with monthly compensation.",
    ),
    zh=Signs(
        unlawful=(
            (
                r"(?:离职|离开|辞职|解除)[^;]{0,14}«(?:不得|不能|禁止|不许|不可|不准)»[^;]{0,20}(?:相同|"
                r"同类|同样|类似|相似|同业|同行|竞争)"
            ),
            (
                r"(?:离职|离开|辞职)[^;]{0,16}«(?:不得|不能|禁止|不许|不可|不准)»[^;]{0,10}(?:呼叫中心|客服|行业|"
                r"竞品|竞争)"
            ),
            *above(
                2,
                "竞业[^;\\d]{0,20}{N}年",
                (
                    "(?:离职|离开)[^;]{0,8}{N}年内[^,;]{0,4}«(?:不得|不能|禁止|不许)»[^;]{0,10}(?:同行|竞争|同业|"
                    "类似|同类|其他呼叫)"
                ),
            ),
            *above(24, "竞业[^;\\d]{0,20}{N}个月"),
            "(?:全体|所有|一线|每位|每名|全员|普通|任何|一切|坐席|客服|员工)[^;]{0,16}«(?:竞业)»",
            (
                "竞业[^;]{0,30}«(?:不(?:予|再|另|另行|会)?(?:支付|给|发)|无|没有|无偿|已含|已包含|包含在)»"
                "[^;]{0,6}(?:补偿|费|工资)?"
            ),
            (
                "(?:离职|离开|辞职|解除合同|劳动关系)[^;]{0,16}«(?:不得|不能|禁止|不许|不可|不准|不允许)»"
                "[^;]{0,10}(?:同行|竞争|同业|类似(?:工作|行业|岗位|业务)|同类|其他呼叫中心|其他客服|相同(?:行业|"
                "岗位)|从事客服|本行业|对手)"
            ),
        ),
        lawful=(
            "(?:仅|只)(?:限|适用|与|对|针对)[^;]{0,24}(?:高级|秘密|保密|高管)",
            "(?:高级管理|高级技术|高管)[^;]{0,60}(?:补偿|不超过)",
            "(?:商业秘密|保密义务)[^;]{0,60}按月[^,;]{0,6}补偿",
        ),
    ),
    en=Signs(
        unlawful=(
            r"«(?:prohibited|forbidden|barred|banned|excluded)» from~(?:other|another|competing|rival)",
            (
                r"«(?:may|must|shall|will|can)(?: ?not|n't)» (?:work|"
                r"join|be employed)~(?:similar|same|"
                r"competing|competitors?|rivals?|another|other)\b"
            ),
            r"«(?:may|must|shall|can) never» (?:again )?(?:work|join|take)",
            (
                r"former (?:employees|agents|staff)…«(?:may|must|shall|can)(?: ?not|n't| never)» (?:\w+ )?(?:wo"
                r"rk|join)"
            ),
            (
                r"«(?:prohibited|forbidden|barred|banned)» from~(?:similar|same|competing|competitor|"
                r"rival|industry|another (?:call|contact))"
            ),
            (
                r"(?:after leaving|leav\w+|departure)…«(?:may|must|shall|will|can)(?: ?not|n't)»…(?:call cent\w+|"
                r"contact cent\w+|industry|trade|field)"
            ),
            (
                r"«no (?:agent|employee|one|former \w+|staff)(?: member)? may»…(?:join|work)…(?:another|"
                r"competitor|competing|rival|other call|other contact)"
            ),
            *above(
                2,
                "non-?compet\\w+…{N} years?",
                "{N}[- ]years? non-?compet\\w+",
                "{N} years? after…«(?:may|must|shall|will) not»…(?:competitor|competing|same industry|rival)",
                "«(?:may|must|shall|will) not»…(?:competitor|competing|rival|industry)…{N} years",
            ),
            *above(24, "non-?compet\\w+…{N} months"),
            "\\b(?:all|every|each|any|ordinary|front-?line|everyone)\\b (?:\\w+ ){0,3}(?:{EMP})…«non-?compet\\w+»",
            "non-?compet\\w+…«(?:all|every|each|any|ordinary|front-?line)» (?:\\w+ )?(?:{EMP})",
            (
                "non-?compet\\w+…«(?:no|without(?: any)?|unpaid|not (?:be )?(?:paid|compensated|entitled))»"
                "~(?:compensation|pay\\w*|$)?"
            ),
            (
                "(?:after leaving|leav\\w+|former|resign\\w*|departure|after the end)…«(?:may|must|shall|will|"
                "can)(?: ?not|n't)»…(?:competitor\\w*|competing|same industry|rival|another (?:call|contact)|"
                "other (?:call|contact)|similar|customer service|the industry|this (?:industry|trade))"
            ),
            (
                "«(?:may|must|shall|will|can)(?: ?not|n't)»…(?:competitor\\w*|competing|rival\\w*|"
                "another (?:call|contact)|other (?:call|contact)|same industry)…(?:after|leav\\w+|months|years)"
            ),
        ),
        lawful=(
            (
                "only (?:\\w+ ){0,6}(?:senior|executive|manager|people|those|staff|employees)[^;]{0,40}(?:secret|"
                "senior|executive|technic)|(?:senior|executives?)[^;]{0,120}(?:compensation|monthly)"
            ),
            "secrets?[^;]{0,100}(?:monthly )?compensation",
        ),
    ),
)

TOPICS = (PENALTY, COMPETE)
