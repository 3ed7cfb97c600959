/* nudged: decides what is due, queues it and sends it. */
#include "base/stdfd.h"
#include "service/log.h"
#include "daemon/about.h"
#include "daemon/manager.h"
#include "daemon/trial.h"
#include "service/settings.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { EXIT_USAGE = 2, EXIT_TROUBLE = 5, EXIT_BUSY = 75 };

struct options {
	const char *db;
	bool check_config, tries;
};

static const char usage[] =
	"Usage: nudged [--db PATH]\n"
	"Decides which reminders are due, and delivers them.\n"
	"\n"
	"  --db PATH        the database; otherwise NUDGE_DB, nudge.conf or\n"
	"                   your personal one\n"
	"  --check-config   read the configuration, say what is wrong, end\n"
	"  --try            for nudge doctor: see whether channels can be\n"
	"                   reached; nothing is sent\n"
	"  --help, --version\n"
	"\n"
	"SIGHUP reads configuration and secrets again; SIGTERM finishes what\n"
	"is under way and ends.  See nudged(8).\n";

static const char version[] = "nudged " PACKAGE_VERSION "\n" NUDGE_BUILD "\n";

/* Programs that serve nudge say on the third line what they are made of. */
static int print_version(void)
{
	AUTO_STR libraries = {0};

	about_libraries(&libraries);
	printf("%s%s\n", version, str_get(&libraries));
	return EXIT_SUCCESS;
}

/* What to exit with at once, or -1 to go on. */
static int read_options(int argc, char **argv, struct options *ret)
{
	static const struct option known[] = {
		{"db", required_argument, NULL, 'd'},
		{"check-config", no_argument, NULL, 'c'},
		{"try", no_argument, NULL, 't'},
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'v'},
		{0},
	};
	int c;

	while ((c = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (c == 'd') {
			ret->db = optarg;
		} else if (c == 'c') {
			ret->check_config = true;
		} else if (c == 't') {
			ret->tries = true;
		} else if (c == 'h') {
			fputs(usage, stdout);
			return EXIT_SUCCESS;
		} else if (c == 'v') {
			return print_version();
		} else {
			fputs("nudged --help shows how to call it\n", stderr);
			return EXIT_USAGE;
		}
	}
	if (optind == argc)
		return -1;
	fputs("nudged takes nothing but options\n", stderr);
	return EXIT_USAGE;
}

static int check_config(const char *db)
{
	AUTO_SETTINGS settings = {0};
	struct err err = {0};
	int r = settings_load(db, &settings, &err);

	if (r < 0) {
		log_err(LOG_ERR, r, &err);
		return EXIT_TROUBLE;
	}
	printf("the configuration is good; database %s\n", settings.db.path);
	return EXIT_SUCCESS;
}

static int try_channels(sd_event *event)
{
	struct err err = {0};
	int r = trial_run(event, &err);

	if (r == 0)
		return EXIT_SUCCESS;
	log_err(LOG_ERR, r, &err);
	return EXIT_TROUBLE;
}

static int serve(sd_event *event, const char *db)
{
	struct manager *manager = NULL;
	struct err err = {0};
	int r = manager_new(event, db, &manager, &err);

	if (r < 0) {
		log_err(LOG_ERR, r, &err);
		return r == -EBUSY ? EXIT_BUSY : EXIT_TROUBLE;
	}
	r = sd_event_loop(event);
	manager_free(manager);
	if (r >= 0)
		return EXIT_SUCCESS;
	log_line(LOG_ERR, "ends: %s", strerror(-r));
	return EXIT_TROUBLE;
}

int main(int argc, char **argv)
{
	struct options options = {0};
	sd_event *event = NULL;
	int status;

	status = read_options(argc, argv, &options);
	if (status >= 0)
		return status;
	stdfd_fill();
	/* A limit of file sizes is told like a full disk. */
	signal(SIGXFSZ, SIG_IGN);
	log_open();
	if (options.check_config)
		return check_config(options.db);

	status = sd_event_default(&event);
	if (status < 0) {
		log_err(LOG_ERR, status, NULL);
		return EXIT_TROUBLE;
	}
	status = options.tries ? try_channels(event) : serve(event, options.db);
	sd_event_unref(event);
	return status;
}
