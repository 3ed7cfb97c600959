/* Forms of settings; the contract is in setting.h. */
#include "conf/setting.h"

#include "base/str.h"

#include <errno.h>
#include <string.h>

enum { URL_MAX = 64 }; /* a calendar's whole address stays below 116 bytes */

int setting_url(const char *value, char **ret)
{
	AUTO_STR s = {0};
	size_t scheme = strncmp(value, "https://", 8) == 0 ? 8 : 7;
	size_t n = strlen(value);

	if ((scheme == 7 && strncmp(value, "http://", 7) != 0) || n > URL_MAX ||
		strpbrk(value, " ?#<>\""))
		return -EINVAL;
	while (n > scheme && value[n - 1] == '/')
		n--;
	if (n == scheme)
		return -EINVAL;
	str_add_n(&s, value, n);
	return str_take(&s, ret);
}

int setting_listen(const char *value, char **ret)
{
	const char *port = strrchr(value, ':');
	size_t n = port ? strspn(port + 1, "0123456789") : 0;

	if (n == 0 || n > 5 || port[1 + n] || port == value)
		return -EINVAL;
	return str_dup(value, ret);
}

int setting_address(const char *value, char **ret)
{
	if (value[strspn(value, "0123456789abcdefABCDEF.:")])
		return -EINVAL;
	return str_dup(value, ret);
}

int setting_number(const char *value, char **ret)
{
	if (strlen(value) > 5 || value[strspn(value, "0123456789")])
		return -EINVAL;
	return str_dup(value, ret);
}
