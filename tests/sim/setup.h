/* setup - a small world made through the routes that people would use. */
#ifndef TESTS_SIM_SETUP_H
#define TESTS_SIM_SETUP_H

struct seller;
struct sim;

void setup_world(struct sim *s);
/* A draft of terms for the child that fit below the parent's own; fills how the child buys. */
const char *setup_terms(struct sim *s, const struct seller *parent, struct seller *child);

#endif
