/* What came of trying a channel; the contract is in doctor_words.h. */
#include "cli/doctor_words.h"

#include "base/str.h"
#include "cli/value.h"
#include "conf/secrets.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { CLOCK_OFF_S = 300 }; /* services refuse what is signed later */

/* %1$s the channel, %2$s the reason in more words, %3$s its secret file. */
struct words {
	const char *cause, *text, *advice;
};

static const struct words causes[] = {
	{"name", N_("%s: the host name cannot be found (%s)"),
		N_("correct the host name in %3$s, or see why this machine "
		   "finds no names: getent hosts NAME")},
	{"connect", N_("%s: nobody answers there (%s)"),
		N_("see whether the server runs, the port in %3$s is right "
		   "and no firewall is in between")},
	{"time", N_("%s: no answer in time"),
		N_("see whether host and port in %3$s are right and no "
		   "firewall swallows what is sent there")},
	{"lost", N_("%s: the connection broke off (%s)"),
		N_("see whether the port and, for mail, \"tls\" in %3$s are "
		   "what the server expects")},
	{"tls", N_("%s: TLS could not be set up (%s)"),
		N_("see whether the port and, for mail, \"tls\" in %3$s are "
		   "what the server expects: starttls goes with port 587, "
		   "implicit with 465")},
	{"certificate",
		N_("%s: the server's certificate cannot be trusted (%s)"),
		N_("if your own CA signed it, name that CA's file as "
		   "\"ca_file\" in %3$s; otherwise the server needs one for "
		   "exactly the host name given there")},
	{"ca-file", N_("%s: the file of CA certificates cannot be used (%s)"),
		N_("correct \"ca_file\" in %3$s, and let nudged read it")},
	{"login", N_("%s: the login was refused (%s)"),
		N_("correct username and password in %3$s; some providers "
		   "want a password made for programs")},
	{"address", N_("%s may not be used: %s"),
		N_("correct %3$s; man 7 nudge-channels says what may stand "
		   "there")},
	{"reply", N_("%s: the server refuses: %s"),
		N_("what nudged said to it follows from %3$s; else ask those "
		   "who run the server")},
	{"write", N_("%s: mail cannot be put there: %s"),
		N_("let nudged's user write there, or correct \"path\" in "
		   "%3$s")},
	{"secret-gone", N_("%s sends nothing: %s"),
		N_("put %3$s back from a copy, or write it; man 7 "
		   "nudge-channels says what stands there")},
	{"secret-open", N_("%s sends nothing: %s"),
		N_("it belongs to nudged's user, and to nobody else: chmod "
		   "600 %3$s")},
	{"secret", N_("%s sends nothing: %s"),
		N_("correct %3$s; man 7 nudge-channels says what may stand "
		   "there")},
};

static const struct words *find(const char *cause)
{
	for (size_t i = 0; i < ARRAY_LEN(causes); i++)
		if (strcmp(causes[i].cause, cause) == 0)
			return &causes[i];
	return NULL;
}

static const char *check_of(const char *name)
{
	return strcmp(name, SECRETS_HEARTBEAT) ? "channel" : "heartbeat";
}

static const char *praise(const char *kind)
{
	if (!kind)
		return N_("%s: the secret file is good");
	if (strcmp(kind, "email") == 0)
		return N_("%s: the mail server lets nudged in");
	if (strcmp(kind, "maildir") == 0)
		return N_("%s: mail can be put there");
	return N_("%s: the server answers");
}

/* Some relays know who we are by our address. */
static int say_no_login(
	struct findings *found, const char *name, const char *file)
{
	return finding_add_more(found,
		&(struct finding){"channel", FINDING_WARN,
			N_("%s: the mail server answers, but asks for no "
			   "login"),
			N_("if it needs none, take username and password out "
			   "of %3$s; many servers offer it only with TLS"),
			name},
		"", file);
}

static int say_trouble(struct findings *found, const json_t *tried,
	const char *name, const char *file)
{
	const struct words *words = find(value_text(tried, "cause"));
	const char *code = value_text(tried, "code");
	AUTO_STR detail = {0};

	if (!words)
		words = find("lost");
	if (*code)
		str_addf(&detail, "%s ", code);
	str_add(&detail, value_text(tried, "detail"));
	if (str_error(&detail) < 0)
		return -ENOMEM;
	return finding_add_more(found,
		&(struct finding){check_of(name), FINDING_BAD, words->text,
			words->advice, name},
		str_get(&detail), file);
}

static int check_clock(
	struct findings *found, const json_t *tried, const char *name)
{
	int64_t off = llabs(value_int(tried, "clock_off_s"));

	if (off <= CLOCK_OFF_S)
		return 0;
	return finding_add_more(found,
		&(struct finding){"clock", FINDING_BAD,
			N_("this machine's clock and that of the server of %s "
			   "are %s minutes apart"),
			N_("set the clock, and let it be kept right: "
			   "timedatectl set-ntp true"),
			name},
		STR_INT(off / 60), "");
}

int doctor_words_add(struct findings *found, const json_t *tried,
	const char *kind, const char *secrets)
{
	const char *name = value_text(tried, "tried");
	bool is_well = strcmp(value_text(tried, "class"), "sent") == 0;
	AUTO_STR file = {0};
	int r;

	str_addf(&file, "%s/%s", secrets, name);
	if (str_error(&file) < 0)
		return -ENOMEM;
	if (is_well)
		r = finding_add(
			found, &(struct finding){check_of(name), FINDING_OK,
				       praise(kind), NULL, name});
	else if (strcmp(value_text(tried, "class"), "temporary") == 0 &&
		 strcmp(value_text(tried, "cause"), "login") == 0)
		r = say_no_login(found, name, str_get(&file));
	else
		r = say_trouble(found, tried, name, str_get(&file));
	return r < 0 ? r : check_clock(found, tried, name);
}
