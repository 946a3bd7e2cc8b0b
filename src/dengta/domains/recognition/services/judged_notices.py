"""Names of what the judging of the policy lets wait for leaders and tells them."""

AUDIT, AUDIT_TOLD = "recognition.audit_question", "recognition.audit_asked"
CLIMATE = "recognition.climate"
REFLECT = "recognition.reflection_opened"
SPREAD = "recognition.spread_question"
