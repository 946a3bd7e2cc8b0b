"""Probation: how long, how often, and for what pay."""

from re import Match

from dengta.engines.labour_law.lint.numbers import number_in, read
from dengta.engines.labour_law.lint.topic import Sign, Signs, Topic, above, below
from dengta.engines.labour_law.text import Text

MONTHS_OF_A_YEAR = 12
# Longest probation by term of the contract, both in months (LCL 19): below the term stands what is allowed.
PROBATION = ((3, 0), (12, 1), (36, 2))
LONGEST_PROBATION = 6
# Of the agreed wage (LCL 20).
LEAST_SHARE = 0.8


def _probation_too_long(found: Match[str]) -> bool:
    """The term and the probation as they stand in one sentence."""
    term = read(found["term"]) * (MONTHS_OF_A_YEAR if found["unit"] in ("年", "year", "years") else 1)
    months = number_in(found) * (MONTHS_OF_A_YEAR if found["of"] in ("年", "year") else 1)
    allowed = next((most for below_term, most in PROBATION if term < below_term), LONGEST_PROBATION)
    return months > allowed


def _probation_underpaid(found: Match[str]) -> bool:
    """Both wages as they stand in one sentence, in yuan."""
    return read(found["trial"]) < LEAST_SHARE * read(found["regular"])


