"""MT940 is SWIFT's statement message: tagged fields, one message for each page of a statement."""
