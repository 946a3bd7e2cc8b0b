"""What the rule on evidence says."""

from dengta.engines.labour_law.text import Text

TITLE = Text("证据的证明力", "Weight of a piece of evidence")

PRESUMED = Text("{why} → 推定真实，有足以反驳的相反证据的除外", "{why} → presumed authentic unless rebutted")
ADVERSE = Text(
    "由当事人提交或者保管、于己不利的数据", "data submitted or kept by a party that speak against that party"
)
BUSINESS = Text("在正常业务活动中形成", "formed in the normal course of business")
ARCHIVED = Text("以档案管理方式保管", "kept as an archive")
NEUTRAL = Text("由中立第三方平台记录、保存或者确认", "recorded, kept or confirmed by a neutral third-party platform")
AGREED = Text("以当事人约定的方式保存、传输、提取", "kept, sent or extracted in the way the parties agreed")
NOTARISED = Text("经公证机关公证", "notarised")
VERIFIABLE = Text("真实性没有推定，但可以核对：{how}", "not presumed authentic, but it can be checked: {how}")
ORIGINAL = Text("有原始载体或原件", "the original, or the device it was made on, is at hand")
HASHED = Text("哈希校验链完整", "the chain of hashes is whole")
TO_BE_SHOWN = Text(
    "真实性没有推定，也没有可以核对的原件；由提交的一方证明",
    "not presumed authentic and no original to check it with; whoever submits it must prove it",
)
DOUBTFUL = Text("录音录像有剪辑或者缺失，存有疑点", "the recording is cut or has gaps: it is in doubt")
ALONE = Text("可以单独作为认定事实的根据", "it can carry a finding by itself")
NOT_ALONE = Text(
    "不能单独作为认定事实的根据，需要其他证据相互印证",
    "it cannot carry a finding by itself; other evidence must support it",
)
TOGETHER = Text("已有其他证据印证，可以一并认定", "other evidence supports it: together they can carry a finding")
BRING_ORIGINAL = Text(
    "提供原始载体当庭核对（手机、聊天账号、未剪辑的录音），或者补充其他证据",
    "Bring the original to be checked (phone, chat account, uncut recording), or add other evidence",
)
REBUT = Text("对方提出足以反驳的相反证据，推定即不成立", "Sufficient evidence to the contrary rebuts the presumption")
