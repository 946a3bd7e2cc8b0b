"""Open questions of sickness."""

from dengta.engines.labour_law.china.switches.option import option
from dengta.engines.labour_law.params import Switch
from dengta.engines.labour_law.text import Text

NATIONAL, BY_UNIT_YEARS = "national", "by_unit_years"

MEDICAL_PERIOD = Switch(
    key="sickness.medical_period",
    question=Text("医疗期按哪个标准？", "By which table is the medical period counted?"),
    options=(
        option(NATIONAL, "全国标准（按实际工作年限和本单位年限）", "The national one (years of work and years here)"),
        option(
            BY_UNIT_YEARS,
            "上海标准（本单位第 1 年 3 个月，以后每满 1 年加 1 个月，最高 24 个月）",
            "Shanghai's (3 months in the first year here, one more for each further full year, 24 at most)",
        ),
    ),
    default=NATIONAL,
    explanation=Text(
        "全国为劳部发〔1994〕479 号；上海为沪府发〔2015〕40 号，只看本单位年限，在本单位期间累计计算。",
        "Nationally 劳部发〔1994〕479号; Shanghai's 沪府发〔2015〕40号 looks at the years here alone, "
        "over all sick leave with the employer.",
    ),
    regional={"CN-SH": BY_UNIT_YEARS},
)

SWITCHES = (MEDICAL_PERIOD,)
