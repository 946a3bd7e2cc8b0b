"""Names of what waits for people and of what they are told."""

SIGN = "recognition.sign_rule_book"
COMMENT = "recognition.comment_on_draft"
TOLD = "recognition.rule_book"
MINUTES = "recognition.minutes"
