/* door - a world with one person who has a password: for everything about signing in. */
#ifndef TESTS_UNIT_ORG_DOOR_H
#define TESTS_UNIT_ORG_DOOR_H

#include "world.h"

#define LOGIN    "lin.wei"
#define PASSWORD "correct horse"

/* The platform's administrator as an actor. */
struct turn_actor door_root(struct world *w);
/* LOGIN joins the platform with these roles (JSON with '). Returns the user's id. */
const char *door_person(struct world *w, const char *roles);
/* POST /v1/login as nobody; the status. */
int door_login(struct world *w, const char *login, const char *password);
/* LOGIN signs in; what follows comes with the session's cookie. Returns the token. */
const char *door_in(struct world *w);
/* An organisation below the asking one, with its administrator as an actor. */
const char *door_org(struct world *w, const char *path, const char *name, struct turn_actor *admin,
                     uint32_t who);
/* A turn outside of any request, to ask org what modules above ask it. */
struct turn door_turn(struct world *w, struct kb_error *err);

#endif
