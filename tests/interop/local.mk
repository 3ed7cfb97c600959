# Tests with other people's programs.
PYTESTS += \
	%D%/test_login.py \
	%D%/test_postfix.py
EXTRA_DIST += %D%/postfix.py
