"""Every screen of a session by its name: none is imported before it is opened."""

PAGES = {
    "desk": "tui.screens.desk:Desk",
    "batches": "tui.screens.batches:OpenBatches",
    "find": "tui.screens.find:Find",
    "account": "tui.screens.account:AccountPage",
    "form": "tui.screens.form:FormPage",
    "files": "tui.screens.files:Files",
    "file": "tui.screens.file:FilePage",
    "keying": "tui.screens.keying:Keying",
    "audit": "tui.screens.audit:Audit",
    "missing": "tui.screens.missing:MissingPayers",
    "misposts": "tui.screens.misposts:Misposts",
    "reconcile": "tui.screens.reconcile:Reconcile",
    "requests": "tui.screens.requests:Requests",
    "payments": "tui.screens.payments:Payments",
    "schedule": "tui.screens.schedule:SchedulePage",
    "write_offs": "tui.screens.write_offs:WriteOffs",
    "approval": "tui.screens.approval:Approval",
    "second": "tui.screens.second:SecondReading",
    "returned": "tui.screens.returned:ReturnedMoney",
    "suspense": "tui.screens.suspense:Suspense",
}
