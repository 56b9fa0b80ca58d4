"""How many examples the laws of core are tried on: few by default, many to prove."""

import os

from hypothesis import settings

settings.register_profile("quick", deadline=None, max_examples=60)
settings.register_profile("prove", deadline=None, max_examples=2000)
settings.load_profile("prove" if os.environ.get("RENTBOOK_PROVE") else "quick")
