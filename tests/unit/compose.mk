# Unit tests of compose; one program per module.
