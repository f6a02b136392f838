/* Profile and files: what is kept, and who may read it. */
#include "cli/profile.h"
#include "cli/file.h"
#include "kt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder that is gone afterwards. */
struct folder {
    char path[64], file[96];
};

static void folder_open(struct folder *f)
{
    snprintf(f->path, sizeof f->path, "/tmp/kboss-profile-XXXXXX");
    assert_non_null(mkdtemp(f->path));
    snprintf(f->file, sizeof f->file, "%s/a/p.json", f->path);
}

static void folder_done(struct folder *f)
{
    char a[80];
    snprintf(a, sizeof a, "%s/a", f->path);
    unlink(f->file);
    rmdir(a);
    rmdir(f->path);
}

static struct cli_org orgs[] = { { "org_1", "platform", "开元云" }, { "org_2", "customer", "Lake" } };
static const struct cli_profile full = {
    .server = "https://k.example.com", .login = "bob", .org = "org_2", .lang = "zh", .ca = "",
    .cookie = "kboss=abc", .api_key = "", .orgs = { orgs, 2 }
};

TEST(a_profile_comes_back_as_it_was_kept_and_only_its_owner_can_read_it)
{
    AUTO(folder_done) struct folder f;
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct cli_profile p;
    struct kb_error err;
    struct stat st;
    folder_open(&f);
    assert_ok(cli_profile_save(f.file, &full, &err));
    assert_int_equal(stat(f.file, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_ok(cli_profile_load(f.file, &a, &p, &err));
    assert_string_equal(p.server, full.server);
    assert_string_equal(p.cookie, "kboss=abc");
    assert_string_equal(p.lang, "zh");
    assert_int_equal(p.orgs.n, 2);
    assert_string_equal(((struct cli_org *)p.orgs.at)[0].name, "开元云");
}

TEST(no_file_is_an_empty_profile)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct cli_profile p;
    struct kb_error err;
    assert_ok(cli_profile_load("/nowhere/kboss/p.json", &a, &p, &err));
    assert_string_equal(p.server, "");
    assert_string_equal(p.cookie, "");
    assert_int_equal(p.orgs.n, 0);
}

TEST(a_profile_that_others_may_read_is_refused)
{
    AUTO(folder_done) struct folder f;
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct cli_profile p;
    struct kb_error err;
    folder_open(&f);
    assert_ok(cli_profile_save(f.file, &full, &err));
    assert_int_equal(chmod(f.file, 0640), 0);
    assert_refused(cli_profile_load(f.file, &a, &p, &err), KB_DENIED, "cli.profile");
}

TEST(what_is_no_profile_is_refused)
{
    static const char *const rows[] = { "", "[]", "{\"server\":1}", "{\"colour\":\"red\"}",
                                        "not json" };
    AUTO(folder_done) struct folder f;
    folder_open(&f);
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        struct cli_profile p;
        struct kb_error err;
        kt_row("%s", rows[i]);
        assert_ok(cli_file_write(f.file, rows[i], strlen(rows[i]), &err));
        assert_refused(cli_profile_load(f.file, &a, &p, &err), KB_INVALID, "cli.profile");
    }
}

TEST(an_organisation_is_named_by_id_or_name)
{
    const char *id;
    struct kb_error err;
    assert_ok(cli_profile_org(&full, "开元云", &id, &err));
    assert_string_equal(id, "org_1");
    assert_ok(cli_profile_org(&full, "org_other", &id, &err));
    assert_string_equal(id, "org_other");
    assert_refused(cli_profile_org(&full, "Sea", &id, &err), KB_INVALID, "cli.usage");
}

TEST(a_profiles_name_is_a_file_of_the_configuration_or_a_path)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    const char *path, *home;
    struct kb_error err;
    assert_ok(cli_home(&a, &home, &err));
    assert_ok(cli_profile_path("work", &a, &path, &err));
    assert_string_equal(path, kb_printf(&a, "%s/.config/kboss/work.json", home));
    assert_ok(cli_profile_path("./here", &a, &path, &err));
    assert_string_equal(path, "./here");
    assert_refused(cli_profile_path("", &a, &path, &err), KB_INVALID, "cli.usage");
    assert_refused(cli_profile_path(".hidden", &a, &path, &err), KB_INVALID, "cli.usage");
}

TEST(a_file_is_read_whole_or_refused)
{
    AUTO(folder_done) struct folder f;
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kb_error err;
    char *text;
    size_t n;
    folder_open(&f);
    assert_ok(cli_file_write(f.file, "12345", 5, &err));
    assert_ok(cli_file_read(f.file, 5, &a, &text, &n, &err));
    assert_int_equal(n, 5);
    assert_string_equal(text, "12345");
    assert_refused(cli_file_read(f.file, 4, &a, &text, &n, &err), KB_INVALID, "request.too_large");
    assert_refused(cli_file_read("/nowhere/x", 4, &a, &text, &n, &err), KB_INVALID, "cli.file");
    assert_refused(cli_file_write("/proc/nowhere/x", "a", 1, &err), KB_INVALID, "cli.file");
}
