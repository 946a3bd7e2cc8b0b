"""A whole cycle of goals and appraisals as its people click through it, station by station."""
