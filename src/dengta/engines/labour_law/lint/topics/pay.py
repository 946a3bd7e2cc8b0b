"""Fines, deductions and compensation of losses."""

from re import Match

from dengta.engines.labour_law.lint.numbers import read
from dengta.engines.labour_law.lint.topic import Sign, Signs, Topic, above
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
        "Time missed through lateness is not paid, minute for minute; where it is repeated,"
        " the leader speaks with the "
        "person and the disciplinary procedure of these rules applies.",
    ),
    zh=Signs(
        unlawful=(
            r"«扣(?:减|除|发)?»[^,;]{0,4}(?:{WAGE})的?(?:{PERCENT}|一半|半数)",
            r"«(?:缴纳?|交纳?|上交|上缴)»[^,;]{0,10}(?:金|费|款)[^,;]{0,3}{NUM}(?:元|块)",
            r"(?:者|的|{EMP}),?[^,;]{0,6}«(?:赔偿|赔付|罚|缴纳|交纳|补交|捐)»[^,;]{0,8}{NUM}(?:元|块)",
            (
                r"(?:投入|投|向|往|存入|放入|充入|转入|计入|纳入|归入)[^,;]{0,8}«(?:会议|活动|团建|"
                r"部门|小组|班组|成长|爱心|乐捐|快乐|团队)(?:活动)?(?:基金|经费|小金库)»"
            ),
            r"«扣(?:除|发|减)?»[^,;]{0,4}(?:当[日天]及|次日|双倍|全月|整月|双日)[^,;]{0,4}(?:工资|薪)",
            (
                r"(?:每|一)(?:响|次|通|单|例|起|分钟|回|条|分|个|人)[^;]{0,12}«(?:投入?|交|出|付|扣|"
                r"罚|捐|赞助)»[^,;]{0,6}{NUM}(?:元|块)"
            ),
            r"«罚»{NUM}",
            r"«{NUM}(?:元|块)»的?(?:处罚|罚|扣款|经济处罚)",
            r"«(?:罚|处罚|扣款?|扣除|扣减|扣发)»[^,;]{0,3}(?:人民币)?{NUM}(?:元|块|百块)",
            r"«(?:交|缴|捐|发(?!放|给)|凑|出)»[^,;]{0,10}(?:(?<!加)班费|团费|活动经费|经费|基金|红包|小金库)",
            r"(?:{FAULT}|不整|脏乱|扣分)[^;]{0,6}«-»{NUM}(?:元|块)",
            r"«(?:经济|金钱|物质|现金|货币)(?:上的)?(?:处罚|惩罚|制裁|处分)»",
            r"(?:一次|每次|每回|一回|每单|每起)«{NUM}»(?=[,;。]|$|元|块)",
            r"«{NUM}(?:元|块)»(?:人民币)?[/每](?:次|单|分钟|人|起|条)",
            "(?:{FAULT})…«(?:{CHARGE})»~(?:{YUAN})",
            "«(?:罚款|罚金|罚没|乐捐|处罚金|负激励|罚钱|扣钱|扣款|成长基金|爱心基金|罚站费)»",
            (
                "(?:{FAULT})[^;]{0,10}(?:一次|每次|1次|一单|一条|一分钟|每分钟|一个|{NUM}次)[^;\\d]{0,6}(?"
                ":{NUM})(?:元|块)"
            ),
            "(?:每次|一次|每单|每起|每例|每分钟|每条|者|的)[,:]?«(?:罚|扣|处以?|捐)»~(?:{NUM})(?:元|块)",
            "(?:{FAULT}|客户|顾客)…«(?:扣|罚)»(?:{NUM})(?=$|[,;。])",
            Sign("(?:旷工|缺勤)(?P<missed>{NUM})[天日]…(?:扣|罚)~(?P<taken>{NUM})[天日]", _more_days_than_missed),
            "(?:旷工|缺勤|请假|事假|迟到|早退)…(?:扣|罚)~(?:双倍|{NUM}倍|全月|全部|当月)",
            "旷工…«(?:扣|罚|处)»~{NUM}(?:元|块)",
            "«(?:扣|罚)»{NUM}(?:元|块)(?:/|每)(?:次|单|分钟|人)",
        ),
        lawful=(
            r"不(?:得)?超过[^,;]{0,8}(?:1\d|20|十)%|(?:20%|百分之二十)[^,;]{0,4}为限",
            r"(?:损失|赔偿)[^;]{0,30}(?:20%|百分之二十)",
            "(?:行政|交通|甲方|客户|平台)[^,;]{0,6}(?:罚款|处罚|扣款)…(?:由)?(?:公司|单位|企业)(?:自行)?承担",
            "^(?!.*罚[^,;]{0,4}{NUM}).*(?:奖励|补贴|津贴|报销|餐补|交通费|打车费)[^,;]{0,4}{NUM}元",
            "^(?!.*罚[^,;]{0,4}{NUM}).*(?:全勤奖|社保|个税|餐费|奖励)|(?:不与|不和)[^,;]{0,12}(?:挂钩|关联)",
            "(?:不超过|不得超过|不高于|以内)~(?:20%|百分之二十|20％)",
            "(?:公司|单位|企业)[^,;]{0,6}(?:补|支付|发放|赔偿|退还)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"(?:{MONEY}) «(?:deduction|fine|penalty)»",
            r"«red packets? of»~(?:{MONEY})",
            r"(?:late|last|slow\w*|miss\w*)…«red packet»",
            (r"(?:{MONEY})~«(?:is|are|will be|gets?) (?:docked|taken|deducted|subtracted|withheld|" r"removed|cut)»"),
            r"«(?:docked|deduct(?:ed|s)?|withhold\w*|take[ns]?)»~(?:{MONEY})",
            (r"«(?:loses?|forfeits?)» (?:half|a (?:day|week|month)|one|two|\d+ ?%|part|all|the whole)~(?:{PAY" r"})"),
            r"(?:{PAY})~«(?:reduced|cut|lowered)» by {NUM}",
            r"(?:{PAY}) «deductions?» of~(?:{SUM}|one day|half|a day)",
            (
                r"«(?:payable|paid|goes|go|contributed|put|placed|donated)» (?:in)?to (?:the |a )?(?:\w+ )?(?:fu"
                r"nd|kitty|jar|pot|box)\b"
            ),
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
                "error|offen[cs]e|incident|occurrence|occasion|time|violation|breach|day late))»"
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
            r"canteen|loan|at (?:their|his|her|the employee's) request|income tax|social insurance",
            "paid by the company|borne by the (?:company|employer)|company (?:pays|bears)",
            (
                "(?:does|do|will|shall|must|may) not exceed 20 ?%|at most 20 ?%|no more than 20 ?%|up to 20 ?%|"
                "maximum of 20 ?%|capped at 20 ?%"
            ),
            (
                "^(?!.*\\b(?:pays?|fine of|deduct\\w*) {MONEY}).*attendance bonus|the company "
                "(?:will )?(?:refund|reimburse|pay)s?|minute for minute|"
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
        "Losses caused by a person's own fault are compensated as the contract provides; at most 2"
        "0 % of that month's "
        "wage is deducted, and no less than the local minimum wage remains.",
    ),
    zh=Signs(
        unlawful=(
            (
                r"(?:赔付|赔偿|损失|赔款|退款|扣款)[^;]{0,16}«由»[^,;]{0,10}(?:成员|全组|全员|{EMP})[^,;]{0,6}("
                r"?:分担|分摊|均摊|平摊|共担)"
            ),
            (
                r"«从»[^,;]{0,10}(?:{WAGE})中?[^,;]{0,4}(?:扣|抵|划)[^;]{0,20}(?:损失|赔偿|赔付|"
                r"退款|"
                r"退费|费用|成本)"
            ),
            r"«由»[^,;]{0,8}(?:{EMP})[^,;]{0,12}(?:垫付|垫支|补足|补交|补齐|买单|自付|自费|自掏|倒贴)",
            (
                r"(?:损失|赔偿金?|赔付|赔款|退款|罚单|违约金)[^;]{0,16}(?:{EMP})[^,;]{0,4}«(?:承担|"
                r"负担|分担)»(?:{NUM}%|一半|百分之|部分|{NUM}成)"
            ),
            (
                r"(?:损失|赔偿|赔付|赔款|退款|退费|退货|费用|差额|价款|成本|损坏|遗失|丢失|金额)[^;]{0,24}«从»["
                r"^,;]{0,12}(?:{WAGE})中?[^,;]{0,8}(?:扣|抵|划)"
            ),
            (
                r"«从»[^,;]{0,10}(?:{WAGE})中?[^,;]{0,4}(?:扣|抵|划)[^,;]{0,6}(?:损失|赔偿|赔付|"
                r"退款|"
                r"退费|费用|成本)"
            ),
            r"«扣完为止|扣清为止|扣满为止»",
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
            r"(?:最多|至多|最高)[^;]{0,16}(?:20%|1\d%|百分之二十(?![一二三四五六七八九]))",
            r"社会保险|社保|公积金|个人所得税|个税|代扣代缴|法院|餐费|个人缴费",
            (
                "(?:不超过|不得超过|不高于|最高|上限|至多|以内|不能超过)[^,;]{0,10}(?:20%|百分之二十(?!一|二|三|"
                "四|五|六|七|八|九)|1\\d%|百分之十)"
            ),
            (
                "(?:由|均由|全部由|概由)?(?:公司|单位|企业|用人单位)(?:自行|全部|全额)?(?:承担|"
                "负担)(?!后|{NUM}%|一半|百分之|部分|一部分)"
            ),
            "不(?:得|会|应)?(?:向|由|让|从|转嫁)[^,;]{0,8}(?:{EMP}|工资)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"(?:loss\w*|damage\w*)…«(?:compensated|made good|repaid|refunded)»~by~(?:{EMP})",
            r"«(?:through|by|via) (?:monthly )?(?:{PAY}) deductions?»",
            (
                r"(?:compensation|loss\w*|refunds?|penalt\w+|claims?|damages?)…«(?:shared|split|divided|"
                r"apportioned)»~(?:among|between|by|per head)"
            ),
            (
                r"(?:{EMP})~«(?:pays?|bears?|compensates?|covers?)»~{PERCENT} of~(?:order|loss\w*|damages?|"
                r"value|amount|price|cost)"
            ),
            r"(?:loss\w*|damages?|compensation)…«set off»~against~(?:{PAY})",
            (
                r"«(?:replaced?|repaid|repay|compensated?|paid|pay|reimbursed?)»~(?:at )?(?:two|three|"
                r"four|five|several|double|twice|triple)\b(?: times)?~(?:price|value|cost)"
            ),
            r"(?:{EMP})~(?:must|shall|will|have to)~«compensate»~(?:{MONEY}|in full)",
            r"«at (?:the |their |your |his |her )(?:(?!company|employer)\w+'s? )?(?:own )?expense»",
            (
                r"«(?:deduct|recover|withhold|take)\w*» (?:\w+ ){0,2}from (?:the |their |your |an? |his )?(?:\w+'s"
                r"? )?(?:{PAY})~\b(?:any|all|every|full|whole|entire|the)\b~(?:loss\w*|damages?|costs?|"
                r"refunds?)"
            ),
            (
                r"(?:amounts?|sums?|shortfalls?|bills?|debts?|refunds?)…«(?:advanced|borne|made up|"
                r"covered|repaid|paid)» by (?:the )?(?:{EMP})"
            ),
            (
                r"«(?:half|part|some|a share|\d+ ?%|a third)» of~(?:compensation|loss\w*|refunds?|damage|"
                r"costs?)~(?:borne|paid|carried|met|covered)~by~(?:{EMP})"
            ),
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
                    "{PERCENT} of (?:the |your |their |that )?(?:\\w+ )?(?:{PAY})~(?:deducted|withheld|"
                    "taken|docked|"
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
            r"(?:covered|borne|paid) by (?:the )?insur\w+|not claimed from",
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

TOPICS = (FINE, LOSS)
