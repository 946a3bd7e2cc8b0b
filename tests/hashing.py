"""Argon2 as the product uses it, with the least work that it accepts."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """Guards nothing: 100 MB and a tenth of a second for each password are the point of the real one."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
