/* JSON documents and text in memory: base/document.h, base/text.h, base/utf8.h. */
#include "tests/suites.h"

#include "base/document.h"
#include "tests/support/program.h"
#include "tests/support/scratch.h"
#include "base/text.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Ends `document` and compares its text. */
static void expect_text(struct document *document, const char *expected)
{
    struct diagnostic why;
    struct text text;
    ck_assert_int_eq(text_begin(&text, &why), STATUS_OK);
    ck_assert_int_eq(document_write(document, 17, text.stream, &why), STATUS_OK);
    ck_assert_int_eq(text_end(&text, &why), STATUS_OK);
    ck_assert_str_eq(text.bytes, expected);
    text_discard(&text);
}

START_TEST(documents_keep_the_order_and_close_what_they_open)
{
    struct document d = document_begin();
    document_text(&d, "b", "two\n");
    document_list(&d, "a");
    document_object(&d, NULL);
    document_real(&d, "x", 0.1);
    document_close(&d);
    document_count(&d, NULL, 7);
    document_close(&d);
    document_flag(&d, "flag", false);
    document_text(&d, "none", NULL);
    expect_text(&d, "{\n \"b\": \"two\\n\",\n \"a\": [\n  {\n   \"x\": 0.10000000000000001\n  },\n  7\n ],\n"
                    " \"flag\": false,\n \"none\": null\n}\n");
}
END_TEST

START_TEST(a_list_in_a_list_is_one_line_and_its_texts_stay_as_they_are)
{
    struct document d = document_begin();
    document_list(&d, "rows");
    for (size_t row = 0; row < 2; row++) {
        document_list(&d, NULL);
        document_count(&d, NULL, row);
        document_text(&d, NULL, row == 0 ? " [ ,\\\"] " : "");
        document_close(&d);
    }
    document_list(&d, NULL);
    document_close(&d);
    document_close(&d);
    document_list(&d, "flat");
    document_count(&d, NULL, 3);
    document_close(&d);
    expect_text(&d, "{\n \"rows\": [\n  [0, \" [ ,\\\\\\\"] \"],\n  [1, \"\"],\n  []\n ],\n"
                    " \"flat\": [\n  3\n ]\n}\n");
}
END_TEST

START_TEST(numbers_that_are_not_finite_are_null)
{
    struct document d = document_begin();
    document_list(&d, "x");
    document_real(&d, NULL, INFINITY);
    document_real(&d, NULL, -INFINITY);
    document_real(&d, NULL, NAN);
    document_close(&d);
    expect_text(&d, "{\n \"x\": [\n  null,\n  null,\n  null\n ]\n}\n");
}
END_TEST

START_TEST(what_must_be_finite_is_refused_by_its_name_and_the_first_refusal_stays)
{
    struct diagnostic why;
    struct document d = document_begin();
    document_finite(&d, "fine", 1.0);
    document_finite(&d, "v_dw_v", INFINITY);
    document_finite(&d, "v_c_v", NAN);
    ck_assert_int_eq(document_write(&d, 17, stdout, &why), STATUS_INPUT);
    ck_assert_str_eq(why.text, "error: \"v_dw_v\" would be inf; it must be a finite number");
}
END_TEST

START_TEST(bytes_that_are_not_utf8_are_replaced_and_the_rest_stays)
{
    static const struct {
        const char *text, *repaired;
    } CASES[] = {{"", ""},
                 {"plain", "plain"},
                 {"\xc3\xa4 \xe2\x82\xac \xf0\x9f\x99\x82", "\xc3\xa4 \xe2\x82\xac \xf0\x9f\x99\x82"},
                 {"n\xff.json", "n\xef\xbf\xbd.json"},
                 {"\xe4hnlich", "\xef\xbf\xbdhnlich"},
                 {"\xc3", "\xef\xbf\xbd"},
                 {"\xc0\x80", "\xef\xbf\xbd\xef\xbf\xbd"},                  /* longer than it needs to be */
                 {"\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"}}; /* half of a surrogate pair */
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char *repaired = utf8_repaired(CASES[i].text);
        ck_assert_str_eq(repaired, CASES[i].repaired);
        free(repaired);
    }
    struct document d = document_begin();
    document_text(&d, "name", "n\xff");
    expect_text(&d, "{\n \"name\": \"n\xef\xbf\xbd\"\n}\n");
}
END_TEST

START_TEST(texts_in_memory_hold_every_byte)
{
    struct diagnostic why;
    struct text text;
    const size_t lines = 20000;
    ck_assert_int_eq(text_begin(&text, &why), STATUS_OK);
    for (size_t i = 0; i < lines; i++) {
        fprintf(text.stream, "%05zu%c", i, '\0');
    }
    ck_assert_int_eq(text_end(&text, &why), STATUS_OK);
    ck_assert_uint_eq(text.size, 6 * lines);
    for (size_t i = 0; i < lines; i++) {
        ck_assert_uint_eq(strtoul(text.bytes + 6 * i, NULL, 10), i);
    }
    ck_assert_int_eq(text.bytes[text.size], '\0');
    text_discard(&text);
    ck_assert_int_eq(text_begin(&text, &why), STATUS_OK); /* nothing written is an empty string */
    ck_assert_int_eq(text_end(&text, &why), STATUS_OK);
    ck_assert_str_eq(text.bytes, "");
    text_discard(&text);
    text_discard(&text);
}
END_TEST

START_TEST(an_infinite_chi_squared_is_null_and_a_bad_fit)
{
    program_input("far.csv", "quantity,end,current,duration,value,error\ntrack,dwin,5u,0,1e300,1e-300\n"
                             "track,dwin,5u,0,2000,1\n");
    program_gives("fit far.csv --json --fix polarization=0.7 --fix vleak=-5 --fix length=100n --fix width=20n "
                  "--fix position=0.5 --fix rp=500 --fix rap=2000",
                  STATUS_UNMET, "\"chi_squared\": null");
}
END_TEST

Suite *document_suite(void)
{
    Suite *suite = suite_create("document");
    TCase *tests = tcase_create("document");
    tcase_add_test(tests, documents_keep_the_order_and_close_what_they_open);
    tcase_add_test(tests, a_list_in_a_list_is_one_line_and_its_texts_stay_as_they_are);
    tcase_add_test(tests, numbers_that_are_not_finite_are_null);
    tcase_add_test(tests, what_must_be_finite_is_refused_by_its_name_and_the_first_refusal_stays);
    tcase_add_test(tests, bytes_that_are_not_utf8_are_replaced_and_the_rest_stays);
    tcase_add_test(tests, texts_in_memory_hold_every_byte);
    tcase_add_test(tests, an_infinite_chi_squared_is_null_and_a_bad_fit);
    suite_add_tcase(suite, tests);
    return suite;
}
