/* nudged --try; the contract is in trial.h. */
#include "daemon/trial.h"

#include "conf/secrets.h"
#include "daemon/heartbeat.h"
#include "daemon/http_thread.h"
#include "daemon/post.h"
#include "daemon/running.h"
#include "text/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRIALS_MOST = 32 };

struct trials {
	sd_event *event;
	struct http_thread *http;
	enum text_lang lang;
	const char *secrets;
	int is_offline, seconds, most;
	int under_way;
	struct trial *list;
};

/* One channel. */
struct trial {
	struct trials *all;
	struct channel channel; /* as far as it is known here */
	const struct carrier_kind *kind;
	struct secret secret;
	void *carrier;
	sd_event_source *deadline;
	bool is_late;
	struct trial *next;
};

static void trial_free(struct trial *trial)
{
	if (trial->carrier)
		trial->kind->close(trial->carrier);
	channel_done(&trial->channel);
	secret_done(&trial->secret);
	sd_event_source_disable_unref(trial->deadline);
	free(trial);
}

static void trials_done(struct trials *all)
{
	while (all->list) {
		struct trial *next = all->list->next;

		trial_free(all->list);
		all->list = next;
	}
	http_thread_free(all->http);
}

/* A line; what reads it goes on while the others are under way. */
static int print(json_t *take_object)
{
	json_auto_t *object = take_object;
	int r = object ? json_dumpf(object, stdout, JSON_COMPACT) : -1;

	return r < 0 || putchar('\n') == EOF || fflush(stdout) != 0 ? -EIO : 0;
}

static int tell(struct trial *trial, const struct carrier_result *result,
	const char *words)
{
	return print(json_pack("{s:s, s:s, s:s, s:s, s:s, s:I}", "tried",
		trial->channel.name, "class", carrier_class_name[result->class],
		"cause", cause_name[result->cause], "code", result->code,
		"detail", words, "clock_off_s",
		(json_int_t)result->clock_off_s));
}

static void on_done(struct parcel *parcel, const struct carrier_result *result,
	void *userdata)
{
	static const struct carrier_result late = {
		.class = CARRIER_TEMPORARY, .cause = CAUSE_TIME};
	struct trial *trial = userdata;
	AUTO_STR words = {0};

	trial->all->under_way--;
	(void)sd_event_source_set_enabled(trial->deadline, SD_EVENT_OFF);
	if (trial->is_late && result->class != CARRIER_SENT)
		result = &late;
	text_add_said(&words, trial->all->lang, result->detail);
	/* Nobody reads any more: then nobody needs an answer. */
	if (tell(trial, result, str_get(&words)) < 0)
		sd_event_exit(trial->all->event, -EPIPE);
	carrier_free_parcel(parcel);
}

static int on_deadline(sd_event_source *source, uint64_t at, void *userdata)
{
	struct trial *trial = userdata;

	(void)source;
	(void)at;
	trial->is_late = true;
	trial->kind->cut(trial->carrier);
	return 0;
}

/* The refusal of a secret file, or of what stands in it. */
static int tell_refusal(struct trial *trial, int r, const struct err *why)
{
	struct carrier_result result = {
		.class = CARRIER_BROKEN,
		.cause = r == -ENOENT                  ? CAUSE_SECRET_GONE
			 : r == -EPERM || r == -EACCES ? CAUSE_SECRET_OPEN
						       : CAUSE_SECRET,
	};
	char sentence[1024];

	if (r == -ENOMEM)
		return r;
	text_err(trial->all->lang, why, sentence, sizeof(sentence));
	return tell(trial, &result, sentence);
}

static int open_carrier(struct trial *trial, struct err *why)
{
	const struct carrier_home home = {
		.event = trial->all->event,
		.http = trial->all->http,
		.done = on_done,
		.userdata = trial,
	};
	int r;

	if (!trial->kind)
		return err_set(why, -EINVAL,
			N_("this nudged does not know the channel kind '%s'"),
			trial->channel.kind);
	r = carrier_load_secret(trial->kind, trial->all->secrets,
		trial->channel.name, &trial->secret, why);
	return r < 0 ? r
		     : trial->kind->open(&home, &trial->channel, &trial->secret,
			       &trial->carrier, why);
}

static int set_deadline(struct trial *trial)
{
	return sd_event_add_time_relative(trial->all->event, &trial->deadline,
		CLOCK_MONOTONIC, (uint64_t)trial->all->seconds * 1000000, 0,
		on_deadline, trial);
}

