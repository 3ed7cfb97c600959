/* Slowing guesses down; the contract is in throttle.h. */
#include "web/throttle.h"

#include "base/utf8.h"

#include <string.h>

static bool is_old(const struct throttle_peer *p, int64_t now)
{
	return now - p->since >= THROTTLE_SPAN_S || now < p->since;
}

/* The entry of peer, or NULL. */
static const struct throttle_peer *find(
	const struct throttle *throttle, const char *peer)
{
	for (int i = 0; i < THROTTLE_PEERS; i++)
		if (strncmp(throttle->peers[i].name, peer, THROTTLE_PEER - 1) ==
			0)
			return &throttle->peers[i];
	return NULL;
}

bool throttle_is_closed(
	const struct throttle *throttle, const char *peer, int64_t now)
{
	const struct throttle_peer *p = find(throttle, peer);

	return p && !is_old(p, now) && p->misses >= THROTTLE_MISSES;
}

void throttle_note(struct throttle *throttle, const char *peer, int64_t now)
{
	const struct throttle_peer *known = find(throttle, peer);
	struct throttle_peer *p = throttle->peers;

	for (int i = 0; i < THROTTLE_PEERS; i++) {
		if (known == &throttle->peers[i]) {
			p = &throttle->peers[i];
			break;
		}
		if (throttle->peers[i].since < p->since)
			p = &throttle->peers[i];
	}
	if (p != known || is_old(p, now)) {
		*p = (struct throttle_peer){.since = now};
		utf8_copy(p->name, sizeof(p->name), peer);
	}
	p->misses++;
}
