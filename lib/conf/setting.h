/* Forms that a setting of nudge.conf may have: each function makes the stored
 * form of value, which the caller frees.  -EINVAL; -ENOMEM. */
#pragma once

#include "base/cleanup.h"

/* http or https, a host, perhaps a path; no slash at its end. */
NUDGE_CHECK int setting_url(const char *value, char **ret);

/* "ADDRESS:PORT", "[ADDRESS]:PORT". */
NUDGE_CHECK int setting_listen(const char *value, char **ret);

/* An IP address. */
NUDGE_CHECK int setting_address(const char *value, char **ret);

/* Up to five digits. */
NUDGE_CHECK int setting_number(const char *value, char **ret);
