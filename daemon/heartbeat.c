/* The heartbeat; the contract is in heartbeat.h. */
#include "daemon/heartbeat.h"

#include <errno.h>
#include <stdlib.h>

#include "base/str.h"
#include "conf/secrets.h"
#include "daemon/about.h"
#include "daemon/http.h"
#include "service/log.h"
#include "daemon/http_thread.h"

enum { INTERVAL_S = 60 };

struct heartbeat {
	struct carrier_home home;
	struct db *db;
	const char *noted; /* there */
	char *secrets;
	struct secret secret;
	int64_t seen;  /* version of the file, good or not; 0: none */
	void *carrier; /* NULL: there is no heartbeat */
	int64_t interval_s, next_at;
	bool is_under_way, is_failing;
};

static const struct http_service service = {.judge = http_answer_judge};

static int open_carrier(const struct carrier_home *home,
	const struct channel *channel, const struct secret *secret, void **ret,
	struct err *err)
{
	(void)channel;
	return http_open_service(home, &service, secret, ret, err);
}

const struct carrier_kind heartbeat_kind = {
	.name = "heartbeat",
	.open = open_carrier,
	.send = http_send,
	.cut = http_cut,
	.close = http_close,
};

static void note(struct heartbeat *h)
{
	about_note_heartbeat(h->db,
		h->is_failing ? "failing"
		: h->carrier  ? "on"
			      : "off",
		&h->noted);
}

static void on_done(struct parcel *parcel, const struct carrier_result *result,
	void *userdata)
{
	struct heartbeat *h = userdata;
	bool was_failing = h->is_failing;

	h->is_under_way = false;
	h->is_failing = result->class != CARRIER_SENT;
	if (h->is_failing && !was_failing)
		log_line(LOG_WARNING, "the heartbeat does not arrive: %s %s",
			result->code, result->detail);
	if (was_failing && !h->is_failing)
		log_line(LOG_NOTICE, "the heartbeat arrives again");
	carrier_free_parcel(parcel);
	note(h);
}

int heartbeat_new(sd_event *event, const char *secrets, struct db *db,
	struct heartbeat **ret)
{
	struct heartbeat *h = calloc(1, sizeof(*h));
	int r;

	if (!h)
		return -ENOMEM;
	h->home = (struct carrier_home){
		.event = event, .done = on_done, .userdata = h};
	h->db = db;
	r = secrets_folder(secrets, db_path(db), &h->secrets);
	if (r == 0)
		r = http_thread_new(event, &h->home.http);
	if (r < 0) {
		heartbeat_free(h);
		return r;
	}
	*ret = h;
	return 0;
}

static void forget(struct heartbeat *h)
{
	void *carrier = TAKE(h->carrier);

	http_close(carrier);
	h->is_under_way = false;
	h->is_failing = false;
	secret_done(&h->secret);
}

struct heartbeat *heartbeat_free(struct heartbeat *h)
{
	if (!h)
		return NULL;
	forget(h);
	http_thread_free(h->home.http);
	free(h->secrets);
	free(h);
	return NULL;
}

static int set_up(struct heartbeat *h, struct err *err)
{
	int r = carrier_load_secret(&heartbeat_kind, h->secrets,
		SECRETS_HEARTBEAT, &h->secret, err);

	if (r < 0)
		return r;
	h->interval_s = secret_number(&h->secret, "interval_s", INTERVAL_S);
	return open_carrier(&h->home, NULL, &h->secret, &h->carrier, err);
}

/* The file came, changed or went. */
static void refresh(struct heartbeat *h, int64_t now)
{
	int64_t version = secret_version(h->secrets, SECRETS_HEARTBEAT);
	struct err err = {0};
	int r;

	if (version == h->seen)
		return;
	forget(h);
	h->seen = version;
	h->next_at = now;
	r = version ? set_up(h, &err) : 0;
	if (r < 0)
		log_err(LOG_ERR, r, &err);
}

static void post_one(struct heartbeat *h)
{
	struct parcel *parcel = calloc(1, sizeof(*parcel));

	if (!parcel)
		return;
	h->is_under_way = true;
	http_send(h->carrier, parcel);
}

void heartbeat_tick(struct heartbeat *h, int64_t now, bool is_healthy)
{
	refresh(h, now);
	note(h);
	/* Also when the clock was put back. */
	if (!h->carrier || h->is_under_way ||
		(now < h->next_at && now >= h->next_at - h->interval_s))
		return;
	h->next_at = now + h->interval_s;
	if (is_healthy)
		post_one(h);
}

int64_t heartbeat_next_at(const struct heartbeat *h)
{
	/* One under way is waited for. */
	return h->carrier && !h->is_under_way ? h->next_at : INT64_MAX;
}

bool heartbeat_is_failing(const struct heartbeat *h)
{
	return h->is_failing;
}
