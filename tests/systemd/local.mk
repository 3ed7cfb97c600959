# Tests of the units.
PYTESTS += \
	%D%/test_units.py
