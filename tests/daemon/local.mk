# Tests of nudged as a process.
PYTESTS += \
	%D%/test_ahead.py \
	%D%/test_clock.py \
	%D%/test_crash.py \
	%D%/test_crash_rounds.py \
	%D%/test_email.py \
	%D%/test_email_hostile.py \
	%D%/test_email_session.py \
	%D%/test_full.py \
	%D%/test_emptying.py \
	%D%/test_heartbeat.py \
	%D%/test_hostile.py \
	%D%/test_kill.py \
	%D%/test_line.py \
	%D%/test_meeting.py \
	%D%/test_process.py \
	%D%/test_robots.py \
	%D%/test_telling.py \
	%D%/test_trial.py \
	%D%/test_unnoticed.py \
	%D%/test_waiting.py \
	%D%/test_webhook.py
EXTRA_DIST += \
	%D%/crash.py \
	%D%/listener.py \
	%D%/outbox.py \
	%D%/pace.py \
	%D%/receiver.py \
	%D%/relay.py
