"""A pain.001 is a credit transfer initiation of ISO 20022, here with sort codes and in sterling.

Structure: domain.md 2.1, version 001.001.03. What a bank asks for beyond it (service codes) is
between the office and its bank.
"""

from xml.etree.ElementTree import (  # writes only; nothing is parsed here
    Element,
    SubElement,
    indent,
    tostring,
)

from core.bacs_text import fitted
from core.bank_account.account import BankAccount
from core.delimited import RowFault
from core.money import Pence
from core.payment_run import Payment, PaymentRun, run_faults

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"


def pain001_faults(run: PaymentRun) -> list[RowFault]:
    """Everything that keeps the run from being a pain.001."""
    return run_faults(run)


def pain001_file(run: PaymentRun) -> bytes:
    """The document of a run without faults, UTF-8."""
    assert not pain001_faults(run), "a run with faults is refused before it becomes a file"
    document = Element("Document", xmlns=NAMESPACE)
    root = SubElement(document, "CstmrCdtTrfInitn")
    _header(root, run)
    _batch(root, run)
    indent(document, space=" ")
    written: bytes = tostring(document, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _header(root: Element, run: PaymentRun) -> None:
    header = SubElement(root, "GrpHdr")
    _say(header, "MsgId", f"RENTBOOK-{run.number}")
    _say(header, "CreDtTm", f"{run.made:%Y-%m-%dT%H:%M:%S}")
    _sums(header, run)
    _say(SubElement(header, "InitgPty"), "Nm", fitted(run.originator.name))


def _batch(root: Element, run: PaymentRun) -> None:
    batch = SubElement(root, "PmtInf")
    _say(batch, "PmtInfId", f"RUN-{run.number}")
    _say(batch, "PmtMtd", "TRF")
    _say(batch, "BtchBookg", "true")
    _sums(batch, run)
    _say(batch, "ReqdExctnDt", run.moved.isoformat())
    _say(SubElement(batch, "Dbtr"), "Nm", fitted(run.originator.name))
    ours = run.originator.account
    _account(batch, "DbtrAcct", ours)
    _bank(batch, "DbtrAgt", ours)
    for payment in run.payments:
        _transfer(batch, run, payment)


def _transfer(batch: Element, run: PaymentRun, one: Payment) -> None:
    transfer = SubElement(batch, "CdtTrfTxInf")
    _say(SubElement(transfer, "PmtId"), "EndToEndId", f"{run.number}-{one.item}")
    amount = SubElement(SubElement(transfer, "Amt"), "InstdAmt", Ccy="GBP")
    amount.text = _pounds(one.pence)
    _bank(transfer, "CdtrAgt", one.account)
    _say(SubElement(transfer, "Cdtr"), "Nm", fitted(one.name))
    _account(transfer, "CdtrAcct", one.account)
    _say(SubElement(transfer, "RmtInf"), "Ustrd", one.told)


def _sums(parent: Element, run: PaymentRun) -> None:
    _say(parent, "NbOfTxs", str(len(run.payments)))
    _say(parent, "CtrlSum", _pounds(run.total))


def _account(parent: Element, tag: str, account: BankAccount) -> None:
    named = SubElement(SubElement(parent, tag), "Id")
    _say(SubElement(named, "Othr"), "Id", account.number)


def _bank(parent: Element, tag: str, account: BankAccount) -> None:
    member = SubElement(SubElement(SubElement(parent, tag), "FinInstnId"), "ClrSysMmbId")
    _say(SubElement(member, "ClrSysId"), "Cd", "GBDSC")
    _say(member, "MmbId", account.sort_code)


def _say(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = text


def _pounds(pence: Pence) -> str:
    whole, part = divmod(pence, 100)
    return f"{whole}.{part:02d}"
