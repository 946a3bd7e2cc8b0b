"""How a Chinese name is spelt in Latin letters, for search and sort."""

from pypinyin import Style, lazy_pinyin

# Read differently as a surname than as a word.
SURNAMES = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "朴": "piao", "区": "ou", "查": "zha", "盖": "ge",
    "任": "ren", "华": "hua", "翟": "zhai", "缪": "miao", "宓": "mi", "折": "she", "种": "chong", "乐": "yue",
    "覃": "qin", "冼": "xian", "燕": "yan", "员": "yun", "召": "shao", "纪": "ji", "尉迟": "yuchi",
}  # fmt: skip


def spelling(name: str) -> str:
    """Full pinyin and initials ("zhoumin zm"); letters and digits of other names stay as they are, in lower case."""
    name = name.strip()
    surname = next((known for known in sorted(SURNAMES, key=len, reverse=True) if name.startswith(known)), "")
    rest = name.removeprefix(surname)
    syllables = [word.strip().lower() for word in lazy_pinyin(rest, style=Style.NORMAL) if word.strip()]
    if surname:
        syllables.insert(0, SURNAMES[surname])
    full = "".join(syllables).replace(" ", "")
    initials = "".join(syllable[0] for syllable in syllables)
    return f"{full} {initials}"[:200]
