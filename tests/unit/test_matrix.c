/* Weight matrices and their formats: netgen/readers/matrix_read.h. */
#include "tests/suites.h"

#include "netgen/readers/matrix_read.h"
#include "tests/support/reader.h"

#include <math.h>
#include <stdio.h>

static enum status describe_matrix(const char *path, char **says, struct diagnostic *why)
{
    *says = NULL;
    struct matrix *matrix = (struct matrix *)why;
    enum status status = matrix_read(path, &matrix, why);
    ck_assert_int_eq(status == STATUS_OK, matrix != NULL);
    if (status == STATUS_OK) {
        size_t size;
        FILE *out = open_memstream(says, &size);
        ck_assert_uint_ge(matrix->n, 2);
        for (size_t i = 0; i < matrix->n * matrix->n; i++) {
            ck_assert(isfinite(matrix->value[i]));
            ck_assert(i % (matrix->n + 1) != 0 || (matrix->value[i] == 0.0 && !signbit(matrix->value[i])));
            fprintf(out, "%s%g", i == 0 ? "" : i % matrix->n ? " " : " | ", matrix->value[i]);
        }
        fclose(out);
    }
    matrix_free(matrix);
    return status;
}

#define THREE "0 0.1 -0.2 | 0.3 0 0.4 | 0 -0.5 0"
#define EVEN "0 0.1 -0.2 | 0.1 0 0 | -0.2 0 0"
#define ODD "0 -0.1 0.2 | 0.1 0 0 | -0.2 0 0"
#define MM "%%MatrixMarket matrix coordinate "
#define ARRAY "%%MatrixMarket matrix array "

static const struct good_file MATRICES[] = {
    {"CSV", "0,0.1,-0.2\n0.3,0,0.4\n0,-0.5,0\n", THREE},
    {"CSV, semicolons, CRLF, comments", "# a, b\r\n\r\n0 ; .1;-2e-1\r\n  # c\r\n+0.3;-0; 0.4 \r\n0.0;-5e-1;0.00\r\n",
     THREE},
    {"CSV, byte order mark, no last line end",
     "\xEF\xBB\xBF"
     "0,0.1,-0.2\n0.3,-0.0,0.4\n0,-0.5,-0",
     THREE},
    {"CSV, two neurons", "0,1\n2,0\n", "0 1 | 2 0"},
    {"CSV, quotes", "\"0\",\"1\"\n \"2\" , \"0\"\n", "0 1 | 2 0"},
    {"coordinate general", MM "real general\n3 3 5\n1 2 0.1\n1 3 -0.2\n2 1 0.3\n3 2 -0.5\n2 3 .4\n", THREE},
    {"coordinate with zero diagonal", MM "real general\n3 3 6\n1 2 .1\n1 3 -.2\n2 1 .3\n3 2 -5e-1\n2 3 .4\n2 2 -0\n",
     THREE},
    {"coordinate symmetric", MM "real symmetric\n3 3 2\n2 1 0.1\n3 1 -.2\n", EVEN},
    {"coordinate symmetric, upper half", MM "real symmetric\n3 3 2\n1 2 0.1\n1 3 -.2\n", EVEN},
    {"coordinate skew-symmetric", MM "real skew-symmetric\n3 3 2\n2 1 0.1\n3 1 -.2\n", ODD},
    {"coordinate integer", MM "integer general\n2 2 1\n1 2 -3\n", "0 -3 | 0 0"},
    {"coordinate without entries", MM "real general\n2 2 0\n", "0 0 | 0 0"},
    {"array general goes down the columns", ARRAY "real general\n3 3\n0\n0.3\n0\n.1\n-0\n-.5\n-0.2\n.4\n0\n", THREE},
    {"array symmetric", ARRAY "real symmetric\n% c\n3 3\n0\n0.1\n-0.2\n\n0\n0\n0\n", EVEN},
    {"array skew-symmetric", ARRAY "real skew-symmetric\n3 3\n0.1\n-0.2\n0\n", ODD},
    {"array integer", ARRAY "integer general\r\n2 2\r\n0\r\n2\r\n1\r\n0\r\n", "0 1 | 2 0"},
};

