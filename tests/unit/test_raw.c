/* Raw files: spice/raw/raw.h, and what the real ngspice writes and reads. */
#include "tests/suites.h"

#include "netgen/deck.h"
#include "tests/support/expect.h"
#include "tests/support/handmade.h"
#include "spice/raw/raw.h"
#include "tests/support/scratch.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct diagnostic why;

static void write_text(const char *path, const char *text)
{
    scratch_put(path, text, strlen(text));
}

static void write_raw(const struct table *table, const char *path)
{
    struct output *out;
    expect_ok(output_open(path, &out, &why), &why);
    raw_write(table, "a title\nof two lines", out);
    expect_ok(output_commit(&out, 1, &why), &why);
}

static struct input *read_bytes(const char *path)
{
    struct input *input;
    expect_ok(input_read(path, &input, &why), &why);
    return input;
}

/* A table with values that a decimal detour would spoil. */
static struct table *new_odd_table(void)
{
    const char *const names[] = {"time", "v(p_load)", "@a.xsoma_3.awall[x]", "i(v1)", "@r1[i]"};
    struct table *table = table_new(5, names);
    for (int i = 0; i < 4; i++) {
        expect_ok(
            table_append(table, (double[]){i * 1e-9 / 3, 0.1 * i, DBL_TRUE_MIN * i, -0.0, DBL_MAX / (i + 1)}, &why),
            &why);
    }
    return table;
}

static void expect_same_table(const struct table *a, const struct table *b)
{
    ck_assert_uint_eq(a->columns, b->columns);
    ck_assert_uint_eq(a->rows, b->rows);
    for (size_t i = 0; i < a->columns; i++) {
        ck_assert_str_eq(a->name[i], b->name[i]);
    }
    ck_assert_int_eq(memcmp(a->value, b->value, a->rows * a->columns * sizeof *a->value), 0);
}

START_TEST(raw_file_reads_back_bit_for_bit)
{
    struct table *table = new_odd_table(), *back;
    write_raw(table, IN_SCRATCH("a.raw"));
    expect_ok(raw_read(IN_SCRATCH("a.raw"), &back, &why), &why);
    expect_same_table(table, back);
    table_free(back);
    table_free(table);
}
END_TEST

START_TEST(raw_file_depends_on_the_table_alone)
{
    struct table *table = new_odd_table();
    write_raw(table, IN_SCRATCH("a.raw"));
    write_raw(table, IN_SCRATCH("b.raw"));
    struct input *a = read_bytes(IN_SCRATCH("a.raw")), *b = read_bytes(IN_SCRATCH("b.raw"));
    ck_assert_uint_eq(a->size, b->size);
    ck_assert_int_eq(memcmp(a->bytes, b->bytes, a->size), 0);
    ck_assert_ptr_nonnull(strstr(a->bytes, "\t2\tv(@a.xsoma_3.awall[x])\tvoltage\n"));
    ck_assert_ptr_nonnull(strstr(a->bytes, "\t3\ti(v1)\tcurrent\n\t4\ti(@r1[i])\tcurrent\n"));
    input_free(a);
    input_free(b);
    table_free(table);
}
END_TEST

/* Expects STATUS_INPUT for every beginning of the file at `path` that is shorter than `whole`. */
static void expect_every_prefix_refused(const char *path, size_t whole)
{
    struct input *input = read_bytes(path);
    for (size_t size = 0; size < whole; size++) {
        struct table *table = NULL;
        scratch_put(IN_SCRATCH("cut.raw"), input->bytes, size);
        expect_input_error(raw_read(IN_SCRATCH("cut.raw"), &table, &why), &why, "cut.raw");
        ck_assert_ptr_null(table);
    }
    input_free(input);
}

START_TEST(every_truncation_of_a_binary_file_is_refused)
{
    struct table *table = new_odd_table();
    write_raw(table, IN_SCRATCH("a.raw"));
    struct input *input = read_bytes(IN_SCRATCH("a.raw"));
    expect_every_prefix_refused(IN_SCRATCH("a.raw"), input->size);
    input_free(input);
    table_free(table);
}
END_TEST

