/* Numbers, input files and output files: base/. */
#include "tests/suites.h"

#include "base/input.h"
#include "base/number.h"
#include "base/output.h"
#include "base/team.h"
#include "tests/support/scratch.h"

#include <dirent.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static int count_files(void)
{
    int count = 0;
    DIR *files = opendir(scratch_folder());
    for (const struct dirent *file; (file = readdir(files));) {
        count += file->d_name[0] != '.';
    }
    closedir(files);
    return count;
}

static void expect_content(const char *path, const char *text)
{
    struct input *input;
    struct diagnostic why;
    ck_assert_msg(input_read(path, &input, &why) == STATUS_OK, "%s", why.text);
    ck_assert_str_eq(input->bytes, text);
    input_free(input);
}

START_TEST(numbers_have_spice_suffixes_in_either_case)
{
    static const struct {
        const char *text;
        double value;
    } CASES[] = {{"0.1", 0.1},   {"100m", 0.1},     {"5n", 5e-9},   {"2Meg", 2e6},     {"2MEG", 2e6}, {"3M", 3e-3},
                 {"1t", 1e12},   {"1G", 1e9},       {"4.7k", 4700}, {"-7u", -7e-6},    {"9p", 9e-12}, {"1f", 1e-15},
                 {"1e-3", 1e-3}, {"1e3k", 1e6},     {".5", 0.5},    {"5.", 5.0},       {"+3", 3.0},   {"-0", 0.0},
                 {"3n", 3e-9},   {"1.1f", 1.1e-15}, {"0007", 7.0},  {"1e-320", 1e-320}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        double value = NAN;
        ck_assert_msg(number_parse(CASES[i].text, &value), "'%s'", CASES[i].text);
        ck_assert_msg(value == CASES[i].value, "'%s' is %.17g", CASES[i].text, value);
    }
}
END_TEST

/* The next of a row of random numbers. */
static unsigned long next_random(unsigned long *state)
{
    *state = *state * 6364136223846793005UL + 1442695040888963407UL;
    return *state >> 11;
}

/* The texts are numbers, and equal. Says nothing to Check where they are, which would take longer than all else. */
static void expect_equal(const char *with_suffix, const char *with_exponent)
{
    double value = NAN;
    if (!number_parse(with_suffix, &value) || value != strtod(with_exponent, NULL)) {
        ck_abort_msg("%s is read as %.17g", with_suffix, value);
    }
}

START_TEST(a_suffix_gives_the_double_that_its_exponent_gives)
{
    static const struct {
        const char *suffix;
        int exponent;
    } SUFFIXES[] = {{"", 0},   {"t", 12}, {"G", 9},  {"Meg", 6}, {"k", 3},
                    {"m", -3}, {"u", -6}, {"n", -9}, {"p", -12}, {"f", -15}};
    unsigned long random = 1;
    for (int i = 0; i < 30000; i++) {
        size_t k = (size_t)i % (sizeof SUFFIXES / sizeof *SUFFIXES);
        unsigned long whole = next_random(&random) % 1000, part = next_random(&random) >> (next_random(&random) % 53);
        int own = (int)(next_random(&random) % 41) - 20;
        char with_suffix[80], with_exponent[80];
        snprintf(with_suffix, sizeof with_suffix, "%lu.%lue%d%s", whole, part, own, SUFFIXES[k].suffix);
        snprintf(with_exponent, sizeof with_exponent, "%lu.%lue%d", whole, part, own + SUFFIXES[k].exponent);
        expect_equal(with_suffix, with_exponent);
        snprintf(with_suffix, sizeof with_suffix, "%lu.%lu%s", whole, part, SUFFIXES[k].suffix);
        snprintf(with_exponent, sizeof with_exponent, "%lu.%lue%d", whole, part, SUFFIXES[k].exponent);
        expect_equal(with_suffix, with_exponent);
    }
}
END_TEST

