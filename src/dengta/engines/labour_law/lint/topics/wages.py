"""Wages kept back, paid late or in kind, and wages below the minimum."""

from dengta.engines.labour_law.lint.topic import Severity, Signs, Topic
from dengta.engines.labour_law.text import Text

WITHHELD = Topic(
    id="pay.withheld",
    title=Text("扣押、拖欠工资", "Wages withheld"),
    articles=("LL 50", "WP 7", "WP 9", "LCL 30", "LCL 85"),
    severity=Severity.GRAVE,
    why=Text(
        "工资应按月足额支付；解除或终止劳动合同时应一次付清。不得以未交接、未满期、业绩不佳为由扣押、压发或不发。",
        "Wages are paid in full each month, and at once when employment ends. They may not be kept"
        " back for a missing "
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
            (
                r"«(?:季度|按季|每季度?|每半年|每两个月|隔月)»[^,;]{0,3}(?:发薪|(?:发放?|支付|结算)[^,;]{0,8}(?"
                r":工资|薪资|薪水))"
            ),
            r"«(?:预留|留存|扣留|暂留|截留)»[^,;]{0,6}(?:{WAGE})",
            r"(?:拖欠|未回款|未付款|未结款|未到账)[^;]{0,10}«(?:顺延|延后|推迟)»",
            (
                r"(?:{WAGE})[^,;]{0,4}(?:于|在|待|至|到)?«(?:次年|来年|明年|年底|年终|春节前|合同期满|"
                r"{NUM}个月后)»[^,;]{0,8}(?:发|支付|结)"
            ),
            r"(?:离开|离职|不留|淘汰|退出)[^,;]{0,6}«不(?:予)?(?:结算|结|计|发)»(?:{WAGE})",
            r"«(?:冻结|扣押|停发|扣留|扣住|暂停|拖延|压下)»[^,;]{0,6}(?:{WAGE})",
            r"(?:{WAGE})[^,;]{0,6}«分(?:两|二|三|多|{NUM})(?:次|期|批)»",
            r"«上上»个?月(?:的)?(?:{WAGE})",
            (
                r"(?:方可|才能|方能|才可|才|方)[^,;]{0,4}«(?:领取|领|结算|发放|支付|结清|拿到?|发)»[^,;]{0,8}(?"
                r":{WAGE})"
            ),
            r"(?:{WAGE})[^,;]{0,6}«(?:延后|滞后|推后)»",
            (
                r"«(?:购物券|实物|代金券|产品|商品|礼品卡|消费券|购物卡)»[^,;]{0,4}(?:抵|代替|折抵|"
                r"充抵|支付|代发)[^,;]{0,10}(?:{WAGE})"
            ),
            r"(?:{WAGE})[^,;]{0,12}«(?:以|用)»[^,;]{0,4}(?:购物券|实物|代金券|产品|商品|礼品卡|消费券|购物卡)",
            (
                r"(?:{WAGE})[^,;]{0,10}«(?:暂不|暂缓|延迟|延期|推迟|迟延|缓期|不按时|停止|冻结)(?:予以|"
                r"进行)?(?:发放?|支付|结算|结)?»"
            ),
            r"«(?:延迟|延期|推迟|迟延|暂缓|暂停|缓期|停止)(?:发放?|支付|结算)»[^,;]{0,8}(?:{WAGE})",
            r"(?:{WAGE})[^;]{0,10}(?:离职|辞职)[^,;]{0,4}«(?:第{NUM}|{NUM})个?(?:月|周|季度)后?»",
            (r"(?:未|不|没有?)[^,;]{0,4}(?:签字|签收|签署|确认)[^;]{0,10}(?:{WAGE})[^,;]{0,4}«(?:暂|" r"不|停|缓|扣)»"),
            (
                r"(?:{WAGE})的?(?:{PERCENT}|一半|半数|部分)[^,;]{0,6}«(?:留存|预留|存留|扣留|暂存|"
                r"押|"
                r"缓|作为|留在)»"
            ),
            r"«(?:只|仅|先)(?:能|予)?(?:发放?|支付|付)»[^,;]{0,6}(?:{WAGE})的?(?:一半|半数|{PERCENT}|部分)",
            (
                r"(?:回款|结款|付款|收款|打款|到账|结账|结算)(?:之?后|为止|再)"
                r"[^,;]{0,8}«(?:发(?!送|现|布)|支付|付(?!款)|补)»"
            ),
            r"(?:{WAGE})[^,;]{0,6}«(?:顺延|推延|延至|推至|待(?!遇))»",
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
            ("(?:经营困难|资金紧张|效益不好|客户未回款|甲方未结款|回款)…(?:{WAGE})~«(?:延|推迟|暂缓|缓|再发|后发|折)»"),
        ),
        lawful=(
            r"奖金[^,;]{0,8}(?:次年|来年|年底|年终)",
            r"书面通知其?限期",
            r"(?:与|经)(?:本单位)?工会[^,;]{0,6}(?:协商|同意)|停止发放奖金",
            r"病假|年终奖|至最?近?的?(?:最近的?)?工作日",
            "(?:一次性?付清|一次性?结清|结清全部|及时结清|付清|足额支付|照常支付|照发|全额结算|足额结算)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"(?:resign\w*|quit\w*|leav(?:es|ing))…(?:{PAY})~«(?:no longer|not) (?:be )?paid»",
            (
                r"(?:wages|salar\w+)~(?:paid|settled) «(?:quarterly|every "
                r"(?:two|three|six) months|twice a year|"
                r"half-yearly|annually|once a (?:quarter|year))»"
            ),
            r"(?:{PAY})…«(?:later|delayed|postponed)» (?:if|when|where|should)~(?:client|customer)",
            r"(?:{PAY})~«(?:reserved|set aside|retained)»~(?:paid|until|released)",
            r"«(?:may|can|will) (?:withhold|retain|keep back)»~(?:{PAY})",
            (
                r"(?:salary|wages?)~paid~«(?:before|after|at|in)»~(?:following year|next year|year end|"
                r"end of the year|spring festival)"
            ),
            r"(?:{PAY})~paid~«in (?:two|three|several|\d) (?:parts|instalments|installments|stages)»",
            r"«owes? no»~(?:{PAY})",
            r"(?:{LEAVING})…«not (?:be )?paid» for",
            (
                r"(?:commissions?|bonus(?:es)?|wages?)~(?:earned|accrued)?~«(?:lapses?|expires?|forfeited|"
                r"void|lost)\b»"
            ),
            (
                r"«(?:receive|get|collect|paid)» (?:\w+ ){0,4}(?:{PAY}) (?:only|not until) ?(?:after|"
                r"once|when|if|until)?"
            ),
            r"(?:{PAY})…«in» (?:\w+ )?(?:vouchers?|goods|kind|products|coupons|gift cards?)\b",
            (
                r"«(?:may|can|will|reserves? the right to|entitled to)» (?:postpone|delay|defer|suspend|"
                r"stagger)~(?:payment of )?(?:the )?(?:{PAY})"
            ),
            (
                r"(?:{PAY})~«(?:in|within|after|only in)» (?:the )?(?:second|third|next but one|two|"
                r"three|\d+) months? after"
            ),
            (
                r"(?:do(?:es)? not|fail\w* to|refus\w+ to|without)~(?:sign|confirm|acknowledg)\w*…«(?:will|"
                r"shall|do|does|is|are)(?: ?not|n't)»~(?:receive|get|be paid)~(?:{PAY})"
            ),
            (
                r"(?:{PAY})~«(?:once|after|until|when|only (?:once|after|when))»~(?:client|customer|"
                r"partner)~(?:pa\w+|settl\w+|invoice)"
            ),
            r"«only» (?:half|part|a part|a portion|\d+ ?%|{NUM} percent) of~(?:{PAY})",
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
            ("«(?:no|without)» (?:{PAY})…(?:less than|fewer than|before|within|unless)~(?:days?|weeks?|months?|hand)"),
        ),
        lawful=(
            r"absen\w+ without",
            r"union's consent|consent of the union|agreed with the union",
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
        "Where targets are missed, performance pay follows the published formula; the month's wage"
        " is never below the "
        "local minimum wage.",
    ),
    zh=Signs(
        unlawful=(
            r"«(?:不保底|无保底|没有保底|不设保底|无责任底薪)»",
            (
                "(?:业绩|单量|成交|接起量|目标|指标|达标|考核|出单)…«(?:无底薪|没有底薪|不发底薪|"
                "零底薪|不发基本工资|不发基本薪|无工资|"
                "不发工资|没有工资|不予发放工资|底薪为?(?:零|0)|底薪不发|工资为?(?:零|0))»"
            ),
            "«(?:零底薪|无底薪|纯提成)»",
            "«(?:可以?|允许|有可能)?低于»~最低工资",
        ),
        lawful=("不(?:得|会|能)?低于~最低工资", "不少于~最低工资"),
    ),
    en=Signs(
        unlawful=(
            (
                r"«(?:no|without(?: a| any)?)» (?:guaranteed (?:minimum|base|basic|wage|salary|pay)|"
                r"base (?:pay|salary))\b"
            ),
            ("(?:targets?|quotas?|sales|results|kpis?)…«(?:no|zero|without)» (?:base |basic )?(?!commission)(?:{PAY})"),
            "«(?:below|less than|under)» the (?:local |legal )?minimum wage",
            "«commission[- ]only\\b»",
        ),
        lawful=("(?:not|never|no) (?:\\w+ ){0,3}(?:below|less than|lower than|under|fall below)",),
    ),
)

TOPICS = (WITHHELD, MINIMUM)
