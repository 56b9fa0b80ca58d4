"""CAMT.053 is ISO 20022's statement in XML, read by local names from version 2 to 13."""
