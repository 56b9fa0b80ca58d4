"""A made-up estate: lifelike tenancies for demos, tests and benchmarks, the same for every seed."""

from core.estate.homes import CLYDEVIEW, LANDLORDS, MERSEY, Home, Landlord
from core.estate.people import Person
from core.estate.tenancies import Estate, Tenancy

__all__ = ["CLYDEVIEW", "LANDLORDS", "MERSEY", "Estate", "Home", "Landlord", "Person", "Tenancy"]
