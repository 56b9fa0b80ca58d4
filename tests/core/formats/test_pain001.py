"""A pain.001 is read again by a strict parser and holds every transfer once."""

from decimal import Decimal
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from core.bank_account.account import BankAccount
from core.formats.pain001 import NAMESPACE, pain001_file
from core.money import Pence
from tests.core.payment_runs import payment, run

SOME = run(
    payment(name="Smith & Sons", reference="A&B"),
    payment(2, account=BankAccount("070093", "03333334", "AB/1234567-8"), pence=Pence(120475)),
)

# Of the message definition: what may stand beneath what, in this order.
STRUCTURE = {
    "Document": ["CstmrCdtTrfInitn"],
    "CstmrCdtTrfInitn": ["GrpHdr", "PmtInf"],
    "GrpHdr": ["MsgId", "CreDtTm", "NbOfTxs", "CtrlSum", "InitgPty"],
    "PmtInf": ["PmtInfId", "PmtMtd", "BtchBookg", "NbOfTxs", "CtrlSum", "ReqdExctnDt", "Dbtr",
               "DbtrAcct", "DbtrAgt", "CdtTrfTxInf"],
    "CdtTrfTxInf": ["PmtId", "Amt", "CdtrAgt", "Cdtr", "CdtrAcct", "RmtInf"],
}  # fmt: skip


def document() -> Element:
    read: Element = fromstring(pain001_file(SOME), forbid_dtd=True)
    return read


def bare(tag: str) -> str:
    assert tag.startswith(f"{{{NAMESPACE}}}")
    return tag.rpartition("}")[2]


def texts(path: str) -> list[str | None]:
    steps = "/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/"))
    return [one.text for one in document().findall(f".//{steps}")]


def test_every_element_stands_where_the_message_definition_puts_it() -> None:
    for element in document().iter():
        allowed = STRUCTURE.get(bare(element.tag))
        if allowed is not None:
            below = [bare(child.tag) for child in element]
            assert list(dict.fromkeys(below)) == allowed


def test_counts_and_sums_of_both_headers_are_those_of_the_transfers() -> None:
    amounts = [Decimal(text or "") for text in texts("CdtTrfTxInf/Amt/InstdAmt")]
    assert texts("GrpHdr/NbOfTxs") == texts("PmtInf/NbOfTxs") == ["2"] == [str(len(amounts))]
    assert texts("GrpHdr/CtrlSum") == texts("PmtInf/CtrlSum") == [str(sum(amounts))] == ["1335.75"]


def test_payees_are_named_by_sort_code_account_and_reference() -> None:
    assert texts("CdtrAgt/FinInstnId/ClrSysMmbId/MmbId") == ["200000", "070093"]
    assert texts("CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd") == ["GBDSC"] * 2
    assert texts("CdtrAcct/Id/Othr/Id") == ["12345678", "03333334"]
    assert texts("Cdtr/Nm") == ["SMITH & SONS", "MS P KOWALCZYK"]
    assert texts("RmtInf/Ustrd") == ["A&B", "AB/1234567-8"]


def test_each_transfer_has_an_identity_of_its_own() -> None:
    assert texts("PmtId/EndToEndId") == ["14-1", "14-2"]


def test_the_same_run_gives_the_same_bytes() -> None:
    assert pain001_file(SOME) == pain001_file(SOME)
    assert pain001_file(SOME).startswith(b"<?xml version='1.0' encoding='utf-8'?>")
