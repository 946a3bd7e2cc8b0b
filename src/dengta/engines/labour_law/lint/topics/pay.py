"""Fines, deductions, compensation of losses, and wages kept back."""

from re import Match

from dengta.engines.labour_law.lint.numbers import read
from dengta.engines.labour_law.lint.topic import Severity, Sign, Signs, Topic, above
from dengta.engines.labour_law.text import Text


def _more_days_than_missed(found: Match[str]) -> bool:
    return read(found["taken"]) > read(found["missed"])


FINE = Topic(
    id="pay.fine",
    title=Text("罚款", "Fines"),
    articles=("O516", "LL 50", "WP 15"),
    why=Text(
        "用人单位没有罚款权：《企业职工奖惩条例》已废止，工资只能依法代扣。"
        "迟到、投诉、差错可以不计缺勤时间的工资，或按公示的绩效办法评分，但不得罚款、“乐捐”或按次扣固定金额。",
        "An employer has no power to fine: the regulation that allowed it is repealed, and wages may be r"
        "educed only as "
        "the law says. Time not worked need not be paid, and performance pay may follow a published formula.",
    ),
    instead=Text(
        "迟到、早退按实际缺勤时间不计发工资；多次发生的，由主管面谈提醒，并按本制度的纪律程序处理。",
        "Time missed through lateness is not paid, minute for minute; where it is repeated, the leader speaks with the "
        "person and the disciplinary procedure of these rules applies.",
    ),
    zh=Signs(
        unlawful=(
            r"«{NUM}(?:元|块)»的?(?:处罚|罚|扣款|经济处罚)",
            r"«(?:罚|处罚|扣款?|扣除|扣减|扣发)»[^,;]{0,3}(?:人民币)?{NUM}(?:元|块|百块)",
            r"«(?:交|缴|捐|发|凑|出)»[^,;]{0,10}(?:(?<!加)班费|团费|活动经费|经费|基金|红包|小金库)",
            r"(?:{FAULT}|不整|脏乱|扣分)[^;]{0,6}«-»{NUM}(?:元|块)",
            r"«(?:经济|金钱|物质|现金|货币)(?:上的)?(?:处罚|惩罚|制裁|处分)»",
            r"(?:一次|每次|每回|一回|每单|每起)«{NUM}»(?=[,;。]|$|元|块)",
            r"«{NUM}(?:元|块)»(?:人民币)?[/每](?:次|单|分钟|人|起|条)",
            "(?:{FAULT})…«(?:{CHARGE})»~(?:{YUAN})",
            "«(?:罚款|罚金|罚没|乐捐|处罚金|负激励|罚钱|扣钱|扣款|成长基金|爱心基金|罚站费)»",
            "(?:{FAULT})[^;]{0,10}(?:一次|每次|1次|一单|一条|一分钟|每分钟|一个|{NUM}次)[^;\\d]{0,6}(?:{NUM})(?:元|块)",
            "(?:每次|一次|每单|每起|每例|每分钟|每条|者|的)[,:]?«(?:罚|扣|处以?|捐)»~(?:{NUM})(?:元|块)",
            "(?:{FAULT}|客户|顾客)…«(?:扣|罚)»(?:{NUM})(?=$|[,;。])",
            Sign("(?:旷工|缺勤)(?P<missed>{NUM})[天日]…(?:扣|罚)~(?P<taken>{NUM})[天日]", _more_days_than_missed),
            "(?:旷工|缺勤|请假|事假|迟到|早退)…(?:扣|罚)~(?:双倍|{NUM}倍|全月|全部|当月)",
            "旷工…«(?:扣|罚|处)»~{NUM}(?:元|块)",
            "«(?:扣|罚)»{NUM}(?:元|块)(?:/|每)(?:次|单|分钟|人)",
        ),
        lawful=(
            "(?:行政|交通|甲方|客户|平台)[^,;]{0,6}(?:罚款|处罚|扣款)…(?:由)?(?:公司|单位|企业)(?:自行)?承担",
            "(?:奖励|补贴|津贴|报销|餐补|交通费|打车费)[^,;]{0,4}{NUM}元",
            "全勤奖|社保|个税|餐费|奖励|(?:不与|不和)[^,;]{0,12}(?:挂钩|关联)",
            "(?:不超过|不得超过|不高于|以内)~(?:20%|百分之二十|20％)",
            "(?:公司|单位|企业)[^,;]{0,6}(?:补|支付|发放|赔偿|退还)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"«(?:penali[sz]ed|punished)»…(?:{MONEY})",
            r"{PERCENT} of (?:the |their |your |his )?(?:\w+ )?(?:{PAY})~«(?:deducted|docked|lost|cut|forfeited)»",
            r"«owes?»~(?:kitty|jar|pot|team|group|box)",
            (
                r"«(?:monetary|financial|cash|money|pecuniary|economic)» (?:penalt\w+|sanctions?|punish\w+|"
                r"deductions?|fines?)"
            ),
            (
                r"«(?:buy(?:s|ing)?|treat(?:s|ing)?|bring(?:s|ing)?|pays? for)» (?:\w+ )?(?:coffees?|tea|milk tea|"
                r"lunch|drinks|breakfast|snacks|bubble tea|a round|cake|pizza|dinner|the team|the group|everyone|"
                r"everybody|dinner)"
            ),
            r"«take»s? (?:{SUM}) (?:off|from|out of)",
            "(?:{FAULT})…«(?:{CHARGE})»…(?:{SUM})",
            "«(?:{CHARGE})»~(?:{SUM})…(?:{FAULT})",
            "(?:{SUM})~(?:{CHARGE})…(?:{FAULT})",
            (
                "(?:{FAULT})…(?:{SUM})~«(?:deducted|taken|fine|penalty|docked|withheld|forfeited|cut|charged|"
                "subtracted|off|is lost)»"
            ),
            (
                "(?:{SUM}) «(?:fine|penalty|per late|for each late|for every|per (?:minute|complaint|mistake|"
                "error|offen[cs]e))»"
            ),
            "(?:{FAULT})…«(?:jar|pot|kitty|fund|piggy bank|swear box)\\b»",
            "(?:{MONEY})…«(?:jar|pot|kitty|team fund|piggy bank|box)\\b»",
            "«(?:penalty|fine|charge|deduction)» of (?:up to )?(?:{SUM})",
            "«fined\\b»",
            "«(?:a|cash|monetary|money|the|of|and|or|by|such|impose|any) fines?\\b(?![- ]tun)»",
            "«fines\\b»",
            "«(?:deduct|dock)(?:ed|s|ing|ions?)?\\b»…\\b(?:per|for each|for every|each time|every time)\\b",
            "(?:double|twice|two times|three times|triple|two|three) (?:the |days' )?~(?:{PAY})~«deducted»",
            "(?:absen\\w+|day missed|missed day)…«(?:{CHARGE})»~(?:two|three|double|2|3|triple)",
        ),
        lawful=(
            "paid by the company|borne by the (?:company|employer)|company (?:pays|bears)",
            (
                "(?:does|do|will|shall|must|may) not exceed 20 ?%|at most 20 ?%|no more than 20 ?%|up to 20 ?%|"
                "maximum of 20 ?%|capped at 20 ?%"
            ),
            (
                "attendance bonus|the company (?:will )?(?:refund|reimburse|pay)s?|minute for minute|"
                "time (?:actually )?(?:missed|not worked)"
            ),
        ),
    ),
)

