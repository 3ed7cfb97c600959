# Unit tests of core; one program per module.
