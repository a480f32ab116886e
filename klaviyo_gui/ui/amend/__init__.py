"""What changes rows before they are sent: cells, whole columns, and what is left out."""
