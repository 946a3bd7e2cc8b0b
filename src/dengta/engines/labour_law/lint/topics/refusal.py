"""The right to say no to overtime."""

from dengta.engines.labour_law.lint.topic import Signs, Topic
from dengta.engines.labour_law.text import Text

REFUSAL = Topic(
    id="time.refusal",
    title=Text("拒绝加班算违纪", "Refusing overtime as misconduct"),
    articles=("LL 41", "LCL 31", "CASES"),
    why=Text(
        "加班须与劳动者协商；拒绝违法加班不是违纪，不能据此处分、扣绩效、不予转正或解除合同。",
        "Overtime is agreed with the employee; refusing it is no misconduct and no ground for sanctions, a failed "
        "probation or dismissal.",
    ),
    instead=Text(
        "因工作需要加班的，主管事先与员工协商；员工有权拒绝超出法定限度的加班，不因此受到处分或不利评价。",
        "Overtime is agreed with the person beforehand; whoever refuses overtime beyond the legal "
        "limits suffers no "
        "sanction and no worse assessment.",
    ),
    zh=Signs(
        unlawful=(
            r"加班[^,;]{0,4}«(?:是|属于|为)»[^,;]{0,8}(?:义务|本分|职责|责任)",
            r"(?:{OT})[^,;]{0,14}«(?:未到|不到|未参加|不参加|缺席|未到岗)»[^;]{0,14}(?:{PUNISH})",
            (
                r"«(?:不得|不能|不准|不许|不可)»(?:以[^,;]{0,8}(?:理由|借口|原因))?[^,;]{0,2}(?:推辞|"
                r"推脱|推诿|拒绝)[^,;]{0,6}(?:,|$|到岗|加班|支援|值班|值守|排班|返岗|任务|安排)[^;]{0,20}(?:{PU"
                r"NISH})"
            ),
            (
                r"(?:不愿|不肯|不想|不参加|不接受|不同意|不配合)[^,;]{0,4}(?:{OT})[^;]{0,14}«(?:不得|"
                r"不能|不予|无法|无缘|取消|降)»"
            ),
            (
                r"(?:支援|值班|到岗|返岗|召回|返司)[^;]{0,20}«(?:不得|不能|不准|不许)»[^,;]{0,10}(?:推辞|"
                r"推脱|拒绝|推诿)"
            ),
            (
                r"(?:{REFUSE}|推三阻四)[^;]{0,10}(?:周末|下班后|休息日|夜间|值守|返岗|夜班)[^;]{0,10}«(?:影"
                r"响|{PUNISH})»"
            ),
            r"下班后[^;]{0,20}(?:{REFUSE}|推三阻四)[^;]{0,10}«(?:{PUNISH})»",
            (
                r"(?<!不得)(?<!禁止)(?<!私自)(?<!擅自)(?<!自行)(?:{OT})(?:安排|通知|任务)?[^;]{0,24}«(?:违者|否则|"
                r"违反者|不到者|不来的|不来者|缺席者)»[^;]{0,12}(?:{PUNISH})"
            ),
            (
                r"(?:不|没|未)[^,;]{0,4}(?:参加|配合|服从|到岗)[^,;]{0,6}(?:{OT})[^;]{0,12}«(?:{PUNISH}|取消|不得|"
                r"不予|失去)»"
            ),
            (
                "«(?:不得|不能|不准|不可以?|不许|无权|不允许|严禁|禁止)»[^,;]{0,8}(?:{REFUSE}|"
                "以[^,;]{1,8}为由[^,;]{0,4}(?:推|拒))[^,;]{0,8}(?:{OT})"
            ),
            (
                "(?:{OT})[^;]{0,14}«(?:不得|不能|不准|不可以?|不许|无权|不允许|严禁|禁止)»[^,;]{0,8}(?:{REFUSE}|"
                "缺席|请假|推)"
            ),
            "(?:{REFUSE})[^,;]{0,8}(?:{OT})[^;]{0,16}«(?:{PUNISH})»",
            "(?:{OT})[^;]{0,24}(?:{REFUSE}|不加|不来|不到|不参与|缺席)[^;]{0,14}«(?:{PUNISH})»",
            "«(?:必须|应当?|须|要|需)(?:无条件|绝对|完全)?(?:服从|配合|接受)»[^;]{0,14}(?:{OT})",
            "(?:{OT})[^;]{0,10}«(?:必须|应当?|须|要|需)(?:无条件|绝对|完全)?(?:服从|配合|接受|到岗|参加)»",
            "«无条件»[^;]{0,10}(?:{OT})",
            "(?:不|没)(?:加班|愿加班|肯加班|参加加班)[^;]{0,8}«(?:{PUNISH})»",
            "«(?:不加班)»[^;]{0,10}(?:别|不要|请|可以?)(?:来|走|离|滚|辞)",
        ),
        lawful=(
            r"不是[^,;]{0,6}义务",
            (
                "(?:不|非|无需|不得|不会|不能|不应)(?:构成|属于?|视为|作为|被|因此|受|影响|算|将|"
                "以此)[^,;]{0,10}(?:违纪|处分|处罚|依据|评价|理由|不利|考核|影响|旷工|扣|罚)"
            ),
            (
                "(?:公司|单位|主管|部门|组长|管理者|任何人|各级)[^,;]{0,6}(?:不得|不能|不会|无权|"
                "严禁)[^,;]{0,4}(?:以|因|将|对|强|扣|罚|规定|要求)"
            ),
            "有权拒绝|可以?拒绝|协商一致|经[^,;]{0,6}(?:协商|同意)|自愿加班",
            "(?:42条|四十二条|抢修|自然灾害|危及)",
        ),
    ),
    en=Signs(
        unlawful=(
            r"\bovertime\b[^.]{0,60}«(?:may|must|can|shall)(?: ?not|n't) (?:decline|refuse|say no)»",
            r"\bovertime\b…«(?:must|shall|have to|has to|are to)» (?:obey|comply|accept|follow|submit)",
            (
                r"\bovertime\b (?:work )?«(?:is|as)» (?:an? |the |every \w+ )?(?:\w+ )?(?:duty|obligation|"
                r"responsibility)"
            ),
            (r"\bovertime\b…«(?:may|must|can|shall)(?: ?not|n't) be (?:avoided|evaded|shirked|missed|" r"questioned)»"),
            r"\b(?:{OT})\b[^.]{0,80}(?:{REFUSE}|fail\w* to)[^.]{0,30}«(?:los(?:e|es)|{PUNISH})»",
            (
                r"(?:emergency|call-?ins?|on call|stand-?by|recall\w*)\b[^.]{0,100}«(?:refus\w+|no excuses?|"
                r"declin\w+)»[^.]{0,60}(?:{PUNISH})"
            ),
            (
                r"(?:emergency|call-?ins?|on call|stand-?by|recall\w*)…«(?:refus\w+|no excuse|declin\w+)»…(?:{PU"
                r"NISH})"
            ),
            (
                r"«(?:unwilling|reluctant|refus\w+|declin\w+|not (?:willing|prepared))»~(?:{OT})…(?:cannot|"
                r"may not|will not|not (?:be )?(?:rated|promoted|considered|eligible)|lose)"
            ),
            "«(?:{REFUSE})»…\\b(?:{OT})…(?:{PUNISH})",
            "(?:{PUNISH})…«(?:{REFUSE})»…\\b(?:{OT})",
            (
                "\\b(?:{OT})\\b…«(?:may|must|can|shall|will)(?: ?not|n't) be (?:refused|declined|rejected|"
                "turned down|skipped)»"
            ),
            (
                "«(?:may|must|can|shall|will)(?: ?not|n't)» (?:\\w+ )?(?:refuse|decline|reject|turn down|say no|"
                "object)…\\b(?:{OT})"
            ),
            (
                "«(?:must|shall|have to|has to|required to|obliged to|expected to)» (?:\\w+ )?(?:accept|obey|"
                "comply|follow|work|do|take)~(?:any |all |every |whatever )?(?:{OT})"
            ),
            "\\b(?:{OT})\\b…«(?:no|without) (?:right|exceptions?|excuse|objection|discussion)»",
            "«no (?:right to|one may|agent may|employee may) (?:refuse|decline|reject)»…\\b(?:{OT})",
            "\\b(?:{OT})\\b~(?:{REFUSE})…«(?:{PUNISH})»",
            "«unconditional\\w*»…\\b(?:{OT})",
        ),
        lawful=(
            (
                "(?:not|no|never|neither) (?:\\w+ ){0,4}(?:misconduct|sanction|breach|disciplin\\w+|penal\\w+|"
                "offen[cs]e|held against|disadvantage|dismiss\\w*|punish\\w*|warn\\w*|fail\\w*|consequence\\w*|"
                "reflected|affect\\w*|appraisal|rating|insubordination|worse)"
            ),
            (
                "may refuse|right to refuse|free to (?:refuse|decline)|may decline|(?:is|are) not reflected|"
                "can refuse|can decline|by agreement|agreed with"
            ),
        ),
    ),
)

TOPICS = (REFUSAL,)
