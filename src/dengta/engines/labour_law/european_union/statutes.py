"""What the pack of the European Union cites: the working time directive."""

from dengta.engines.labour_law.articles import Statute
from dengta.engines.labour_law.text import Text

WTD = Statute(
    "WTD",
    Text("欧盟第 2003/88/EC 号工作时间指令", "Directive 2003/88/EC on working time"),
    "https://eur-lex.europa.eu/eli/dir/2003/88/oj",
)
STATUTES = {WTD.short: WTD}
