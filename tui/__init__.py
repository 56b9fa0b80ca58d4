"""What the operator sees and types, and the command line beside it."""