START_TEST(numbers_of_many_digits_are_rounded_once)
{
    enum { ZEROS = 2000 };
    char text[2 * ZEROS + 40] = "9007199254740993."; /* 2^53 + 1: in the middle of two doubles */
    double value;
    size_t length = strlen(text);
    memset(text + length, '0', ZEROS);
    ck_assert(number_parse(text, &value));
    ck_assert_double_eq(value, 0x1p53); /* to even */
    snprintf(text + length + ZEROS, 2, "1");
    ck_assert(number_parse(text, &value));
    ck_assert_double_eq(value, 0x1p53 + 2.0); /* above the middle */
    memset(text, '0', (size_t)2 * ZEROS);
    text[1] = '.';
    snprintf(text + ZEROS, 40, "12e%dk", ZEROS); /* 0.00 ... 012 */
    ck_assert(number_parse(text, &value));
    ck_assert_double_eq(value, 12e3);
    memset(text, '7', ZEROS);
    snprintf(text + ZEROS, 40, "e-%dm", ZEROS);
    ck_assert(number_parse(text, &value));
    ck_assert_double_eq(value, 0.77777777777777777777e-3);
    ck_assert(number_parse("0e99999999999999999999", &value));
    ck_assert_double_eq(value, 0.0);
    ck_assert(!number_parse("1e99999999999999999999", &value));
}
END_TEST

START_TEST(rounded_numbers_have_the_suffix_of_their_size)
{
    static const struct {
        double value;
        int digits;
        const char *text;
    } CASES[] = {{0.02, 4, "20m"},  {0.1, 4, "100m"},       {0.15, 2, "150m"}, {1.0 / 3.0, 4, "333.3m"},
                 {0.0, 4, "0"},     {-0.1, 4, "-100m"},     {1.0, 4, "1"},     {9.9999, 4, "10"},
                 {999.96, 4, "1k"}, {12346.0, 4, "12.35k"}, {2e6, 4, "2meg"},  {5e-17, 4, "5e-17"}};
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        char text[40];
        ck_assert_str_eq(number_spice_rounded(text, sizeof text, CASES[k].value, CASES[k].digits), CASES[k].text);
    }
}
END_TEST

START_TEST(numbers_written_for_spice_read_back_equal)
{
    unsigned long random = 2;
    for (int i = 0; i < 30000; i++) {
        unsigned long bits = next_random(&random) << 11 ^ next_random(&random);
        double exponent = (double)(next_random(&random) % 60) - 30.0, value, again = NAN;
        memcpy(&value, &bits, sizeof value);
        double drawn[] = {value, ldexp(1.0 + 0x1p-53 * (double)(bits >> 11), (int)exponent),
                          rint(1e3 * ldexp((double)(bits >> 11), -53)) * pow(10.0, exponent / 2.0)};
        for (size_t k = 0; k < sizeof drawn / sizeof *drawn; k++) {
            if (isfinite(drawn[k]) && !(number_parse(SHORT(drawn[k]), &again) && again == drawn[k])) {
                ck_abort_msg("%a is '%s'", drawn[k], SHORT(drawn[k]));
            }
        }
    }
}
END_TEST

static const char *const NOT_NUMBERS[] = {"",    " ",   "1 ",   " 1",   "nan",   "inf",    "-inf",  "infinity", "NaN",
                                          "0x1", "1x",  "1,5",  "1..2", "--1",   "+-1",    "1e",    "e5",       ".",
                                          "-",   "1e+", "1 k",  "1kk",  "1mega", "1kohm",  "1e999", "-1e999",   "1\n",
                                          "+",   "-.",  "1e5.", "0x",   "1p5",   "nan(1)", "1_000", "\xc2\xb5"};

