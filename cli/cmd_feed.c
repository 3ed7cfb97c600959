/* nudge feed show, nudge feed rotate, nudge feed remove. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_facts.h"

#include <string.h>

static const struct opt opts[] = {
	OPT("account", N_("ACCOUNT"), N_("the follow-ups with one account"),
		.words = OPT_ACCOUNT),
	OPT("kind", N_("KIND"),
		N_("rep (yours), team (of those you manage) or account")),
};

static const struct opt rotate_opts[] = {
	OPT("account", N_("ACCOUNT"), N_("the follow-ups with one account"),
		.words = OPT_ACCOUNT),
	OPT("kind", N_("KIND"),
		N_("rep (yours), team (of those you manage) or account")),
	OPT_FLAG("names", N_("with contacts' names")),
	OPT_DENY("no-names", "names", N_("with their roles only; so at first")),
	OPT_FLAG("alarms", N_("with alarms; your own has them at first")),
	OPT_DENY("no-alarms", "alarms", N_("without alarms")),
	OPT_FLAG("busy", N_("what has a time blocks it")),
	OPT_DENY("no-busy", "busy", N_("blocks nothing; so at first")),
	OPT("done-days", N_("DAYS"),
		N_("how long what is done stays in it: 0 to 30; 30")),
};

static const char *word_kind(const struct run *run, const json_t *feed)
{
	const char *kind = value_text(feed, "kind");

	if (!strcmp(kind, "team"))
		return text_get(run->lang, N_("the team's follow-ups"));
	if (!strcmp(kind, "account"))
		return value_text(feed, "account.name");
	return text_get(run->lang, N_("your follow-ups"));
}

static void add_options(
	struct str *s, const struct run *run, const json_t *feed)
{
	show_say(s, run,
		value_bool(feed, "names") ? N_("with names")
					  : N_("without names"));
	if (value_bool(feed, "alarms"))
		show_say(s, run, N_("with alarms"));
	if (value_bool(feed, "busy"))
		show_say(s, run, N_("blocks time"));
}

static void add_fetched(
	struct str *s, const struct run *run, const json_t *feed)
{
	const char *at = value_text(feed, "fetched");

	if (*at)
		show_instant(s, run, at);
	else
		str_add(s, text_get(run->lang, N_("not yet")));
	show_part(s, value_text(feed, "agent"));
	if (value_bool(feed, "given_up"))
		show_say(s, run,
			N_("given up, since nobody read it for 180 days; nudge "
			   "feed rotate gives a new address"));
}

static int print_show(struct run *run, const json_t *result)
{
	static const struct grid_column columns[] = {{N_("CALENDAR"), 0},
		{N_("WHAT IS IN IT"), GRID_FLEX}, {N_("LAST READ"), GRID_FLEX}};
	AUTO_GRID grid = GRID(columns);
	const json_t *feed;
	size_t i;

	json_array_foreach(value(result, "feeds"), i, feed) {
		AUTO_STR options = {0};
		AUTO_STR fetched = {0};

		add_options(&options, run, feed);
		add_fetched(&fetched, run, feed);
		grid_add(&grid, OUT_BOLD, word_kind(run, feed));
		grid_add(&grid, OUT_PLAIN, str_get(&options));
		grid_add(&grid, OUT_PLAIN, str_get(&fetched));
	}
	return show_listing(run, &grid, result,
		N_("no calendar is subscribed to yet; nudge feed rotate gives "
		   "you an address for one"));
}

/* What quickstart sets, or somebody who tries it out. */
static bool is_loopback(const char *url)
{
	return strncmp(url, "http://127.", 11) == 0 ||
	       strncmp(url, "http://localhost", 16) == 0;
}

static void print_address(struct run *run, const json_t *result)
{
	const char *url = run->target.conf.web_url;
	const char *listen = run->target.conf.web_listen;
	AUTO_STR address = {0};

	if (url)
		str_add(&address, url);
	else
		str_addf(&address, "http://%s",
			listen ? listen : CONF_WEB_LISTEN);
	str_add(&address, value_text(result, "path"));
	out_paragraph(&run->out, 0, 0, str_get(&address));
	out_paragraph(&run->talk, 0, 0,
		text_get(run->lang,
			N_("Subscribe to this address in your calendar (\"from "
			   "URL\").  Whoever knows it can read the calendar; "
			   "it "
			   "is not shown again.")));
	if (value_bool(result, "replaced"))
		out_paragraph(&run->talk, 0, 0,
			text_get(run->lang,
				N_("The address before no longer works.")));
	if (!url || is_loopback(url))
		out_paragraph(&run->talk, 0, 0,
			text_get(run->lang,
				N_("It works on this machine only, until nudge "
				   "knows how nudge-web is reached from "
				   "outside: nudge config set web.url URL")));
}

static int print_rotate(struct run *run, const json_t *result)
{
	AUTO_STR s = {0};

	str_add(&s, word_kind(run, value(result, "feed")));
	add_options(&s, run, value(result, "feed"));
	out_paragraph(&run->out, 0, 0, str_get(&s));
	if (*value_text(result, "path"))
		print_address(run, result);
	show_change(run, result);
	return 0;
}

static int print_remove(struct run *run, const json_t *result)
{
	AUTO_STR s = {0};

	text_add(&s, run->lang, N_("No longer to be had: %s"),
		word_kind(run, value(result, "feed")));
	out_paragraph(&run->out, 0, 0, str_get(&s));
	show_change(run, result);
	return 0;
}

const struct cmd cmd_feed_show = {
	.name = "feed show",
	.group = CMD_SETUP,
	.summary = N_("list your calendar subscriptions"),
	.details = N_("Shows what is in each and when a calendar program last "
		      "read it.  Google reads a few times a day at most, "
		      "whatever it is told, and neither Google nor Outlook "
		      "rings for a calendar that is subscribed to: reminders "
		      "come through your channels."),
	.examples = {{"nudge feed show", N_("which there are")},
		{"nudge feed show --json", N_("for scripts")}},
	.method = "feed.list",
	.print = print_show,
};

const struct cmd cmd_feed_rotate = {
	.name = "feed rotate",
	.group = CMD_SETUP,
	.summary = N_("a new address for your follow-ups in a calendar"),
	.details = N_("The address is secret and shown once.  Asked for again, "
		      "there is a new one, and the one before stops working "
		      "at once: that is how to take it back from whoever has "
		      "it."),
	.examples = {{"nudge feed rotate", N_("your own follow-ups")},
		{"nudge feed rotate --account acme --names",
			N_("those with one account, with contacts' names")}},
	CMD_OPTS(rotate_opts),
	.method = "feed.rotate",
	.print = print_rotate,
};

const struct cmd cmd_feed_remove = {
	.name = "feed remove",
	.group = CMD_SETUP,
	.summary = N_("end a calendar subscription"),
	.examples = {{"nudge feed remove", N_("of your own follow-ups")},
		{"nudge feed remove --account acme",
			N_("of those with one account")}},
	CMD_OPTS(opts),
	.method = "feed.remove",
	.print = print_remove,
};
