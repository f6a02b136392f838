/* assets - the built console, read once: index.html gets a fresh nonce for every request and is
 * never cached, files with a hash in their name are cached for ever. Compressed beside them at
 * build. */
#include "controller/app.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES_MAX      600
#define FILE_MAX_BYTES (8 << 20)
#define NONCE          "__KBOSS_NONCE__"

struct asset {
    char *path; /* "/assets/index-….js" */
    const char *type;
    char *plain, *gzip;
    size_t plain_n, gzip_n;
};

struct assets {
    struct asset files[FILES_MAX];
    size_t files_n;
    char *index, *csp; /* with NONCE in them */
};

static const struct {
    const char *ending, *type;
} types[] = {
    { ".js", "text/javascript; charset=utf-8" },
    { ".css", "text/css; charset=utf-8" },
    { ".svg", "image/svg+xml" },
    { ".png", "image/png" },
    { ".ico", "image/x-icon" },
    { ".woff2", "font/woff2" },
    { ".json", "application/json" },
    { ".txt", "text/plain; charset=utf-8" },
};

static bool ends_with(const char *s, const char *ending)
{
    size_t n = strlen(s), m = strlen(ending);
    return n > m && strcmp(s + n - m, ending) == 0;
}

static const char *type_of(const char *path)
{
    for (size_t i = 0; i < COUNT(types); i++)
        if (ends_with(path, types[i].ending)) return types[i].type;
    return NULL;
}

/* The whole file, with a NUL behind it. Not mapped: a file that is replaced while it is served must
 * not take the daemon with it. Owned; NULL: not a file, empty, too large, or changing. */
static char *read_file(const char *path, size_t *n)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    char *at = NULL;
    *n = 0;
    if (fd < 0) return NULL;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && st.st_size < FILE_MAX_BYTES)
        at = calloc(1, (size_t)st.st_size + 1);
    while (at && *n < (size_t)st.st_size) {
        ssize_t got = read(fd, at + *n, (size_t)st.st_size - *n);
        if (got <= 0) break;
        *n += (size_t)got;
    }
    close(fd);
    if (at && *n == (size_t)st.st_size) return at;
    free(at);
    return NULL;
}

static void add_file(struct assets *a, const char *disk, const char *path)
{
    char gz[1040];
    struct asset *f = &a->files[a->files_n];
    if (a->files_n == FILES_MAX || !type_of(path)) return;
    f->plain = read_file(disk, &f->plain_n);
    if (!f->plain) return;
    snprintf(gz, sizeof gz, "%s.gz", disk);
    f->gzip = read_file(gz, &f->gzip_n);
    f->path = strdup(path);
    f->type = type_of(path);
    a->files_n++;
}

static void add_folder(struct assets *a, const char *disk, const char *path, int depth)
{
    DIR *d = depth < 4 ? opendir(disk) : NULL;
    struct dirent *e;
    while (d && (e = readdir(d)) != NULL) {
        char below[1024], url[1024];
        struct stat st;
        if (e->d_name[0] == '.') continue;
        if (snprintf(below, sizeof below, "%s/%s", disk, e->d_name) >= (int)sizeof below) continue;
        if (snprintf(url, sizeof url, "%s/%s", path, e->d_name) >= (int)sizeof url) continue;
        if (stat(below, &st) != 0) continue;
        if (S_ISDIR(st.st_mode))
            add_folder(a, below, url, depth + 1);
        else
            add_file(a, below, url);
    }
    if (d) closedir(d);
}

static char *read_text(const char *dir, const char *name)
{
    char path[1024];
    size_t n = 0;
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return read_file(path, &n);
}

enum kb_code assets_open(const char *dir, struct assets **out, struct kb_error *err)
{
    struct assets *a = calloc(1, sizeof *a);
    KB_ASSERT(a);
    *out = a;
    if (!dir) return KB_OK;
    a->index = read_text(dir, "index.html");
    a->csp = read_text(dir, "CSP.txt");
    if (!a->index || !a->csp)
        return kb_fail(err, KB_NOT_FOUND, "app.console", "%s has no built console", dir);
    a->csp[strcspn(a->csp, "\r\n")] = 0;
    add_folder(a, dir, "", 0);
    return KB_OK;
}

void assets_free(struct assets *a)
{
    if (!a) return;
    for (size_t i = 0; i < a->files_n; i++) {
        free(a->files[i].plain);
        free(a->files[i].gzip);
        free(a->files[i].path);
    }
    free(a->index);
    free(a->csp);
    free(a);
}

static char *with_nonce(struct kb_arena *arena, const char *text, const char *nonce)
{
    const char *at;
    char *out = kb_strdup(arena, "");
    while ((at = strstr(text, NONCE)) != NULL) {
        out = kb_printf(arena, "%s%.*s%s", out, (int)(at - text), text, nonce);
        text = at + sizeof NONCE - 1;
    }
    return kb_printf(arena, "%s%s", out, text);
}

static void answer_page(const struct app *app, struct edge_request *r)
{
    AUTO(kb_arena_done) struct kb_arena arena = { 0 };
    struct kb_world world = app->world;
    const char *nonce = kb_token(&world, 16, &arena);
    const char *page = with_nonce(&arena, app->assets->index, nonce);
    const struct edge_pair headers[] = {
        { "Content-Type", "text/html; charset=utf-8" },
        { "Content-Security-Policy", with_nonce(&arena, app->assets->csp, nonce) },
        { "Cache-Control", "no-store" },
        { "X-Content-Type-Options", "nosniff" },
        { "Referrer-Policy", "no-referrer" },
        { "Cross-Origin-Opener-Policy", "same-origin" },
    };
    edge_reply(r, &(struct edge_answer){ .status = 200,
                                         .headers = headers,
                                         .headers_n = COUNT(headers),
                                         .body = page,
                                         .body_n = strlen(page),
                                         .keep = EDGE_COPY });
}

static void answer_file(struct edge_request *r, const struct asset *f)
{
    const char *accept = edge_header(r, "Accept-Encoding");
    bool gzip = f->gzip && accept && strstr(accept, "gzip");
    bool hashed = strncmp(f->path, "/assets/", 8) == 0;
    const struct edge_pair headers[] = {
        { "Content-Type", f->type },
        { "X-Content-Type-Options", "nosniff" },
        { "Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache" },
        { "Vary", "Accept-Encoding" },
        { "Content-Encoding", "gzip" },
    };
    edge_reply(r, &(struct edge_answer){ .status = 200,
                                         .headers = headers,
                                         .headers_n = COUNT(headers) - !gzip,
                                         .body = gzip ? f->gzip : f->plain,
                                         .body_n = gzip ? f->gzip_n : f->plain_n,
                                         .keep = EDGE_STATIC });
}

/* Any other path without a dot is a page of the console: its router knows it, or says it does
 * not. */
bool assets_answer(const struct app *app, struct edge_request *r)
{
    const struct assets *a = app->assets;
    if (!a->index || (strcmp(r->method, "GET") != 0 && strcmp(r->method, "HEAD") != 0))
        return false;
    for (size_t i = 0; i < a->files_n; i++) {
        if (strcmp(a->files[i].path, r->path) != 0) continue;
        answer_file(r, &a->files[i]);
        return true;
    }
    const char *last = strrchr(r->path, '/');
    if (last && strchr(last, '.') && !ends_with(r->path, "/index.html")) return false;
    answer_page(app, r);
    return true;
}
