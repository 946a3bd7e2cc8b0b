"""The component tags of Beam, one module per kind; `templatetags/ui.py` gathers them."""
