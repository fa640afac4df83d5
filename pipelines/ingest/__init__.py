"""Ingest: finds the files of a submission, decodes, renames, recodes and types them, and lands their rows.

The way in is ``submission.read_submissions`` and then ``landing.land``. Whatever refuses a submission is found before
any of its rows is stored; personal data is one such thing.
"""
