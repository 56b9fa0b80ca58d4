"""A payer picked elsewhere, standing in the line as if chosen with the arrows."""

from core.finder.row import Hit
from db.keying import Payer
from tui.keying.slip import Mode, Slip
from tui.keying.state import KeyingState


def pick(state: KeyingState, payer: Payer) -> None:
    """An account picked elsewhere stands in the line, as if chosen with the arrows."""
    if state.slip.expected is not None:  # the expected payment waits
        state.slip = Slip(state.slip.number, state.stream)
    slip = state.slip
    slip.line.set("who", payer.reference)
    current = payer.status == "current"
    words = (payer.name, payer.address, payer.postcode, "", current, payer.restricted)
    slip.to_suspense = False
    slip.go(Mode.LINE, "who")
    slip.found(
        (Hit(payer.account, 100.0, ("picked",), payer.landlord, payer.reference, "", *words),)
    )
    slip.chosen = payer.account
    slip.go(Mode.LINE, "amount")
