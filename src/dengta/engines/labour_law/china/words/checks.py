"""What the shared checks of facts say."""

from dengta.engines.labour_law.text import Text

NEGATIVE = Text(
    "{name} 填写为 {value}，不能为负数，请检查后重新填写。",
    "{name} is {value}, which cannot be below nought. Check it and enter it again.",
)
