"""Chinese copy is set as Chinese: full-width punctuation, simplified characters, one way to space figures and names."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po

from tests.architecture.source import PACKAGE, name

HAN = r"[\u3400-\u9fff\u3001-\u303f\uff00-\uffef]"
# A half-width mark that touches a Chinese character; what stands between Latin letters or digits is left alone.
HALF_WIDTH = re.compile(rf"(?<={HAN})[,;:!?()]|[,;!?()](?={HAN})|(?<={HAN})\.(?!\d|\w|\.)")
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w*\}|%%|<[^>]+>")

# A space stands between Chinese and figures or Latin letters, whether written out or filled in; none beside a name.
CLOSE = re.compile(r"(?<=[\u4e00-\u9fff])[0-9A-Za-z]|[0-9A-Za-z%](?=[\u4e00-\u9fff])")
FILLED = re.compile(r"%\((?P<c>\w+)\)[sd]|\{(?P<f>\w+)\}")
BEFORE, AFTER = re.compile(r"[\u4e00-\u9fff] ?\Z"), re.compile(r" ?[\u4e00-\u9fff]")
FIGURES = re.compile(
    r"at|count|crew|days?|done|due|duplicate|few|first|hours|last|left|level|limit|longest|m|made|minutes|moment|most|n"
    r"|number|pass_mark|people|percent|rows|seconds|share|short|since|start|there|total|tries|until|version|weight"
)
NAMES = re.compile(r"agent|giver|leader|parent|queue|role|skill|system|teams?|unit")

# Words that meant two things, or meant one thing beside another word: docs/glossary.md has what stands for each.
RETIRED = {
    "在岗": "当班 or 在职", "轮流说": "轮流发言", "班组": "团队", "联络": "服务单", "离职审查": "解除合同审查",
    "拟处理": "处理建议", "处理表": "处理措施对照表", "教训": "案例启示", "带人的人": "管理者", "辅导面谈": "辅导谈话",
}  # fmt: skip

# Characters that are written only in traditional script: the most frequent ones.
TRADITIONAL = frozenset(
    "個們來時為這說國對會過發經學開關無與從種樣進還長問間聽話電車東西馬門見親覺觀現親給結統計記認識試詞語請讀課誰調談證"
    "議變讓護費資買賣質財貨責貴貼員圓園團場塊壞壓處備復夠夢夾奪奮婦媽學實審寫寬導專將層屬島幣師帶幫幹幾庫廠廣廳張強彈當"
    "錄復徑應態慮憂懷戰戲戶擇擊擔據擴攝擾數斷舊術機殺條業極構榮樂標樓權檢歡歲歷歸殘滅決況測滿漢災為點煙熱燈營爭爺牆狀獎"
    "獨獲環畢畫異當療盡監盤眾碼確礎禮種稱積穩窮競筆範節簡簽類粵糧級純紙細終組經結絕給統絲綠維網緊線練縣總績繼續緒編緩"
    "罰罵羅義習聖聞聯聲職臉臨舉艱藝藥蘭處號蟲補裝製複規視覽覺觸訂計訊討訓託訪設許訴診評詢該詳誤誠說諒論諾謝謹譯譽護讓"
    "負貢貧販貪貫貿賀賓賞賠賢賤賬賽贈贊趕趙跡踐輕載輔輛輝輩輪輯輸轉辦辭邊達違遠適遲遷選遺郵鄉醫釋針鐘鋼錢錯鍵鎖鎮鏡鐵"
    "長門閃閉問閒閱隊階際陽陰陳陸險隨隱難雙雜離電靈靜頁頂項順須預領頭頻題額顏願類顧顯風飛飯飲館餘養駐駕騎驗驚魚鮮鳥麗麥黃點黨齊齡"
)


def catalogues() -> list[Path]:
    return sorted(PACKAGE.rglob("locale/zh_Hans/LC_MESSAGES/django.po"))


def sentences(file: Path) -> Iterator[str]:
    with file.open("rb") as stream:
        for message in read_po(stream):
            said = message.string if isinstance(message.string, (tuple, list)) else [message.string]
            yield from (str(sentence) for sentence in said if message.id and sentence)


def untold(catalogue: Catalog) -> list[str]:
    """What a reader of this catalogue would read in English, or as somebody guessed it."""
    return [
        str(message.id)
        for message in catalogue
        if message.id and (message.fuzzy or not all(message.string if message.pluralizable else [message.string]))
    ]


def spaced_otherwise(sentence: str) -> Iterator[str]:
    """What is filled in and not spaced as its kind is: figures and days stand apart, names close up."""
    for one in FILLED.finditer(sentence):
        name = one["c"] or one["f"]
        found = BEFORE.search(sentence[: one.start()]), AFTER.match(sentence[one.end() :])
        sides = [side.group() for side in found if side]
        if FIGURES.fullmatch(name) and any(" " not in side for side in sides):
            yield name
        if NAMES.fullmatch(name) and any(" " in side for side in sides):
            yield name


def complaints(sentence: str) -> list[str]:
    """What is not set as Chinese in this sentence."""
    bare = PLACEHOLDER.sub("人", sentence)
    found = [f"half-width {mark!r} in {sentence!r}" for mark in HALF_WIDTH.findall(bare)]
    found += [f"no space at {one.group()!r} in {sentence!r}" for one in CLOSE.finditer(PLACEHOLDER.sub("\0", sentence))]
    found += [f"space around {one} in {sentence!r}" for one in spaced_otherwise(sentence)]
    found += [f"{word} in {sentence!r}: {better}" for word, better in RETIRED.items() if word in sentence]
    return found + [f"traditional {character} in {sentence!r}" for character in sorted(set(sentence) & TRADITIONAL)]


# That nothing of the code is missing in the catalogues is a step of ./dengta check: it takes the strings out anew.
@pytest.mark.covers("N9")
@pytest.mark.parametrize("catalogue", catalogues(), ids=name)
def test_every_sentence_of_a_catalogue_is_said_in_chinese(catalogue: Path) -> None:
    with catalogue.open("rb") as stream:
        assert untold(read_po(stream)) == []


def test_a_sentence_without_chinese_is_noticed_and_so_is_a_guess_and_half_a_plural() -> None:
    half = Catalog(locale="en")
    half.add("Save", "保存")
    half.add("Send", "")
    half.add("Leave", "请假", flags=["fuzzy"])
    half.add(("{n} day", "{n} days"), ("{n} 天", ""))

    assert untold(half) == ["Send", "Leave", "('{n} day', '{n} days')"]


@pytest.mark.parametrize("catalogue", catalogues(), ids=name)
def test_the_chinese_of_a_catalogue_is_set_as_chinese(catalogue: Path) -> None:
    assert [complaint for sentence in sentences(catalogue) for complaint in complaints(sentence)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "今天没有班表,请稍后",
        "共 {n} 人(不含休假)",
        "请填写:开始日期",
        "%(n)s 件,最早的",
        "設定",
        "您好!",
        "今天有三人在岗",
        "好了.",
        "共3 人",
        "近 7天的数据",
        "导出CSV",
        "还有%(n)s 条",
        "{day}前完成",
        "改到{moment}",
        "{unit} 的会议",
        "由 %(leader)s与{n} 人负责",
        "真的吗?",
    ],
)
def test_the_lint_notices_wrong_marks_and_characters(sentence: str) -> None:
    assert complaints(sentence) != []


@pytest.mark.parametrize(
    "sentence",
    [
        "今天没有班表，请稍后。",
        "目标 80% · 20 秒内接起",
        "共 1,284 通，均值 4.62",
        "15:00–16:30 缺 3 人",
        "导出 CSV (UTF-8) file",
        "{a}：{b}",
        "{unit}的会议改到 {day}",
        "{leader}与{name}的 1 对 1：上一次在 {days} 天前",
        "第 %(number)s 版",
        "目标 {time}内 {share}",
    ],
)
def test_the_lint_lets_good_chinese_pass(sentence: str) -> None:
    assert complaints(sentence) == []