/* Two plots, with lines that a reader need not know. */
static const char ASCII[] = "Title: t\nDate: today\nPlotname: Operating Point\nFlags: real\nNo. Variables: 1\n"
                            "No. Points: 1       \nVariables:\n\t0\tv(a)\tvoltage\nValues:\n0\t\t1.0e+00\n"
                            "Title: t\nDate: today\nPlotname: Transient Analysis\nFlags: real padded\n"
                            "No. Variables: 3\nNo. Points: 2       \nCommand: version 39\nOption: a = b\nVariables:\n"
                            "\t0\ttime\ttime\n\t1\tv(@a1[x])\tvoltage\tgrid=3\n\t2\ti(v1)\tcurrent min=1e-3\nValues:\n"
                            "0\t\t0.0\n\t1.5\n\t-2\n\n 1\t1e-9\n\t2.5\n\t3e-3\n\n";

START_TEST(every_truncation_of_an_ascii_file_is_refused)
{
    write_text(IN_SCRATCH("a.raw"), ASCII);
    expect_every_prefix_refused(IN_SCRATCH("a.raw"), strlen(ASCII) - 2); /* the last two line ends may be missing */
}
END_TEST

START_TEST(ascii_file_reads_past_other_plots_and_unknown_lines)
{
    struct table *table;
    write_text(IN_SCRATCH("a.raw"), ASCII);
    expect_ok(raw_read(IN_SCRATCH("a.raw"), &table, &why), &why);
    ck_assert_uint_eq(table->columns, 3);
    ck_assert_uint_eq(table->rows, 2);
    ck_assert_str_eq(table->name[1], "@a1[x]");
    ck_assert_str_eq(table->name[2], "i(v1)");
    const double right[] = {0.0, 1.5, -2.0, 1e-9, 2.5, 3e-3};
    ck_assert_mem_eq(table->value, right, sizeof right);
    table_free(table);
}
END_TEST

/* ASCII with `old` replaced by `new`, as a file. */
static void write_changed(const char *path, const char *old, const char *new)
{
    const char *at = strstr(ASCII, "Title: t\nDate: today\nPlotname: Transient");
    at = strstr(old[0] == '^' ? ASCII : at, old[0] == '^' ? old + 1 : old);
    ck_assert_ptr_nonnull(at);
    size_t before = (size_t)(at - ASCII), length = strlen(old[0] == '^' ? old + 1 : old);
    FILE *file = fopen(path, "wb");
    fprintf(file, "%.*s%s%s", (int)before, ASCII, new, at + length);
    fclose(file);
}

