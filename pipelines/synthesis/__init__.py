"""A synthetic submission: families asking for support, a queue for the workers' places, and what became of each.

No row stands for anybody. The parameters are data (``data/synthetic/model.toml``), and every draw comes from one seed
per service area. An area's waiting list is told day by day, because there one family's wait depends on the others';
all the rest is drawn for some thousands of referrals at a time and written before the next ones are thought of, so that
size costs time and little memory.
"""

from __future__ import annotations

from pipelines.synthesis.submission import synthesis_steps, synthesise

__all__ = ["synthesis_steps", "synthesise"]
