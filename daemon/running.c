/* What runs this machine; the contract is in running.h. */
#include "daemon/running.h"

#include "base/str.h"

#include <systemd/sd-bus.h>
#include <systemd/sd-daemon.h>

enum { ANSWER_S = 2 };

static void close_bus(sd_bus **bus)
{
	sd_bus_close_unref(*bus);
}

char *running_systemd(void)
{
	CLEANUP(close_bus) sd_bus *bus = NULL;
	char *version = NULL;

	if (sd_booted() <= 0)
		return NULL;
	if (sd_bus_open_system(&bus) < 0 ||
		sd_bus_set_method_call_timeout(
			bus, ANSWER_S * UINT64_C(1000000)) < 0 ||
		sd_bus_get_property_string(bus, "org.freedesktop.systemd1",
			"/org/freedesktop/systemd1",
			"org.freedesktop.systemd1.Manager", "Version", NULL,
			&version) < 0)
		return strdup("");
	return version;
}
