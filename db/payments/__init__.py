"""Money that leaves: approved refunds and payments as runs, their files, what came back of them."""
