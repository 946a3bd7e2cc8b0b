"""Service: contacts, states, imports, the KPI library, roll-ups and strength profiles."""
