"""The code lists of the contract, each code with the title it is shown under, in the order in which it is shown."""

from __future__ import annotations

SOURCE = (
    ("parent", "Parent or carer"),
    ("health", "Health"),
    ("education", "Education or early-years setting"),
    ("social_care", "Social care"),
    ("early_help", "Early help"),
    ("other", "Other"),
)
SEX = (("F", "Girls"), ("M", "Boys"))
ETHNICITY = (
    ("white", "White"),
    ("mixed", "Mixed or multiple"),
    ("asian", "Asian or Asian British"),
    ("black", "Black, Black British, Caribbean or African"),
    ("other", "Other ethnic group"),
)
PRIMARY_NEED = (
    ("SPLD", "Specific learning difficulty"),
    ("MLD", "Moderate learning difficulty"),
    ("SLD", "Severe learning difficulty"),
    ("PMLD", "Profound and multiple learning difficulty"),
    ("SEMH", "Social, emotional and mental health"),
    ("SLCN", "Speech, language and communication needs"),
    ("HI", "Hearing impairment"),
    ("VI", "Vision impairment"),
    ("MSI", "Multi-sensory impairment"),
    ("PD", "Physical disability"),
    ("ASD", "Autistic spectrum disorder"),
    ("DS", "Down syndrome"),
    ("OTH", "Other difficulty or disability"),
    ("NSA", "SEN support but no specialist assessment"),
)
PRIORITY = (("high", "High"), ("medium", "Medium"), ("low", "Low"))
DECISION = (
    ("accepted", "Accepted"),
    ("declined", "Declined"),
    ("withdrawn", "Withdrawn"),
    ("pending", "Pending"),
)
OFFER = (("home", "Home visits"), ("group", "Group"), ("both", "Home visits and group"))
CLOSURE_REASON = (
    ("progress", "Made enough progress"),
    ("settled_in_setting", "Settled in a setting"),
    ("funded_place_at_two", "Funded nursery place at two"),
    ("age_limit", "Reached the age limit"),
    ("moved_away", "Moved away"),
    ("withdrawn_by_family", "Withdrawn by the family"),
    ("non_attendance", "Non-attendance"),
    ("other", "Other"),
)
DESTINATION = (
    ("mainstream_setting", "Mainstream setting"),
    ("special_setting", "Special setting"),
    ("childminder", "Childminder"),
    ("school", "School"),
    ("home", "Home"),
    ("other", "Other"),
)
VISIT_STATUS = (
    ("attended", "Attended"),
    ("cancelled_by_family", "Cancelled by the family"),
    ("cancelled_by_service", "Cancelled by the service"),
    ("not_brought", "Not brought"),
    ("planned", "Planned"),
)
VISIT_KIND = (("home", "At home"), ("group", "In a group"), ("setting", "In a setting"), ("virtual", "Virtual"))
AREA_OF_DEVELOPMENT = (
    ("communication", "Communication"),
    ("cognition", "Cognition"),
    ("physical", "Physical"),
    ("social_emotional", "Social and emotional"),
    ("self_help", "Self-help"),
)
TARGET_OUTCOME = (
    ("achieved", "Achieved"),
    ("partly_achieved", "Partly achieved"),
    ("not_achieved", "Not achieved"),
    ("withdrawn", "Withdrawn"),
)
OCCASION = (("baseline", "Baseline"), ("review", "Review"), ("exit", "Exit"))
STANDARD = (
    ("first_contact", "First contact"),
    ("initial_meeting", "Initial meeting"),
    ("first_targets", "First targets"),
    ("review", "Review with the family"),
)
STAGE = (
    ("first_contact", "Waiting for first contact"),
    ("initial_meeting", "Waiting for the initial meeting"),
    ("start", "Waiting for support to start"),
)
PAUSE_REASON = (
    ("family_unavailable", "Family unavailable"),
    ("awaiting_evidence", "Awaiting evidence"),
    ("child_unwell", "Child unwell"),
    ("setting_closed", "Setting closed"),
    ("other", "Other"),
)
ATTENDEE = (("parent", "Parents and carers"), ("professional", "Professionals"), ("early_years", "Early-years staff"))