PROBATION_TIME = Topic(
    id="contract.probation_length",
    title=Text("试用期过长、重复约定", "Probation too long or repeated"),
    articles=("LCL 19", "LCL 83"),
    why=Text(
        "试用期：合同不满 3 个月不得约定；不满 1 年不超过 1 个月；不满 3 年不超过 2 个月；3 年以上不超过 6 个月；"
        "同一单位与同一劳动者只能约定一次，不得延长。",
        "Probation: none below three months' term; one month below a year; two below three years; "
        "six from three years "
        "on; only once with the same person, never prolonged.",
    ),
    instead=Text(
        "劳动合同期限 3 年的，试用期不超过 6 个月；试用期只约定一次，不延长。",
        "With a term of three years probation is at most six months; it is agreed once and not prolonged.",
    ),
    zh=Signs(
        unlawful=(
            r"试用期?[^,;]{0,6}(?:六|6|五|5|四|4|三|3)个月[^;]{0,6}合同[^,;]{0,4}«(?:一年|1年)»",
            r"试用期?[^,;]{0,6}(?:六|6|五|5|四|4|三|3)个月[^;]{0,8}«(?:一年一签|一年合同|一年期)»",
            r"«(?:第二|二次|第二次|两次)»[^,;]{0,3}试用期?",
            r"(?:三|3|两|2|一|1)个月以(?:下|内)[^;]{0,14}«(?:设置?|约定|也|同样|须|可)»[^;]{0,10}试用期",
            *above(6, r"试用期[^,;]{0,14}(?:至|到|-|~|或){N}个?月"),
            (
                r"«(?:重新|再次|另行|再|另)»(?:经历|经过|接受|设定?|约定|执行|进入|适用|开始|计算)"
                r"?[^,;]{0,6}试"
                r"用期?"
            ),
            r"«试用期?(?:劳动)?(?:合同|协议)»",
            r"试用期?[^,;\d]{0,4}«(?:一年|1年|两年|2年|一年半|整年|12个月)»",
            r"(?:不满|不足|少于)(?:三|3)个月[^;]{0,14}«试用期»(?!不|为零)[^,;]{0,8}(?:{NUM})",
            *above(6, "试用期[^,;\\d一二三四五六七八九十]{0,10}{N}个?月"),
            Sign(
                (
                    "(?:合同|期限|签订|签)[^;\\d一二两三四五六七八九十]{0,12}(?P<term>{NUM})(?:个)?(?P<unit>年|"
                    "月)[^;]{0,14}试用期?[^;\\d一二两三四五六七八九十]{0,10}{N}个?(?P<of>月|年)"
                ),
                _probation_too_long,
            ),
            Sign(
                (
                    "(?P<term>{NUM})(?:个)?(?P<unit>年|"
                    "月)(?:期)?(?:的)?(?:劳动)?合同[^;\\d一二两三四五六七八九十]{0,14}{N}个?(?P<of>月|"
                    "年)[^;]{0,6}试用"
                ),
                _probation_too_long,
            ),
            Sign(
                (
                    "(?P<term>{NUM})(?:个)?(?P<unit>年|"
                    "月)(?:期)?(?:的)?(?:劳动)?合同[^;\\d]{0,10}试用期?[^;\\d一二两三四五六七八九十]{0,10}{N}个"
                    "?(?P<o"
                    "f>月|年)"
                ),
                _probation_too_long,
            ),
            Sign(
                (
                    "试用期?[^,;\\d一二两三四五六七八九十]{0,8}{N}个?(?P<of>月|年)[^;]{0,14}合同(?:期限|"
                    "期)?[^;\\d一二两三四五六七八九十]{0,8}(?P<term>{NUM})(?:个)?(?P<unit>年|月)"
                ),
                _probation_too_long,
            ),
            "试用期[^;]{0,24}«(?:延长|顺延|再次|重新(?:约定|计算|开始|起算)?|重复|续|另行约定|再试用|第二次)»",
            "«(?:延长|顺延|再次约定|重新约定|重新计算|重复约定|再次设定|续)»[^,;]{0,6}试用期?",
            (
                "(?:调岗|转岗|晋升|续签|续订|复职|换岗|离职后?再入职|重新入职|二次入职)[^;]{0,14}«(?:重新|再次|"
                "再|另|需要|须)?»[^,;]{0,8}试用期?(?:{NUM}|考|$|,)"
            ),
        ),
        lawful=("(?:只|仅|限)(?:能|可|得)?(?:约定)?一次", "试用期?(?:内)?[^,;]{0,6}(?:考察|辅导)[^,;]{0,4}(?:面谈)"),
    ),
    en=Signs(
        unlawful=(
            Sign(
                (
                    r"{N}[- ](?P<of>month|year)s?'? (?:of )?probation\b[^;]{0,40}?(?P<term>{NUM})"
                    r"[- ](?P<unit>year|month)s? contract"
                ),
                _probation_too_long,
            ),
            Sign(
                r"(?:contract|term)[^;\d]{0,20}?(?P<term>{NUM})[- ](?P<unit>year|month)s?\b[^;]{0,30}?"
                r"{N}[- ](?P<of>month|year)s?'? (?:of )?(?:probation|trial)",
                _probation_too_long,
            ),
            r"«(?:probation|trial)\w*»…(?:less than|under|below|shorter than) (?:three|3) months",
            *above(6, r"probation\w*…(?:to|and|or) {N} months"),
            r"«(?:another|further|additional|extra|second)»~months? (?:of|on) probation",
            r"\bprobation\w*(?: period)?~«(?:one|a|two|1|2)(?: full)?[- ]years?\b»(?! contract)",
            *above(6, "probation\\w*(?: period)?~{N}[- ]months?", "{N}[- ]months?'? (?:of )?probation"),
            Sign(
                (
                    "(?P<term>{NUM})[- ](?P<unit>year|month)s?'?(?: fixed[- ]term)? (?:term )?(?:employment |"
                    "labou?r )?(?:contract|term)[^;]{0,60}?{N}[- ](?P<of>month|year)s?[^;]{0,14}(?:probation|trial)"
                ),
                _probation_too_long,
            ),
            Sign(
                (
                    "(?:contract|term)[^;\\d]{0,30}?(?P<term>{NUM})[- ](?P<unit>year|"
                    "month)s?\\b[^;]{0,60}?(?:probation|trial)[^;\\d]{0,30}?{N}[- ](?P<of>month|year)s?"
                ),
                _probation_too_long,
            ),
            Sign(
                (
                    "(?P<term>{NUM})[- ](?P<unit>year|month)s?'?(?: fixed[- ]term)? (?:term )?(?:employment |"
                    "labou?r )?(?:contract|term)[^;]{0,60}?(?:probation|trial)[^;]{0,20}?{N}[- ](?P<of>month|"
                    "year)s?"
                ),
                _probation_too_long,
            ),
            Sign(
                (
                    "(?:probation|trial)[^;]{0,30}?{N}[- ](?P<of>month|"
                    "year)s?[^;]{0,50}?(?P<term>{NUM})[- ](?P<unit>year|month)"
                ),
                _probation_too_long,
            ),
            (
                "probation\\w*(?: period)?…«(?:extended|prolonged|renewed|repeated|restart\\w*|begins? again|"
                "second|anew|once more|lengthened)»"
            ),
            (
                "«(?:extend|prolong|renew|repeat|restart|second|new|another|further|fresh|additional)(?:s|ed|"
                "ing)?» (?:the |a |an |any |their |your )?(?:\\w+ )?probation"
            ),
        ),
        lawful=("only once|once only",),
    ),
)