START_TEST(each_defect_of_a_raw_file_is_named)
{
    static const struct {
        const char *old, *new, *fragment; /* an `old` that begins with ^ is in the first plot */
    } cases[] = {
        {"^Title:", "Titel:", "does not begin with 'Title:'"},
        {"^Operating Point", "Noise", NULL}, /* no defect */
        {"Transient", "DC", "no plot of this file is a transient analysis"},
        {"real padded", "complex", "complex"},
        {"real padded", "real fastaccess", "fastaccess"},
        {"real padded", "", "'real' or 'complex'"},
        {"Flags: real padded\n", "", "no line 'Flags:'"},
        {"Plotname: Transient Analysis\n", "", "no line 'Plotname:'"},
        {"No. Points: 2       \n", "", "no line 'No. Points:'"},
        {"No. Variables: 3\n", "", "must stand before"},
        {"No. Variables: 3", "No. Variables: 0", "'No. Variables:' must be a whole number from 1"},
        {"No. Variables: 3", "No. Variables: -1", "'No. Variables:'"},
        {"No. Variables: 3", "No. Variables: three", "'three'"},
        {"No. Variables: 3", "No. Variables: 4", "promises 4 variables"},
        {"No. Variables: 3", "No. Variables: 2", "promises 2 variables, but lists more"},
        {"No. Variables: 3", "No. Variables: 1000000000", "promises 1000000000 variables"},
        {"No. Variables: 3", "No. Variables: 9223372036854775807", "promises 9223372036854775807 variables"},
        {"No. Variables: 3", "No. Variables: 99999999999999999999", "'No. Variables:'"},
        {"No. Points: 2", "No. Points: 0", "promises 0 points"},
        {"No. Points: 2", "No. Points: -2", "'No. Points:'"},
        {"No. Points: 2", "No. Points: 1", "promises 1 point"},
        {"No. Points: 2", "No. Points: 3", "promises 3 points"},
        {"No. Points: 2", "No. Points: 4000000000000000000", "promises 4000000000000000000 points"},
        {"\t0\ttime\ttime", "\t0\tspeed\ttime", "must be 'time', not 'speed'"},
        {"\t1\tv(@a1[x])\tvoltage\tgrid=3", "\t2\tv(@a1[x])\tvoltage", "of variable 1"},
        {"\t1\tv(@a1[x])\tvoltage\tgrid=3", "\t1\tv(@a1[x])", "of variable 1"},
        {"real padded\nNo. Variables: 3", "real unpadded\nNo. Variables: 3", NULL},
        {"\tvoltage\tgrid=3", "\tvoltage dims=1", NULL},
        {"\t2\ti(v1)\tcurrent min=1e-3\nValues:", "Values:", "of variable 2"},
        {"padded\nNo. Variables: 3\nNo. Points: 2       \nCommand: version 39\nOption: a = "
         "b\nVariables:\n\t0\ttime\ttime",
         "unpadded\nNo. Variables: 3\nNo. Points: 2\nVariables:\n\t0\ttime\ttime dims=1", "set nopadding"},
        {"2.5", "nan", "'@a1[x]' must be a finite number, not 'nan'"},
        {"2.5", "-inf", "finite"},
        {"2.5", "1e999", "finite"},
        {"2.5", "2.5,0", "finite"},
        {"2.5", "2.5x", "finite"},
        {"1e-9", "-1e-9", "time goes backwards"},
        {" 1\t1e-9", " 2\t1e-9", "'2' stands where point number 1 must be"},
        {"3e-3\n\n", "3e-3\n\n 2\t2e-9\n\t0\n\t0\n\n", "more bytes of values follow"},
        {"3e-3\n\n", "3e-3", "values end in point 2"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct table *table;
        write_changed(IN_SCRATCH("a.raw"), cases[k].old, cases[k].new);
        enum status status = raw_read(IN_SCRATCH("a.raw"), &table, &why);
        if (!cases[k].fragment) {
            expect_ok(status, &why);
            table_free(table);
        } else {
            expect_input_error(status, &why, cases[k].fragment);
            ck_assert_ptr_null(table);
        }
    }
}
END_TEST

START_TEST(binary_counts_and_values_are_checked)
{
    const struct {
        const char *points;
        double time, value;
        const char *fragment;
    } cases[] = {
        {"2", 1e-9, NAN, "'v(a)' is nan at point 2 of 2"},
        {"2", 1e-9, INFINITY, "finite"},
        {"2", -1e-9, 0.0, "time goes backwards"},
        {"1", 1e-9, 0.0, "promises 1 point, but 16 more bytes"},
        {"3", 1e-9, 0.0, "promises 3 points of 2 variables, but what follows, 32 bytes, holds 2"},
        {"1152921504606846976", 1e-9, 0.0, "bytes, holds 2"}, /* 2^60 points of 16 bytes: 2^64 bytes */
        {"576460752303423489", 1e-9, 0.0, "bytes, holds 2"},
        {"0", 1e-9, 0.0, "promises 0 points, and 32 bytes follow"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const double values[] = {0.0, 1.0, cases[k].time, cases[k].value};
        FILE *file = fopen(IN_SCRATCH("a.raw"), "wb");
        fprintf(file,
                "Title: t\nPlotname: Transient Analysis\nFlags: real\nNo. Variables: 2\nNo. Points: %s\nVariables:\n"
                "\t0\ttime\ttime\n\t1\tv(a)\tvoltage\nBinary:\n",
                cases[k].points);
        fwrite(values, sizeof values, 1, file);
        fclose(file);
        struct table *table;
        expect_input_error(raw_read(IN_SCRATCH("a.raw"), &table, &why), &why, cases[k].fragment);
        ck_assert_ptr_null(table);
    }
}
END_TEST

/* Reads every version of the file at `path` with one byte changed: any result will do, but a crash. */
static void read_with_each_byte_changed(const char *path)
{
    static const char bytes[] = {'\0', '\n', ' ', '9', '-', 'e', (char)0xff};
    struct input *input = read_bytes(path);
    for (size_t i = 0; i < input->size; i++) {
        char kept = input->bytes[i];
        for (size_t b = 0; b < sizeof bytes; b++) {
            struct table *table;
            input->bytes[i] = bytes[b];
            scratch_put(IN_SCRATCH("changed.raw"), input->bytes, input->size);
            enum status status = raw_read(IN_SCRATCH("changed.raw"), &table, &why);
            ck_assert(status == STATUS_OK || status == STATUS_INPUT);
            ck_assert_int_eq(table != NULL, status == STATUS_OK);
            table_free(table);
        }
        input->bytes[i] = kept;
    }
    input_free(input);
}

START_TEST(file_with_any_byte_changed_is_read_or_refused)
{
    struct table *table = new_odd_table();
    write_raw(table, IN_SCRATCH("a.raw"));
    read_with_each_byte_changed(IN_SCRATCH("a.raw"));
    write_text(IN_SCRATCH("b.raw"), ASCII);
    read_with_each_byte_changed(IN_SCRATCH("b.raw"));
    table_free(table);
}
END_TEST

START_TEST(missing_and_empty_raw_files_are_input_errors)
{
    struct table *table;
    expect_input_error(raw_read(IN_SCRATCH("none.raw"), &table, &why), &why, "none.raw");
    write_text(IN_SCRATCH("empty.raw"), "");
    expect_input_error(raw_read(IN_SCRATCH("empty.raw"), &table, &why), &why, "empty");
    expect_input_error(raw_read(scratch_folder(), &table, &why), &why, "regular file");
}
END_TEST

/* ---- Raw files of ngspice ---- */

static int run_ngspice(const char *arguments)
{
    char command[1024];
    snprintf(command, sizeof command, "cd %s && LC_ALL=C ngspice -b %s >out.txt 2>&1 </dev/null", scratch_folder(),
             arguments);
    return system(command);
}

static const char RC[] = "rc\nv1 in 0 pulse(0 1 1n 1n 1n 10n 30n)\nr1 in out 1k\nc1 out 0 1p\n";

/* Expects the RC circuit's answer to the pulse: charge up to 12 ns with a time constant of 1 ns. */
static void expect_rc(const struct table *table)
{
    size_t out = table_find(table, "v(out)"), current = table_find(table, "@r1[i]");
    ck_assert_str_eq(table->name[0], "time");
    ck_assert_uint_lt(out, table->columns);
    ck_assert_uint_lt(current, table->columns);
    ck_assert_uint_gt(table->rows, 20);
    const double *last = table->value + (table->rows - 1) * table->columns;
    expect_close(last[0], 20e-9, 1e-9);
    double highest = 0.0;
    for (size_t k = 0; k < table->rows; k++) {
        highest = fmax(highest, table->value[k * table->columns + out]);
    }
    expect_close(highest, 1.0, 1e-3); /* 1 - exp(-10) */
}

START_TEST(binary_files_of_ngspice_are_read)
{
    char deck[512];
    struct table *table;
    snprintf(deck, sizeof deck, "%s.save v(out) @r1[i]\n.op\n.tran 0.2n 20n\n.end\n", RC);
    write_text(IN_SCRATCH("rc.cir"), deck);
    run_ngspice("-r rc.raw rc.cir");
    expect_ok(raw_read(IN_SCRATCH("rc.raw"), &table, &why), &why); /* after the operating point's plot */
    expect_rc(table);
    table_free(table);
}
END_TEST

START_TEST(ascii_files_of_ngspice_are_read)
{
    char deck[512];
    struct table *table;
    snprintf(deck, sizeof deck, "%s.save v(out) @r1[i]\n.op\n.tran 0.2n 20n\n.end\n", RC);
    write_text(IN_SCRATCH("rc.cir"), deck);
    ck_assert_int_eq(setenv("SPICE_ASCIIRAWFILE", "1", 1), 0);
    run_ngspice("-r rc.raw rc.cir");
    unsetenv("SPICE_ASCIIRAWFILE");
    struct input *input = read_bytes(IN_SCRATCH("rc.raw"));
    ck_assert_ptr_nonnull(strstr(input->bytes, "Values:"));
    input_free(input);
    expect_ok(raw_read(IN_SCRATCH("rc.raw"), &table, &why), &why);
    expect_rc(table);
    table_free(table);
}
END_TEST

START_TEST(files_of_the_write_command_are_read)
{
    char deck[512];
    struct table *table;
    snprintf(deck, sizeof deck,
             "%s.save v(out) @r1[i]\n.control\ntran 0.2n 20n\nwrite binary.raw\nset nopadding\nwrite unpadded.raw\n"
             "set filetype=ascii\nwrite ascii.raw\nop\nwrite op.raw\n.endc\n.end\n",
             RC);
    write_text(IN_SCRATCH("rc.cir"), deck);
    run_ngspice("rc.cir");
    static const char *const names[] = {"binary.raw", "unpadded.raw", "ascii.raw"};
    for (size_t k = 0; k < 3; k++) {
        expect_ok(raw_read(IN_SCRATCH(names[k]), &table, &why), &why);
        expect_rc(table);
        table_free(table);
    }
    expect_input_error(raw_read(IN_SCRATCH("op.raw"), &table, &why), &why, "Operating Point");
}
END_TEST

START_TEST(ngspice_loads_what_is_written)
{
    struct table *run = handmade_run(3);
    for (int k = 0; k < 46; k++) {
        handmade_point(run, 1e-9 * k, (struct handmade_power){1e-3, 2e-3, 3e-3}, 6, (double[]){k, 2 * k, 0, 0, 0, k});
    }
    write_raw(run, IN_SCRATCH("ours.raw"));
    char wall[DECK_NAME_SIZE], deck[1024];
    deck_soma_vector(1, wall);
    snprintf(deck, sizeof deck,
             "load\n.control\nload ours.raw\ndisplay\nprint length(time)\nlet highest = vecmax(v(p_soma))\n"
             "print highest\nwrite theirs.raw\n.endc\n.end\n");
    write_text(IN_SCRATCH("load.cir"), deck);
    run_ngspice("load.cir");
    struct input *out = read_bytes(IN_SCRATCH("out.txt"));
    ck_assert_msg(strstr(out->bytes, "length(time) = 4.600000e+01") != NULL, "%s", out->bytes);
    ck_assert_msg(strstr(out->bytes, "highest = 2.000000e-03") != NULL, "%s", out->bytes);
    ck_assert_msg(strstr(out->bytes, wall) != NULL, "%s", out->bytes);
    input_free(out);

    struct table *theirs; /* ngspice writes its own calculation, highest, too */
    expect_ok(raw_read(IN_SCRATCH("theirs.raw"), &theirs, &why), &why);
    ck_assert_uint_eq(theirs->rows, run->rows);
    size_t column = table_find(theirs, wall), ours = table_find(run, wall);
    ck_assert_uint_lt(column, theirs->columns);
    for (size_t k = 0; k < run->rows; k++) {
        ck_assert_double_eq(theirs->value[k * theirs->columns + column], run->value[k * run->columns + ours]);
    }
    table_free(theirs);
    table_free(run);
}
END_TEST

Suite *raw_suite(void)
{
    Suite *suite = suite_create("raw");
    TCase *tests = tcase_create("raw files");
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_test(tests, raw_file_reads_back_bit_for_bit);
    tcase_add_test(tests, raw_file_depends_on_the_table_alone);
    tcase_add_test(tests, ascii_file_reads_past_other_plots_and_unknown_lines);
    tcase_add_test(tests, each_defect_of_a_raw_file_is_named);
    tcase_add_test(tests, binary_counts_and_values_are_checked);
    tcase_add_test(tests, missing_and_empty_raw_files_are_input_errors);
    tcase_add_test(tests, binary_files_of_ngspice_are_read);
    tcase_add_test(tests, ascii_files_of_ngspice_are_read);
    tcase_add_test(tests, files_of_the_write_command_are_read);
    tcase_add_test(tests, ngspice_loads_what_is_written);
    suite_add_tcase(suite, tests);
    TCase *variants = tcase_create("variants");
    tcase_set_tags(variants, "variants");
    tcase_add_checked_fixture(variants, NULL, scratch_remove);
    tcase_add_test(variants, file_with_any_byte_changed_is_read_or_refused);
    tcase_add_test(variants, every_truncation_of_a_binary_file_is_refused);
    tcase_add_test(variants, every_truncation_of_an_ascii_file_is_refused);
    suite_add_tcase(suite, variants);
    return suite;
}