START_TEST(everything_else_is_not_a_number)
{
    for (size_t i = 0; i < sizeof NOT_NUMBERS / sizeof *NOT_NUMBERS; i++) {
        double value = 42.0;
        ck_assert_msg(!number_parse(NOT_NUMBERS[i], &value), "'%s'", NOT_NUMBERS[i]);
        ck_assert_msg(!number_parse_plain(NOT_NUMBERS[i], &value), "'%s'", NOT_NUMBERS[i]);
        ck_assert_double_eq(value, 42.0);
    }
    double value = 42.0;
    ck_assert(!number_parse_plain("100m", &value));
    ck_assert(!number_parse("1e300t", &value));
    ck_assert_double_eq(value, 42.0);
    ck_assert(number_parse_plain("-1.5e-3", &value));
    ck_assert_double_eq(value, -1.5e-3);
}
END_TEST

START_TEST(shares_may_be_per_cent)
{
    double value = 42.0;
    ck_assert(number_parse_share("5%", &value));
    ck_assert_double_eq(value, 0.05);
    ck_assert(number_parse_share("3.55%", &value));
    ck_assert_double_eq(value, 0.0355);
    ck_assert(number_parse_share("0.25", &value));
    ck_assert_double_eq(value, 0.25);
    static const char *const NOT[] = {"", "%", "5%%", "5 %", "%5", "5m", "nan%", "5%x"};
    for (size_t i = 0; i < sizeof NOT / sizeof *NOT; i++) {
        ck_assert_msg(!number_parse_share(NOT[i], &value), "'%s'", NOT[i]);
    }
    ck_assert_double_eq(value, 0.25);
}
END_TEST

START_TEST(integers_are_whole_and_within_limits)
{
    long value = 42;
    static const char *const NOT[] = {"",   "1.0", "1e3", " 1",  "1 ",  "+1", "0x1",
                                      "-6", "101", "--1", "1-1", "abc", "-",  "99999999999999999999"};
    for (size_t i = 0; i < sizeof NOT / sizeof *NOT; i++) {
        ck_assert_msg(!integer_parse(NOT[i], -5, 100, &value), "'%s'", NOT[i]);
        ck_assert_int_eq(value, 42);
    }
    ck_assert(integer_parse("-5", -5, 100, &value));
    ck_assert_int_eq(value, -5);
    ck_assert(integer_parse("100", -5, 100, &value));
    ck_assert_int_eq(value, 100);
    ck_assert(integer_parse("007", -5, 100, &value));
    ck_assert_int_eq(value, 7);
}
END_TEST

