"""A 5S check every month, with findings that were put right; the newest has one that is still open."""

from datetime import datetime, time, timedelta

from numpy.random import default_rng

from dengta.config.demo.talk.people import at, crews
from dengta.config.demo.world import SEED
from dengta.domains.communication.models import CheckItem, Todo, WorkplaceCheck
from dengta.domains.communication.selectors.clock import end_of

LINES = (
    ("sort", "桌面没有本周用不到的物品"), ("sort", "没有纸质或可见的客户信息"), ("set", "耳机、线缆、座椅归位"),
    ("set", "消防通道与走道畅通"), ("shine", "显示器、键盘、耳机干净"), ("shine", "地面与茶水间干净，垃圾已清"),
    ("standardise", "标签与公示内容为最新"), ("sustain", "上次的问题已整改"), ("appearance", "团队着装符合当日要求"),
)  # fmt: skip
FOUND = ("靠窗一排线缆散落", "茶水间台面有水渍", "公示栏仍是上季度内容", "走道堆放两只纸箱", "打印区有未取走的单据")
FIXED = ("已用扎带固定", "已清洁并排了值日", "已更换最新版", "已移到库房", "已销毁，并加贴提示")


def fill(now: datetime) -> None:
    """Twelve checks for each of three teams."""
    draw = default_rng(SEED + 35)
    items = []
    for crew in crews():
        for back in range(12):
            day = now.date() - timedelta(days=30 * back + 2)
            latest = back == 0
            check = WorkplaceCheck.objects.create(
                unit=crew.unit, done_on=day, done_by=crew.leader.account,
                closed_at=None if latest else at(day + timedelta(days=4), time(17), now),
            )  # fmt: skip
            bad = set(draw.choice(len(LINES), size=int(draw.integers(1, 4)), replace=False).tolist())
            for place, (area, what) in enumerate(LINES):
                item = CheckItem(check_of=check, area=area, what=what, position=place, ok=place not in bad)
                if place in bad:
                    number = int(draw.integers(len(FOUND)))
                    item.note, item.due_on = FOUND[number], day + timedelta(days=7)
                    item.owner = crew.agents[number % len(crew.agents)]
                    if not latest:
                        item.fixed_at, item.fix_note = at(day + timedelta(days=4), time(16), now), FIXED[number]
                items.append(item)
    CheckItem.objects.bulk_create(items)
    Todo.objects.bulk_create(_waiting(item) for item in items if item.ok is False and item.fixed_at is None)


def _waiting(item: CheckItem) -> Todo:
    """What is still to be put right, in the inbox of who sees to it."""
    assert item.owner_id is not None, "findings of the demo have an owner"
    assert item.due_on is not None, "and a day"
    return Todo(
        employee_id=item.owner_id, kind="checks.finding", key=str(item.pk), title=f"5S：{item.note}",
        url=f"/checks/items/{item.pk}/fix/", due_at=end_of(item.due_on),
    )  # fmt: skip
