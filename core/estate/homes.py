"""Homes and garages: streets of thirty-two, with the numbering each kind of street has."""

from dataclasses import dataclass
from typing import Final

from core.estate.draw import Draw

HOMES_PER_STREET: Final = 32
_STREETS_PER_TOWN: Final = 64
_LETTERS: Final = "ABDEFGHJLNPQRSTUWXYZ"  # an inward code has no C I K M O V
_TOWN_HEADS: Final = (
    "Carn Strath Kil Inver Bal Dun Auchter Glen Loch Pit Ardna Craig Drum Largo Ben"
)
_TOWN_TAILS: Final = "beg lea more mount haven feddon muir dale side bridge ness toun law gow rie"
_STREETS: Final = """
    Mill Church Station Calder Victoria Albert Queen King High Main Park Manse Bridge Castle School
    Green Union George Wellington Nelson Argyle Clyde Tay Forth Tweed Nith Almond Leven Kelvin Cart
    Garry Earn Spey Don Dee Esk Avon Severn Mersey Ribble Derwent Wharfe Aire Trent Thames Tamar
    Rowan Birch Oak Elm Ash Beech Hazel Holly Hawthorn Willow Larch Cedar Lime Maple Sycamore Poplar
    Heather Bracken Fern Gorse Thistle Primrose Bluebell Clover Lavender Ivy Rose Lilac Laburnum
    Kestrel Falcon Heron Swan Curlew Lapwing Plover Wren Robin Linnet Skylark Swallow Martin Merlin
    Abbey Priory Chapel Cathedral Glebe Kirk Temple Minster Cloister Friars Monks Bishop Canon
    Wallace Bruce Burns Scott Stevenson Hume Watt Telford Rennie Brunel Cook Livingstone Fleming
    Baird Bell Lister Simpson Napier Kelso Melrose Jedburgh Peebles Lanark Hamilton Renfrew Paisley
    Dalry Ayr Troon Largs Girvan Oban Fort Nevis Lomond Katrine Awe Etive Fyne Goil Long Eck Ness
    Harbour Quay Ferry Shore Links Cliff Dock Pier Sands Craigie Braehead Hillhead Townhead Bankhead
    Whitehill Blackhill Greenhill Redwood Northfield Southfield Eastfield Westfield Langlands
    Newlands Broomlands Muirhouse Ladywell Springfield Orchard Vineyard Tannery Weaver Cooper Smithy
    Miller Saddler Tanner Fuller Potter Mason Carter Collier Foundry Furnace Forge Anvil"""
_WAYS: Final = (
    "Street Road Avenue Drive Crescent Terrace Place Court Gardens Lane Way Grove Close Wynd "
    "Quadrant Rise"
)
_NAMES: Final = tuple(_STREETS.split())
_KINDS: Final = tuple(_WAYS.split())


@dataclass(frozen=True, slots=True)
class Home:
    """A property to let: `kind` is dwelling or garage; `number` is unique within its landlord."""

    number: int
    kind: str
    property_ref: str
    address: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Landlord:
    """One of the group's two landlords, with what its references and towns look like."""

    code: str
    name: str
    nation: str
    tenancy_letter: str
    first_payment_ref: int
    postcode_areas: tuple[str, ...]


# Postcode areas the Royal Mail has not given out.
CLYDEVIEW: Final = Landlord(
    "CLY", "Clydeview Homes", "scotland", "T", 10_230_000, ("GC", "PC", "KR", "RP")
)
MERSEY: Final = Landlord(
    "MER", "Mersey Court Homes", "england", "H", 20_610_000, ("LC", "MB", "PW", "WC")
)
LANDLORDS: Final = (CLYDEVIEW, MERSEY)


class Homes:
    """Every home of one landlord of one seed, by number."""

    __slots__ = ("_landlord", "_shift", "_street", "_towns")

    def __init__(self, seed: int, landlord: Landlord) -> None:
        self._landlord = landlord
        self._street = Draw(seed, "street " + landlord.code)
        self._shift = self._street.at(-1) % 4001
        heads, tails = _TOWN_HEADS.split(), _TOWN_TAILS.split()
        self._towns = [head + tail for tail in tails for head in heads]

    def dwelling(self, number: int) -> Home:
        """The dwelling at `number`; neighbours have neighbouring numbers."""
        street, slot = divmod(number, HOMES_PER_STREET)
        door = self._door(street, slot)
        return Home(
            number,
            "dwelling",
            f"{self._landlord.code}{street:05d}{slot + 1:03d}",
            f"{door} {self._street_name(street)}, {self._town(street)}",
            self._postcode(street, slot),
        )

    def garage(self, number: int) -> Home:
        """The garage that stands behind dwelling `number`'s street."""
        street, slot = divmod(number, HOMES_PER_STREET)
        return Home(
            number,
            "garage",
            f"{self._landlord.code}{street:05d}G{slot + 1:02d}",
            f"Garage {slot + 1}, rear of {self._street_name(street)}, {self._town(street)}",
            self._postcode(street, slot),
        )

    def _door(self, street: int, slot: int) -> str:
        """House number and flat, as this street writes them."""
        bits = self._street.at(street)
        kind, first = bits & 7, 1 + (bits >> 3) % 140
        flat, floor, side = slot % 8, slot % 8 // 2, slot % 2 + 1
        if kind < 3:
            return str(first + 2 * slot)
        if kind == 3:
            return str(first + slot) if slot % 9 else f"{first + slot}A"
        close = first + 2 * (slot // 8)
        if kind == 4 and self._landlord is CLYDEVIEW:
            return f"{close}/{flat + 1}"
        if kind < 7 and self._landlord is CLYDEVIEW:
            return f"Flat {floor}/{side}, {close}" if kind == 5 else f"{floor}/{side}, {close}"
        if kind < 7:
            return f"Flat {flat + 1}, {close}"
        tower = _NAMES[(bits >> 20) % len(_NAMES)]
        return f"Flat {slot // 4 + 1}0{slot % 4 + 1}, {tower} House, {first}"

    def _street_name(self, street: int) -> str:
        place = (street * 1009 + self._shift) % (len(_NAMES) * len(_KINDS))
        return f"{_NAMES[place % len(_NAMES)]} {_KINDS[place // len(_NAMES)]}"

    def _town(self, street: int) -> str:
        return self._towns[(street // _STREETS_PER_TOWN * 7 + self._shift) % len(self._towns)]

    def _postcode(self, street: int, slot: int) -> str:
        town, row = divmod(street * 2 + slot // 16, _STREETS_PER_TOWN * 2)
        areas = self._landlord.postcode_areas
        inward = (row * 1277 + town * 211 + self._shift) % 4000
        letters = _LETTERS[inward // 10 % 20] + _LETTERS[inward // 200]
        return f"{areas[town % len(areas)]}{town // len(areas) + 1} {inward % 10}{letters}"
