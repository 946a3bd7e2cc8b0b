"""Open questions of personal data."""

from dengta.engines.labour_law.china.switches.option import option
from dengta.engines.labour_law.params import Switch
from dengta.engines.labour_law.text import Text

SENSITIVE_HR = Switch(
    key="privacy.sensitive_hr_consent",
    question=Text(
        "为人力资源管理所必需的敏感个人信息（如病假诊断），是否仍须单独同意？",
        "Do sensitive data that HR management needs (as a diagnosis for sick leave) still need separate consent?",
    ),
    options=(
        option("needed", "须单独同意", "Separate consent is needed"),
        option("not_needed", "有第 13 条的其他依据即可", "Another basis of art. 13 suffices"),
    ),
    default="needed",
    explanation=Text(
        "《个人信息保护法》第 29 条要求处理敏感个人信息取得单独同意；也有意见认为第 13 条第一款第二至七项的依据即可。",
        "PIPL 29 asks for separate consent for sensitive data; some hold that art. 13(1)(2) to (7) suffice.",
    ),
)

SWITCHES = (SENSITIVE_HR,)
