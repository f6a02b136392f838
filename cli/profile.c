/* profile - one JSON object a file, by its shape. */
#include "cli/profile.h"
#include "cli/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PROFILE_MAX ((size_t)256 << 10)

static const struct kb_field cli_org_fields[] = {
    STR(cli_org, id), STR(cli_org, kind), STR(cli_org, name), { .name = NULL }
};
static SHAPE(cli_org);

static const struct kb_field cli_profile_fields[] = {
    STR(cli_profile, server, .optional = true),
    STR(cli_profile, login, .optional = true),
    STR(cli_profile, org, .optional = true),
    STR(cli_profile, lang, .optional = true),
    STR(cli_profile, ca, .optional = true),
    STR(cli_profile, cookie, .optional = true, .secret = true),
    STR(cli_profile, api_key, .optional = true, .secret = true),
    LIST(cli_profile, orgs, cli_org_shape, .optional = true),
    { .name = NULL },
};
static SHAPE(cli_profile);

enum kb_code cli_profile_path(const char *name, struct kb_arena *a, const char **path,
                              struct kb_error *err)
{
    const char *home;
    *path = name;
    if (strchr(name, '/')) return KB_OK;
    if (!name[0] || name[0] == '.')
        return kb_fail_field(err, "profile", "cli.usage",
                             "--profile: a name, or a path with a slash");
    TRY(cli_home(a, &home, err));
    *path = kb_printf(a, "%s/.config/kboss/%s.json", home, name);
    return KB_OK;
}

enum kb_code cli_profile_load(const char *path, struct kb_arena *a, struct cli_profile *out,
                              struct kb_error *err)
{
    AUTO_JSON json = NULL;
    struct stat st;
    char *text;
    size_t n;
    *out = (struct cli_profile){ "", "", "", "", "", "", "", { 0 } };
    if (stat(path, &st) != 0 && errno == ENOENT) return KB_OK;
    TRY(cli_file_read(path, PROFILE_MAX, a, &text, &n, err));
    if (st.st_mode & 077)
        return kb_fail(err, KB_DENIED, "cli.profile",
                       "others may read %s, which holds a credential: chmod 600 it", path);
    if (kb_json_parse(text, n, PROFILE_MAX, &json, err) == KB_OK &&
        kb_read(&cli_profile_shape, json, NULL, out, a, err) == KB_OK)
        return KB_OK;
    return kb_fail(err, KB_INVALID, "cli.profile", "%s is not a profile; sign in again", path);
}

enum kb_code cli_profile_save(const char *path, const struct cli_profile *p, struct kb_error *err)
{
    AUTO_JSON json = kb_write_secret(&cli_profile_shape, p, NULL);
    char *text = json_dumps(json, JSON_INDENT(1));
    KB_ASSERT(text);
    enum kb_code code = cli_file_write(path, text, strlen(text), err);
    free(text);
    return code;
}

enum kb_code cli_profile_org(const struct cli_profile *p, const char *text, const char **id,
                             struct kb_error *err)
{
    const struct cli_org *orgs = p->orgs.at;
    *id = text;
    if (strncmp(text, "org_", 4) == 0) return KB_OK;
    for (int64_t i = 0; i < p->orgs.n; i++) {
        if (strcmp(orgs[i].name, text) != 0) continue;
        *id = orgs[i].id;
        return KB_OK;
    }
    return kb_fail_field(err, "org", "cli.usage",
                         "--org: \"%s\" is none of your organisations; kboss org lists them", text);
}
