"""Personal data of employees: monitoring, location, faces, publication."""

from dengta.engines.labour_law.lint.topic import Signs, Topic
from dengta.engines.labour_law.text import Text

MONITORING = Topic(
    id="data.monitoring",
    title=Text("秘密监控、下班定位", "Secret monitoring, location off shift"),
    articles=("PIPL 6", "PIPL 17", "CC 1032"),
    why=Text(
        "监控须事先告知、目的明确、限于工作所必需；秘密录音录像、监看私人聊天、下班后定位都超出必要限度。",
        "Monitoring is announced, has a stated purpose and is limited to work; secret recording, private chats and "
        "location after hours go beyond what is needed.",
    ),
    instead=Text(
        "公司仅在工作时间对工作系统和通话录音，用途和保存期限事先公示；下班后不采集位置，不查看私人通信。",
        "The company records work systems and calls in working time only, with purpose and retention publ"
        "ished beforehand; "
        "after hours no location is collected and private messages are not read.",
    ),
    zh=Signs(
        unlawful=(
            r"«(?:提供|上交|提交|出示)»[^,;]{0,10}(?:个人手机|私人手机|通话记录|聊天记录)",
            r"«(?:监控|监看|监听|查看|翻看|读取)»[^,;]{0,6}(?:手机|微信|聊天|通讯录|短信)(?!号)",
            (
                "«(?:秘密|不知情|不知晓|暗中|偷偷|不告知|无需告知|未告知|不通知|不经告知|悄悄|隐蔽|暗访式|"
                "无须告知)»[^;]{0,14}(?:监控|录音|录像|录屏|监听|拍摄|摄像|安装|监看|监测|采集|截屏|查看)"
            ),
            (
                "(?:监控|录音|录像|录屏|监听|摄像头?|采集|截屏)[^;]{0,14}«(?:无需|无须|不需|不必|不另行|不予|不|"
                "未)(?:另行|事先|再|提前)?(?:告知|通知|说明|征得|经|征求)»"
            ),
            (
                "(?:下班|休息日|非工作时间|休息时间|休假|节假日|24小时|全天|全天候|工作时间以外|业余|"
                "居家)[^;]{0,26}«(?:定位|gps|位置|轨迹|监控|查岗|打开摄像头|开启摄像头|共享位置|在线状态)»"
            ),
            (
                "«(?:定位|gps|位置共享|共享位置|实时位置|行踪)»[^;]{0,16}(?:下班|24小时|全天|不得关闭|始终|随时|"
                "休息日|非工作时间|休假)"
            ),
            (
                "«(?:监控|查看|查阅|读取|监看|收集|上交|提供|登记|检查|掌握)»[^,;]{0,10}(?:私人(?:聊天|微信|手机|"
                "社交|账号|邮件)|个人(?:微信|聊天|社交|账号|邮箱)|朋友圈|微信聊天|微信密码|社交账号|支付宝|"
                "银行流水)"
            ),
            "(?:卫生间|更衣室|休息室|宿舍|哺乳室|洗手间)[^;]{0,10}«(?:安装|装|设|有)»[^;]{0,4}(?:监控|摄像|录音)",
            "«(?:安装|装|设置|设)»[^;]{0,6}(?:摄像头?|监控|录音)[^;]{0,6}(?:卫生间|更衣室|宿舍|哺乳室)",
            "在(?:卫生间|更衣室|宿舍|哺乳室|休息室)[^;]{0,8}«(?:安装|装|设)»",
            "«(?:必须|须|应|强制)»[^;]{0,6}(?:转发|点赞|发布)[^;]{0,6}朋友圈",
        ),
        lawful=(
            r"仅在|只在|虚拟背景|可以?不开",
            "(?:下班|非工作时间|休息)[^,;]{0,10}(?:自动关闭|停止|不采集|不得采集|可以?关闭|即关闭|不定位)",
            "(?:公共区域|工作区域)[^;]{0,20}(?:标识|告知|公示)",
            "事先(?:告知|公示)|工作手机|公司手机|企业微信|工作账号",
        ),
    ),
    en=Signs(
        unlawful=(
            (
                r"«(?:must|shall|have to|has to|required to)» (?:install|keep|share|switch on|turn on|"
                r"enable)~(?:track\w*|monitor\w*|location|gps|camera)"
            ),
            r"(?:cameras?|webcams?)~«on»~(?:all day|lunch|breaks?|at all times|the whole)",
            (
                r"«(?:check|see|know|follow|trace|monitor)»~where~(?:are|is|go)~(?:days? off|after|weekends?|"
                r"free time|holiday|evenings?)"
            ),
            (
                "«(?:secret(?:ly)?|hidden|covert(?:ly)?|undisclosed|without (?:\\w+ ){0,3}(?:telling|informing|"
                "notice|notif\\w+|knowledge|being told|announce\\w+)|unannounced)»…(?:monitor\\w*|record\\w*|"
                "camera\\w*|microphones?|listen\\w*|screen\\w*|film\\w*|track\\w*|spyware|software)"
            ),
            (
                "(?:monitor\\w*|record\\w*|cameras?|microphones?|listen\\w*|screen\\w*|film\\w*|track\\w*)…"
                "«(?:secret(?:ly)?|covertly|without (?:\\w+ ){0,3}(?:telling|informing|notice|notif\\w+|"
                "knowledge|being told|their knowing)|hidden|no notice)»"
            ),
            (
                "(?:after (?:work|hours|the shift)|off[- ](?:shift|duty|hours)|days? off|weekends?|24 hours|"
                "around the clock|at home|free time|rest days?|outside working|at all times|holidays?)…"
                "«(?:locat\\w+|gps|track\\w*|whereabouts|camera on|webcam)»"
            ),
            (
                "«(?:locat\\w+|gps|track\\w*|whereabouts)»…(?:after (?:work|hours|the shift)|off[- ](?:shift|"
                "duty|hours)|days? off|24 hours|around the clock|free time|rest days?|outside working|"
                "at all times|24/7|even (?:at|on|after))"
            ),
            (
                "«(?:read|check|inspect|access|monitor|hand over|provide|disclose|review)\\w*»~(?:private|"
                "personal|own) (?:chats?|messages?|wechat|social|accounts?|e-?mails?|passwords?|phones?)"
            ),
            (
                "(?:cameras?|microphones?)~«(?:in|inside)» (?:the )?(?:toilets?|changing|dormitor\\w+|lactation|"
                "nursing|rest ?rooms?|break rooms?)"
            ),
        ),
        lawful=(
            (
                "(?:not|never|no|switched off|stops?|off) (?:\\w+ ){0,4}(?:after|outside|off|collect\\w*|"
                "locat\\w+|track\\w*)|announced beforehand|published beforehand|with (?:\\w+ )?notice"
            ),
        ),
    ),
)

