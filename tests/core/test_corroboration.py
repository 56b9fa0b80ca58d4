"""Green, amber or red: one event a row, the outcome last."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.corroboration import (
    Asks,
    Candidate,
    Cell,
    Colour,
    Corroboration,
    Receipt,
    Shown,
    Why,
    corroborate,
)
from core.money import Pence
from core.usual import usual_amount

KAUR_H = Candidate(1, "10234890", "Kaur, Mrs H", "CLY", Pence(10475))
KAUR_J = Candidate(2, "10231471", "Kaur, Ms J", "CLY", Pence(9820))
KAUFF = Candidate(3, "10233015", "Kauffmann, Mr E", "CLY", Pence(6105))
TWIN = Candidate(4, "10234891", "Nowak, Mr T", "CLY", Pence(10475))
NAMESAKE = Candidate(5, "10239999", "Kaur, Mrs H", "CLY", Pence(10475))
OTHERS = Candidate(6, "20001111", "Kaur, Mr S", "AVN", Pence(10475))
KAURS = (KAUR_H, KAUR_J, KAUFF)
G, A, R = Colour.GREEN, Colour.AMBER, Colour.RED


def cell(*hits: Candidate, amount: int | None = None, **more: object) -> Cell:
    pence = None if amount is None else Pence(amount)
    return Cell("CLY", hits, pence, **more)  # type: ignore[arg-type] # test shorthand


def but(hit: Candidate, **facts: object) -> Candidate:
    return replace(hit, **facts)


NAMED, GUESSED = Shown.NAMED, Shown.GUESSED
TYPED = [
    # fragment and a typed amount
    ("the usual amount of one hit", cell(*KAURS, amount=10475), G, 1, None),
    ("the usual amount of a lower hit chooses it", cell(*KAURS, amount=9820), G, 2, None),
    ("the usual amount of a guessed hit", cell(KAUR_H, but(KAUFF, shown=GUESSED), amount=6105),
     G, 3, None),
    ("an unusual amount goes to the first", cell(*KAURS, amount=5000), A, 1, Why.UNUSUAL),
    ("no usual amount known", cell(but(KAUR_H, usual=None), amount=5000), A, 1, Why.NO_USUAL),
    ("a whole reference is not overruled by an amount",
     cell(but(KAUR_H, shown=NAMED), but(KAUR_J, shown=GUESSED), amount=9820), A, 1, Why.UNUSUAL),
    ("a whole reference and its neighbour's amount",
     cell(but(TWIN, shown=NAMED, usual=Pence(5000)), but(KAUR_H, shown=GUESSED), amount=10475),
     A, 4, Why.LOOK_ALIKE),
    ("two hits usually pay it", cell(KAUR_H, but(KAUR_J, usual=Pence(10475)), amount=10475),
     A, 1, Why.LOOK_ALIKE),
    ("two pay it, one of them only guessed at",
     cell(KAUR_H, but(KAUR_J, usual=Pence(10475), shown=GUESSED), amount=10475), G, 1, None),
    ("two pay it, one of them former",
     cell(but(KAUR_J, usual=Pence(10475), current=False), KAUR_H, amount=10475), G, 1, None),
    ("two pay it, one of them chosen",
     cell(KAUR_H, but(KAUR_J, usual=Pence(10475)), amount=10475, chosen=2), G, 2, None),
    ("one slip away, the same usual amount", cell(KAUR_H, but(TWIN, shown=GUESSED), amount=10475),
     A, 1, Why.LOOK_ALIKE),
    ("one slip away, no hit of the fragment", cell(KAUR_H, amount=10475, neighbours=(TWIN,)),
     A, 1, Why.LOOK_ALIKE),
    ("one slip away, another usual amount",
     cell(KAUR_H, amount=10475, neighbours=(but(TWIN, usual=Pence(9820)),)), G, 1, None),
    ("one slip away, but former",
     cell(KAUR_H, amount=10475, neighbours=(but(TWIN, current=False),)), G, 1, None),
    ("the same name, the same usual amount", cell(KAUR_H, amount=10475, neighbours=(NAMESAKE,)),
     A, 1, Why.LOOK_ALIKE),
    ("a look-alike, though chosen by hand",
     cell(KAUR_H, amount=10475, chosen=1, neighbours=(NAMESAKE,)), A, 1, Why.LOOK_ALIKE),
    ("former", cell(but(KAUR_H, current=False), amount=10475), A, 1, Why.FORMER),
    ("mandate ended", cell(but(KAUR_H, mandate_ended=True), amount=10475), A, 1,
     Why.MANDATE_ENDED),
    ("deceased", cell(but(KAUR_H, deceased=True), amount=10475), R, 1, Why.DECEASED),
    ("duplicate", cell(KAUR_H, amount=10475, earlier=(Receipt(1, Pence(10475), "line 4"),)),
     R, 1, Why.DUPLICATE),
    ("another amount stands already",
     cell(KAUR_H, amount=10475, earlier=(Receipt(1, Pence(9820), "line 4"),)), G, 1, None),
    ("red beats amber",
     cell(but(KAUR_H, deceased=True, current=False), amount=1), R, 1, Why.DECEASED),
    ("another landlord's only", cell(OTHERS, amount=10475), R, None, Why.WRONG_LANDLORD),
    ("another landlord's, chosen by hand", cell(*KAURS, OTHERS, amount=10475, chosen=6),
     R, None, Why.WRONG_LANDLORD),
    ("another landlord's, named in full", cell(but(OTHERS, shown=NAMED), KAUR_H, amount=10475),
     R, None, Why.WRONG_LANDLORD),
    ("another landlord's beats deceased", cell(but(OTHERS, deceased=True), amount=10475),
     R, None, Why.WRONG_LANDLORD),
    ("another landlord's where policy names an account",
     cell(OTHERS, amount=10475, inter_landlord=True), A, 6, Why.INTER_LANDLORD),
    ("another landlord's beside our own", cell(OTHERS, KAUR_H, amount=10475), G, 1, None),
    ("no hit at all", cell(amount=10475), R, None, Why.NO_MATCH),
    # Enter Enter
    ("usual, one live account", cell(KAUR_H), G, 1, None),
    ("usual, one live and one former", cell(but(KAUR_J, current=False), KAUR_H), G, 1, None),
    ("typed, nobody's usual, the first a guess and the next as written",
     cell(but(KAUR_H, shown=GUESSED), KAUR_J, amount=9000), A, 1, Why.UNUSUAL),
    ("usual, one of three expected", cell(KAUR_H, but(KAUR_J, expected=True), KAUFF), G, 2, None),
    ("usual, the best guess is the one expected",
     cell(but(KAUR_J, shown=GUESSED, expected=True), but(KAUFF, shown=GUESSED)), G, 2, None),
    ("usual, one written and others guessed", cell(KAUFF, but(KAUR_H, shown=GUESSED)), G, 3, None),
    ("usual, named in full among others", cell(KAUR_J, but(KAUR_H, shown=NAMED)), G, 1, None),
    ("usual, expected, the fragment shows a namesake too",
     cell(but(KAUR_H, expected=True), NAMESAKE), A, 1, Why.LOOK_ALIKE),
    ("usual, a namesake the fragment does not show",
     cell(KAUR_H, neighbours=(NAMESAKE,)), G, 1, None),
    ("usual, mandate ended", cell(but(KAUR_H, mandate_ended=True)), A, 1, Why.MANDATE_ENDED),
    ("usual, former and chosen", cell(but(KAUR_H, current=False), chosen=1), A, 1, Why.FORMER),
    ("usual, deceased", cell(but(KAUR_H, deceased=True)), R, 1, Why.DECEASED),
    ("usual, already keyed",
     cell(KAUR_H, earlier=(Receipt(1, Pence(10475), "posted A17-000123.7"),)), R, 1,
     Why.DUPLICATE),
    ("usual, another landlord's", cell(OTHERS), R, None, Why.WRONG_LANDLORD),
]  # fmt: skip


@pytest.mark.parametrize(("event", "keyed", "colour", "account", "why"), TYPED)
def test_a_line_is_corroborated(
    event: str, keyed: Cell, colour: Colour, account: int | None, why: Why | None
) -> None:
    told = corroborate(keyed)
    assert (told.colour, told.account, told.why[0] if told.why else None) == (colour, account, why)
    if colour is Colour.GREEN:
        assert told.asks is Asks.NOTHING
    elif colour is Colour.AMBER:
        assert told.asks is Asks.ENTER
    else:
        assert told.asks is (Asks.SUSPENSE if account is None else Asks.REASON)
    assert len(told.says) <= 78


@pytest.mark.parametrize(
    ("event", "keyed", "account"),
    [
        ("three live accounts", cell(*KAURS), 1),
        (
            "an expected payer, but another is the better guess",
            cell(but(KAUR_H, shown=GUESSED), but(KAUFF, shown=GUESSED, expected=True)),
            1,
        ),
        ("two expected payers", cell(*(but(hit, expected=True) for hit in KAURS)), 1),
        ("only a former account", cell(but(KAUR_H, current=False)), 1),
        ("no usual amount", cell(but(KAUR_H, usual=None)), 1),
        ("no usual amount, chosen by hand", cell(KAUR_J, but(KAUR_H, usual=None), chosen=1), 1),
    ],
)
def test_enter_enter_stops_in_the_amount_where_nothing_is_singled_out(
    event: str, keyed: Cell, account: int
) -> None:
    told = corroborate(keyed)
    assert (told.asks, told.account, told.amount) == (Asks.AMOUNT, account, None)


def test_enter_enter_keys_the_usual_amount() -> None:
    assert corroborate(cell(KAUR_H)) == Corroboration(G, Asks.NOTHING, 1, Pence(10475))


CANDIDATES = st.builds(
    Candidate,
    st.integers(1, 6),
    st.sampled_from(["10234417", "10234418", "10234471", "10239999"]),
    st.sampled_from(["Kaur, Mrs H", "Kaur, Ms J"]),
    st.sampled_from(["CLY", "CLY", "AVN"]),
    usual=st.sampled_from([None, Pence(10475), Pence(9820)]),
    current=st.booleans(),
    deceased=st.booleans(),
    expected=st.booleans(),
    mandate_ended=st.booleans(),
    shown=st.sampled_from(Shown),
)
CELLS = st.builds(
    Cell,
    st.just("CLY"),
    st.lists(CANDIDATES, max_size=5, unique_by=lambda hit: hit.account).map(tuple),
    amount=st.sampled_from([None, Pence(10475), Pence(9820), Pence(5000)]),
    chosen=st.sampled_from([None, None, 1, 2]),
    earlier=st.lists(
        st.builds(Receipt, st.integers(1, 6), st.just(Pence(10475)), st.just("line 2"))
    ).map(tuple),
)


@given(CELLS)
def test_green_is_only_a_live_account_of_this_landlord_at_its_usual_amount(keyed: Cell) -> None:
    told = corroborate(keyed)
    hits = {hit.account: hit for hit in keyed.hits}
    if told.account is not None and told.asks is not Asks.AMOUNT:
        assert hits[told.account].landlord == "CLY"
    if told.colour is Colour.GREEN:
        hit = hits[told.account or 0]
        assert hit.current and not hit.deceased and not hit.mandate_ended
        assert told.amount == hit.usual
        assert not any(
            (one.account, one.amount) == (hit.account, hit.usual) for one in keyed.earlier
        )


@pytest.mark.parametrize(
    ("imported", "receipts", "charge", "usual"),
    [
        (9820, [10475, 10475], 5000, 9820),
        (None, [10475, 9820, 10475], 5000, 10475),
        (None, [9820, 10475, 10475, 9820], 5000, 9820),
        (None, [1, 2, 3, 4, 5, 6, 9820, 9820], 5000, 1),
        (None, [-10475, 9820], 5000, 9820),
        (None, [], 5000, 5000),
        (None, [], None, None),
        (None, [], 0, None),
    ],
)
def test_the_usual_amount_is_imported_or_most_frequent_or_the_charge(
    imported: int | None, receipts: list[int], charge: int | None, usual: int | None
) -> None:
    paid = [Pence(one) for one in receipts]
    was = None if imported is None else Pence(imported)
    assert usual_amount(was, paid, None if charge is None else Pence(charge)) == usual