START_TEST(engineering_numbers_have_the_digits_asked_for)
{
    static const struct {
        double value;
        int digits;
        const char *unit, *text;
    } CASES[] = {
        {15.9e-9, 3, "s", "15.9 ns"},   {44.3e-3, 3, "W", "44.3 mW"},  {0.0, 3, "J", "0.00 J"},
        {999.97e-9, 3, "s", "1.00 us"}, {999.4e-9, 3, "s", "999 ns"},  {99.97, 3, "V", "100 V"},
        {9.997, 3, "V", "10.0 V"},      {-9.997, 3, "V", "-10.0 V"},   {1e-6, 3, "A", "1.00 uA"},
        {1000, 3, "Hz", "1.00 kHz"},    {1e-18, 3, "J", "1.00 aJ"},    {1e-20, 3, "J", "10.0 zJ"},
        {1e16, 3, "Hz", "10000 THz"},   {3.6e-9, 4, "J", "3.600 nJ"},  {1e-3, 1, "m", "1 mm"},
        {2e6, 2, "Ohm", "2.0 MOhm"},    {INFINITY, 3, "s", "inf s"},   {1e-24, 3, "s", "1.00 ys"},
        {1e-30, 4, "V", "1.000e-30 V"}, {-2e76, 2, "s", "-2.0e+76 s"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char text[64];
        ck_assert_str_eq(number_engineering(text, sizeof text, CASES[i].value, CASES[i].digits, CASES[i].unit),
                         CASES[i].text);
    }
}
END_TEST

START_TEST(a_value_and_its_error_have_one_prefix)
{
    static const struct {
        double value, error;
        const char *unit, *value_text, *error_text;
    } CASES[] = {
        {1.49e-22, 3.05e-25, "J s", "149 yJ s", "0.305 yJ s"},
        {1.5e-9, 6.35e-9, "s", "1.50 ns", "6.35 ns"},
        {1.5e-9, 0.0, "s", "1.50 ns", "0 ns"},
        {0.0, 2e-9, "s", "0 ns", "2.00 ns"},
        {2.5e-7, 3e-12, "s", "250 ns", "0.00300 ns"},
        {1e-9, 1.2345e-6, "s", "1.00 ns", "1234 ns"},
        {0.0, 0.0, "J", "0 J", "0 J"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct number_pair pair;
        number_engineering_pair(&pair, CASES[i].value, CASES[i].error, 3, 3, CASES[i].unit);
        ck_assert_str_eq(pair.error, CASES[i].error_text);
        ck_assert_str_eq(pair.value, CASES[i].value_text);
    }
}
END_TEST

START_TEST(counts_have_no_exponent)
{
    static const struct {
        double value;
        const char *text;
    } CASES[] = {{1000.0, "1000"}, {999.7, "1000"}, {1234.0, "1230"},   {123456.0, "123000"}, {12.34, "12.3"},
                 {0.5, "0.5"},     {1.0, "1"},      {-4321.0, "-4320"}, {0.00123, "0.00123"}, {0.0, "0"},
                 {1e-5, "1e-05"},  {2e20, "2e+20"}, {INFINITY, "inf"}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        ck_assert_str_eq(ROUNDED(CASES[i].value), CASES[i].text);
    }
}
END_TEST

START_TEST(engineering_numbers_fit_the_room)
{
    char text[5];
    ck_assert_str_eq(number_engineering(text, sizeof text, 15.9e-9, 3, "s"), "15.9");
}
END_TEST

START_TEST(messages_are_one_printable_line)
{
    struct diagnostic why;
    ck_assert_int_eq(fail_at(&why, "a\nb", 7, "'%s' \x1b[31m", "x\ty"), STATUS_INPUT);
    ck_assert_str_eq(why.text, "a?b:7: error: 'x?y' ?[31m");
    ck_assert_int_eq(fail_at(&why, "file", 0, "no line"), STATUS_INPUT);
    ck_assert_str_eq(why.text, "file: error: no line");
    char path[3000];
    memset(path, 'p', sizeof path);
    path[sizeof path - 1] = '\0';
    fail_at(&why, path, 1, "%s", path);
    ck_assert_uint_eq(strlen(why.text), sizeof why.text - 1);
}
END_TEST

START_TEST(input_is_the_bytes_of_the_file)
{
    char path[SCRATCH_PATH];
    struct diagnostic why;
    struct input *input;
    static const size_t SIZES[] = {1, 2, 65534, 65535, 65536, 65537, 131071, 131072, 300001};
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        size_t size = SIZES[i];
        char *bytes = malloc(size);
        ck_assert_ptr_nonnull(bytes);
        for (size_t k = 0; k < size; k++) {
            bytes[k] = (char)(k * 31 + k / 256);
        }
        scratch_put(scratch_path(path, "file"), bytes, size);
        ck_assert_int_eq(input_read(path, &input, &why), STATUS_OK);
        ck_assert_uint_eq(input->size, size);
        ck_assert_mem_eq(input->bytes, bytes, size);
        ck_assert_int_eq(input->bytes[size], '\0');
        ck_assert_str_eq(input->path, path);
        input_free(input);
        free(bytes);
    }
    input_free(NULL);
}
END_TEST

START_TEST(bytes_in_memory_are_read_as_a_file_is)
{
    static const char BYTES[] = "one\0two";
    struct input *input;
    struct diagnostic why;
    ck_assert_int_eq(input_of_memory("name", BYTES, sizeof BYTES - 1, &input, &why), STATUS_OK);
    ck_assert_str_eq(input->path, "name");
    ck_assert_uint_eq(input->size, sizeof BYTES - 1);
    ck_assert_mem_eq(input->bytes, BYTES, sizeof BYTES); /* with a zero behind them */
    input_free(input);
    ck_assert_int_eq(input_of_memory("name", BYTES, 0, &input, &why), STATUS_INPUT);
    ck_assert_ptr_null(input);
    ck_assert_str_eq(why.text, "name: error: file is empty");
}
END_TEST

static void expect_refused(const char *path, const char *part)
{
    struct diagnostic why;
    struct input *input = (struct input *)&why;
    ck_assert_int_eq(input_read(path, &input, &why), STATUS_INPUT);
    ck_assert_ptr_null(input);
    ck_assert_msg(strstr(why.text, part) && strncmp(why.text, path, strlen(path)) == 0, "%s", why.text);
}

START_TEST(files_that_cannot_be_read_are_refused)
{
    char path[SCRATCH_PATH];
    expect_refused(scratch_path(path, "missing"), "cannot open: No such file");
    expect_refused(scratch_folder(), "regular file");
    expect_refused("/dev/null", "regular file");
    scratch_put(scratch_path(path, "empty"), "", 0);
    expect_refused(path, "empty");
    scratch_path(path, "large");
    scratch_put(path, "x", 1);
    ck_assert_int_eq(truncate(path, (1L << 30) + 1), 0); /* sparse */
    expect_refused(path, "1 GiB");
}
END_TEST

START_TEST(control_characters_are_not_text)
{
    char path[SCRATCH_PATH];
    struct diagnostic why;
    for (int c = 0; c < 256; c++) {
        char bytes[] = "one\ntwo \nthree";
        bytes[7] = (char)c;
        scratch_put(scratch_path(path, "file"), bytes, sizeof bytes - 1);
        struct input *input;
        ck_assert_int_eq(input_read(path, &input, &why), STATUS_OK);
        bool text = (c >= ' ' && c != 127) || c == '\t' || c == '\n' || c == '\r' || c == '\f';
        ck_assert_int_eq(input_check_text(input, &why), text ? STATUS_OK : STATUS_INPUT);
        if (!text) {
            ck_assert_msg(strstr(why.text, "file:2: error: byte 0x"), "%s", why.text);
        }
        input_free(input);
    }
}
END_TEST

START_TEST(lines_end_with_lf_or_crlf_or_the_file)
{
    char text[] = "one \t\r\n\n  two\r\n\r\nlast";
    static const char *const LINES[] = {"one", "", "  two", "", "last"};
    struct line_reader lines = {.next = text};
    for (long i = 0; i < 5; i++) {
        ck_assert_str_eq(line_next(&lines), LINES[i]);
        ck_assert_int_eq(lines.number, i + 1);
    }
    ck_assert_ptr_null(line_next(&lines));
    ck_assert_ptr_null(line_next(&lines));
    ck_assert_int_eq(lines.number, 5);
}
END_TEST

START_TEST(words_are_separated_by_any_blanks)
{
    char text[] = " \tone  two\tthree ";
    char *rest = text;
    ck_assert_str_eq(word_next(&rest), "one");
    ck_assert_str_eq(word_next(&rest), "two");
    ck_assert_str_eq(word_next(&rest), "three");
    ck_assert_ptr_null(word_next(&rest));
    ck_assert_ptr_null(word_next(&rest));
}
END_TEST

START_TEST(outputs_appear_at_the_commit)
{
    char a[SCRATCH_PATH], b[SCRATCH_PATH];
    struct diagnostic why;
    scratch_put(scratch_path(a, "a"), "old", 3);
    scratch_path(b, "b");
    struct output *outputs[] = {NULL, NULL, NULL};
    ck_assert_int_eq(output_open(a, &outputs[0], &why), STATUS_OK);
    ck_assert_int_eq(output_open(b, &outputs[2], &why), STATUS_OK);
    fputs("new a", output_stream(outputs[0]));
    fputs("new b", output_stream(outputs[2]));
    fflush(output_stream(outputs[0]));
    expect_content(a, "old");
    ck_assert_int_ne(access(b, F_OK), 0);
    ck_assert_int_eq(output_commit(outputs, 3, &why), STATUS_OK);
    expect_content(a, "new a");
    expect_content(b, "new b");
    ck_assert_int_eq(count_files(), 2);
}
END_TEST

START_TEST(discarded_outputs_leave_no_trace)
{
    char a[SCRATCH_PATH];
    struct diagnostic why;
    struct output *output;
    scratch_put(scratch_path(a, "a"), "old", 3);
    ck_assert_int_eq(output_open(a, &output, &why), STATUS_OK);
    fputs("new", output_stream(output));
    output_discard(output);
    output_discard(NULL);
    expect_content(a, "old");
    ck_assert_int_eq(count_files(), 1);
}
END_TEST

START_TEST(outputs_have_the_rights_of_the_umask)
{
    char a[SCRATCH_PATH];
    struct diagnostic why;
    struct output *output;
    struct stat kind;
    mode_t before = umask(027);
    ck_assert_int_eq(output_open(scratch_path(a, "a"), &output, &why), STATUS_OK);
    ck_assert_int_eq(output_commit(&output, 1, &why), STATUS_OK);
    ck_assert_uint_eq(umask(before), 027);
    ck_assert_int_eq(stat(a, &kind), 0);
    ck_assert_uint_eq(kind.st_mode & 0777, 0640);
}
END_TEST

START_TEST(outputs_that_cannot_be_made_are_refused)
{
    char path[SCRATCH_PATH];
    struct diagnostic why;
    struct output *output = (struct output *)&why;
    ck_assert_int_eq(output_open(scratch_path(path, "none/a"), &output, &why), STATUS_INPUT);
    ck_assert_ptr_null(output);
    ck_assert_ptr_nonnull(strstr(why.text, "none/a: error: cannot write: No such file"));
    ck_assert_int_eq(output_open(scratch_folder(), &output, &why), STATUS_INPUT);
    ck_assert_ptr_null(output);
    ck_assert_ptr_nonnull(strstr(why.text, "directory"));
    ck_assert_int_eq(count_files(), 0);
}
END_TEST

START_TEST(a_full_device_is_an_error_of_the_system)
{
    struct diagnostic why;
    struct output *output;
    static const char block[100000];
    for (size_t size = 1; size <= sizeof block; size *= 99999) { /* buffered, and written at once */
        ck_assert_int_eq(output_open("/dev/full", &output, &why), STATUS_OK);
        fwrite(block, 1, size, output_stream(output));
        ck_assert_int_eq(output_commit(&output, 1, &why), STATUS_SYSTEM);
        ck_assert_msg(strstr(why.text, "/dev/full: error: cannot write: "), "%s", why.text);
        ck_assert_msg(!strstr(why.text, "Success"), "%s", why.text);
    }
}
END_TEST

/* A limit on the size of files stands for a full disk. `bytes` are written to the second of three outputs. */
static void expect_all_or_nothing(size_t bytes)
{
    static const char *const NAMES[] = {"a", "b", "c"};
    char path[3][SCRATCH_PATH];
    struct diagnostic why;
    struct output *outputs[3];
    for (size_t i = 0; i < 3; i++) {
        scratch_put(scratch_path(path[i], NAMES[i]), "old", 3);
        ck_assert_int_eq(output_open(path[i], &outputs[i], &why), STATUS_OK);
        fputs("new", output_stream(outputs[i]));
    }
    for (size_t i = 0; i < bytes; i++) {
        putc('x', output_stream(outputs[1]));
    }
    ck_assert_int_eq(output_commit(outputs, 3, &why), STATUS_SYSTEM);
    ck_assert_msg(strstr(why.text, "/b: error: cannot write: File too large"), "%s", why.text);
    for (size_t i = 0; i < 3; i++) {
        expect_content(path[i], "old");
    }
    ck_assert_int_eq(count_files(), 3);
}

START_TEST(a_full_disk_leaves_every_target_as_it_was)
{
    struct rlimit before;
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit limit = {.rlim_cur = 2000, .rlim_max = before.rlim_max};
    signal(SIGXFSZ, SIG_IGN); /* write fails with EFBIG then */
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    expect_all_or_nothing(2100);   /* found out by the flush */
    expect_all_or_nothing(100000); /* found out before */
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_DFL);
}
END_TEST

