# Unit tests of daemon; one program per module.
