# Everything of nudge-web but main, so that tests can link it.
noinst_LIBRARIES += web/libnudge_web.a
web_libnudge_web_a_CFLAGS = $(AM_CFLAGS) $(SYSTEMD_CFLAGS) $(MICROHTTPD_CFLAGS) \
	$(CRYPTO_CFLAGS) $(ZLIB_CFLAGS) $(JANSSON_CFLAGS)
web_libnudge_web_a_SOURCES = \
	%D%/action.c \
	%D%/action.h \
	%D%/action_buttons.c \
	%D%/action_buttons.h \
	%D%/action_form.c \
	%D%/action_form.h \
	%D%/action_html.c \
	%D%/action_html.h \
	%D%/action_page.c \
	%D%/action_page.h \
	%D%/action_reader.c \
	%D%/action_reader.h \
	%D%/action_style.c \
	%D%/action_style.h \
	%D%/condition.c \
	%D%/condition.h \
	%D%/door.c \
	%D%/door.h \
	%D%/feed_address.c \
	%D%/feed_address.h \
	%D%/feed_answers.c \
	%D%/feed_answers.h \
	%D%/feed_body.c \
	%D%/feed_body.h \
	%D%/feed_page.c \
	%D%/feed_page.h \
	%D%/feed_shelf.c \
	%D%/feed_shelf.h \
	%D%/form.c \
	%D%/form.h \
	%D%/gzip.c \
	%D%/gzip.h \
	%D%/guests.c \
	%D%/guests.h \
	%D%/house.c \
	%D%/house.h \
	%D%/listen.c \
	%D%/listen.h \
	%D%/peer.c \
	%D%/peer.h \
	%D%/reply.c \
	%D%/reply.h \
	%D%/http_request.h \
	%D%/secret_hash.c \
	%D%/secret_hash.h \
	%D%/server.c \
	%D%/server.h \
	%D%/style_hash.c \
	%D%/style_hash.h \
	%D%/throttle.c \
	%D%/throttle.h \
	%D%/waiting.c \
	%D%/waiting.h

sbin_PROGRAMS += web/nudge-web
web_nudge_web_SOURCES = %D%/main.c
web_nudge_web_LDADD = $(NUDGE_WEB_LIBS) lib/libnudge_clock.a $(NUDGE_WEB_SHARED)

# What the product and tests/bin/nudge-web have in common.
NUDGE_WEB_LIBS = web/libnudge_web.a service/libnudge_service.a lib/libnudge_api.a \
	lib/libnudge_compose.a lib/libnudge_conf.a lib/libnudge_store.a \
	lib/libnudge_text.a lib/libnudge_core.a lib/libnudge_base.a
NUDGE_WEB_SHARED = $(INIH_LIBS) $(SYSTEMD_LIBS) $(MICROHTTPD_LIBS) \
	$(CRYPTO_LIBS) $(ZLIB_LIBS) $(SQLITE_LIBS) $(JANSSON_LIBS)