LOSS = Topic(
    id="pay.loss",
    title=Text("赔偿与扣款超过限度", "Compensation beyond the limit"),
    articles=("WP 16", "LL 50"),
    why=Text(
        "只有因劳动者本人原因造成经济损失，并且劳动合同有约定，才可要求赔偿；每月扣除不得超过当月工资的 20%，"
        "剩余工资不得低于当地最低工资标准。经营风险不能转给员工。",
        "Compensation needs the person's own fault and a clause of the contract; at most 20 % of the mont"
        "h's wage may be "
        "deducted, and the minimum wage must remain. The risk of the business stays with the employer.",
    ),
    instead=Text(
        (
            "因本人过错给公司造成经济损失的，按劳动合同约定赔偿；每月扣除不超过当月工资的 20%，且余额不低于当"
            "地最低工资标准。"
        ),
        "Losses caused by a person's own fault are compensated as the contract provides; at most 20 % of that month's "
        "wage is deducted, and no less than the local minimum wage remains.",
    ),
    zh=Signs(
        unlawful=(
            (
                r"(?:赔偿|赔付|退款|损失|流失|订单金额)[^;]{0,16}«由»[^,;]{0,10}(?:{EMP})[^,;]{0,10}(?:支付|赔付|"
                r"赔偿|承担|补足|买单)"
            ),
            r"«(?:抵扣|扣除|抵销|扣回|划扣)»[^,;]{0,6}(?:一切|全部|所有)[^,;]{0,4}损失",
            (
                r"(?:和解款|赔款|罚单|违约金|欠款|货款|话费|运费|礼品)[^;]{0,14}«由»"
                r"[^;]{0,10}(?:{EMP})[^;]{0,8}(?:承担|负担|出|付|赔|补)"
            ),
            r"(?:全额|全部|百分之百|100%|一半|半数)[^,;]{0,10}«从»[^,;]{0,10}(?:{WAGE})[^,;]{0,6}(?:扣|抵)",
            r"«承担»(?:百分之百|100%|全部|全额|一半|{NUM}%)",
            *above(
                20,
                "(?:扣|赔|抵)…(?:工资|薪|收入|报酬)~(?:百分之{N})",
                "(?:扣|赔|抵)~(?:工资|薪资|薪酬|薪水|月薪|收入|报酬)[^,;\\d]{0,8}{N}%",
            ),
            *above(
                20,
                "(?:工资|薪资|薪酬|月薪)的?{N}%~«(?:扣|赔|抵)»",
                "(?:扣除|扣款|扣减|赔偿)~(?:比例|上限|额度|金额)~{N}%",
            ),
            (
                "(?:{EMP}|坐席)~«(?:全额|全部|照价|双倍|加倍|自行|100%|{NUM}倍)(?:向其|进行)?(?:追偿|承担|赔偿|"
                "赔付|负担|买单|补偿)»"
            ),
            (
                "(?:损失|赔偿|赔付|赔款|退款|补偿|差价|罚金|扣款|扣罚|坏账|礼品|优惠)…«(?:由|让|找|向|从)»"
                "[^;]{0,10}(?:{EMP}|工资|绩效)[^;]{0,12}(?:承担|赔|负担|买单|扣|分摊|补|追偿|抵)"
            ),
            (
                "(?:损失|赔偿|赔付|赔款|退款|补偿|扣罚|扣款|罚款|考核款)[^;]{0,20}«(?:分摊|摊派|平摊|转嫁|转给|"
                "计入|落实|下放|追偿|传导|算)(?:到|至|给|在)?»[^;]{0,8}(?:人头|个人|每个人|坐席|座席|员工|责任人|"
                "当事人|组员|客服)"
            ),
            "(?:赔|损失|追责)[^;]{0,12}«(?:全额|全部|一次性)»[^;]{0,8}追(?:偿|索|讨|回)",
            (
                "(?:损失|赔偿|赔付|赔款|退款|补偿)[^;]{0,16}«(?:一次性|全额|直接|全部|"
                "平均)(?:从[^,;]{0,10})?(?:扣|赔|抵|分摊|承担)»"
            ),
            "(?:不论|无论|不管|不问)[^;]{0,12}(?:过错|责任|原因|对错|过失)…«(?:承担|赔|扣|分摊|负责)»",
            "(?:全组|全员|全体|小组|班组|团队|同组)[^,;]{0,10}«(?:分摊|均摊|共同承担|平摊|连带|一起赔|共同赔)»",
            "(?:损坏|遗失|丢失)…«(?:双倍|加倍|{NUM}倍|原价|新机价)»",
            "«(?:造成|给)»[^;]{0,16}损失[^;]{0,8}(?:全额|双倍|全部|一切)[^;]{0,4}(?:赔|承担|负责)",
        ),
        lawful=(
            (
                "(?:不超过|不得超过|不高于|最高|上限|至多|以内|不能超过)[^,;]{0,10}(?:20%|百分之二十(?!一|二|三|"
                "四|五|六|七|八|九)|1\\d%|百分之十)"
            ),
            "(?:由|均由|全部由|概由)?(?:公司|单位|企业|用人单位)(?:自行|全部|全额)?(?:承担|负担)(?!后)",
            "不(?:得|会|应)?(?:向|由|让|从|转嫁)[^,;]{0,8}(?:{EMP}|工资)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"«pays? for» (?:whatever|all|everything|any|mistakes|the (?:loss|damage|mistake))",
            r"\bteam «(?:shares?|splits?|pays?|bears?|covers?)»~(?:cost|loss\w*|penalt\w+|refunds?|damage)",
            r"«(?:out of|from)» (?:the |your |their |his )?(?:\w+'s )?(?:own )?pockets?",
            (
                r"«(?:recover\w*|deduct\w*|claims?|takes?)» (?:the |any )?(?:entire|full|whole|total|complete|"
                r"all) ~(?:loss\w*|amount|damages?|cost|sum)…(?:wages?|pay|salary|employee|agent|{EMP})"
            ),
            (
                r"(?:client|customer|partner)…(?:penalt\w+|fines?|deductions?|claims?)…«(?:passed on|shared|"
                r"charged|deducted|borne|split|forwarded|recovered)»~(?:to|from|by|among)~(?:{EMP}|{PAY})"
            ),
            *above(
                20,
                "«(?:deduct\\w*|withh[eo]ld\\w*|docked|taken|recover\\w*)»…{PERCENT}",
                (
                    "{PERCENT} of (?:the |your |their |that )?(?:\\w+ )?(?:{PAY})~(?:deducted|withheld|taken|docked|"
                    "recover\\w*|kept)"
                ),
            ),
            (
                "(?:loss\\w*|lost|broken|damag\\w*|breakages?|headsets?|equipment|claims?|wrong orders?|"
                "compensations?|refunds?|penalt(?:y|ies)|goodwill|vouchers?|costs?)…«(?:borne|paid|covered|"
                "deducted|recovered|charged|passed|reimbursed|shared|split|taken|met)»~(?:by|from|to|on|among|"
                "between|out of)~(?:{EMP}|{PAY})"
            ),
            (
                "(?:{EMP})~«(?:bears?|pays?|covers?|reimburses?|repays?|liable|compensates?|makes? good|"
                "responsible)»~(?:any|all|full|whole|entire|every|losses|the loss)~(?:loss\\w*|amount|damages?|"
                "costs?|refunds?|compensation|penalt\\w+|value)"
            ),
            (
                "«(?:client|customer)»~(?:penalt\\w+|deductions?|claims?|compensation|refunds?)~(?:passed on|"
                "charged|deducted|borne|recovered|taken|paid)~(?:{EMP}|{PAY}|individual)"
            ),
            (
                "(?:regardless of|irrespective of|whether or not|no matter)~(?:fault|blame|cause|who)…(?:pay|"
                "paid|bear|borne|deduct\\w*|compensate\\w*|liable)"
            ),
            "«(?:deducted|recovered|taken)»~(?:in full|in one go|at once|in a lump sum)",
            "(?:whole|entire) team~«(?:pays?|shares?|bears?|liable|covers?)»",
            "«pay(?:s)?»~(?:double|twice|three times|triple)~(?:value|price|loss|cost|damage)",
        ),
        lawful=(
            (
                "(?:not exceed|at most|no more than|not more than|up to|maximum of|capped at|limited to|limit of|"
                "cap of) (?:20|twenty|1\\d|ten) ?(?:%|per ?cent)"
            ),
            "compensation for overtime|in addition to",
            (
                "(?:is|are|be) (?:\\w+ )?(?:borne|paid|covered|met|carried) (?:\\w+ )?by the (?:company|"
                "employer)|(?:company|"
                "employer) (?:itself )?(?:bears|pays|covers|carries)"
            ),
        ),
    ),
)

