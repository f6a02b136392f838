/* The export, checked by hledger, which shares nothing with us. */
#include "life.h"

#include "base/text.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define JOURNAL_MAX (1 << 20)

static enum kb_code into_text(void *self, const char *text, size_t n, struct kb_error *err)
{
    struct kb_text *out = self;
    kb_text_addn(out, text, n);
    if (!out->overflowed) return KB_OK;
    return kb_fail(err, KB_EXHAUSTED, "limit.reached", "the journal is too long");
}

static void journal_of(struct books *b, int64_t org, struct kb_text *out)
{
    const struct ledger_sink sink = { into_text, out };
    kb_text_init(out, JOURNAL_MAX);
    books_must(b, ledger_export(b->db, org, NULL, &sink, b->err));
}

/* Whether a program of somebody else's accepts the text: its words but the file's name, which takes
 * the place of "FILE". */
static bool accepts(char *const words[], const char *text)
{
    char path[] = "/tmp/kboss-ledger-XXXXXX";
    char *argv[10] = { NULL };
    char *const envp[] = { "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/nonexistent", NULL };
    int fd = mkstemp(path), status = 0;
    pid_t pid = 0;
    posix_spawn_file_actions_t quiet;
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    for (size_t i = 0; words[i]; i++) argv[i] = strcmp(words[i], "FILE") == 0 ? path : words[i];
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
    assert_int_equal(posix_spawnp(&pid, argv[0], &quiet, NULL, argv, envp), 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    posix_spawn_file_actions_destroy(&quiet);
    close(fd);
    unlink(path);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 127);
    return WEXITSTATUS(status) == 0;
}

/* Balanced, every assertion true, every account declared, in the order of days. */
static bool hledger_accepts(const char *journal)
{
    return accepts((char *const[]){ "hledger", "-f", "FILE", "check", "-s", "ordereddates", NULL },
                   journal);
}

static bool beancount_accepts(const char *text)
{
    return accepts((char *const[]){ "bean-check", "--no-cache", "FILE", NULL }, text);
}

static const struct chain mixed = { .n = 3,
                                    .orgs = { P, D1, D2 },
                                    .supplier = S,
                                    .customer = C,
                                    .list_fen = 99999,
                                    .price_fen = 94999,
                                    .edges = { { 'D', 7000 }, { 'D', 8000 }, { 'R', 1000 } } };

static void trade(struct books *b, struct kb_error *err)
{
    books_open_chain(b, err);
    books_must(b, chain_online(b, &mixed, "E1", 200000));
    books_fund(b, D2, C, 50000);
    books_must(b, chain_hold(b, &mixed, "E3.hold.1", 94999));
    books_must(b, chain_capture(b, &mixed, "E3.capture.1", 0));
    books_must(b, chain_hold(b, &mixed, "E4.hold", 89999));
    books_must(b, chain_capture(b, &mixed, "E4.capture", 5000));
    books_must(b, chain_refund(b, &mixed, "E5", 5000, 10, 30));
}

TEST(hledger_accepts_the_journal_of_every_book)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const int64_t orgs[] = { P, D1, D2 };
    trade(&b, &err);
    for (size_t i = 0; i < COUNT(orgs); i++) {
        AUTO(kb_text_done) struct kb_text journal;
        journal_of(&b, orgs[i], &journal);
        kt_row("%s", journal.at);
        assert_true(hledger_accepts(journal.at));
    }
}

TEST(hledger_rejects_a_journal_with_one_fen_planted_anywhere)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    AUTO(kb_text_done) struct kb_text journal;
    trade(&b, &err);
    journal_of(&b, D2, &journal);
    static const char *const amounts[] = { "  94999 FEN", "  -94999 FEN", "= -94999 FEN",
                                           "  9500 FEN" };
    for (size_t i = 0; i < COUNT(amounts); i++) {
        char *at = strstr(journal.at, amounts[i]);
        kt_row("%s", amounts[i]);
        assert_non_null(at);
        char *digit = strstr(at, " FEN") - 1;
        char was = *digit;
        *digit = was == '0' ? '1' : (char)(was - 1);
        assert_false(hledger_accepts(journal.at));
        *digit = was;
    }
    assert_true(hledger_accepts(journal.at));
}

TEST(one_fen_planted_is_caught_by_the_engine_by_verify_and_by_hledger)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    AUTO(kb_text_done) struct kb_text journal;
    trade(&b, &err);
    const struct ledger_leg legs[] = {
        { .org_id = P, .role = "top", .mode = "", .child_id = D1, .vars = { { "amount", 100 } } },
        { .org_id = D1,
          .role = "own",
          .mode = "",
          .parent_id = P,
          .customer_id = C2,
          .vars = { { "amount", 101 } } },
    };
    assert_refused(books_post(&b, "recharge_online", "planted", legs, 2), KB_INTERNAL,
                   "ledger.mirror_broken");
    books_assert_sound(&b);
    books_sql(&b, "DROP TRIGGER vline_update");
    books_sql(&b,
              "UPDATE vline SET cr_fen = cr_fen + 1 WHERE n = 2 AND cr_fen > 0 AND voucher_id = "
              "(SELECT id FROM voucher WHERE book_id = 103 AND no = 3)");
    assert_non_null(strstr(books_offence(&b), "vouchers_balance: voucher no. 3"));
    journal_of(&b, D2, &journal);
    assert_false(hledger_accepts(journal.at));
}

