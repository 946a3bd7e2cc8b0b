"""Files as they really come: a seeded generator of bad CSV, which knows what it has done to each line."""

import random
from collections import Counter
from pathlib import Path

HEADING = "工单号,坐席,创建时间,时长,备注"
WIDTH = 5


def good_line(number: int) -> str:
    """A record as it should be."""
    day, hour, minute = number % 28 + 1, number % 24, number % 60
    created = f"2026-10-{day:02d} {hour:02d}:{minute:02d}:00"
    return f"T{number:07d},K{10_000 + number % 120},{created},{number % 900},客户咨询退款进度"


def _long_cell(number: int) -> bytes:
    return f"T{number:07d},K1,2026-10-01 09:00:00,1,".encode() + b"x" * 60_000


SPOILERS = {
    "quote_unclosed": lambda number: f'T{number:07d},K1,"2026-10-01 09:00:00,1,备注'.encode(),
    "quote": lambda number: f'T{number:07d},K1,"2026"-10-01 09:00:00,1,备注'.encode(),
    "unreadable_letters": lambda number: good_line(number).encode("gb18030"),
    "nul": lambda number: good_line(number).replace("客户", "\x00").encode(),
    "too_few_cells": lambda number: f"T{number:07d},K1".encode(),
    "too_many_cells": lambda number: f"{good_line(number)},多,余".encode(),
    "cell_too_long": _long_cell,
}


def write_hostile(path: Path, *, lines: int, spoiled: int, seed: int = 1, huge: int = 0) -> Counter[str]:
    """A CSV of `lines` records of which `spoiled` are bad in one of seven ways and `huge` hold a cell of 10 MB.

    Answers how many there are of each; the key "good" counts the rest.
    """
    draw = random.Random(seed)
    numbers = draw.sample(range(lines), spoiled + huge)
    kinds = {number: draw.choice(list(SPOILERS)) for number in numbers[:spoiled]}
    kinds |= dict.fromkeys(numbers[spoiled:], "line_too_long")
    told: Counter[str] = Counter()
    with path.open("wb") as file:
        file.write(b"\xef\xbb\xbf" + HEADING.encode() + b"\r\n")
        for number in range(lines):
            kind = kinds.get(number, "good")
            told[kind] += 1
            if kind == "good":
                file.write(good_line(number).encode())
            elif kind == "line_too_long":
                file.write(f"T{number:07d},".encode() + b"y" * 10_000_000)
            else:
                file.write(SPOILERS[kind](number))
            file.write(b"\r\n")
    return told