WITHHELD = Topic(
    id="pay.withheld",
    title=Text("扣押、拖欠工资", "Wages withheld"),
    articles=("LL 50", "WP 7", "WP 9", "LCL 30", "LCL 85"),
    severity=Severity.GRAVE,
    why=Text(
        "工资应按月足额支付；解除或终止劳动合同时应一次付清。不得以未交接、未满期、业绩不佳为由扣押、压发或不发。",
        "Wages are paid in full each month, and at once when employment ends. They may not be kept back for a missing "
        "hand-over, for short service or for poor results.",
    ),
    instead=Text(
        "解除或终止劳动合同时，公司一次付清工资；工资每月按约定日期足额支付。",
        (
            "When employment ends the company pays all wages at once; every month wages are paid in full on t"
            "he agreed day."
        ),
    ),
    zh=Signs(
        unlawful=(
            r"(?:{LEAVE})[^;]{0,16}«{NUM}(?:天|日|个?月)»(?!内)[^;]{0,6}(?:发|结|付)[^;]{0,8}(?:{WAGE})",
            r"(?:{WAGE})[^;]{0,8}(?:离职|辞职)后«{NUM}»(?:个?月|[天日]|周)[^;]{0,4}(?:发|付|结)",
            r"(?:{LEAVE}|中途)[^;]{0,16}(?:{WAGE})?[^;]{0,6}«(?:一概没有|一分没有|分文|不予补发|不补发|没有了?$)»",
            (
                "(?:{LEAVE})…«(?:扣|不(?:予|再|会)?(?:发|结|支付|给|退)|没收|冻结|暂缓|延期|推迟|作废|押|没有|"
                "无)»~(?:{WAGE}|押|提成)"
            ),
            (
                "(?:{LEAVE})…(?:{WAGE})~«(?:扣|不(?:予|再|会)?(?:发|结|支付|给|退)|没收|冻结|暂缓|延期|推迟|作废|"
                "作为|归零|清零|视为放弃)»"
            ),
            "«(?:押|压)»(?:一个?月|半个?月|{NUM}个?月|{NUM}[天日]|部分)的?(?:{WAGE})",
            "«(?:拖欠|暂扣|克扣|扣押|缓发|押后)»~(?:{WAGE})",
            "(?:{WAGE})~«(?:暂扣|扣押|押后|缓发|暂缓发放|延后发放|推迟发放|延期发放|押一|压一|推迟到|延迟到)»",
            (
                "(?:未满|不满|不足|干不满|做不满|没做满|没干满)[^;]{0,10}(?:{NUM}|半)[^;]{0,4}(?:天|月|年|"
                "周)[^;]{0,14}«(?:不(?:予|再|会|计)?(?:发|结|支付|给|算)|无|没有|扣)»[^;]{0,4}(?:{WAGE})"
            ),
            (
                "(?:未满|不满|不足|干不满|做不满|没做满|没干满)[^;]{0,10}(?:{NUM}|半)[^;]{0,4}(?:天|月|年|"
                "周)[^;]{0,14}(?:{WAGE})[^;]{0,4}«(?:不(?:予|再|会|计)?(?:发|结|支付|给|算)|扣)»"
            ),
            "(?:交接|手续|设备)…(?:{WAGE})~«(?:不(?:予|再|会)?(?:发|结|支付|给)|扣|冻结|暂)»",
            "«(?:不(?:予|再|会)?(?:发放|发|支付|结算|给))»~(?:当月|最后|剩余|末月|尾)~(?:{WAGE})",
            "(?:经营困难|资金紧张|效益不好|客户未回款|甲方未结款|回款)…(?:{WAGE})~«(?:延|推迟|暂缓|缓|再发|后发|折)»",
        ),
        lawful=("(?:一次性?付清|一次性?结清|结清全部|及时结清|付清|足额支付|照常支付|照发|全额结算|足额结算)",),
    ),
    en=Signs(
        unlawful=(
            r"(?:{LEAVING})…«(?:gets?|receives?|is paid|are paid|paid)» nothing",
            (
                "(?:{LEAVING})…«(?:forfeit\\w*|los(?:e|es|ing)|withh[eo]ld\\w*|not paid|unpaid|no|kept|keeps?|"
                "deducted|docked|will not receive|do(?:es)? not receive|retain\\w*)»~(?:{PAY})"
            ),
            (
                "(?:{LEAVING})…(?:{PAY})~«(?:forfeited|withheld|not (?:be )?paid|lost|kept|retained|deducted|"
                "cancelled|frozen|delayed|docked)»"
            ),
            (
                "(?:{PAY})~«(?:withheld|held back|kept back|forfeited|frozen|retained|delayed|postponed|"
                "suspended|not released|released only|paid only after)»…"
            ),
            (
                "«(?:withhold|holds? back|keeps? back|retains?|forfeits?)»~(?:{PAY})~(?:leav|quit|resign|hand|"
                "exit|month|deposit|security|until)"
            ),
            (
                "(?:less than|fewer than|before completing|before)…(?:days?|weeks?|months?)…«(?:no|not be paid|"
                "without|unpaid|receive nothing|forfeit)»~(?:{PAY}|paid|nothing)?"
            ),
            "«(?:no|without)» (?:{PAY})…(?:less than|fewer than|before|within|unless)~(?:days?|weeks?|months?|hand)",
        ),
        lawful=(
            (
                "paid (?:out )?in full|all wages (?:are|is) paid|pays all|paid at once|settled (?:in full|"
                "at once|immediately)"
            ),
        ),
    ),
)

