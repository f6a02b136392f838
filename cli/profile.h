/* profile - what is kept between runs: which server, who is signed in, for which organisation. A
 * file of mode 0600 in ~/.config/kboss; it holds a credential, so one that others may read is
 * refused. */
#ifndef CLI_PROFILE_H
#define CLI_PROFILE_H

#include "base/field.h"

struct cli_org {
    const char *id, *kind, *name;
};
struct cli_profile {
    const char *server, *login, *org, *lang, *ca;
    const char *cookie, *api_key; /* secrets: one of them, or both "" */
    struct kb_list orgs;          /* struct cli_org: to name one instead of typing its id */
};

/* The file of a profile: a name, or a path when it has a slash. */
MUST_USE enum kb_code cli_profile_path(const char *name, struct kb_arena *a, const char **path,
                                       struct kb_error *err);
/* Empty when there is no file. cli.profile: readable by others, or not a profile. */
MUST_USE enum kb_code cli_profile_load(const char *path, struct kb_arena *a,
                                       struct cli_profile *out, struct kb_error *err);
MUST_USE enum kb_code cli_profile_save(const char *path, const struct cli_profile *p,
                                       struct kb_error *err);
/* The id of the organisation with this id or name; cli.usage when it is none of yours. */
MUST_USE enum kb_code cli_profile_org(const struct cli_profile *p, const char *text,
                                      const char **id, struct kb_error *err);

#endif
