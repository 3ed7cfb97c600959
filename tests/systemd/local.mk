# Tests of the units.
PYTESTS += \
	%D%/test_booted.py \
	%D%/test_units.py
EXTRA_DIST += \
	%D%/boot \
	%D%/inside.py
