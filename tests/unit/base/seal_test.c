/* Sealing, passwords, tokens and key files: what opens, and everything that must not. */
#include "base/seal.h"
#include "base/text.h"
#include "kt.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const struct kb_seal_key key = { "thirty-two bytes of a sealing ke" };
static const struct kb_seal_key other = { "thirty-two bytes of a sealing kf" };
static const char place[] = "device_endpoint|42|secret";

TEST(what_is_sealed_opens_with_the_same_key_in_the_same_place)
{
    static const char *const secrets[] = { "", "x", "correct horse battery staple",
                                           "密码 \xf0\x9f\x94\x91" };
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kt_world w;
    kt_world_init(&w, 1);
    for (size_t i = 0; i < COUNT(secrets); i++) {
        struct kb_error err;
        const char *opened;
        const char *sealed = kb_seal(&key, &w.world, place, secrets[i], &a);
        kt_row("%s", secrets[i]);
        assert_ok(kb_unseal(&key, place, sealed, &a, &opened, &err));
        assert_string_equal(opened, secrets[i]);
        if (secrets[i][0]) assert_null(strstr(sealed, secrets[i]));
    }
}

TEST(a_seal_moved_to_another_place_does_not_open)
{
    static const char *const places[] = { "device_endpoint|43|secret", "device_endpoint|42|secre",
                                          "device_endpoint|42|secret ", "" };
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kt_world w;
    kt_world_init(&w, 1);
    const char *sealed = kb_seal(&key, &w.world, place, "secret", &a);
    for (size_t i = 0; i < COUNT(places); i++) {
        struct kb_error err;
        const char *opened;
        kt_row("%s", places[i]);
        assert_refused(kb_unseal(&key, places[i], sealed, &a, &opened, &err), KB_INTERNAL,
                       "seal.open");
        assert_string_equal(opened, "");
    }
}

TEST(a_seal_does_not_open_with_another_key)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kb_error err;
    struct kt_world w;
    const char *opened;
    kt_world_init(&w, 1);
    const char *sealed = kb_seal(&key, &w.world, place, "secret", &a);
    assert_refused(kb_unseal(&other, place, sealed, &a, &opened, &err), KB_INTERNAL, "seal.open");
    assert_null(strstr(err.text, "secret\""));
}

TEST(every_changed_bit_and_every_truncation_of_a_seal_is_refused)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    unsigned char box[64];
    char text[100];
    size_t n;
    struct kb_error err;
    struct kt_world w;
    const char *opened;
    kt_world_init(&w, 1);
    assert_true(kb_unbase64(kb_seal(&key, &w.world, place, "secret", &a), box, sizeof box, &n));
    for (size_t bit = 0; bit < 8 * n; bit++) {
        box[bit / 8] ^= (unsigned char)(1 << bit % 8);
        kb_base64(text, box, n);
        box[bit / 8] ^= (unsigned char)(1 << bit % 8);
        kt_row("bit %zu", bit);
        assert_refused(kb_unseal(&key, place, text, &a, &opened, &err), KB_INTERNAL, "seal.open");
    }
    for (size_t cut = 0; cut < n; cut++) {
        kb_base64(text, box, cut);
        kt_row("cut to %zu", cut);
        assert_refused(kb_unseal(&key, place, text, &a, &opened, &err), KB_INTERNAL, "seal.open");
    }
    assert_refused(kb_unseal(&key, place, "not base64!", &a, &opened, &err), KB_INTERNAL,
                   "seal.open");
}

TEST(the_same_secret_is_never_sealed_to_the_same_text_twice)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kt_world w;
    kt_world_init(&w, 1);
    const char *first = kb_seal(&key, &w.world, place, "secret", &a);
    assert_string_not_equal(kb_seal(&key, &w.world, place, "secret", &a), first);
}

