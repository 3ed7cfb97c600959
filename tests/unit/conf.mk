# Unit tests of conf; one program per module.
