"""What the suspense screen is made of: ranking, clearing, looking after cases, and their words."""
