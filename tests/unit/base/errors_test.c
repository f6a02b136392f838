/* Errors: what fits, what is cut, and the words people read for every reason. */
#include "base/text.h"
#include "kt.h"

#include <string.h>

TEST(failing_fills_every_part_of_the_error)
{
    struct kb_error err = { .field = "left over" };
    assert_int_equal(kb_fail(&err, KB_CONFLICT, "state.move", "a %s", "thing"), KB_CONFLICT);
    assert_int_equal(err.code, KB_CONFLICT);
    assert_string_equal(err.reason, "state.move");
    assert_string_equal(err.field, "");
    assert_string_equal(err.text, "a thing");
}

TEST(failing_about_a_field_is_the_callers_fault_and_names_it)
{
    struct kb_error err;
    assert_int_equal(kb_fail_field(&err, "qty", "request.field", "too many"), KB_INVALID);
    assert_string_equal(err.field, "qty");
    assert_string_equal(err.reason, "request.field");
}

TEST(an_error_can_quote_itself)
{
    struct kb_error err;
    assert_int_equal(kb_fail(&err, KB_INTERNAL, "internal", "inner"), KB_INTERNAL);
    assert_int_equal(kb_fail(&err, KB_UNKNOWN, err.reason, "outer: %s", err.text), KB_UNKNOWN);
    assert_string_equal(err.text, "outer: inner");
    assert_string_equal(err.reason, "internal");
}

TEST(a_long_text_is_cut_at_a_whole_character)
{
    struct kb_error err;
    char text[400] = "";
    for (size_t pad = 0; pad < 3; pad++) {
        memset(text, 'x', pad);
        for (size_t i = 0; i < 100; i++) memcpy(text + pad + 3 * i, "密", 4);
        (void)!kb_fail(&err, KB_INTERNAL, "internal", "%s", text);
        kt_row("pad %zu", pad);
        assert_true(kb_utf8_valid(err.text, strlen(err.text)));
        assert_in_range(strlen(err.text), 253, 255);
    }
}

TEST(foreign_bytes_in_a_text_or_a_field_are_made_showable)
{
    struct kb_error err;
    (void)!kb_fail_field(&err, "f\xff", "request.field", "bad \xc3( name");
    assert_string_equal(err.field, "f?");
    assert_string_equal(err.text, "bad ?( name");
}

TEST(every_code_has_its_name_and_its_http_status)
{
    static const struct {
        enum kb_code code;
        int http;
        const char *name;
    } rows[] = {
        { KB_OK, 200, "ok" },
        { KB_INVALID, 400, "invalid" },
        { KB_UNSIGNED, 401, "unsigned" },
        { KB_DENIED, 403, "denied" },
        { KB_NOT_FOUND, 404, "not_found" },
        { KB_CONFLICT, 409, "conflict" },
        { KB_EXHAUSTED, 429, "exhausted" },
        { KB_UNAVAILABLE, 503, "unavailable" },
        { KB_UNKNOWN, 504, "unknown" },
        { KB_INTERNAL, 500, "internal" },
        { (enum kb_code)99, 500, "internal" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        kt_row("%s", rows[i].name);
        assert_int_equal(kb_http_status(rows[i].code), rows[i].http);
        assert_string_equal(kb_code_name(rows[i].code), rows[i].name);
    }
}

static void assert_words(const char *text)
{
    assert_non_null(text);
    assert_true(strlen(text) > 3);
    assert_true(kb_utf8_valid(text, strlen(text)));
}

static bool has_chinese(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0xe4 && (unsigned char)*text <= 0xe9) return true;
    return false;
}

TEST(every_reason_fits_and_tells_people_what_and_what_to_do_in_both_languages)
{
    size_t n = 0;
    for (const struct kb_reason *r = kb_reasons; r->reason; r++, n++) {
        kt_row("%s", r->reason);
        assert_in_range(strlen(r->reason), 3, sizeof((struct kb_error *)0)->reason - 1);
        assert_int_equal(strspn(r->reason, "abcdefghijklmnopqrstuvwxyz0123456789_."),
                         strlen(r->reason));
        assert_words(r->zh);
        assert_words(r->en);
        assert_words(r->zh_advice);
        assert_words(r->en_advice);
        assert_true(has_chinese(r->zh) && has_chinese(r->zh_advice));
        assert_false(has_chinese(r->en) || has_chinese(r->en_advice));
    }
    assert_true(n >= 10);
}

TEST(a_reason_is_found_by_its_word_and_only_once)
{
    for (const struct kb_reason *r = kb_reasons; r->reason; r++) {
        kt_row("%s", r->reason);
        assert_ptr_equal(kb_reason_find(r->reason), r);
    }
    assert_null(kb_reason_find("no.such_reason"));
    assert_null(kb_reason_find(""));
}

static void break_a_promise(void *arg)
{
    KB_ASSERT(arg != NULL);
}

TEST(a_broken_promise_aborts_in_every_build)
{
    assert_true(kt_aborts(break_a_promise, NULL));
    assert_false(kt_aborts(break_a_promise, (void *)1));
}
