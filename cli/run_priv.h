/* run - one run of kboss: what every command works with. */
#ifndef CLI_RUN_PRIV_H
#define CLI_RUN_PRIV_H

#include "base/world.h"
#include "cli/call.h"
#include "cli/http.h"
#include "cli/profile.h"

struct cli {
    struct kb_arena arena; /* everything of this run */
    struct kb_world world;
    struct kb_error err;
    struct cli_options options;
    struct cli_profile profile;
    const char *profile_path;
    struct cli_http *http;
    struct cli_document document;
    bool fresh;          /* the document came from the server just now */
    const char *key;     /* of a write that was sent: to repeat it */
    json_t *refusal;     /* the server's error document; owned */
};

/* --- document: from the cache or the server --- */
MUST_USE enum kb_code cli_document_load(struct cli *c);
/* From the server, whatever the cache says: before something is refused because of the document. */
MUST_USE enum kb_code cli_document_refresh(struct cli *c);
/* Only what is cached, without a network: for completion. */
MUST_USE enum kb_code cli_document_cached(struct cli *c);

/* --- talking --- */
MUST_USE enum kb_code cli_connect(struct cli *c);
/* One request with the profile's credential; *reply is owned. A refusal fills c->err and
 * c->refusal. */
MUST_USE enum kb_code cli_ask(struct cli *c, const struct cli_request *r, json_t **reply);
MUST_USE enum kb_code cli_ask_answer(struct cli *c, const struct cli_request *r,
                                     struct cli_answer *answer, json_t **reply);

/* --- commands that are no operation --- */
struct cli_command {
    const char *name, *argument, *doc;
    enum kb_code (*run)(struct cli *c);
};
extern const struct cli_command cli_session_commands[]; /* login, logout, org */
extern const struct cli_command cli_help_commands[];    /* help, completion, complete */

void cli_help_usage(FILE *to);
enum kb_code cli_help_op(struct cli *c, const struct cli_op *op);
/* The command or noun most like a mistyped one, or NULL. */
const char *cli_help_near(const struct cli *c, const char *word);

/* What went wrong, in words with advice, on standard error; the exit status. */
int cli_fail(const struct cli *c);
extern const char cli_exit_doc[];

#endif