TEST(a_password_is_known_again_and_no_other_is)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kb_error err;
    const char *hash, *again;
    assert_ok(kb_password_hash("correct horse", &a, &hash, &err));
    assert_ok(kb_password_hash("correct horse", &a, &again, &err));
    assert_string_not_equal(hash, again);
    assert_memory_equal(hash, "$argon2id$v=19$m=32768,", 23);
    assert_null(strstr(hash, "horse"));
    assert_true(kb_password_ok(hash, "correct horse"));
    assert_false(kb_password_ok(hash, "correct horsf"));
    assert_false(kb_password_ok(hash, ""));
}

TEST(an_absurdly_long_password_is_refused_before_any_work)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kb_error err;
    const char *hash;
    assert_refused(kb_password_hash(kb_printf(&a, "%01025d", 0), &a, &hash, &err), KB_INVALID,
                   "request.field");
    assert_string_equal(err.field, "password");
    assert_string_equal(hash, "");
}

/* Of processor time: what else the machine does is not measured. */
static int64_t cpu_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int64_t check_us(const char *hash, const char *password)
{
    int64_t best = INT64_MAX;
    for (int i = 0; i < 3; i++) {
        int64_t start = cpu_us();
        assert_false(kb_password_ok(hash, password));
        int64_t took = cpu_us() - start;
        if (took < best) best = took;
    }
    return best;
}

TEST(no_such_user_takes_as_long_as_a_wrong_password)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kb_error err;
    const char *hash;
    assert_ok(kb_password_hash("correct horse", &a, &hash, &err));
    int64_t wrong = check_us(hash, "wrong"), nobody = check_us("", "wrong");
    int64_t broken = check_us("not a hash", "wrong");
    kt_row("wrong %lld us, nobody %lld us, broken %lld us", (long long)wrong, (long long)nobody,
           (long long)broken);
    assert_true(nobody * 2 > wrong && nobody < wrong * 2);
    assert_true(broken * 2 > wrong && broken < wrong * 2);
}

TEST(a_digest_is_blake2b_of_256_bits)
{
    char hex[65];
    kb_digest(hex, "", 0);
    assert_string_equal(hex, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    kb_digest(hex, "abc", 3);
    assert_string_equal(hex, "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(tokens_are_of_the_asked_length_and_never_alike)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    struct kt_world w;
    kt_world_init(&w, 1);
    const char *first = kb_token(&w.world, 32, &a), *second = kb_token(&w.world, 32, &a);
    assert_int_equal(strlen(first), 43);
    assert_string_not_equal(first, second);
}

TEST(two_texts_are_the_same_only_when_every_byte_is)
{
    static const struct {
        const char *a, *b;
        bool same;
    } rows[] = {
        { "", "", true },       { "a", "a", true },   { "a", "b", false },
        { "", "a", false },     { "a", "", false },   { "abc", "ab", false },
        { "ab", "abc", false }, { "aab", "abb", false }, { "token-1", "token-1", true },
        { "a", "aaaa", false },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("\"%s\" \"%s\"", rows[i].a, rows[i].b);
        assert_int_equal(kb_same(rows[i].a, rows[i].b), rows[i].same);
    }
}

/* A folder of one test's own, gone with everything in it when the test leaves. */
struct folder {
    char path[32];
};

static struct folder folder_new(void)
{
    struct folder f = { "/tmp/kboss_key_XXXXXX" };
    assert_non_null(mkdtemp(f.path));
    return f;
}

static void folder_done(struct folder *f)
{
    static const char *const names[] = { "key", "link" };
    char path[64];
    for (size_t i = 0; i < COUNT(names); i++) {
        snprintf(path, sizeof path, "%s/%s", f->path, names[i]);
        unlink(path);
    }
    assert_int_equal(rmdir(f->path), 0); /* nothing else may be left lying there */
}

static const char *in_folder(const struct folder *f, const char *name, struct kb_arena *a)
{
    return kb_printf(a, "%s/%s", f->path, name);
}

TEST(a_key_file_is_made_once_and_then_loaded)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    AUTO(folder_done) struct folder f = folder_new();
    const char *path = in_folder(&f, "key", &a);
    unsigned char first[32], second[32];
    struct kb_error err;
    struct stat st;
    assert_refused(kb_key_load(path, false, first, 32, &err), KB_INTERNAL, "key.file");
    assert_ok(kb_key_load(path, true, first, 32, &err));
    assert_ok(kb_key_load(path, true, second, 32, &err));
    assert_memory_equal(first, second, 32);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0400);
    assert_int_equal(st.st_size, 32);
}

