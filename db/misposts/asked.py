"""A pair whose transfer is asked for is away while the request may still move the money, or has."""

# Of the receipt p that may be the account's m.account_id. A request shows like the account it is
# from, as the receipt does; rejected, withdrawn, expired or reversed it brings the pair back.
ASKED = """EXISTS (SELECT FROM rb.request q
  WHERE q.account_id = p.credit_account AND q.to_account = m.account_id AND q.kind = 'transfer'
    AND q.pence = p.pence AND q.at >= p.book_date
    AND q.state NOT IN ('rejected', 'withdrawn', 'reversed')
    AND NOT (q.state = 'submitted' AND q.expires_on < rb.book_day()))"""
