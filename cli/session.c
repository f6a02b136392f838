/* session - signing in and out, and choosing the acting organisation. The password comes from the
 * terminal or standard input, never from the command line. */
#include "cli/file.h"
#include "cli/print.h"
#include "cli/run_priv.h"

#include <stdio.h>
#include <string.h>

static enum kb_code usage(struct cli *c, const char *text)
{
    return kb_fail(&c->err, KB_INVALID, "cli.usage", "%s", text);
}

/* --- login --- */

static enum kb_code login_name(struct cli *c, const char **login)
{
    const struct cli_options *o = &c->options;
    *login = c->profile.login;
    if (o->words_n == 2 && strncmp(o->words[1], "--login=", 8) == 0)
        *login = o->words[1] + 8;
    else if (o->words_n == 3 && strcmp(o->words[1], "--login") == 0)
        *login = o->words[2];
    else if (o->words_n == 2 && o->words[1][0] != '-')
        *login = o->words[1];
    else if (o->words_n > 1)
        return usage(c, "kboss login [LOGIN] [--server URL] [--api-key]");
    else
        *login = "";
    return (*login)[0] ? KB_OK : cli_line_read("Login", false, &c->arena, login, &c->err);
}

static void keep_orgs(struct cli *c, const json_t *list)
{
    size_t i, n = json_array_size(list);
    const json_t *row;
    struct cli_org *orgs = kb_alloc(&c->arena, sizeof *orgs * (n + 1));
    json_array_foreach(list, i, row) {
        const char *id = json_string_value(json_object_get(row, "id"));
        const char *kind = json_string_value(json_object_get(row, "kind"));
        const char *name = json_string_value(json_object_get(row, "name"));
        orgs[i] = (struct cli_org){ kb_strdup(&c->arena, id ? id : ""),
                                    kb_strdup(&c->arena, kind ? kind : ""),
                                    kb_strdup(&c->arena, name ? name : "") };
    }
    c->profile.orgs = (struct kb_list){ orgs, (int64_t)n };
}

static void tell_orgs(struct cli *c)
{
    const struct cli_org *orgs = c->profile.orgs.at;
    for (int64_t i = 0; i < c->profile.orgs.n; i++) {
        AUTO_JSON name = json_string(orgs[i].name);
        bool acting = c->profile.orgs.n == 1 || strcmp(orgs[i].id, c->profile.org) == 0;
        printf("%s %-18s  %-11s  %s\n", acting ? "*" : " ", orgs[i].id, orgs[i].kind,
               cli_show(name, NULL, &c->arena));
    }
    if (c->profile.orgs.n > 1 && !c->profile.org[0])
        puts("You belong to several organisations: kboss org NAME chooses for which you act.");
}

static enum kb_code ask_login(struct cli *c, const char *login, const char *password)
{
    AUTO_JSON body = json_pack("{s:s,s:s}", "login", login, "password", password);
    AUTO_JSON reply = NULL;
    struct cli_answer answer;
    if (!body) return usage(c, "login and password are UTF-8 text");
    struct cli_request r = { .method = "POST", .path = "/v1/login",
                             .body = kb_json_text(body, &c->arena) };
    TRY(cli_ask_answer(c, &r, &answer, &reply));
    if (!answer.cookie[0])
        return kb_fail(&c->err, KB_UNAVAILABLE, "cli.answer", "the server gave no session");
    c->profile.cookie = kb_strdup(&c->arena, answer.cookie);
    c->profile.api_key = "";
    c->profile.login = login;
    c->profile.org = "";
    keep_orgs(c, json_object_get(reply, "orgs"));
    return KB_OK;
}

static enum kb_code login_by_password(struct cli *c)
{
    const char *login, *password;
    TRY(login_name(c, &login));
    TRY(cli_line_read("Password", true, &c->arena, &password, &c->err));
    return ask_login(c, login, password);
}

static enum kb_code login_by_key(struct cli *c)
{
    AUTO_JSON reply = NULL;
    const char *key;
    if (c->options.words_n > 1)
        return usage(c, "kboss login --api-key; the key is read from standard input");
    TRY(cli_line_read("API key", true, &c->arena, &key, &c->err));
    for (const char *p = key; *p; p++)
        if (*p <= ' ' || *p > '~') return usage(c, "an API key has no blanks");
    c->profile.api_key = key;
    c->profile.cookie = c->profile.org = "";
    TRY(cli_ask(c, &(struct cli_request){ .method = "GET", .path = "/v1/me" }, &reply));
    keep_orgs(c, json_object_get(reply, "orgs"));
    const char *login = json_string_value(json_object_get(json_object_get(reply, "user"), "login"));
    c->profile.login = kb_strdup(&c->arena, login ? login : "");
    return KB_OK;
}

static enum kb_code run_login(struct cli *c)
{
    TRY(cli_connect(c));
    TRY(c->options.api_key ? login_by_key(c) : login_by_password(c));
    if (c->options.lang) c->profile.lang = c->options.lang;
    if (c->options.org) TRY(cli_profile_org(&c->profile, c->options.org, &c->profile.org, &c->err));
    TRY(cli_profile_save(c->profile_path, &c->profile, &c->err));
    printf("Signed in at %s as %s.\n", c->profile.server, c->profile.login);
    tell_orgs(c);
    return KB_OK;
}

/* --- logout, org --- */

static enum kb_code run_logout(struct cli *c)
{
    AUTO_JSON reply = NULL;
    if (c->options.words_n > 1) return usage(c, "kboss logout takes no words");
    bool session = c->profile.cookie[0];
    enum kb_code code = KB_OK;
    struct cli_request r = { .method = "POST", .path = "/v1/logout", .body = "{}" };
    if (session) code = cli_ask(c, &r, &reply);
    c->profile.cookie = c->profile.api_key = "";
    struct kb_error err;
    if (cli_profile_save(c->profile_path, &c->profile, &err) != KB_OK) {
        c->err = err;
        return err.code;
    }
    if (code == KB_OK) puts(session ? "Signed out." : "Forgotten here.");
    return code;
}

static enum kb_code run_org(struct cli *c)
{
    const struct cli_options *o = &c->options;
    if (o->words_n > 2) return usage(c, "kboss org [ORG]");
    if (o->words_n == 2) {
        TRY(cli_profile_org(&c->profile, o->words[1], &c->profile.org, &c->err));
        TRY(cli_profile_save(c->profile_path, &c->profile, &c->err));
    }
    tell_orgs(c);
    return KB_OK;
}

const struct cli_command cli_session_commands[] = {
    { "login", "[LOGIN]", "sign in; the password is asked for, or read from standard input",
      run_login },
    { "logout", "", "end the session and forget it", run_logout },
    { "org", "[ORG]", "your organisations; with a name or id: act for that one", run_org },
    { .name = NULL },
};
