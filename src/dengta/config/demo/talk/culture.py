"""What the centre stands for, several hundred praises, and a story every month."""

from datetime import datetime, time, timedelta

from numpy.random import default_rng

from dengta.config.demo.talk.people import Crew, at, crews
from dengta.config.demo.world import SEED
from dengta.domains.communication.models import (
    Aspect,
    CultureLine,
    CultureValue,
    Praise,
    PraiseTag,
    Story,
    StoryPerson,
    Todo,
)
from dengta.domains.communication.selectors.clock import end_of
from dengta.domains.communication.services.stories import CONSENT
from dengta.domains.people.models import Unit

PRAISES = 420
VISION = "让每位客户放心来、满意走，也让每位同事愿意留下"
STRATEGIES = (
    ("一次把事情办好", ("接起前先看备注，少让客户重复", "每周整理一条重复进线的根因", "出票前复述行程，避免改签")),
    ("把难处说清楚", ("延误时先说时间再说原因", "退款统一说预计到账日", "规则变化当天更新话术")),
    ("互相托一把", ("新人首周有人在旁边", "高峰时组长一起接线", "夜班交接写三行备注")),
)
VALUES = (
    ("customer", "客户第一", "先问客户要什么，再说我们能做什么。"),
    ("help", "互相托一把", "看到同事卡住，先递一张便签，再说别的。"),
    ("growth", "每天多会一点", "失误讲出来，大家一起少犯一次。"),
    ("innovation", "敢提办法", "说问题时带上一个试法，哪怕只试一天。"),
)
WORDS = {
    "help": ("高峰时主动替我接了两通最难的电话。", "我嗓子哑的那天，默默把我的来电分走了一半。",
    "陪我查到退款卡在哪一步，客户当天收到钱。"),
    "belonging": ("新来第一周，每天中午都叫上我一起吃饭。", "记得我孩子生病，换班时一句怨言也没有。",
    "夜班给大家带了热豆浆，整组都精神了。"),
    "innovation": ("做的备注模板太好用，交接时间少了一半。", "想出先发说明再等来问的办法，进线少了很多。"),
    "growth": ("把改签规则讲得明明白白，我终于敢独立处理了。", "主动讲自己的失误，我照着改，少挨一次投诉。"),
    "customer": ("为了一位老人多打了三个电话，客户写了感谢信。", "听客户说完二十分钟，最后客户笑着挂的电话。"),
    "integrity": ("多退的运费主动补报，没有让客户吃亏。", "承认自己说错了到账日，马上回电更正。"),
}  # fmt: skip
STORIES = (
    ("凌晨两点的感谢信",
     "客户的行李丢在机场，夜班同事一个多小时里打了七个电话，最后在失物招领处找到。客户落地后写来一封长信。"),
    ("第一百次道歉之后", "她数过，那个月说了一百次抱歉。后来她不再急着道歉，先把客户的话复述一遍，满意度反而高了。"),
    ("便签墙", "新人桌前贴满了老同事递来的便签，半年后，她开始给别人写便签。"),
    ("把投诉变成老客户", "客户因为三次延误要投诉，主管当面听完，承认我们的流程问题，改了规则。现在他成了常客。"),
    ("爸爸的声音", "他学会用对孩子讲故事的语速接电话，客户说，听着就不急了。"),
    ("备注三行", "一张写满的纸变成三行字：要什么、答应了什么、下一步。全组都学去了。"),
    ("暴雨那天", "四个人顶着八个人的量，谁也没有抱怨。下班时，组长给每个人带了一碗面。"),
    ("慢一点的客服", "她的处理时长总比别人长，可客户很少再打来。后来我们明白了，慢也是一种快。"),
    ("听障客户", "他用文字陪一位听障客户走完退货流程，还把经验写成了指引。"),
    ("重回工位", "休完产假回来，她最怕跟不上。同组的人把三个月的规则变化整理成十页纸。"),
    ("一通四十分钟的电话", "电话那头的老人其实只是想有人说说话。挂断后，他又多等了十秒。"),
    ("我们的早餐角", "夜班交接时的一张小桌子，慢慢变成了大家交流案例的地方。"),
)  # fmt: skip


