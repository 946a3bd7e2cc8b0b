"""Who may do what, one module per part of the room."""
