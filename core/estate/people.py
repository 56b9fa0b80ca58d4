"""A household: the people of one tenancy, with their look-alikes next door."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from core.estate.draw import Draw
from core.estate.names import BY_SHARE, Origin, for_woman, rare_surname

# Ranges Ofcom keeps free for drama: nobody can be rung by mistake.
_PHONES: Final = ("07700 900", "0141 496 0", "07700 900", "0131 496 0", "0151 496 0",
                  "07700 900", "0161 496 0", "01632 960")  # fmt: skip
_WOMEN_TITLES: Final = ("Mrs", "Miss", "Ms", "Mrs", "Miss", "Ms", "Mrs", "Ms")
_LOOK_ALIKES: Final = (
    ("Smith", "Smyth"), ("Smyth", "Smith"), ("Thomson", "Thompson"), ("Thompson", "Thomson"),
    ("Reid", "Reed"), ("Stewart", "Stuart"), ("Stuart", "Stewart"), ("Clark", "Clarke"),
    ("Clarke", "Clark"), ("Kerr", "Carr"), ("Mac", "Mc"), ("Mc", "Mac"), ("O'", "O"),
    ("Ahmed", "Ahmad"), ("Hussain", "Hussein"), ("Hussein", "Hussain"), ("Mohamed", "Mohammed"),
    ("Zh", "Z"), ("sson", "son"), ("ski", "cki"), ("ley", "ly"), ("ie", "ei"), ("ei", "ie"),
    ("ck", "k"), ("y", "i"), ("ll", "l"), ("tt", "t"), ("son", "sen"), ("ph", "f"), ("an", "en"),
)  # fmt: skip
_FIRST_BIRTH: Final = date(1934, 1, 1).toordinal()
_BIRTH_DAYS: Final = 26_000  # born 1934 to 2005: everybody of age


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person; `number` stays the same in every tenancy they hold."""

    number: int
    title: str
    forename: str
    middle: str
    surname: str
    former_surname: str
    born: date
    phone: str

    @property
    def full(self) -> str:
        """Title, forenames and surname as an import file writes them."""
        middle = f" {self.middle}" if self.middle else ""
        return f"{self.title} {self.forename}{middle} {self.surname}"

    @property
    def former_name(self) -> str:
        """The name held before a marriage or deed poll, or nothing."""
        return f"{self.forename} {self.former_surname}" if self.former_surname else ""


def look_alike(surname: str) -> str:
    """A surname easily taken for this one; the same where none suggests itself."""
    for part, other in _LOOK_ALIKES:
        if part in surname:
            return surname.replace(part, other, 1)
    return surname


class Households:
    """Every household of one seed, by number; pure, so any of them can be made alone."""

    __slots__ = ("_family", "_person")

    def __init__(self, seed: int) -> None:
        self._family = Draw(seed, "family")
        self._person = Draw(seed, "person")

    def people(self, number: int) -> tuple[Person, ...]:
        """The people of household `number`, lead tenant first; one to three of them."""
        bits = self._family.at(number)
        origin, surname = self._name(number, bits)
        lead = self._make(number * 4, origin, surname)
        if bits >> 24 & 15 >= 5:
            return (lead,)
        if bits >> 28 & 3 == 0:  # joint tenants who keep their own surnames
            _, surname = self._name(number + 977, self._family.at(number + 977))
        second = self._make(number * 4 + 1, origin, surname)
        if bits >> 30 & 15 != 0:
            return (lead, second)
        return (lead, second, self._make(number * 4 + 2, origin, surname))

    def _name(self, number: int, bits: int) -> tuple[Origin, str]:
        if bits >> 34 & 15 == 0 and number:  # one household in sixteen looks like its neighbour
            origin, surname = self._own_name(self._family.at(number - 1))
            return origin, look_alike(surname)
        return self._own_name(bits)

    def _own_name(self, bits: int) -> tuple[Origin, str]:
        origin = BY_SHARE[bits & 63]
        if origin.name == "british" and bits >> 38 & 7 == 0:
            return origin, rare_surname(bits >> 42)
        surname = origin.surnames[bits >> 6 & 4095]
        if bits >> 54 & 31 == 0 and " " not in surname and "-" not in surname:
            return origin, f"{surname}-{BY_SHARE[bits >> 59 & 15].surnames[bits >> 42 & 4095]}"
        return origin, surname

    def _make(self, number: int, origin: Origin, surname: str) -> Person:
        bits = self._person.at(number)
        woman = bits >> 12 & 7 < 4
        names = origin.women if woman else origin.men
        title = _WOMEN_TITLES[bits >> 15 & 7] if woman else "Mr"
        if bits >> 58 == 0:
            title = "Dr"
        middle = names[bits >> 18 & 4095] if bits >> 30 & 7 == 0 else ""
        former = ""
        if woman:
            surname = for_woman(surname)
            if bits >> 33 & 15 == 0:
                former = origin.surnames[bits >> 20 & 4095]
        born = date.fromordinal(_FIRST_BIRTH + (bits >> 37 & 0xFFFF) * _BIRTH_DAYS // 0x10000)
        phone = f"{_PHONES[bits >> 53 & 7]}{(bits >> 50) % 1000:03d}"
        return Person(number, title, names[bits & 4095], middle, surname, former, born, phone)
