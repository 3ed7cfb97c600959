/* nudge-web: calendar subscriptions, over HTTP.  Calls nobody. */
#include "base/stdfd.h"
#include "service/log.h"
#include "service/settings.h"
#include "web/house.h"
#include "web/reply.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

enum { EXIT_USAGE = 2, EXIT_TROUBLE = 5 };

struct options {
	const char *db, *listen;
};

static const char usage[] =
	"Usage: nudge-web [--db PATH] [--listen ADDRESS:PORT]\n"
	"Serves calendar subscriptions from the database of nudge.\n"
	"\n"
	"  --db PATH        the database; otherwise NUDGE_DB, nudge.conf or\n"
	"                   your personal one\n"
	"  --listen ADDRESS:PORT\n"
	"                   where to listen, unless systemd hands over a\n"
	"                   socket; otherwise nudge.conf or " CONF_WEB_LISTEN
	"\n"
	"  --help, --version\n"
	"\n"
	"SIGTERM ends it.  See nudge-web(8).\n";

static const char version[] =
	"nudge-web " PACKAGE_VERSION "\n" NUDGE_BUILD "\n";

/* What to exit with at once, or -1 to go on. */
static int read_options(int argc, char **argv, struct options *ret)
{
	static const struct option known[] = {
		{"db", required_argument, NULL, 'd'},
		{"listen", required_argument, NULL, 'l'},
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'v'},
		{0},
	};
	int c;

	while ((c = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (c == 'd') {
			ret->db = optarg;
		} else if (c == 'l') {
			ret->listen = optarg;
		} else if (c == 'h') {
			fputs(usage, stdout);
			return EXIT_SUCCESS;
		} else if (c == 'v') {
			printf("%slibmicrohttpd %s\n", version,
				reply_library());
			return EXIT_SUCCESS;
		} else {
			fputs("nudge-web --help shows how to call it\n",
				stderr);
			return EXIT_USAGE;
		}
	}
	if (optind == argc)
		return -1;
	fputs("nudge-web takes nothing but options\n", stderr);
	return EXIT_USAGE;
}

static int serve(const struct options *options)
{
	AUTO_SETTINGS settings = {0};
	struct house *house = NULL;
	struct err err = {0};
	int r = settings_load(options->db, &settings, &err);

	if (r == 0)
		r = house_new(&settings, options->listen, &house, &err);
	if (r < 0) {
		log_err(LOG_ERR, r, &err);
		return EXIT_TROUBLE;
	}
	r = house_run(house);
	house_free(house);
	if (r >= 0)
		return EXIT_SUCCESS;
	log_line(LOG_ERR, "ends: %s", strerror(-r));
	return EXIT_TROUBLE;
}

int main(int argc, char **argv)
{
	struct options options = {0};
	int status = read_options(argc, argv, &options);

	if (status >= 0)
		return status;
	stdfd_fill();
	log_open();
	return serve(&options);
}