TEST(parties_are_exported_as_the_ids_people_see)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    AUTO(kb_text_done) struct kb_text journal;
    char id[KB_ID_TEXT_MAX], account[64];
    trade(&b, &err);
    const struct ledger_sink sink = { into_text, &journal };
    kb_text_init(&journal, JOURNAL_MAX);
    assert_ok(ledger_export(b.db, D2, &b.w.world.id_key, &sink, &err));
    kb_id_text(&b.w.world.id_key, "org", C, id);
    snprintf(account, sizeof account, "    2203:01:%s  ", id);
    assert_non_null(strstr(journal.at, account));
    assert_null(strstr(journal.at, ":501"));
    assert_true(hledger_accepts(journal.at));
}

TEST(a_sink_that_is_full_ends_the_export)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    AUTO(kb_text_done) struct kb_text little;
    trade(&b, &err);
    const struct ledger_sink sink = { into_text, &little };
    kb_text_init(&little, 200);
    assert_refused(ledger_export(b.db, D2, NULL, &sink, &err), KB_EXHAUSTED, "limit.reached");
}

static void text_of(struct books *b, int64_t org, const char *format, const struct kb_id_key *ids,
                    struct kb_text *out)
{
    const struct ledger_sink sink = { into_text, out };
    kb_text_init(out, JOURNAL_MAX);
    books_must(b,
               ledger_export_as(b->db, &(struct ledger_export){ format, org, ids }, &sink, b->err));
}

TEST(beancount_accepts_every_book_and_rejects_one_fen)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const int64_t orgs[] = { P, D1, D2 };
    trade(&b, &err);
    for (size_t i = 0; i < COUNT(orgs); i++) {
        AUTO(kb_text_done) struct kb_text text;
        text_of(&b, orgs[i], "beancount", i % 2 ? &b.w.world.id_key : NULL, &text);
        kt_row("%s", text.at);
        assert_true(beancount_accepts(text.at));
        char *at = strstr(text.at, " FEN\n") - 1; /* of the first line; then of a balance */
        *at = *at == '0' ? '1' : (char)(*at - 1);
        assert_false(beancount_accepts(text.at));
    }
}

TEST(a_book_of_late_days_and_reversals_is_accepted_by_both)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    AUTO(kb_text_done) struct kb_text hledger, beancount;
    uint64_t seed = 16;
    live(&b, &err, &seed);
    text_of(&b, D1, "hledger", &b.w.world.id_key, &hledger);
    assert_non_null(strstr(hledger.at, "adjusts:2026"));
    assert_non_null(strstr(hledger.at, "reverses:"));
    assert_true(hledger_accepts(hledger.at));
    text_of(&b, D1, "beancount", &b.w.world.id_key, &beancount);
    assert_true(beancount_accepts(beancount.at));
}

/* What people wrote is words, not what a format makes of it. */
TEST(words_of_people_are_words_in_every_format)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    AUTO(kb_text_done) struct kb_text hledger, beancount;
    trade(&b, &err);
    asked(&b, D2, "entries_create",
          "{'event':'expense.paid','ref':'k','vars':{'amount':5},'text':'a;b|c \\\\ \\\" "
          "{ } [2020-01-01] =5 FEN\\n    1002  7 FEN'}");
    books_sql(&b,
              "UPDATE subject SET name_zh = 'a;b:\"c\"' || char(10) || 'x' WHERE code = '6602'");
    text_of(&b, D2, "hledger", NULL, &hledger);
    kt_row("%s", hledger.at);
    assert_true(hledger_accepts(hledger.at));
    text_of(&b, D2, "beancount", NULL, &beancount);
    kt_row("%s", beancount.at);
    assert_true(beancount_accepts(beancount.at));
}

static const char *next_page(struct books *b, const char *format, const char *cursor,
                             struct kb_text *pages, int64_t *last_no)
{
    json_t *page =
        asked(b, D1, "book_export", "{'format':'%s','limit':37,'cursor':'%s'}", format, cursor);
    assert_true(items(page) <= 39);
    for (size_t k = 0; k < items(page); k++) {
        json_t *piece = item(page, k);
        kb_text_add(pages, str(piece, "text"));
        if (num(piece, "no")) assert_int_equal(num(piece, "no"), ++*last_no);
    }
    return str(page, "next");
}

/* Pages put together are the whole; no number of a row is in them. */
TEST(a_book_is_exported_page_by_page)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    static const char *const formats[] = { "hledger", "beancount" };
    uint64_t seed = 17;
    json_t *out;
    live(&b, &err, &seed);
    for (size_t i = 0; i < COUNT(formats); i++) {
        AUTO(kb_text_done) struct kb_text whole, pages;
        int64_t last_no = 0;
        text_of(&b, D1, formats[i], &b.w.world.id_key, &whole);
        kb_text_init(&pages, JOURNAL_MAX);
        const char *cursor = next_page(&b, formats[i], "", &pages, &last_no);
        while (cursor[0]) cursor = next_page(&b, formats[i], cursor, &pages, &last_no);
        assert_string_equal(pages.at, whole.at);
    }
    assert_refused(ask(&b, D1, "book_export", "{'format':'pdf'}", &out), KB_INVALID,
                   "request.field");
}

TEST(an_empty_book_is_a_book)
{
    struct kb_error err;
    AUTO(books_close) struct books b;
    AUTO(kb_text_done) struct kb_text hledger, beancount;
    books_open_chain(&b, &err);
    text_of(&b, D2, "hledger", NULL, &hledger);
    assert_true(hledger_accepts(hledger.at));
    text_of(&b, D2, "beancount", NULL, &beancount);
    assert_true(beancount_accepts(beancount.at));
    assert_int_equal(items(asked(&b, D2, "book_export", "{'format':'beancount'}")), 1);
    struct ledger_sink sink = { into_text, &hledger };
    assert_refused(ledger_export(b.db, C, NULL, &sink, &err), KB_NOT_FOUND, "ledger.book_missing");
}
