"""The design system Beam: templates, component tags, styles and scripts. Holds no domain words."""
