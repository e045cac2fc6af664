"""Plausibility checks between the stages: is what landed, was built or is about to be published believable?

Well-formedness (grain, relationships, conservation) is tested inside the dbt build and never here.
"""

import os

from expectations.lazy import load_lazily

# Read by those releases of Great Expectations that report their use, before any module here can import one.
os.environ["GX_ANALYTICS_ENABLED"] = "False"
load_lazily()