START_TEST(each_matrix_format_gives_the_same_weights)
{
    reader_accepts_all(describe_matrix, MATRICES, COUNT(MATRICES));
}
END_TEST

START_TEST(truncated_matrices_are_refused)
{
    reader_refuses_prefixes(describe_matrix, MATRICES, COUNT(MATRICES));
}
END_TEST

START_TEST(damaged_matrices_are_refused_or_matrices)
{
    reader_survives_changes(describe_matrix, MATRICES, COUNT(MATRICES));
}
END_TEST

static const struct bad_file BAD_MATRICES[] = {
    {"JSON", "[[0,1],[1,0]]", 0, "a JSON file; expected a matrix as CSV"},
    {"empty", "", 0, "empty"},
    {"binary", "0,1\n1,\x02\n", 2, "byte 0x02"},
    {"comments alone", "# a\n", 1, "smaller than 2x2"},
    {"one neuron", "0\n", 1, "smaller than 2x2"},
    {"row too short", "0,1,2\n1,0\n2,1,0\n", 2, "row has 2 fields and the first row 3"},
    {"row too long", "0,1\n1,0,2\n", 2, "row has 3 fields and the first row 2"},
    {"rows missing", "0,1,2\n1,0,2\n", 2, "after 2 rows of 3 fields"},
    {"rows too many", "0,1\n1,0\n1,1\n", 3, "more rows than the 2 fields"},
    {"diagonal", "0,1\n1,0.5\n", 2, "field 2, on the diagonal, is 0.5"},
    {"empty field", "0,1,\n1,0,1\n1,1,0\n", 1, "field 3, ''"},
    {"not a number", "0,1\nx,0\n", 2, "field 1, 'x'"},
    {"NaN", "0,nan\n1,0\n", 1, "'nan'"},
    {"infinity", "0,1\n-inf,0\n", 2, "'-inf'"},
    {"overflow", "0,1\n1e400,0\n", 2, "'1e400'"},
    {"suffix", "0,100m\n1,0\n", 1, "'100m'"},
    {"decimal comma", "0;0,1\n0,1;0\n", 1, "'0,1'"},
    {"blanks alone", "0 1\n1 0\n", 1, "'0 1'"},
    {"mixed separators", "0,1\n1;0\n", 2, "'1;0'"},
    {"header row", "a,b\n0,1\n1,0\n", 1, "'a'"},
    {"quote not closed", "0,1\n\"1,0\n", 2, "opened and not closed"},
    {"text beside a quote", "0,\"1\"2\n1,0\n", 1, "text beside a quote"},
    {"comment behind a number", "0,1 # V\n1,0\n", 1, "a comment behind a field"},
    {"pattern", MM "pattern general\n2 2 1\n1 2\n", 1, "no weights"},
    {"complex", MM "complex general\n2 2 1\n1 2 1 1\n", 1, "'complex'"},
    {"banner on another line", "\n" MM "real general\n2 2 1\n1 2 1\n", 2, "field 1"},
    {"not square", MM "real general\n2 3 1\n1 2 1\n", 2, "2 rows and 3 columns"},
    {"smaller than 2x2", MM "real general\n1 1 0\n", 2, "number of rows"},
    {"absurd size", MM "real general\n10001 10001 1\n1 2 1\n", 2, "from 2 to 10000"},
    {"coordinate diagonal", MM "real general\n2 2 2\n1 2 1\n2 2 -1e-9\n", 4, "diagonal entry 2 is -1e-09"},
    {"coordinate repeat", MM "real general\n2 2 2\n1 2 1\n1 2 1\n", 4, "entry 1 2 is given on line 3 already"},
    {"coordinate repeat of 0", MM "real general\n2 2 2\n1 1 0\n1 1 0\n", 4, "entry 1 1 is given on line 3"},
    {"symmetric repeat", MM "real symmetric\n2 2 2\n1 2 1\n2 1 1\n", 4, "line 3 already"},
    {"fewer entries", MM "real general\n2 2 2\n1 2 1\n", 3, "after 1 entry"},
    {"more entries", MM "real general\n2 2 1\n1 2 1\n2 1 1\n", 4, "more entries"},
    {"extra word", MM "real general\n2 2 1\n1 2 1 1\n", 3, "'1' follows"},
    {"array diagonal", ARRAY "real general\n2 2\n0\n1\n1\n7\n", 6, "diagonal entry 2 is 7"},
    {"array too short", ARRAY "real general\n2 2\n0\n1\n1\n", 5, "after 3 entries; the header promises 4"},
    {"array too long", ARRAY "real symmetric\n2 2\n0\n1\n0\n0\n", 6, "more entries than the 3"},
    {"array of rows", ARRAY "real general\n2 2\n0 1\n1 0\n", 3, "'1' follows the entry"},
    {"array with three sizes", ARRAY "real general\n2 2 4\n0\n1\n1\n0\n", 2, "follows the sizes"},
    {"array value", ARRAY "real general\n2 2\n0\nNaN\n1\n0\n", 4, "'NaN' is not a value"},
    {"array not whole", ARRAY "integer general\n2 2\n0\n0.5\n1\n0\n", 4, "finite whole number"},
};

