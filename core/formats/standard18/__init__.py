"""Standard 18 is NatWest's and RBS's file of a day's items, a hundred characters each."""
