"""What each service area publishes about itself: read from its file, checked, and made into frames.

Rules are dated, cited data. ``rule`` has the kinds of rule there are, ``service_area`` the rules of one area and of
all of them, ``loading`` reads a folder of files, ``wording`` says what is wrong with one, and ``tables`` gives the
rules as frames.
"""
