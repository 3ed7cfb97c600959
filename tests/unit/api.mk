# Unit tests of api; one program per module.
