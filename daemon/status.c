/* The status line; the contract is in status.h. */
#include "daemon/status.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <systemd/sd-daemon.h>

#include "base/str.h"
#include "core/civil.h"

static void add_instant(struct str *line, int64_t at)
{
	int minute = (int)(at % 86400 / 60);

	str_addf(line, "%s %02d:%02d UTC",
		CIVIL_STR(civil_from_days((int32_t)(at / 86400))), minute / 60,
		minute % 60);
}

static void add_outbox(struct str *line, const struct status_facts *facts)
{
	if (facts->waiting)
		str_addf(line, "; %" PRId64 " waiting", facts->waiting);
	if (facts->paused)
		str_addf(line, "; channels paused: %" PRId64, facts->paused);
	if (facts->is_silent)
		str_add(line, "; the heartbeat does not arrive");
	if (facts->is_degraded)
		str_add(line, "; degraded: the database takes no writes");
}

void status_tell(struct status *status, const struct status_facts *facts)
{
	AUTO_STR line = {0};

	if (facts->is_stopping) {
		str_add(&line, "stopping: waits for what is under way");
	} else if (facts->newest) {
		str_add(&line, "waits: the clock is not set, the newest entry "
			       "is from ");
		add_instant(&line, facts->newest);
	} else if (facts->next_at == INT64_MAX) {
		str_add(&line, "nothing is planned");
	} else {
		str_add(&line, "next at ");
		/* The minute by whose beginning it is done. */
		add_instant(&line, facts->next_at + 59);
	}
	add_outbox(&line, facts);
	if (strcmp(status->line, str_get(&line)) == 0)
		return;
	snprintf(status->line, sizeof(status->line), "%s", str_get(&line));
	(void)sd_notifyf(0, "STATUS=%s", status->line);
}
