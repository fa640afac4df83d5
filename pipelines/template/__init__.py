"""What a sender starts from: blank extracts, a workbook to type into, a data dictionary and annotated settings.

All of it is made from the one data contract in ``expectations``. The way in is ``writing.write_template``.
"""
