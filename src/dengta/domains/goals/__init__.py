"""Goals: from the vision of the house to the target of each agent, with the arithmetic that holds them together."""
