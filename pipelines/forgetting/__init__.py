"""Forgetting: rows about children leave every file of a warehouse, and what was counted of them stays.

The way in is ``forgetting.look``, which only tells, and ``forgetting.forget``.
"""
