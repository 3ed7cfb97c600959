/*
 * Carriers: one kind of channel each, behind one interface.
 *
 * A carrier packs a message into the bytes that travel and carries the
 * parcel; how often, when and in which order is the engine's business.
 *
 * Source: DESIGN.md "Channels and secrets".
 */
#pragma once

#include "base/str.h"
#include "core/backoff.h"
#include "core/rate.h"
#include "daemon/cause.h"
#include "daemon/secret.h"
#include "daemon/wire_id.h"
#include "store/channel.h"
#include "store/message.h"
#include "store/rep.h"

#include <systemd/sd-event.h>

/* What came of carrying, whatever the service calls it. */
enum carrier_class {
	CARRIER_SENT,      /* accepted by the relay or receiver */
	CARRIER_ACCEPTED,  /* the same, but it may still fail unseen */
	CARRIER_TEMPORARY, /* certainly not delivered; may work later */
	CARRIER_LIMITED,   /* asked to wait; costs no attempt */
	CARRIER_REFUSED,   /* never, for this message */
	CARRIER_BROKEN,    /* nothing goes through this channel as it is */
	CARRIER_UNCERTAIN, /* the answer was lost: maybe delivered */
	CARRIER_STAYED,    /* it stood in line and never left */
	CARRIER_CLASS_N
};
extern const char *const carrier_class_name[CARRIER_CLASS_N];

struct carrier_result {
	enum carrier_class class;
	enum cause cause;  /* where one is known and told by the carrier */
	const char *phase; /* constant: "connect", "rcpt", "data" …; NULL */
	char code[32];     /* "550 5.1.1", "503", "tls"; "" = none */
	char detail[256];  /* the other side's words, UTF-8, no secrets */
	char remote_id[128];
	int64_t retry_after_ms; /* 0 = not asked for */
	int most_attempts;      /* TEMPORARY: refused after so many; 0 = as
				   always */
	bool is_garbled;        /* TEMPORARY: not what the service answers */
	int64_t clock_off_s;    /* of a trial: our clock minus theirs; 0 = not
				   told */
};

/* Formats detail, cut on a character border, controls made blanks. */
void carrier_set_detail(struct carrier_result *result, const char *words);

/* Sets one of our own sentences, N_("… %s …") with at most one argument (else
 * NULL): it is put into words where it is read (text_add_said()). */
void carrier_say(
	struct carrier_result *result, const char *msgid, const char *arg);

struct carrier_home;

/* A message in the form in which it travels. */
struct parcel {
	int64_t message_id, rep_id;
	int64_t leaves_at;                       /* not before, seconds UTC */
	int64_t claimed_at, attempts, uncertain; /* as claimed */
	char id[WIRE_ID];
	int64_t date;  /* when it was queued */
	char *to;      /* addr-spec in ASCII; NULL where the secret says it */
	bool is_trial; /* without a message: go as far as one would before it
			  is handed over (daemon/trial.h) */
	struct str body;
	struct parcel *next; /* in the line it stands in (daemon/parcels.h) */
	/* Where threads carry: who gets it back, by which part of the carrier
	 * it is carried, and what came of it (daemon/exchange.h). */
	const struct carrier_home *home;
	void *carrier;
	struct carrier_result result;
	struct http_draft *draft; /* HTTP: what is sent */
	struct lane *lane;        /* the engine's */
	struct settled *settled;  /* the engine's: room for the outcome */
};

void carrier_free_parcel(struct parcel *parcel);

struct addressee_links;

/* What a parcel is made of; all borrowed. */
struct carrier_job {
	const struct message *message;
	const struct rep *rep;
	const struct channel *channel;
	const struct secret *secret;
	const char *instance;
	const struct addressee_links *links; /* NULL: none */
	bool is_repeat;                      /* to be marked as such */
};

/* Where a carrier lives. */
struct carrier_home {
	sd_event *event;
	struct http_thread *http; /* of all that HTTP carries */
	/* Takes the parcel, in which the result may stand. */
	void (*done)(struct parcel *parcel, const struct carrier_result *result,
		void *userdata);
	void *userdata;
};

enum { CARRIER_RATES = 2 };

struct carrier_kind {
	const char *name;
	const struct backoff *backoff;
	/* All hold; the first is what a channel's own rate takes the place
	 * of.  n = 0: none. */
	struct rate_limit rates[CARRIER_RATES];
	int least, most;                 /* parcels under way at once, see
					    room.h; least 0: always most */
	int drain_s;                     /* how long they may take at the end */
	bool is_idempotent;              /* the receiver knows a repeat */
	const struct http_service *http; /* of kinds that open with
					    http_open() */

	/* A carrier for one channel.  Everything in secret is copied or used
	 * at once.  Refused with a sentence: then the channel is paused. */
	int (*open)(const struct carrier_home *home,
		const struct channel *channel, const struct secret *secret,
		void **ret, struct err *err);
	/* Fills id, date, to and body.  Refused with a sentence: then the
	 * message is dead. */
	int (*pack)(const struct carrier_job *job, struct parcel *ret,
		struct err *err);
	/* What can be done before the second in which a parcel leaves, if
	 * ever.  NULL: nothing. */
	void (*prepare)(void *carrier, struct parcel *parcel);
	/* Begins to carry; home->done follows exactly once, maybe before this
	 * returns. */
	void (*send)(void *carrier, struct parcel *parcel);
	/* Ends what is under way: home->done follows soon for each; what
	 * only stood in line has CARRIER_STAYED. */
	void (*cut)(void *carrier);
	/* Only when nothing is under way. */
	void (*close)(void *carrier);
};

/* The kind with this name; NULL: none such. */
const struct carrier_kind *carrier_find(const char *name);

/* Reads the secret of the channel name, which has what this kind may have
 * (conf/secret_keys.h); refused as by secret_load(). */
NUDGE_CHECK int carrier_load_secret(const struct carrier_kind *kind,
	const char *folder, const char *name, struct secret *ret,
	struct err *err);
