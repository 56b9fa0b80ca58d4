"""What the Reconcile screen is made of: both sides, what is chosen, keys that act, the sheet."""
