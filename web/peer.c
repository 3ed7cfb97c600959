/* Addresses of clients; the contract is in peer.h. */
#include "web/peer.h"

#include <arpa/inet.h>
#include <string.h>

const char *peer_write(
	char buf[static PEER_LEN], const struct sockaddr *address)
{
	const void *ip = NULL;

	if (address && address->sa_family == AF_INET)
		ip = &((const struct sockaddr_in *)(const void *)address)
			      ->sin_addr;
	else if (address && address->sa_family == AF_INET6)
		ip = &((const struct sockaddr_in6 *)(const void *)address)
			      ->sin6_addr;
	if (!ip || !inet_ntop(address->sa_family, ip, buf, PEER_LEN))
		(void)memcpy(buf, "local", sizeof("local"));
	return buf;
}

/* The last address a proxy names is the one it saw; the earlier ones are what
 * the client says of itself. */
const char *peer_find(
	const char *direct, const char *trusted, const char *forwarded)
{
	const char *last;

	if (!trusted || !forwarded || strcmp(trusted, direct) != 0)
		return direct;
	last = strrchr(forwarded, ',');
	last = last ? last + 1 : forwarded;
	return last + strspn(last, " ");
}
