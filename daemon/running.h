/* What runs this machine. */
#pragma once

/* The version of the systemd that runs, "" where it runs and does not say,
 * NULL where none does; to be freed. */
char *running_systemd(void);
