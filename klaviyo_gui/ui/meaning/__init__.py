"""What does this mean? Whatever has the focus, told in words: a property, a column, a finding."""
