"""Communication: announcements, stand-ups, talks, meetings, suggestions, requests, culture."""
