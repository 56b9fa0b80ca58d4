"""What is expected: from whom, how much and on which day, by what came before."""

from core.expecting.expected import Expected, expected
from core.expecting.history import Came, History
from core.expecting.rule import Calendar, Rule, rule_of

__all__ = ["Calendar", "Came", "Expected", "History", "Rule", "expected", "rule_of"]
