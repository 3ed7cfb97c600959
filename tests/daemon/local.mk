# Tests of nudged as a process: PYTESTS += %D%/test_….py
