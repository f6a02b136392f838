/* daemon - kbossd's threads in this process, on a folder and a port of their own, asked over real
 * sockets. */
#ifndef TESTS_UNIT_CONTROLLER_DAEMON_H
#define TESTS_UNIT_CONTROLLER_DAEMON_H

#include "controller/app.h"
#include "kt.h"

#define DAEMON_PASSWORD "correct horse"

struct daemon {
    struct app *app;
    char dir[64], console[96], origin[64];
    int port;
};
/* With a platform whose administrator is "root". origin: what browsers see. */
void daemon_start(struct daemon *d, const char *origin);
void daemon_stop(struct daemon *d); /* AUTO(daemon_stop) */
/* A file of the console's folder. */
void daemon_console_file(struct daemon *d, const char *name, const char *text);

/* A socket to the edge, which gives up after 20 s of silence. */
int daemon_connect(struct daemon *d);
/* Send headers (each with \r\n) and a body; the whole answer as text, owned by the caller. */
char *daemon_ask(struct daemon *d, const char *method, const char *path, const char *headers,
                 const char *body);
int answer_status(const char *answer);
const char *answer_body(const char *answer);
/* The value of a header into out, "" when there is none. */
const char *answer_header(const char *answer, const char *name, char *out, size_t n);

/* Somebody, signed in or not, acting for one organisation: his requests' headers. */
struct person {
    struct daemon *d;
    char cookie[256], headers[512];
    json_t *reply; /* of his last request */
    int serial;
};
void person_done(struct person *p); /* AUTO(person_done) */
void person_signs_in(struct daemon *d, struct person *p, const char *login);
/* "": for the only one he has. */
void person_acts_for(struct person *p, const char *org);
/* It must be answered 200. */
void person_posts(struct person *p, const char *path, const char *body);
/* A text of the last reply, or of one of its objects. */
const char *person_was_told(struct person *p, const char *object, const char *name);

#endif
