/* Which addresses a channel may reach. */
#include "daemon/reach.h"

#include "base/cleanup.h"

#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

/* RFC 6890 and successors; benchmarks and documentation included. */
static const struct {
	uint32_t net;
	int bits;
} closed4[] = {
	{0x00000000, 8},  /* 0.0.0.0/8 this network */
	{0x0a000000, 8},  /* 10/8 */
	{0x64400000, 10}, /* 100.64/10 shared */
	{0x7f000000, 8},  /* 127/8 loopback */
	{0xa9fe0000, 16}, /* 169.254/16 link-local, cloud metadata */
	{0xac100000, 12}, /* 172.16/12 */
	{0xc0000000, 24}, /* 192.0.0/24 */
	{0xc0000200, 24}, /* 192.0.2/24 documentation */
	{0xc0a80000, 16}, /* 192.168/16 */
	{0xc6120000, 15}, /* 198.18/15 benchmarks */
	{0xc6336400, 24}, /* 198.51.100/24 documentation */
	{0xcb007100, 24}, /* 203.0.113/24 documentation */
	{0xe0000000, 4},  /* 224/4 multicast */
	{0xf0000000, 4},  /* 240/4 reserved, broadcast */
};

static bool is_public4(uint32_t ip)
{
	for (size_t i = 0; i < ARRAY_LEN(closed4); i++)
		if ((ip ^ closed4[i].net) >> (32 - closed4[i].bits) == 0)
			return false;
	return true;
}

static uint32_t last4(const struct in6_addr *ip)
{
	uint32_t v4;

	memcpy(&v4, ip->s6_addr + 12, sizeof(v4));
	return ntohl(v4);
}

static bool is_public6(const struct in6_addr *ip)
{
	static const uint8_t nat64[12] = {0, 0x64, 0xff, 0x9b};

	if (IN6_IS_ADDR_V4MAPPED(ip) || memcmp(ip->s6_addr, nat64, 12) == 0)
		return is_public4(last4(ip));
	/* Only 2000::/3 is given out; of that, 2002:: wraps an IPv4 address
	 * and 2001:0::/23, 2001:db8:: are for protocols and books. */
	if (ip->s6_addr[0] >> 5 != 1)
		return false;
	if (ip->s6_addr[0] == 0x20 && ip->s6_addr[1] == 0x02)
		return false;
	return !(ip->s6_addr[0] == 0x20 && ip->s6_addr[1] == 0x01 &&
		 (ip->s6_addr[2] < 2 ||
			 (ip->s6_addr[2] == 0x0d && ip->s6_addr[3] == 0xb8)));
}

bool reach_is_public(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET)
		return is_public4(ntohl(
			((const struct sockaddr_in *)(const void *)address)
				->sin_addr.s_addr));
	if (address->sa_family == AF_INET6)
		return is_public6(
			&((const struct sockaddr_in6 *)(const void *)address)
				 ->sin6_addr);
	return false;
}

bool reach_is_loopback(const struct sockaddr *address)
{
	const struct sockaddr_in *in = (const void *)address;
	const struct sockaddr_in6 *in6 = (const void *)address;

	if (address->sa_family == AF_INET)
		return ntohl(in->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
	return address->sa_family == AF_INET6 &&
	       IN6_IS_ADDR_LOOPBACK(&in6->sin6_addr);
}
