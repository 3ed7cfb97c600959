# Tests of every command through the real binary.
PYTESTS += \
	%D%/test_init.py \
	%D%/test_manual.py \
	%D%/test_readme.py
