# Tests with other people's programs.
PYTESTS += %D%/test_postfix.py
