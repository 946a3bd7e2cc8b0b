"""Words about customers that say more about our mood than about the case: pointed out, never forbidden."""

# What was heard on floors; a hint costs nobody anything, so the list is short and sure rather than long.
HARD_WORDS = (
    "刁民", "奇葩", "神经病", "有病", "泼妇", "无赖", "流氓", "傻", "蠢", "脑残", "变态", "极品", "难缠", "胡搅蛮缠",
    "不可理喻", "素质低", "没素质", "疯", "垃圾", "活该", "闹事", "撒泼",
    "crazy", "idiot", "stupid", "moron", "psycho", "nutcase", "lunatic", "trash", "pathetic", "hysterical", "karen",
)  # fmt: skip


def hard_words(text: str) -> list[str]:
    """Those that stand in the text, in the order of the list."""
    said = text.casefold()
    return [word for word in HARD_WORDS if word in said]
