"""Names of what the judging of the policy lets wait for leaders and tells them."""

CLIMATE = "recognition.climate"
REFLECT = "recognition.reflection_opened"
SPREAD = "recognition.spread_question"
