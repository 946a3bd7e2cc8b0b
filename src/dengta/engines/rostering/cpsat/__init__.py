"""The second lane: any roster problem as a CP-SAT model. It loads OR-Tools, so it never shares a process with HiGHS."""
