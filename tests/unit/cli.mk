# Unit tests of cli; one program per module.
