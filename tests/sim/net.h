/* net - the lines between the controller and its agents: they lose, double, delay and so reorder
 * messages, are cut in one direction or both, and break when either end dies. */
#ifndef TESTS_SIM_NET_H
#define TESTS_SIM_NET_H

#include "queue.h"

#define SITES_MAX 8

struct sim;

struct message {
    const char *type, *text;
    int64_t job; /* 0: none; for the table of faults */
};

struct line {
    bool cut_to_site, cut_to_ctl;
    int64_t heals_ms;
    int conn;    /* grows when either end dies: what was on the way is mostly gone */
};

struct net {
    struct line line[SITES_MAX];
    int64_t on_the_way;
};

void net_to_site(struct sim *s, int site, const struct message *m);
void net_to_ctl(struct sim *s, int site, const struct message *m);
/* Does an event's message still arrive? Counts it as arrived either way. */
bool net_arrives(struct sim *s, const struct event *e);
void net_break(struct sim *s, int site);
void net_cut(struct sim *s, int site);
void net_heal(struct sim *s, int site);

#endif
