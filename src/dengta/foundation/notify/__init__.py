"""The bell and e-mail, through a transactional outbox."""