def fill(now: datetime) -> None:
    """Vision, values, praise and stories; one story waits for the answer of the personas' agent."""
    _what_we_stand_for()
    draw = default_rng(SEED + 34)
    teams = crews(("QH1", "QH2", "QH3", "YF1", "YF2", "AT1"))
    praises = []
    for _number in range(PRAISES):
        crew = teams[int(draw.integers(len(teams)))]
        giver, receiver = draw.choice(len(crew.agents), size=2, replace=False)
        given = now - timedelta(days=float(draw.triangular(0, 0, 365)), hours=float(draw.uniform(0, 8)))
        tag = str(draw.choice(list(WORDS), p=(0.32, 0.2, 0.13, 0.15, 0.14, 0.06)))
        text = WORDS[tag][int(draw.integers(len(WORDS[tag])))]
        praise = Praise(
            giver=crew.agents[giver], receiver=crew.agents[receiver], unit=crew.unit, text=text, given_at=given,
            given_on=given.date(), shown_at=given + timedelta(hours=3) if draw.random() < 0.4 else None,
        )  # fmt: skip
        praises.append((praise, tag))
    Praise.objects.bulk_create(praise for praise, _tag in praises)
    tags = [PraiseTag(praise=praise, tag=tag) for praise, tag in praises]
    tags += [PraiseTag(praise=p, tag=Aspect.BELONGING) for p, tag in praises if tag == "help" and p.pk % 3 == 0]
    PraiseTag.objects.bulk_create(tags)
    _stories(teams[1], now)


def _what_we_stand_for() -> None:
    units = {unit.code: unit for unit in Unit.objects.all()}
    house = units["HD"]
    vision = CultureLine.objects.create(level="vision", unit=house, text=VISION)
    for place, (text, actions) in enumerate(STRATEGIES):
        strategy = CultureLine.objects.create(level="strategy", unit=house, text=text, serves=vision, position=place)
        CultureLine.objects.bulk_create(
            CultureLine(level="action", unit=units[code], text=action, serves=strategy, position=at_place)
            for at_place, (code, action) in enumerate(zip(("QH2", "QH3", "YF1"), actions, strict=True))
        )
    CultureValue.objects.bulk_create(
        CultureValue(unit=house, aspect=aspect, name=name, meaning=meaning, position=place)
        for place, (aspect, name, meaning) in enumerate(VALUES)
    )


def _stories(crew: Crew, now: datetime) -> None:
    for back, (title, text) in enumerate(STORIES):
        day = now.date() - timedelta(days=30 * back + 4)
        author, shown = crew.agents[(back * 5 + 1) % len(crew.agents)], crew.agents[(back * 7) % len(crew.agents)]
        story = Story.objects.create(
            unit=crew.unit, author=author, title=title, text=text, written_at=at(day, time(10), now),
            published_at=at(day, time(15), now), published_by=crew.leader.account,
        )  # fmt: skip
        StoryPerson.objects.create(story=story, employee=shown, answer="agreed", answered_at=at(day, time(11), now))
    persona = next((one for one in crew.agents if one.account_id is not None), crew.agents[0])
    draft = Story.objects.create(
        unit=crew.unit, author=crew.agents[2], title="那通没有挂断的电话", written_at=now - timedelta(hours=5),
        text="客户哭着打进来，他没有急着报流程，只说：您慢慢讲，我在。二十分钟后问题解决了，客户说谢谢你没有挂断。",
    )  # fmt: skip
    StoryPerson.objects.create(story=draft, employee=persona)
    Todo.objects.create(
        employee=persona, kind=CONSENT, key=str(draft.pk), title=draft.title, since=now - timedelta(hours=5),
        url="/culture/stories/about-me/", due_at=end_of(now.date() + timedelta(days=7)),
    )  # fmt: skip