static int begin(struct trial *trial)
{
	static const struct carrier_result opened = {.class = CARRIER_SENT};
	struct parcel *parcel;
	struct err why = {0};
	int r = open_carrier(trial, &why);

	if (r < 0)
		return tell_refusal(trial, r, &why);
	if (trial->all->is_offline)
		return tell(trial, &opened, "");
	r = set_deadline(trial);
	if (r < 0)
		return r;
	parcel = calloc(1, sizeof(*parcel));
	if (!parcel)
		return -ENOMEM;
	parcel->is_trial = true;
	trial->all->under_way++;
	trial->kind->send(trial->carrier, parcel);
	return 0;
}

static int add(struct trials *all, const char *name, const char *kind,
	const char *format)
{
	struct trial *trial = calloc(1, sizeof(*trial));

	if (!trial)
		return -ENOMEM;
	trial->all = all;
	trial->next = all->list;
	all->list = trial;
	trial->kind = strcmp(name, SECRETS_HEARTBEAT) ? carrier_find(kind)
						      : &heartbeat_kind;
	if (str_dup(name, &trial->channel.name) < 0 ||
		str_dup(kind, &trial->channel.kind) < 0)
		return -ENOMEM;
	return str_dup(format, &trial->channel.format);
}

static int add_all(struct trials *all, const json_t *channels)
{
	json_t *channel;
	size_t i;
	int r = 0;

	if (secret_version(all->secrets, SECRETS_HEARTBEAT))
		r = add(all, SECRETS_HEARTBEAT, SECRETS_HEARTBEAT, NULL);
	json_array_foreach(channels, i, channel) {
		const char *name, *kind;

		if (json_unpack(channel, "{s:s, s:s}", "name", &name, "kind",
			    &kind) < 0)
			return -EINVAL;
		if (r == 0)
			r = add(all, name, kind,
				json_string_value(
					json_object_get(channel, "format")));
	}
	return r;
}

static int run_all(struct trials *all)
{
	struct trial *next = all->list;
	int r = http_thread_new(all->event, &all->http);

	while (r >= 0 && sd_event_get_exit_code(all->event, NULL) < 0) {
		while (r >= 0 && next && all->under_way < all->most) {
			r = begin(next);
			next = next->next;
		}
		if (r < 0 || all->under_way == 0)
			break;
		r = sd_event_run(all->event, UINT64_MAX);
	}
	return r < 0 ? r : 0;
}

static int tell_versions(void)
{
	AUTO_FREE char *systemd = running_systemd();

	return print(json_pack(
		"{s:s, s:s?}", "nudged", PACKAGE_VERSION, "systemd", systemd));
}

/* What is wrong with an address for the one who writes to it only. */
static int try_address(const struct trials *all, const json_t *rep)
{
	const char *mail = json_string_value(json_object_get(rep, "mail"));
	AUTO_FREE char *ascii = NULL;
	struct err why = {0};
	char sentence[1024];
	int r = mail ? post_address(mail, &ascii, &why) : 0;

	if (r != -EINVAL)
		return r;
	text_err(all->lang, &why, sentence, sizeof(sentence));
	return print(json_pack("{s:O, s:s}", "rep",
		json_object_get(rep, "slug"), "detail", sentence));
}

static int try_addresses(const struct trials *all, const json_t *reps)
{
	const json_t *rep;
	size_t i;
	int r = 0;

	json_array_foreach(reps, i, rep) {
		if (r == 0)
			r = try_address(all, rep);
	}
	return r;
}

int trial_run(sd_event *event, struct err *err)
{
	json_auto_t *wish = json_loadf(stdin, 0, NULL);
	CLEANUP(trials_done) struct trials all = {.event = event};
	const char *lang;
	json_t *channels, *reps;
	int r;

	if (json_unpack(wish, "{s:s, s:s, s:b, s:i, s:i, s:o, s:o}", "lang",
		    &lang, "secrets", &all.secrets, "offline", &all.is_offline,
		    "seconds", &all.seconds, "most", &all.most, "channels",
		    &channels, "reps", &reps) < 0 ||
		all.most < 1 || all.most > TRIALS_MOST)
		return err_set(err, -EINVAL,
			N_("--try is for nudge doctor, which says what to "
			   "try"));
	(void)text_lang_find(lang, &all.lang);
	r = add_all(&all, channels);
	if (r == 0)
		r = tell_versions();
	if (r == 0)
		r = try_addresses(&all, reps);
	return r < 0 ? r : run_all(&all);
}
