# Unit tests of store; one program per module.
