"""What is shown before a file is open: a place to drop one, and all that one may go on with."""
