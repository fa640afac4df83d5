"""A synthetic submission: families asking for support, a queue for the workers' places, and what became of each.

No row stands for anybody. The parameters are data (``data/synthetic/model.toml``), every draw comes from one seed per
service area, and a referral is written before the next one is thought of, so that size costs time and not memory.
"""

from __future__ import annotations

from pipelines.synthesis.submission import synthesise

__all__ = ["synthesise"]