/* ---- Teams ---- */

static void count_part(void *context, size_t part)
{
    int *counts = context;
    counts[part]++;
}

START_TEST(team_does_each_part_once)
{
    enum { PARTS = 1000, ROUNDS = 50 };
    struct team *team = team_new((size_t)_i);
    for (size_t parts = 0; parts <= PARTS; parts += PARTS / 2) {
        int counts[PARTS] = {0};
        for (int round = 0; round < ROUNDS; round++) {
            team_do(team, parts, count_part, counts);
        }
        for (size_t k = 0; k < PARTS; k++) {
            ck_assert_int_eq(counts[k], k < parts ? ROUNDS : 0);
        }
    }
    team_free(team);
}
END_TEST

Suite *base_suite(void)
{
    Suite *suite = suite_create("base");
    TCase *numbers = tcase_create("numbers");
    tcase_add_test(numbers, numbers_have_spice_suffixes_in_either_case);
    tcase_add_test(numbers, rounded_numbers_have_the_suffix_of_their_size);
    tcase_add_test(numbers, numbers_of_many_digits_are_rounded_once);
    tcase_add_test(numbers, everything_else_is_not_a_number);
    tcase_add_test(numbers, shares_may_be_per_cent);
    tcase_add_test(numbers, integers_are_whole_and_within_limits);
    tcase_add_test(numbers, engineering_numbers_have_the_digits_asked_for);
    tcase_add_test(numbers, counts_have_no_exponent);
    tcase_add_test(numbers, a_value_and_its_error_have_one_prefix);
    tcase_add_test(numbers, engineering_numbers_fit_the_room);
    tcase_add_test(numbers, messages_are_one_printable_line);
    suite_add_tcase(suite, numbers);
    TCase *variants = tcase_create("variants");
    tcase_set_tags(variants, "variants");
    tcase_add_test(variants, a_suffix_gives_the_double_that_its_exponent_gives);
    tcase_add_test(variants, numbers_written_for_spice_read_back_equal);
    suite_add_tcase(suite, variants);
    TCase *files = tcase_create("files");
    tcase_add_checked_fixture(files, NULL, scratch_remove);
    tcase_add_test(files, input_is_the_bytes_of_the_file);
    tcase_add_test(files, files_that_cannot_be_read_are_refused);
    tcase_add_test(files, bytes_in_memory_are_read_as_a_file_is);
    tcase_add_test(files, control_characters_are_not_text);
    tcase_add_test(files, lines_end_with_lf_or_crlf_or_the_file);
    tcase_add_test(files, words_are_separated_by_any_blanks);
    tcase_add_test(files, outputs_appear_at_the_commit);
    tcase_add_test(files, discarded_outputs_leave_no_trace);
    tcase_add_test(files, outputs_have_the_rights_of_the_umask);
    tcase_add_test(files, outputs_that_cannot_be_made_are_refused);
    tcase_add_test(files, a_full_device_is_an_error_of_the_system);
    tcase_add_test(files, a_full_disk_leaves_every_target_as_it_was);
    tcase_add_loop_test(files, team_does_each_part_once, 1, 5);
    suite_add_tcase(suite, files);
    return suite;
}
