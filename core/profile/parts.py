"""The parts of a profile's TOML: each table becomes a record, its faults told on the way."""

import re

from core.payment_file import DEBITS, LineType
from core.profile import (
    ENCODINGS,
    FIELDS,
    STEPS,
    CardRule,
    Control,
    KeyRule,
    Money,
    Places,
    Posting,
    ReceiptRule,
    RecordRule,
    Shape,
    ShapeKind,
    Sign,
    TypeRule,
    Types,
)
from core.profile.row import ProfileRow

_KIND = re.compile(r"[a-z][a-z_]{1,19}")
_FORM = re.compile(r"[9AX /.-]{3,40}")
_STREAM = re.compile(r"[a-z][a-z0-9-]{1,23}")
_CODE = re.compile(r"[A-Z0-9]{2,6}")
_PREFIX = re.compile(r"[0-9]{1,12}")
_TYPES = tuple(LineType)
_DEBITS = tuple(told for told in LineType if told in DEBITS)
_DELIMITERS = (",", ";", "\t", "|")


def shape_part(row: ProfileRow) -> Shape:
    """[shape]."""
    kind = row.one_of("kind", tuple(ShapeKind))
    headed = kind in {ShapeKind.DELIMITED, ShapeKind.WORKBOOK, ShapeKind.PASTED}
    records = _records(row.table("records")) if "records" in row.fields else None
    row.read.add("delimiter")
    delimiter = row.fields.get("delimiter", ",")
    if delimiter not in _DELIMITERS:
        row.fault("delimiter", "not_one_of", 'write one of ",", ";", "\\t" and "|"')
    encoding = row.text("encoding", "")
    if encoding and encoding not in ENCODINGS:
        row.fault("encoding", "not_one_of", f"write one of {', '.join(ENCODINGS)} or leave it out")
    shape = Shape(
        ShapeKind(kind) if kind in tuple(ShapeKind) else ShapeKind.DELIMITED,
        encoding,
        delimiter if delimiter in _DELIMITERS and isinstance(delimiter, str) else ",",
        row.whole("skip", 0, (0, 1_000)),
        row.whole("header_within", 1 if headed else 0, (0, 50)),
        row.texts("optional"),
        records,
    )
    row.end()
    return shape


def _records(row: ProfileRow) -> RecordRule:
    rule = RecordRule(
        row.places("at", needed=True),
        row.texts("line"),
        row.texts("header"),
        row.texts("trailer"),
        row.texts("ignore"),
    )
    if not rule.line:
        row.fault("line", "missing", "name the record types that are lines")
    row.end()
    return rule


def fields_part(row: ProfileRow) -> tuple[tuple[str, Places], ...]:
    """[fields]: each field and where it stands."""
    found = tuple((name, row.places(name)) for name in FIELDS if name in row.fields)
    row.read.update(FIELDS)
    row.end()
    return found


def key_part(row: ProfileRow) -> KeyRule:
    """A [[key]], [[debtor_key]] or [payer_key]."""
    rule = KeyRule(
        row.text("kind", like=_KIND),
        row.places("at", needed=True),
        row.text("form", "", like=_FORM),
        row.some_of("steps", STEPS, ("spaces",)),
        row.text("cut", ""),
        row.text("put", ""),
        row.whole("pad", 0, (0, 40)),
        _card(row.table("card")) if "card" in row.fields else None,
    )
    row.end()
    return rule


def _card(row: ProfileRow) -> CardRule:
    rule = CardRule(
        row.text("prefix", like=_PREFIX),
        row.whole("ref_start", None, (1, 19)),
        row.whole("ref_len", None, (1, 19)),
    )
    if rule.ref_start + rule.ref_len > 20:
        row.fault("ref_len", "number_wrong", "the reference runs past the nineteenth digit")
    row.end()
    return rule


def money_part(row: ProfileRow) -> Money:
    """[money]."""
    sign = row.one_of("sign", tuple(Sign), Sign.NONE.value)
    money = Money(
        row.one_of("unit", ("pounds", "pence"), "pounds"),
        Sign(sign) if sign in tuple(Sign) else Sign.NONE,
        row.one_of("debits", ("minus", "plus", "either"), "plus" if sign == "none" else "minus"),
        tuple(mark.upper() for mark in row.texts("out_marks")),
    )
    if (money.sign is Sign.MARK) != bool(money.out_marks):
        row.fault("out_marks", "missing", 'sign = "mark" and out_marks = ["DR"] go together')
    row.end()
    return money


def types_part(row: ProfileRow, rules: list[ProfileRow]) -> Types:
    """[types] and each [[type]]."""
    types = Types(
        tuple(_type_rule(rule) for rule in rules),
        _line_type(row, "otherwise", LineType.PAY),
        _type_or_none(row, "negative", (*_DEBITS, LineType.IGNORE)),
        _type_or_none(row, "over", (LineType.IGNORE,)),
        row.one_of("recovery", ("debtor", *_DEBITS), "debtor"),
    )
    row.end()
    return types


def _type_rule(row: ProfileRow) -> TypeRule:
    rule = TypeRule(row.places("at", needed=True), row.texts("is"), _line_type(row, "then"))
    if not rule.values:
        row.fault("is", "missing", 'list the values, such as is = ["HB", "DHP*"]')
    row.end()
    return rule


def posting_part(row: ProfileRow, receipts: list[ProfileRow]) -> Posting:
    """[posting] and each [[receipt]]."""
    codes, streams = row.table("codes"), row.table("streams")
    posting = Posting(
        row.text("stream", like=_STREAM),
        _by_type(codes, _CODE),
        _by_type(streams, _STREAM),
        tuple(_receipt(one) for one in receipts),
        row.one_of("effective", ("date", "period_to", "file"), "date"),
    )
    row.end()
    return posting


def control_part(row: ProfileRow) -> Control:
    """[control.header] or [control.trailer]."""
    control = Control(
        row.places("count"),
        row.places("value"),
        row.one_of("value_of", ("gross", "recovery", "net"), "net"),
        row.places("date"),
    )
    row.end()
    return control


def _by_type(row: ProfileRow, like: re.Pattern[str]) -> tuple[tuple[LineType, str], ...]:
    found = tuple((told, row.text(told, like=like)) for told in _TYPES if told in row.fields)
    row.read.update(_TYPES)
    row.end()
    return found


def _receipt(row: ProfileRow) -> ReceiptRule:
    rule = ReceiptRule(
        row.text("type"),
        row.text("source", "*"),
        row.text("stream", like=_STREAM),
        row.text("code", "", like=_CODE),
    )
    row.end()
    return rule


def _line_type(row: ProfileRow, field: str, default: LineType | None = None) -> LineType:
    told = row.one_of(field, _TYPES, default)
    return LineType(told) if told in _TYPES else LineType.UNKNOWN


def _type_or_none(row: ProfileRow, field: str, allowed: tuple[LineType, ...]) -> LineType | None:
    told = row.one_of(field, allowed, "")
    return LineType(told) if told in _TYPES else None
