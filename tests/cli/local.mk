# Tests of every command through the real binary.
PYTESTS += \
	%D%/test_at.py \
	%D%/test_backup.py \
	%D%/test_bad_disk.py \
	%D%/test_bad_kill.py \
	%D%/test_bad_place.py \
	%D%/test_bad_store.py \
	%D%/test_calendars.py \
	%D%/test_calendar_import.py \
	%D%/test_check.py \
	%D%/test_complete.py \
	%D%/test_course.py \
	%D%/test_config.py \
	%D%/test_day.py \
	%D%/test_doctor.py \
	%D%/test_every_command.py \
	%D%/test_forget.py \
	%D%/test_help.py \
	%D%/test_init.py \
	%D%/test_know.py \
	%D%/test_left.py \
	%D%/test_left_chain.py \
	%D%/test_left_closed.py \
	%D%/test_meet.py \
	%D%/test_manual.py \
	%D%/test_note.py \
	%D%/test_operate.py \
	%D%/test_overview.py \
	%D%/test_plan.py \
	%D%/test_quickstart.py \
	%D%/test_readme.py \
	%D%/test_rested.py \
	%D%/test_search.py \
	%D%/test_terminal.py \
	%D%/test_topic.py \
	%D%/test_usage.py \
	%D%/test_work.py
EXTRA_DIST += %D%/conftest.py
