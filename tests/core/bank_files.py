"""One day of one account as each format writes it; nobody in it lives."""

import re

from core.bank_statement import BankStatement, StatementReading
from core.bank_statement_read import read_bank_statement
from tests.core.bank_csvs import NATWEST
from tests.core.payment_files import file18, item18

OPENING, CLOSING = 100_000, 115_295
AMOUNTS = (10_475, 9_820, -5_000)  # a rent, a card settlement, a refund

STANDARD18 = file18(
    (5_000, 20_295, 1, 2, 1),
    item18("99", 10_475, "A GRANT", "10234417", payer="60888800629696"),
    item18("93", 9_820, "CARD SETTLEMENT", "TT-2209"),
    item18("03", 5_000, "B FORMER", "REFUND 77"),
    f"609999123456780Y1{'':19}{CLOSING:015d}C{0:015d}C{0:015d}C{0:015d}C 26327",
)

MT940 = """\
{1:F01NWBKGB2LXXXX0000000000}{2:I940CLYDGB2LXXXXN}{4:
:20:STMT261123
:25:60999912345678
:28C:00231/00001
:60F:C261122GBP1000,00
:61:2611231123C104,75NTRF10234417//BGC0001
:86:A GRANT 10234417
:61:2611231123C98,2NMSCNONREF//TT2209
CARD SETTLEMENT
:86:
:61:2611231123D50,NTRFREFUND 77
:86:B FORMER
:62F:C261123GBP1152,95
:64:C261123GBP1152,95
-}
"""

BAI2 = """\
01,NWBKGB2L,9876543,261123,2359,1,80,,2/
02,9876543,NWBKGB2L,1,261123,2359,GBP,2/
03,12345678 609999,GBP,010,100000,,,015,115295,,/
88,100,20295,2,,400,5000,1,/
16,399,10475,,BGC0001,10234417,/
88,A GRANT 10234417
16,399,9820,,,/
88,CARD SETTLEMENT
16,699,5000,,,REFUND 77,B FORMER
49,265885,8/
98,265885,1,10/
99,265885,1,12/
"""

CAMT_ENTRY = """\
   <Ntry>
    <Amt Ccy="GBP">{amount}</Amt><CdtDbtInd>{mark}</CdtDbtInd>{more}
    <Sts>{status}</Sts><BookgDt><Dt>2026-11-23</Dt></BookgDt><ValDt><Dt>2026-11-23</Dt></ValDt>
    <AcctSvcrRef>{bank_id}</AcctSvcrRef>
    <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
    <NtryDtls>{details}</NtryDtls>
   </Ntry>
"""
CAMT_PAYER = """<TxDtls><Refs><EndToEndId>10234417</EndToEndId></Refs>
    <RltdPties><Dbtr><Nm>A GRANT</Nm></Dbtr>
     <DbtrAcct><Id><Othr><Id>00629696</Id></Othr></Id></DbtrAcct></RltdPties>
    <RltdAgts><DbtrAgt><FinInstnId><ClrSysMmbId><MmbId>608888</MmbId></ClrSysMmbId></FinInstnId>
     </DbtrAgt></RltdAgts><RmtInf><Ustrd>RENT 10234417</Ustrd></RmtInf></TxDtls>"""


def camt_entry(amount: str, mark: str = "CRDT", **more: str) -> str:
    """One Ntry."""
    told = {"status": "BOOK", "bank_id": "X1", "details": "", "more": ""} | more
    return CAMT_ENTRY.format(amount=amount, mark=mark, **told)


def camt_balance(code: str, amount: str, mark: str = "CRDT") -> str:
    """One Bal."""
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='GBP'>{amount}</Amt>"
        f"<CdtDbtInd>{mark}</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal>\n"
    )


def camt_statement(*parts: str, **more: str) -> str:
    """One Stmt of the account, its balances and entries in `parts`."""
    told = {"account": "<IBAN>GB11NWBK60999912345678</IBAN>", "id": "S231", "page": ""} | more
    return (
        f"<Stmt><Id>{told['id']}</Id>{told['page']}\n<FrToDt><FrDtTm>2026-11-23T00:00:00Z</FrDtTm>"
        f"<ToDtTm>2026-11-23T23:59:59Z</ToDtTm></FrToDt>\n"
        f"<Acct><Id>{told['account']}</Id><Ccy>GBP</Ccy></Acct>\n{''.join(parts)}</Stmt>\n"
    )


def camt_file(*statements: str, version: str = "02") -> str:
    """A camt.053 of a version."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">\n'
        f"<BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr>\n{''.join(statements)}"
        "</BkToCstmrStmt></Document>\n"
    )


CAMT053 = camt_file(
    camt_statement(
        camt_balance("OPBD", "1000.00"),
        camt_balance("CLBD", "1152.95"),
        camt_entry("104.75", details=CAMT_PAYER, bank_id="BGC0001"),
        camt_entry("98.20", more="<RvslInd>false</RvslInd>"),
        camt_entry("50", "DBIT"),
    )
)

OFX = """\
OFXHEADER:100
DATA:OFXSGML
VERSION:102
CHARSET:1252

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS>
<TRNUID>1<STATUS><CODE>0<SEVERITY>INFO<MESSAGE>Success</STATUS>
<STMTRS><CURDEF>GBP
<BANKACCTFROM><BANKID>609999<ACCTID>12345678<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261123<DTEND>20261123235959
<STMTTRN>
<TRNTYPE>CREDIT<DTPOSTED>20261123120000.000[0:GMT]<TRNAMT>104.75<FITID>F1
<NAME>A GRANT &amp; SON<MEMO>RENT 10234417
</STMTTRN>
<STMTTRN>
<TRNTYPE>CREDIT<DTPOSTED>20261123<TRNAMT>98.20<FITID>F2
<NAME>CARD SETTLEMENT
</STMTTRN>
<STMTTRN>
<TRNTYPE>CHECK<DTPOSTED>20261123<TRNAMT>-50.00<FITID>F3<CHECKNUM>000077
<NAME>B FORMER
</STMTTRN>
</BANKTRANLIST>
<LEDGERBAL>
<BALAMT>1152.95<DTASOF>20261123
</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
_VALUE = re.compile(r"<([A-Z0-9]+)>([^<\n]+)")
OFX2 = '<?xml version="1.0"?>\n<?OFX OFXHEADER="200" VERSION="211"?>\n' + _VALUE.sub(
    r"<\1>\2</\1>", OFX[OFX.index("<OFX>") :]
)

SAME_DAY = {
    "standard18": STANDARD18, "mt940": MT940, "bai2": BAI2, "camt053": CAMT053,
    "ofx": OFX, "bank-csv": NATWEST,
}  # fmt: skip


def read(text: str | bytes, format_: str = "") -> StatementReading:
    """A file read by its content, or by a format."""
    return read_bank_statement(text.encode() if isinstance(text, str) else text, format_)


def statements(text: str | bytes) -> tuple[BankStatement, ...]:
    """The statements of a file that has no fault."""
    reading = read(text)
    assert reading.faults == ()
    return reading.statements


def one(text: str | bytes) -> BankStatement:
    """The only statement of a file."""
    (found,) = statements(text)
    return found


def faults(text: str | bytes, format_: str = "") -> list[tuple[int, str, str]]:
    """Line, field and rule of each fault."""
    return [(fault.line, fault.field, fault.rule) for fault in read(text, format_).faults]
