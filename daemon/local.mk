# Everything of nudged but main and the timer, which tests replace.
noinst_LIBRARIES += daemon/libnudged.a
daemon_libnudged_a_CFLAGS = $(AM_CFLAGS) $(SYSTEMD_CFLAGS) $(JANSSON_CFLAGS) \
	$(CURL_CFLAGS) $(CRYPTO_CFLAGS) $(IDN2_CFLAGS)
daemon_libnudged_a_SOURCES = \
	%D%/about.c \
	%D%/about.h \
	%D%/addressee.c \
	%D%/addressee.h \
	%D%/ahead.c \
	%D%/ahead.h \
	%D%/breaker.c \
	%D%/breaker.h \
	%D%/carrier.c \
	%D%/carrier.h \
	%D%/cause.c \
	%D%/cause.h \
	%D%/claiming.c \
	%D%/claiming.h \
	%D%/deliver.c \
	%D%/deliver.h \
	%D%/engine.h \
	%D%/exchange.c \
	%D%/exchange.h \
	%D%/hmac.c \
	%D%/hmac.h \
	%D%/heartbeat.c \
	%D%/heartbeat.h \
	%D%/http.c \
	%D%/http.h \
	%D%/http_answer.c \
	%D%/http_answer.h \
	%D%/http_flight.c \
	%D%/http_flight.h \
	%D%/http_queue.c \
	%D%/http_queue.h \
	%D%/http_draft.c \
	%D%/http_draft.h \
	%D%/http_thread.c \
	%D%/http_thread.h \
	%D%/emptying.c \
	%D%/emptying.h \
	%D%/idle.c \
	%D%/idle.h \
	%D%/lane.c \
	%D%/lane.h \
	%D%/lane_kin.c \
	%D%/lane_kin.h \
	%D%/lane_pick.c \
	%D%/maildir.c \
	%D%/maildir.h \
	%D%/manager.c \
	%D%/manager.h \
	%D%/notice.c \
	%D%/notice.h \
	%D%/outcome.c \
	%D%/outcome.h \
	%D%/parcels.h \
	%D%/post.c \
	%D%/post.h \
	%D%/reach.c \
	%D%/reach.h \
	%D%/readers.c \
	%D%/readers.h \
	%D%/recovering.c \
	%D%/recovering.h \
	%D%/robot.c \
	%D%/robot.h \
	%D%/robot_dingtalk.c \
	%D%/robot_feishu.c \
	%D%/robot_mattermost.c \
	%D%/robot_slack.c \
	%D%/robot_teams.c \
	%D%/robot_wecom.c \
	%D%/room.c \
	%D%/room.h \
	%D%/round.c \
	%D%/round.h \
	%D%/running.c \
	%D%/running.h \
	%D%/scanning.c \
	%D%/scanning.h \
	%D%/secret.c \
	%D%/secret.h \
	%D%/settling.c \
	%D%/settling.h \
	%D%/smtp.c \
	%D%/smtp.h \
	%D%/smtp_dialog.c \
	%D%/smtp_dialog.h \
	%D%/smtp_relay.c \
	%D%/smtp_relay.h \
	%D%/smtp_session.c \
	%D%/smtp_session.h \
	%D%/smtp_talk.c \
	%D%/smtp_talk.h \
	%D%/smtp_wire.c \
	%D%/smtp_wire.h \
	%D%/status.c \
	%D%/status.h \
	%D%/timer.h \
	%D%/trial.c \
	%D%/trial.h \
	%D%/trust.c \
	%D%/trust.h \
	%D%/webhook.c \
	%D%/webhook.h \
	%D%/webhook_sign.c \
	%D%/webhook_sign.h \
	%D%/wire_id.c \
	%D%/wire_id.h \
	%D%/worker.c \
	%D%/worker.h

noinst_LIBRARIES += daemon/libnudged_timer.a
daemon_libnudged_timer_a_CFLAGS = $(AM_CFLAGS) $(SYSTEMD_CFLAGS)
daemon_libnudged_timer_a_SOURCES = %D%/timer_system.c

sbin_PROGRAMS += daemon/nudged
daemon_nudged_SOURCES = %D%/main.c
daemon_nudged_LDADD = $(NUDGED_LIBS) daemon/libnudged_timer.a \
	lib/libnudge_clock.a $(NUDGED_SHARED)

# What the product and tests/bin/nudged have in common.
NUDGED_LIBS = daemon/libnudged.a service/libnudge_service.a lib/libnudge_api.a lib/libnudge_compose.a \
	lib/libnudge_conf.a lib/libnudge_store.a lib/libnudge_text.a \
	lib/libnudge_core.a lib/libnudge_base.a
NUDGED_SHARED = $(INIH_LIBS) $(SYSTEMD_LIBS) $(CURL_LIBS) $(CRYPTO_LIBS) \
	$(IDN2_LIBS) $(SQLITE_LIBS) $(JANSSON_LIBS) -lpthread