FACE = Topic(
    id="data.biometric",
    title=Text("只能刷脸、指纹打卡", "Face or fingerprint as the only way"),
    articles=("PIPL 29", "FACE", "PIPL 13"),
    why=Text(
        "人脸、指纹是敏感个人信息，须单独同意，并提供其他打卡方式；不同意的不得视为缺勤或处罚。",
        "Faces and fingerprints are sensitive: they need separate consent and another way to clock in; wh"
        "oever declines "
        "is neither absent nor punished.",
    ),
    instead=Text(
        "打卡可选择工牌、账号或手机；人脸识别经本人单独同意后使用，可随时撤回，不影响考勤。",
        "People clock in by badge, account or phone; face recognition is used with separate consent, which may be "
        "withdrawn at any time without consequence.",
    ),
    zh=Signs(
        unlawful=(
            r"(?:没有?|未|不)[^,;]{0,4}录入?[^,;]{0,4}(?:指纹|人脸)[^;]{0,10}«(?:不计|不算|缺勤|旷工|不发)»",
            (
                r"(?:不|拒绝|未)[^,;]{0,6}(?:人脸|刷脸|指纹|面部)[^;]{0,12}«(?:不得|不能|不予|无法|不可)»(?:入职|"
                r"上班|打卡|录用|上岗|转正)"
            ),
            r"(?:人脸|指纹|刷脸)[^;]{0,16}«(?:不录|未录|不采集|未采集|不刷)»[^;]{0,16}(?:缺勤|旷工|不能|不得|不予)",
            (
                "«(?:只能|仅|仅能|只|唯一|统一|一律|必须|须|强制|只认|仅限|全部|均须|应当?)»[^;]{0,14}(?:人脸|"
                "刷脸|指纹|虹膜|面部识别|面部|脸部)"
            ),
            (
                "(?:人脸|刷脸|指纹|虹膜|面部识别)[^;]{0,24}«(?:为唯一|是唯一|唯一|不再接受|不接受其他|不提供其他|"
                "拒绝|不同意|不得拒绝|必须|强制|为准|视为旷工|视为缺勤|无其他|否则)»"
            ),
            (
                "(?:不|拒绝|未|拒不)(?:同意)?[^,;]{0,8}(?:采集|录入|提供|使用|录)?[^,;]{0,4}(?:人脸|刷脸|指纹|"
                "面部|虹膜)[^;]{0,14}«(?:{PUNISH}|{DISMISS}|缺勤|视为|不予|按)»"
            ),
        ),
        lawful=(
            (
                "(?:也可|可以?选择|任选|自愿|(?<!不设)(?<!不提供)(?<!没有)(?<!无)其他方式|工牌|替代|单独同意|"
                "可选|或者|或密码|或账号)"
            ),
        ),
    ),
    en=Signs(
        unlawful=(
            (
                r"«(?:(?:does|do|will|need)(?: ?not|n't)(?: need| require|"
                r" obtain)?|without)»~consent~(?:finger"
                r"prints?|face|facial|biometric\w*)"
            ),
            (r"\b(?:face|facial|fingerprints?|biometric\w*)\b…«(?:compulsor\w+|mandator\w+|by force|" r"forcibly)»"),
            (
                r"(?:fac\w+|fingerprints?|biometric\w*)\b…«(?:{DISMISS})"
                r"»~(?:those|anyone|whoever|employees)~(?:n"
                r"ot|refus\w+|declin\w+)"
            ),
            (
                r"(?:refus\w+|declin\w+|not|without)~(?:accept\w*|agree\w*|consent\w*|enrol\w*|us(?:e|ing))~\b(?:face|"
                r"facial|fingerprints?|biometric\w*)…«(?:cannot|may not|not allowed|will not|must leave)»"
            ),
            (
                r"(?:fingerprint\w*|face|facial|biometric\w*)\b[^.]{0,60}«(?:without (?:it|them|this)|"
                r"otherwise|or else)»[^.]{0,40}(?:cannot|not|no )"
            ),
            r"«without» (?:\w+ ){0,3}(?:fingerprint|face|facial|biometric\w*)…(?:not|no|absent)",
            (
                r"(?:refus\w+|declin\w+|without|not)~(?:regist\w+|scan\w*|provid\w+|submit\w*|"
                r"record\w*)~\b(?:face|facial|fingerprints?|biometric\w*)…«(?:cannot|may not|not allowed|"
                r"not be able|must leave)»"
            ),
            (
                "«(?:only|must|solely|exclusively|mandatory|compulsory|required|have to|shall|sole|obligatory)»…"
                "\\b(?:faces?|facial|fingerprints?|biometric\\w*|iris)\\b"
            ),
            (
                "\\b(?:face|facial|fingerprints?|biometric\\w*|iris)\\b…«(?:only|mandatory|compulsory|sole|"
                "required|no (?:other|alternative)|must|exclusive\\w*|obligatory)»"
            ),
            (
                "(?:refus\\w+|declin\\w+|do(?:es)? not)…(?:face|facial|fingerprints?|biometric\\w*)…«(?:{PUNISH}|"
                "{DISMISS}|absent)»"
            ),
        ),
        lawful=(
            (
                "alternativ\\w+ (?:is|are)|badge|another way|separate consent|voluntar\\w+|optional|"
                "or by|choose|may also"
            ),
        ),
    ),
)

