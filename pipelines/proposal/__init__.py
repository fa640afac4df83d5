"""Proposes a ``mapping.toml`` for extracts in another system's headings and codes; it settles nothing by itself.

The way in is ``proposing.propose_mapping``. What is known of headings and values is data, in the TOML files beside.
"""
