/* The splitter of CSV files, base/csv.h. */
#include "tests/suites.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

enum { TEXT = sizeof(struct diagnostic) };

/* Writes what is read of `text` to `out`: a row as LINE:[FIELD][FIELD], then a bar; an error as its line and its words
 * behind "error: ". */
static void split(const char *text, char separator, const char *comments, bool braces, char out[TEXT])
{
    struct diagnostic why;
    struct input *input;
    size_t used = 0;
    ck_assert_int_eq(input_of_memory("file", text, strlen(text), &input, &why), STATUS_OK);
    struct csv csv = csv_of(input);
    csv.separator = separator;
    csv.comments = comments;
    csv.braces = braces;
    out[0] = '\0';
    while (csv_row(&csv)) {
        char *field;
        enum status status;
        used += (size_t)snprintf(out + used, TEXT - used, "%ld:", csv.lines.number);
        while ((status = csv_field(&csv, &field, &why)) == STATUS_OK && field) {
            used += (size_t)snprintf(out + used, TEXT - used, "[%s]", field);
        }
        if (status != STATUS_OK) {
            ck_assert_int_eq(status, STATUS_INPUT);
            snprintf(out, TEXT, "%s", why.text);
            break;
        }
        used += (size_t)snprintf(out + used, TEXT - used, "|");
    }
    input_free(input);
}

struct example {
    const char *text;
    char separator;
    const char *fields;
};

static void check(const struct example *example, const char *comments, bool braces)
{
    char out[TEXT];
    split(example->text, example->separator, comments, braces, out);
    ck_assert_msg(strcmp(out, example->fields) == 0, "'%s' gives %s, not %s", example->text, out, example->fields);
}

START_TEST(rows_are_split_at_the_separator)
{
    static const struct example EXAMPLES[] = {
        {"a,b\nc,d", ',', "1:[a][b]|2:[c][d]|"},
        {"a;b,c\r\nd;e\r\n", ';', "1:[a][b,c]|2:[d][e]|"},
        {" a \t, b c ,\td\n", ',', "1:[a][b c][d]|"},
        {"a\tb c\n", '\t', "1:[a][b c]|"},
        {"  a \t b   c  \n", ' ', "1:[a][b][c]|"},
        {"a b # c\n", ' ', "1:[a][b]|"},
        {"a,,b,\n,\n", ',', "1:[a][][b][]|2:[][]|"},
        {"\xEF\xBB\xBF"
         "a,b\n",
         ',', "1:[a][b]|"},
        {"\n# one,two\n  # three\n\na\n", ',', "5:[a]|"},
    };
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        check(&EXAMPLES[i], "#", false);
    }
    check(&(struct example){"% a\n#b\nc,%d\n", ',', "3:[c][%d]|"}, "#%", false);
}
END_TEST

START_TEST(quotes_keep_separators_and_blanks)
{
    static const struct example EXAMPLES[] = {
        {"\"a,b\",c\n", ',', "1:[a,b][c]|"},
        {" \" a \" ,\"b\"\n", ',', "1:[ a ][b]|"},
        {"\"a \"\"b\"\"\",\"\"\"\"\n", ',', "1:[a \"b\"][\"]|"},
        {"\"\",\"# a\"\n", ',', "1:[][# a]|"},
        {"\"a\" b\n", ' ', "1:[\"a\"][b]|"},
    };
    for (size_t i = 0; i < sizeof EXAMPLES / sizeof *EXAMPLES; i++) {
        check(&EXAMPLES[i], "#", false);
    }
}
END_TEST

START_TEST(braces_are_one_field_where_they_are_asked_for)
{
    check(&(struct example){"a b {'c': 1, 'd': 2}\n", ' ', "1:[a][b][{'c': 1, 'd': 2}]|"}, "#", true);
    check(&(struct example){"a,{\"c\", # d}\n", ',', "1:[a][{\"c\", # d}]|"}, "#", true);
    check(&(struct example){"a,{b,c}\n", ',', "1:[a][{b][c}]|"}, "#", false);
}
END_TEST

START_TEST(rows_that_mean_nothing_are_refused_with_their_line)
{
    static const struct {
        const char *text, *error;
    } WRONG[] = {
        {"a,b\n\"c,d\n", "file:2: error: a quote is opened and not closed on this line"},
        {"a,\n\n\"\n", "file:3: error: a quote is opened and not closed on this line"},
        {"\"a\"b,c\n", "file:1: error: text beside a quote"},
        {"a,b\"c\"\n", "file:1: error: text beside a quote"},
        {"a,b # c\n", "file:1: error: a comment behind a field"},
        {"a,#b\n", "file:1: error: a comment behind a field"},
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        char out[TEXT];
        split(WRONG[i].text, ',', "#", false, out);
        ck_assert_msg(strncmp(out, WRONG[i].error, strlen(WRONG[i].error)) == 0, "'%s': %s", WRONG[i].text, out);
    }
}
END_TEST

START_TEST(all_fields_are_counted_and_the_first_ones_kept)
{
    struct diagnostic why;
    struct input *input;
    char *field[3] = {NULL, NULL, NULL};
    size_t count;
    ck_assert_int_eq(input_of_memory("file", "a,b,c,d", 7, &input, &why), STATUS_OK);
    struct csv csv = csv_of(input);
    ck_assert(csv_row(&csv));
    ck_assert_int_eq(csv_fields(&csv, field, 2, &count, &why), STATUS_OK);
    ck_assert_uint_eq(count, 4);
    ck_assert_str_eq(field[0], "a");
    ck_assert_str_eq(field[1], "b");
    ck_assert_ptr_null(field[2]);
    ck_assert(!csv_row(&csv));
    input_free(input);
}
END_TEST

START_TEST(the_first_row_tells_the_separator)
{
    ck_assert_int_eq(csv_separator("a;b,c"), ';');
    ck_assert_int_eq(csv_separator("\"a;b\",c"), ',');
    ck_assert_int_eq(csv_separator("a b\tc"), '\t');
    ck_assert_int_eq(csv_separator(" a b \t\r\nc,d"), ' ');
    ck_assert_int_eq(csv_separator("a b {'c': 1, 'd': 2}"), ' ');
    ck_assert_int_eq(csv_separator("a"), '\0');
}
END_TEST

Suite *csv_suite(void)
{
    Suite *suite = suite_create("csv");
    TCase *tests = tcase_create("csv");
    tcase_add_test(tests, rows_are_split_at_the_separator);
    tcase_add_test(tests, quotes_keep_separators_and_blanks);
    tcase_add_test(tests, braces_are_one_field_where_they_are_asked_for);
    tcase_add_test(tests, rows_that_mean_nothing_are_refused_with_their_line);
    tcase_add_test(tests, all_fields_are_counted_and_the_first_ones_kept);
    tcase_add_test(tests, the_first_row_tells_the_separator);
    suite_add_tcase(suite, tests);
    return suite;
}