PUBLICATION = Topic(
    id="data.publication",
    title=Text("未经同意公开个人信息", "Publication without consent"),
    articles=("PIPL 25", "PIPL 28", "CC 1033"),
    why=Text(
        "公开员工的照片、电话、病情、家庭情况等个人信息须取得单独同意；入职登记一并授权不能代替。",
        "Publishing a person's picture, number, health or family needs separate consent; a blanket clause"
        " at hiring does "
        "not give it.",
    ),
    instead=Text(
        "公司公开员工照片或个人信息前取得本人单独同意，本人可随时撤回，不同意的不受影响。",
        "The company publishes pictures or personal data only with separate consent, which may be withdra"
        "wn at any time "
        "without consequence.",
    ),
    zh=Signs(
        unlawful=(
            r"«(?:任意|随意|无限期|永久|无偿)»[^,;]{0,4}使用[^,;]{0,6}(?:肖像|照片|个人信息|形象)",
            (
                "«(?:无需|无须|不需|不必|未经|不经)»[^,;]{0,8}(?:本人|员工)?(?:同意|授权)[^;]{0,16}(?:公开|使用|"
                "公布|提供|转让|共享|发布)[^;]{0,12}(?:个人信息|照片|肖像|电话|病历|隐私|资料|录音)"
            ),
            (
                "(?:个人信息|照片|肖像|病历|隐私|健康信息)[^;]{0,14}«(?:可以?(?:任意|随意|自由)|有权任意|"
                "无需同意|无须同意|永久无偿|任意)»[^;]{0,8}(?:使用|公开|提供|公布)?"
            ),
            (
                "«(?:公布|公开|张贴|公示|通报)»[^,;]{0,10}(?:病情|病历|健康(?:状况|信息)|家庭住址|身份证号|"
                "薪资明细|个人电话|家庭情况|孕情)"
            ),
        ),
        lawful=("(?:取得|征得|(?<!未)(?<!不)经)(?:本人|员工)?[^,;]{0,4}(?:单独)?同意",),
    ),
    en=Signs(
        unlawful=(
            (
                r"(?:photos?|pictures?|personal (?:data|information)|health|likeness)…«(?:published|used|shared|"
                r"posted|disclosed)»~without~(?:consent|permission|asking)"
            ),
            (
                "«without (?:\\w+ ){0,3}(?:consent|permission|asking)»…(?:publish\\w*|use|share|disclose|post)…"
                "(?:data|information|photos?|pictures?|health|numbers?)"
            ),
            (
                "(?:publish\\w*|use|share[sd]?|disclose\\w*|post\\w*)~(?:personal (?:data|information)|photos?|"
                "pictures?|health|medical|phone numbers?)…«(?:without (?:\\w+ ){0,3}(?:consent|permission|"
                "asking)|freely|as it (?:likes|sees fit|pleases))»"
            ),
            (
                "«(?:publish|post|display|announce|disclose)\\w*»~(?:diagnos\\w+|medical (?:records?|condition)|"
                "health (?:data|status|condition)|home address(?:es)?|id numbers?|pregnanc\\w+)"
            ),
        ),
        lawful=("with (?:\\w+ )?(?:separate )?consent|only with|after (?:\\w+ )?consent",),
    ),
)

TOPICS = (MONITORING, FACE, PUBLICATION)
