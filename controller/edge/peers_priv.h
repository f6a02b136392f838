/* peers - how much one address has open and how fast it asks. A table of fixed size: a million
 * addresses cost no more memory than one. Safe from every thread. */
#ifndef CONTROLLER_EDGE_PEERS_PRIV_H
#define CONTROLLER_EDGE_PEERS_PRIV_H

#include "controller/edge/address_priv.h"

struct edge_peers;

/* Limits of one address, 0 = none: things open, requests per second, burst. Seed: secret, so that
 * nobody can choose addresses that fall together. */
struct edge_peers *edge_peers_new(int64_t open_max, int64_t rate_s, int64_t burst, uint64_t seed);
void edge_peers_free(struct edge_peers *p);
/* Count one more open thing; false: the address has its share, nothing is counted. */
bool edge_peers_open(struct edge_peers *p, const struct edge_address *a);
void edge_peers_close(struct edge_peers *p, const struct edge_address *a);
/* Take one request from the address' bucket. 0: go on; else seconds to wait. */
int64_t edge_peers_take(struct edge_peers *p, const struct edge_address *a, int64_t now_ms);

#endif
