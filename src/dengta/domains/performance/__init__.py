"""Performance: evidence of several kinds, a fair appraisal, and a way to object to every figure of it."""
