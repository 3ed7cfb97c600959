# Tests of every command through the real binary.
PYTESTS += \
	%D%/test_manual.py
