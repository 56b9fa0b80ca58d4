"""What the screen of payments is made of: its rows, its forms, what its keys write."""
