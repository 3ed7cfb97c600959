# Unit tests of text; one program per module.
