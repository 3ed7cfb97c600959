# Tests of nudged as a process.
PYTESTS += \
	%D%/test_telling.py
EXTRA_DIST += \
	%D%/conftest.py \
	%D%/pace.py