MINIMUM = Topic(
    id="pay.minimum",
    title=Text("低于最低工资", "Below the minimum wage"),
    articles=("LL 48", "MW 12", "LCL 85"),
    why=Text(
        "劳动者提供正常劳动的，工资不得低于当地最低工资标准；业绩未达标也不能例外。",
        "Whoever works normal hours earns at least the local minimum wage, whatever the results.",
    ),
    instead=Text(
        "绩效未达标的，绩效工资按公示的办法计算；当月应得工资不低于当地最低工资标准。",
        "Where targets are missed, performance pay follows the published formula; the month's wage is never below the "
        "local minimum wage.",
    ),
    zh=Signs(
        unlawful=(
            (
                "(?:业绩|单量|成交|接起量|目标|指标|达标|考核|出单)…«(?:无底薪|没有底薪|不发底薪|零底薪|无工资|"
                "不发工资|没有工资|不予发放工资|底薪为?(?:零|0)|底薪不发|工资为?(?:零|0))»"
            ),
            "«(?:零底薪|无底薪|纯提成)»",
            "«(?:可以?|允许|有可能)?低于»~最低工资",
        ),
        lawful=("不(?:得|会|能)?低于~最低工资", "不少于~最低工资"),
    ),
    en=Signs(
        unlawful=(
            "(?:targets?|quotas?|sales|results|kpis?)…«(?:no|zero|without)» (?:base |basic )?(?:{PAY})",
            "«(?:below|less than|under)» the (?:local |legal )?minimum wage",
            "«commission[- ]only\\b»",
        ),
        lawful=("(?:not|never|no) (?:\\w+ ){0,3}(?:below|less than|lower than|under|fall below)",),
    ),
)

TOPICS = (FINE, LOSS, WITHHELD, MINIMUM)
