"""Who may do what with which rows of this room, one module per part."""
