/* feed.rotate, feed.remove: a new address for a calendar subscription; none
 * any more. */
#include "api/methods.h"

#include "api/feed_view.h"
#include "api/field.h"
#include "api/view.h"
#include "base/sha256.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

enum {
	TOKEN_CHARS = 26, /* of 5 bits each: 130 */
	DONE_DAYS = 30,
	DONE_DAYS_MAX = 30,
	FEEDS_MAX = 50, /* subscriptions of one rep */
};

static const struct param rotate_params[] = {
	FEED_VIEW_PARAMS,
	{"alarms", PARAM_BOOL, 0, N_("with alarms; yes for your own")},
	{"busy", PARAM_BOOL, 0, N_("what has a time blocks it; no")},
	{"done_days", PARAM_INT, 0,
		N_("how long what is done stays in it: 0 to 30 days; 30")},
	{"names", PARAM_BOOL, 0,
		N_("with contacts' names: whoever runs the calendar stores "
		   "them; no")},
};

static const struct param remove_params[] = {FEED_VIEW_PARAMS};

/* Letters and digits that are not mistaken for one another. */
static int make_token(char token[static TOKEN_CHARS + 1])
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char random[TOKEN_CHARS];

	if (getrandom(random, sizeof(random), 0) != (ssize_t)sizeof(random))
		return -EIO;
	for (size_t i = 0; i < TOKEN_CHARS; i++)
		token[i] = letters[random[i] % 32];
	token[TOKEN_CHARS] = '\0';
	return 0;
}

static int set_options(struct call *call, struct feed_token *token, bool is_new)
{
	bool own = token->kind == FEED_REP;

	if (is_new || call_has(call, "alarms"))
		token->alarms = call_has(call, "alarms")
					? call_bool(call, "alarms")
					: own;
	if (token->alarms && !own)
		return call_fail(call, API_BAD_PARAM, "alarms",
			N_("only your own follow-ups can ring"));
	if (is_new || call_has(call, "names"))
		token->names = call_bool(call, "names");
	if (is_new || call_has(call, "busy"))
		token->busy = call_bool(call, "busy");
	if (is_new || call_has(call, "done_days"))
		token->done_days = call_int(call, "done_days", DONE_DAYS);
	if (token->done_days < 0 || token->done_days > DONE_DAYS_MAX)
		return call_fail(call, API_BAD_PARAM, "done_days",
			N_("%s must be between %s and %s"),
			call_param(call, "done_days"), "0",
			STR_INT(DONE_DAYS_MAX));
	return 0;
}

/* How the calendar is called where the program takes the name from its
 * address (Thunderbird does). */
static const char *const file_name[FEED_KIND_N] = {
	[FEED_REP] = "follow-ups",
	[FEED_TEAM] = "team",
	[FEED_ACCOUNT] = "account",
};

static int put_path(
	struct call *call, const struct feed_token *token, const char *secret)
{
	AUTO_STR path = {0};

	if (call->preview)
		return call_put(call, "path", json_null());
	str_addf(&path, "/c/%s/%s.ics", secret, file_name[token->kind]);
	return str_error(&path) < 0
		       ? -ENOMEM
		       : call_put(call, "path", json_string(str_get(&path)));
}

static int check_room(struct call *call)
{
	AUTO_ROWS rows = {0};
	int r = feed_token_of_rep(call->db, call->actor.id, &rows, &call->err);

	if (r == 0 && rows.n >= FEEDS_MAX)
		return call_fail(call, API_REFUSED, NULL,
			N_("you have %s subscriptions, the most there can be; "
			   "nudge feed remove takes one away"),
			STR_INT(FEEDS_MAX));
	return r;
}

/* A subscription's new self: the old one is remembered as gone. */
static int replace(struct call *call, struct feed_token *token, bool is_new)
{
	char secret[TOKEN_CHARS + 1], hash[SHA256_HEX];
	json_t *object = NULL;
	int r = 0;

	if (!is_new)
		r = row_delete(call->db, &call->change, &feed_token_table,
			token, &call->err);
	token->id = token->rev = token->deleted_at = 0;
	if (r == 0)
		r = make_token(secret);
	if (r == 0)
		r = field_set(&token->token_hash,
			sha256_hex(hash, secret, TOKEN_CHARS));
	if (r == 0)
		r = row_insert(call->db, &call->change, &feed_token_table,
			token, &call->err);
	if (r == 0)
		r = feed_view(call, token, &object);
	if (r == 0)
		r = call_put(call, "feed", object);
	if (r == 0)
		r = call_put(call, "replaced", json_boolean(!is_new));
	return r < 0 ? r : put_path(call, token, secret);
}

static int run_rotate(struct call *call)
{
	AUTO_FEED_TOKEN token = {0};
	int r = feed_view_find(call, &token);
	bool is_new = token.id == 0;

	if (r == 0 && is_new)
		r = check_room(call);
	if (r == 0)
		r = set_options(call, &token, is_new);
	return r < 0 ? r : replace(call, &token, is_new);
}

static int run_remove(struct call *call)
{
	AUTO_FEED_TOKEN token = {0};
	json_t *object = NULL;
	int r = feed_view_find(call, &token);

	if (r == 0 && token.id == 0)
		return call_fail(call, API_NOT_FOUND, NULL,
			N_("you have no such subscription; nudge feed show "
			   "lists them"));
	if (r == 0)
		r = feed_view(call, &token, &object);
	if (r == 0)
		r = call_put(call, "feed", object);
	return r < 0 ? r
		     : row_delete(call->db, &call->change, &feed_token_table,
			       &token, &call->err);
}

const struct method feed_rotate_method = {
	.name = "feed.rotate",
	.flags = METHOD_WRITE,
	.doc = N_("a new secret address for a calendar subscription; the one "
		  "before stops working"),
	METHOD_PARAMS(rotate_params),
	.run = run_rotate,
};

const struct method feed_remove_method = {
	.name = "feed.remove",
	.flags = METHOD_WRITE,
	.doc = N_("end a calendar subscription: its address stops working"),
	METHOD_PARAMS(remove_params),
	.run = run_remove,
};
