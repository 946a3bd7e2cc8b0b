"""The names under which announcements stand in inboxes, bells and the queue of jobs."""

# To-dos.
CONFIRM = "announcement.confirm"
READ = "announcement.read"
ESCALATED = "announcement.escalated"
OPINION = "announcement.opinion"
# Notices.
TOLD = "communication.announcement"
REMINDED = "communication.announcement_reminder"
MISSING = "communication.announcement_missing"
CONSULTED = "communication.staff_consultation"
# Jobs.
DELIVER = "communication.deliver_announcement"
FOLLOW = "communication.follow_audience"
FOLLOW_UP = "communication.follow_up"
IN_FORCE = "communication.in_force"