TEST(two_new_keys_differ)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    AUTO(folder_done) struct folder f = folder_new();
    unsigned char first[16], second[16];
    struct kb_error err;
    assert_ok(kb_key_load(in_folder(&f, "key", &a), true, first, 16, &err));
    assert_ok(kb_key_load(in_folder(&f, "link", &a), true, second, 16, &err));
    assert_memory_not_equal(first, second, 16);
}

TEST(a_key_file_of_the_wrong_length_or_that_others_can_read_is_refused)
{
    static const struct {
        size_t size;
        mode_t mode;
        bool ok;
    } rows[] = {
        { 32, 0400, true }, { 32, 0600, true },  { 31, 0400, false }, { 33, 0400, false },
        { 0, 0400, false }, { 32, 0440, false }, { 32, 0404, false }, { 32, 0620, false },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        AUTO(kb_arena_done) struct kb_arena a = { 0 };
        AUTO(folder_done) struct folder f = folder_new();
        const char *path = in_folder(&f, "key", &a);
        unsigned char out[32];
        struct kb_error err;
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        assert_int_equal(fwrite("0123456789abcdef0123456789abcdef!", 1, rows[i].size, file),
                         rows[i].size);
        assert_int_equal(fclose(file), 0);
        assert_int_equal(chmod(path, rows[i].mode), 0);
        kt_row("%zu bytes, mode %o", rows[i].size, (unsigned)rows[i].mode);
        if (rows[i].ok)
            assert_ok(kb_key_load(path, true, out, 32, &err));
        else
            assert_refused(kb_key_load(path, true, out, 32, &err), KB_INTERNAL, "key.file");
    }
}

TEST(a_folder_or_a_fifo_is_no_key_file_and_does_not_hang)
{
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    AUTO(folder_done) struct folder f = folder_new();
    unsigned char out[32];
    struct kb_error err;
    const char *fifo = in_folder(&f, "key", &a);
    assert_refused(kb_key_load(f.path, true, out, 32, &err), KB_INTERNAL, "key.file");
    assert_int_equal(mkfifo(fifo, 0400), 0);
    assert_refused(kb_key_load(fifo, true, out, 32, &err), KB_INTERNAL, "key.file");
    assert_refused(kb_key_load("/nonexistent/key", true, out, 32, &err), KB_INTERNAL, "key.file");
}

/* In a child: load the key as soon as all children run, and hand it back through a pipe. */
static pid_t load_in_child(const char *path, const int start[2], int result)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid > 0) return pid;
    unsigned char out[32];
    struct kb_error err;
    char c;
    close(start[1]);
    bool ok = read(start[0], &c, 1) == 0 && kb_key_load(path, true, out, 32, &err) == KB_OK &&
              write(result, out, sizeof out) == sizeof out;
    _exit(ok ? 0 : 1);
}

TEST(daemons_that_start_at_once_agree_on_one_key)
{
    enum { CHILDREN = 8 };
    AUTO(kb_arena_done) struct kb_arena a = { 0 };
    AUTO(folder_done) struct folder f = folder_new();
    int start[2], result[2];
    pid_t pids[CHILDREN];
    unsigned char first[32], next[32];
    assert_int_equal(pipe(start), 0);
    assert_int_equal(pipe(result), 0);
    for (int i = 0; i < CHILDREN; i++)
        pids[i] = load_in_child(in_folder(&f, "key", &a), start, result[1]);
    close(start[1]);
    for (int i = 0; i < CHILDREN; i++) {
        int status;
        assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
        assert_int_equal(status, 0);
    }
    assert_int_equal(read(result[0], first, 32), 32);
    for (int i = 1; i < CHILDREN; i++) {
        assert_int_equal(read(result[0], next, 32), 32);
        assert_memory_equal(next, first, 32);
    }
    close(start[0]);
    close(result[0]);
    close(result[1]);
}