PROBATION_PAY = Topic(
    id="contract.probation_pay",
    title=Text("试用期工资过低或不发", "Probation unpaid or below 80 %"),
    articles=("LCL 20", "Regs 15"),
    why=Text(
        "试用期工资不得低于约定工资的 80% 或本单位相同岗位最低档工资的 80%，也不得低于当地最低工资标准。",
        (
            "Probation pays at least 80 % of the agreed wage or of the lowest grade of the post, and at least"
            " the minimum wage."
        ),
    ),
    instead=Text(
        "试用期工资为转正工资的 80% 以上，且不低于当地最低工资标准，按月足额支付。",
        (
            "Probation pays at least 80 % of the agreed wage and no less than the local minimum wage,"
            " in full every month."
        ),
    ),
    zh=Signs(
        unlawful=(
            r"试用期?[^;]{0,6}«(?:只|仅)»[^,;]{0,3}(?:发|给|付)[^,;]{0,3}(?:一半|半数|[五六七]成)",
            r"(?:试岗|试工|试用|跟岗)[^;]{0,16}«不(?:予)?(?:结算|结|计|发|付)»(?:{WAGE})",
            r"试用期?[^;]{0,14}(?:{WAGE})[^;]{0,10}«(?:一半|半数|减半|[五六七]成|[五六七]折)»",
            *below(100, r"试用期?[^;]{0,10}最低工资[^,;\d]{0,6}(?:{PERCENT})"),
            (
                r"(?:试岗|试工|试用|培训)[^;]{0,10}«(?:只|仅)»[^,;]{0,3}(?:发|给|付|有)[^,;]{0,4}(?:生活费|"
                r"餐补|补助|补贴|餐费)"
            ),
            Sign(
                r"试用期?[^;\d]{0,14}(?P<trial>{NUM})元[^;]{0,14}(?:转正|正式)[^;\d]{0,12}(?P<regular>{NUM})元",
                _probation_underpaid,
            ),
            r"(?:试用期?)[^;]{0,10}«(?:只|仅)?(?:发|给|付)»[^,;]{0,6}(?:生活费|餐补|补助)",
            (
                "(?:试用期|试用|考察期|见习期|试岗期?|试工期?)(?:内|期间)?[^;]{0,14}«(?:无薪|不(?:予|再|"
                "会)?(?:发|支付|计|付|给|算)|无|没有|免|没|零)»[^,;]{0,6}(?:工资|薪|报酬|底薪|钱)"
            ),
            *below(
                80,
                "(?:试用期|试用)[^;\\d]{0,24}{PERCENT}",
                "(?:试用期)[^;]{0,20}(?:打|按)(?P<times>0\\.\\d|[五六七])折",
            ),
            "(?:试用期)[^;]{0,20}(?:打|按|发)?[五六七5-7]«折»",
            (
                "(?:试用期)[^;]{0,10}(?:不合格|未通过|未转正|不通过|被淘汰)[^;]{0,10}«(?:不(?:予|再|会)?(?:发|"
                "支付|结|计|给)|无)»[^,;]{0,6}(?:工资|薪|报酬)"
            ),
        ),
        lawful=("(?:工资|薪)[^,;]{0,4}(?:不变|相同|照发|足额)",),
    ),
    en=Signs(
        unlawful=(
            *below(80, r"(?:during|in|on) probation[^.]{0,40}(?:pay|salary|wages?) (?:is|are) «(?:{PERCENT})»"),
            *below(100, r"probation\w*[^;]{0,40}?{PERCENT} of the (?:local |legal )?minimum"),
            Sign(
                (
                    r"(?:rmb|cny|¥)? ?(?P<trial>\d[\d,]*)(?: yuan| rmb)? (?:\w+ ){0,3}(?:during|in|"
                    r"on) (?:the )?probation\w*[^;]{0,30}?(?P<regular>\d[\d,]*)"
                ),
                _probation_underpaid,
            ),
            r"«no (?:base |basic |fixed )(?:pay|wages?|salary)»~(?:probation|trial)",
            (
                "probation\\w*(?: period)?…«(?:unpaid|without pay|not paid|no (?:pay|wages?|salary)|"
                "is not remunerated|not be paid)»"
            ),
            "«(?:no (?:pay|wages?|salary)|unpaid)»~\\b(?:probation|trial)",
            *below(
                80,
                "(?:probation\\w*|trial)[^;]{0,60}?{PERCENT}",
                "{PERCENT} of (?:the |their |your )?(?:\\w+ )?(?:{PAY})~(?:probation|trial)",
            ),
            "(?:probation|trial)…«half» (?:the |of |pay|salary|wage)",
            "(?:fail\\w*|do(?:es)? not pass) (?:the |their )?probation…«(?:no|not|without|forfeit)»~(?:{PAY}|paid)",
        ),
        lawful=("(?:not|never|no) (?:\\w+ ){0,2}(?:below|less|lower) (?:than )?80",),
    ),
)

TOPICS = (PROBATION_TIME, PROBATION_PAY)
