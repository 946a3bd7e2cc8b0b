"""What the rules of mainland China say: steps, refusals and assumptions, Chinese and English side by side."""