START_TEST(bad_matrices_are_refused_with_their_line)
{
    reader_refuses_all(describe_matrix, BAD_MATRICES, COUNT(BAD_MATRICES));
    matrix_free(NULL);
}
END_TEST

START_TEST(kept_bad_matrices_are_refused)
{
    reader_refuses_kept(describe_matrix, "matrix-");
}
END_TEST

/* A .npy file of version 1 with 2 x 2 numbers; returns its size. */
static size_t make_npy(char *file, const char *type, const char *order, const void *numbers, size_t size)
{
    char header[200];
    int length =
        snprintf(header, sizeof header, "{'descr': '%s', 'fortran_order': %s, 'shape': (2, 2), }\n", type, order);
    char *to = mempcpy(file, "\x93NUMPY\1\0", 8);
    *to++ = (char)length;
    *to++ = 0;
    to = mempcpy(to, header, (size_t)length);
    to = mempcpy(to, numbers, size);
    return (size_t)(to - file);
}

START_TEST(numpy_matrices_are_weights)
{
    static const double BY_ROWS[] = {-0.0, 0.1, -0.2, 0}, BY_COLUMNS[] = {0, -0.2, 0.1, 0}, OWN[] = {0, 0, 0, 1};
    static const signed char WHOLE[] = {0, 1, -2, 0};
    static const unsigned char NATURAL[] = {0, 1, 200, 0};
    char file[300];
    reader_accepts(describe_matrix, "rows", file, make_npy(file, "<f8", "False", BY_ROWS, sizeof BY_ROWS),
                   "0 0.1 | -0.2 0");
    reader_accepts(describe_matrix, "columns", file, make_npy(file, "<f8", "True", BY_COLUMNS, sizeof BY_COLUMNS),
                   "0 0.1 | -0.2 0");
    reader_accepts(describe_matrix, "bytes", file, make_npy(file, "|i1", "False", WHOLE, sizeof WHOLE), "0 1 | -2 0");
    reader_accepts(describe_matrix, "bytes without a sign", file,
                   make_npy(file, "|u1", "False", NATURAL, sizeof NATURAL), "0 1 | 200 0");
    reader_refuses(describe_matrix, "diagonal", file, make_npy(file, "<f8", "False", OWN, sizeof OWN), 0,
                   "row 1, column 1, on the diagonal, is 1");
    reader_refuses(describe_matrix, "short", file, make_npy(file, "<f8", "False", OWN, 31), 0, "31 bytes follow");
}
END_TEST

Suite *matrix_suite(void)
{
    Suite *suite = suite_create("matrix");
    TCase *tests = tcase_create("matrices");
    tcase_add_test(tests, each_matrix_format_gives_the_same_weights);
    tcase_add_test(tests, bad_matrices_are_refused_with_their_line);
    tcase_add_test(tests, numpy_matrices_are_weights);
    tcase_add_test(tests, kept_bad_matrices_are_refused);
    suite_add_tcase(suite, tests);
    TCase *variants = tcase_create("variants");
    tcase_set_tags(variants, "variants");
    tcase_add_checked_fixture(variants, NULL, scratch_remove);
    tcase_add_test(variants, truncated_matrices_are_refused);
    tcase_add_test(variants, damaged_matrices_are_refused_or_matrices);
    suite_add_tcase(suite, variants);
    return suite;
}
