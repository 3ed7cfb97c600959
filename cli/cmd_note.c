/* nudge note: what is learnt of an account. */
#include "cli/cmd.h"
#include "cli/show.h"
#include "cli/show_facts.h"
#include "cli/show_note.h"

static const struct arg add_args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT),
	ARG("text", N_("TEXT"), .rest = true),
};

static const struct arg list_args[] = {
	ARG("account", N_("ACCOUNT"), .words = OPT_ACCOUNT, .optional = true),
};

static const struct arg edit_args[] = {
	ARG("id", N_("ID")),
	ARG("text", N_("TEXT"), .optional = true, .rest = true),
};

static const struct arg remove_args[] = {ARG("id", N_("ID"))};

#define SHARED_OPTS                                                            \
	OPT("with", N_("CONTACT"), N_("the contact whom it is about"),         \
		.words = OPT_CONTACT),                                         \
		OPT_FLAG("caution", N_("to be known before walking in")),      \
		OPT_FLAG("share", N_("let the account's team read it")),       \
		OPT_FLAG("in-room",                                            \
			N_("share it, and let rooms have the text"))

static const struct opt add_opts[] = {SHARED_OPTS};

static const struct opt edit_opts[] = {
	SHARED_OPTS,
	OPT_FLAG("renew", N_("it is still true: 12 months from today")),
	OPT_DENY("no-caution", "caution", N_("a caution no more")),
	OPT_DENY("no-share", "share", N_("keep it to yourself")),
	OPT_DENY("no-in-room", "in_room", N_("rooms only hear that it exists")),
};

static const struct opt list_opts[] = {
	OPT_FLAG("caution", N_("only cautions")),
	OPT("limit", N_("N"), N_("at most so many")),
	OPT("cursor", N_("CURSOR"), N_("go on where the last page ended")),
};

static int print_line(struct run *run, const json_t *result, const char *label)
{
	AUTO_GRID grid = GRID(show_line_columns);
	const json_t *note = value(result, "note");
	AUTO_STR s = {0}, text = {0};

	show_line(&grid, run, OUT_GOOD, label, value(note, "id"));
	show_part(&s, value_text(result, "account.name"));
	show_note_flags(&s, run, note);
	show_note_text(&text, run, note);
	show_part(&s, str_get(&text));
	grid_add(&grid, OUT_PLAIN, str_get(&s));
	grid_print(&grid, &run->out, 0);
	show_change(run, result);
	return 0;
}

static int print_added(struct run *run, const json_t *result)
{
	return print_line(run, result, N_("Noted"));
}

static int print_removed(struct run *run, const json_t *result)
{
	return print_line(run, result, N_("Removed"));
}

static int print_edited(struct run *run, const json_t *result)
{
	static const struct show_fact facts[] = {
		{N_("text"), "text"},
		{N_("about"), "contact.name"},
		{N_("caution"), "caution"},
		{N_("shown until"), "expires"},
		{N_("shared"), "share"},
		{N_("in rooms"), "in_room"},
		{NULL, NULL},
	};
	AUTO_GRID grid = GRID(show_facts_columns);
	const json_t *note = value(result, "note");
	AUTO_STR s = {0};

	str_addf(&s, "%s  %s", STR_INT(value_int(note, "id")),
		value_text(result, "account.name"));
	out_text(&run->out, OUT_BOLD, str_get(&s));
	out_newline(&run->out);
	show_facts_all(&grid, run, facts, value(result, "was"), note);
	grid_print(&grid, &run->out, 2);
	show_change(run, result);
	return 0;
}

static int print_list(struct run *run, const json_t *result)
{
	AUTO_GRID grid = GRID(show_note_columns);

	show_note_fill(&grid, run, value(result, "notes"));
	return show_listing(run, &grid, result, N_("no note matches"));
}

const struct cmd cmd_note = {
	.name = "note",
	.group = CMD_KNOW,
	.summary = N_("note what you learnt of an account"),
	.details = N_("You keep a note to yourself, or share it with the "
		      "account's team. A caution is what one must know before "
		      "walking in: everybody who goes there is told, for 12 "
		      "months. Chat rooms only hear that a note was shared, "
		      "unless you let them have the text."),
	.examples = {{N_("nudge note acme \"never call before ten\" --with "
			 "wangfang --caution"),
			     N_("told before each contact there")},
		{"nudge note 和信 明年要建二期厂房 --share",
			N_("shared with the team")}},
	CMD_ARGS(add_args),
	CMD_OPTS(add_opts),
	.method = "note.add",
	.print = print_added,
};

const struct cmd cmd_note_list = {
	.name = "note list",
	.group = CMD_KNOW,
	.summary = N_("list notes, newest first"),
	.examples = {{"nudge note list acme", N_("what is known of Acme")},
		{"nudge note list --caution",
			N_("all cautions, expired ones too")}},
	CMD_ARGS(list_args),
	CMD_OPTS(list_opts),
	.method = "note.list",
	.print = print_list,
};

const struct cmd cmd_note_edit = {
	.name = "note edit",
	.group = CMD_KNOW,
	.summary = N_("change or renew a note"),
	.examples = {{"nudge note edit 7 --renew",
			     N_("a caution that is still true")},
		{N_("nudge note edit 7 \"call after ten\" --share"),
			N_("another text, and shared")}},
	CMD_ARGS(edit_args),
	CMD_OPTS(edit_opts),
	.method = "note.edit",
	.print = print_edited,
};

const struct cmd cmd_note_remove = {
	.name = "note remove",
	.group = CMD_KNOW,
	.summary = N_("remove a note"),
	.examples = {{"nudge note remove 7", N_("it is no longer true")},
		{"nudge note remove 7 --preview", N_("see which one it is")}},
	CMD_ARGS(remove_args),
	.method = "note.remove",
	.print = print_removed,
};
