"""A receipt being split: parts fixed by hand, the rest by rule over what the account owes."""

from dataclasses import dataclass, field

from core.allocation import BadSplit, Debt, Rule, split_by_rule
from core.money import Pence, pounds


@dataclass(frozen=True, slots=True)
class Offer:
    """An account that may take a part: the rent account or one that hangs on it."""

    account: int
    label: str  # rent, garage, repairs, court, former, sundry
    balance: Pence


@dataclass(frozen=True, slots=True)
class Share:
    """One part with the words that name it; `doubtful`: its fragment could mean others too."""

    account: int
    label: str
    amount: Pence
    doubtful: bool = False


@dataclass(slots=True)
class Split:
    """The parts of `whole`: those fixed by hand first, then what the rule gives the others."""

    whole: Pence
    offers: tuple[Offer, ...]
    fixed: list[Share] = field(default_factory=list)

    @property
    def left(self) -> Pence:
        """What no hand has shared out."""
        return Pence(self.whole - sum(share.amount for share in self.fixed))

    @property
    def open_offers(self) -> tuple[Offer, ...]:
        """The offers that have no part by hand yet."""
        taken = {share.account for share in self.fixed}
        return tuple(offer for offer in self.offers if offer.account not in taken)

    @property
    def shares(self) -> tuple[Share, ...]:
        """All parts as they stand; they come to the whole where `is_complete`."""
        if self.left <= 0 or not self.open_offers:
            return tuple(self.fixed)
        debts = [Debt(offer.account, offer.balance) for offer in self.open_offers]
        labels = {offer.account: offer.label for offer in self.open_offers}
        ruled = split_by_rule(self.left, debts, Rule.BY_ORDER)
        return (*self.fixed, *(Share(part.account, labels[part.account], part.amount)
                               for part in ruled))  # fmt: skip

    @property
    def is_complete(self) -> bool:
        """Whether the parts come to the receipt."""
        return sum(share.amount for share in self.shares) == self.whole

    @property
    def parts(self) -> tuple[tuple[int, Pence], ...]:
        """The parts as the book takes them; none where one account takes it all."""
        shares = self.shares
        return tuple((s.account, s.amount) for s in shares) if len(shares) > 1 else ()

    def offer_named(self, typed: str) -> Offer | None:
        """The offer a word such as `gar` means."""
        word = typed.strip().lower()
        named = [offer for offer in self.open_offers if word and offer.label.startswith(word)]
        return named[0] if len(named) == 1 else None

    def fix(self, share: Share) -> None:
        """Give a part by hand. Raises BadSplit: split_wrong."""
        if share.amount <= 0:
            raise BadSplit("split_wrong", "a part is above nil: type its amount")
        if share.amount > self.left:
            raise BadSplit("split_wrong", f"only {pounds(self.left)} is left: type less")
        if any(share.account == fixed.account for fixed in self.fixed):
            raise BadSplit("split_wrong", f"{share.label} has its part already: choose another")
        self.fixed.append(share)

    def undo(self) -> bool:
        """Take the last part by hand back; False where there is none."""
        if not self.fixed:
            return False
        self.fixed.pop()
        return True
