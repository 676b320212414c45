/* Quadratic forms, of QUBO and Ising problems, and their formats: netgen/readers/quadratic.h. */
#include "tests/suites.h"

#include "netgen/readers/quadratic.h"
#include "tests/support/reader.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* "max 3: 5 x1 - ..." is written as "max 3 | 1:5 | 1-2:4 2-3:-1": variables from 1, linear terms, pairs. */
static char *describe(const struct quadratic *quadratic)
{
    char *says;
    size_t size;
    FILE *out = open_memstream(&says, &size);
    const struct graph *pairs = quadratic->pairs;
    ck_assert(pairs->nodes >= 2 && pairs->edges >= 1 && graph_weights_add_up(pairs));
    fprintf(out, "%s %zu |", quadratic->maximize ? "max" : "min", pairs->nodes);
    for (size_t i = 0; quadratic->linear && i < pairs->nodes; i++) {
        ck_assert(isfinite(quadratic->linear[i]));
        if (quadratic->linear[i] != 0.0) {
            fprintf(out, " %zu:%g", i + 1, quadratic->linear[i]);
        }
    }
    fputs(" |", out);
    for (size_t e = 0; e < pairs->edges; e++) {
        ck_assert(pairs->edge[e].weight != 0.0);
        fprintf(out, " %zu-%zu:%g", pairs->edge[e].a + 1, pairs->edge[e].b + 1, pairs->edge[e].weight);
    }
    fclose(out);
    return says;
}

static enum status describe_request(const char *path, const struct quadratic_request *request, char **says,
                                    struct diagnostic *why)
{
    *says = NULL;
    struct quadratic *quadratic = NULL;
    struct input *input;
    enum status status = input_read(path, &input, why);
    status = status == STATUS_OK ? quadratic_parse(input, request, &quadratic, why) : status;
    input_free(input);
    ck_assert_int_eq(status == STATUS_OK, quadratic != NULL);
    if (status == STATUS_OK) {
        ck_assert(*quadratic->pairs->note && strlen(quadratic->pairs->note) < GRAPH_NOTE - 1);
        *says = describe(quadratic);
    }
    quadratic_free(quadratic);
    return status;
}

static enum status describe_qubo(const char *path, char **says, struct diagnostic *why)
{
    return describe_request(path, &(struct quadratic_request){.use = QUADRATIC_QUBO}, says, why);
}

static enum status describe_ising(const char *path, char **says, struct diagnostic *why)
{
    return describe_request(path, &(struct quadratic_request){.use = QUADRATIC_ISING}, says, why);
}

#define MM "%%MatrixMarket matrix coordinate "
#define ARRAY "%%MatrixMarket matrix array "

/* x1 = 5, x3 = -.5, and the pairs 4 x1 x2 - .5 x2 x3. */
#define FORM " 3 | 1:5 3:-0.5 | 1-2:4 2-3:-0.5"

static const struct good_file QUBOS[] = {
    {"Biq Mac: a pair counts twice", "# q\n3 4\n1 1 5\n1 2 2\n3 2 -.25\n3 3 -.5\n", "min" FORM},
    {"OR-library: maximized", "1\n 3 4\n1 1 5\n1 2 2\n3 2 -.25\n3 3 -.5\n", "max" FORM},
    {"Biq Mac matrix", "3\n5 2 0\n2 0 -.25\n0 -.25 -.5\n", "min" FORM},
    {"qbsolv: a pair counts once", "c a\np qubo 0 3 2 2\n0 0 5\n2 2 -.5\nc b\n0 1 4\n1 2 -.5\n", "min" FORM},
    {"qbsolv, unconstrained", "p  qubo unconstrained 3 2 2\n0 0 5\n2 2 -.5\n0 1 4\n1 2 -.5\n", "min" FORM},
    {"CSV, upper half", "5,4,0\n0,0,-.5\n0,0,-.5\n", "min" FORM},
    {"CSV, symmetric", "5;2;0\n2;0;-.25\n0;-.25;-.5\n", "min" FORM},
    {"CSV, each pair in one half", "5,0,0\n4,0,-.5\n0,0,-.5\n", "min" FORM},
    {"coordinate symmetric", MM "real symmetric\n3 3 4\n1 1 5\n2 1 2\n3 2 -.25\n3 3 -.5\n", "min" FORM},
    {"coordinate general", MM "real general\n3 3 4\n1 1 5\n1 2 4\n3 2 -.5\n3 3 -.5\n", "min" FORM},
    {"array general", ARRAY "real general\n3 3\n5\n2\n0\n2\n0\n-.25\n0\n-.25\n-.5\n", "min" FORM},
    {"array symmetric", ARRAY "real symmetric\n3 3\n5\n2\n0\n0\n-.25\n-.5\n", "min" FORM},
};

/* Files of which a beginning is such a file, too. */
static const struct good_file QUBO_LISTS[] = {
    {"from 1", "1 1 5\n1 2 4\n2 3 -.5\n3 3 -.5\n", "min" FORM},
    {"from 0", "# from 0\n0 0 5\n0 1 4\n1 2 -.5\n2 2 -.5\n", "min" FORM},
    {"both halves add up", "1 1 5\n1 2 2\n2 1 2\n2 3 -.25\n3 2 -.25\n3 3 -.5\n", "min" FORM},
};

static const struct good_file ISINGS[] = {
    {"Biq Mac: a pair counts once", "3 4\n1 1 5\n1 2 4\n3 2 -.5\n3 3 -.5\n", "min" FORM},
    {"Biq Mac matrix", "3\n5 4 0\n4 0 -.5\n0 -.5 -.5\n", "min" FORM},
    {"qbsolv", "p qubo 0 3 2 2\n0 0 5\n2 2 -.5\n0 1 4\n1 2 -.5\n", "min" FORM},
    {"CSV", "5,4,0\n4,0,-.5\n0,-.5,-.5\n", "min" FORM},
    {"coordinate symmetric", MM "real symmetric\n3 3 4\n1 1 5\n2 1 4\n3 2 -.5\n3 3 -.5\n", "min" FORM},
    {"coordinate general", MM "integer general\n2 2 2\n1 2 7\n2 1 7\n", "min 2 | | 1-2:7"},
    {"DIMACS", "c a\np edge 3 2\ne 1 2\ne 2 3\n", "min 3 | | 1-2:1 2-3:1"},
};

START_TEST(each_format_of_a_qubo_gives_the_same_form)
{
    reader_accepts_all(describe_qubo, QUBOS, COUNT(QUBOS));
    reader_accepts_all(describe_qubo, QUBO_LISTS, COUNT(QUBO_LISTS));
}
END_TEST

START_TEST(each_format_of_couplings_gives_the_same_form)
{
    static const char EDGES[] = "source,target,weight\na,b,0\na,c,2\n"; /* an edge of weight 0 is none */
    static const char LIST[] = "0 0 5\n0 1 4\n2 1 -.5\n2 2 -.5\n";
    reader_accepts_all(describe_ising, ISINGS, COUNT(ISINGS));
    reader_accepts(describe_ising, "list", LIST, strlen(LIST), "min" FORM);
    reader_accepts(describe_ising, "edges", EDGES, strlen(EDGES), "min 3 | | 1-3:2");
}
END_TEST

START_TEST(truncated_forms_are_refused)
{
    reader_refuses_prefixes(describe_qubo, QUBOS, COUNT(QUBOS));
    reader_refuses_prefixes(describe_ising, ISINGS, COUNT(ISINGS));
}
END_TEST

START_TEST(damaged_forms_are_refused_or_forms)
{
    reader_survives_changes(describe_qubo, QUBOS, COUNT(QUBOS));
    reader_survives_changes(describe_ising, ISINGS, COUNT(ISINGS));
}
END_TEST

static const struct bad_file BAD_QUBOS[] = {
    {"JSON", "[[0,1],\n[1,0]]", 0, "a JSON file; expected a list"},
    {"empty", "", 0, "empty"},
    {"comments alone", "# a\n", 1, "not a QUBO"},
    {"words", "hello\n", 1, "not a QUBO"},
    {"one variable", "1 1\n1 1 3\n", 1, "'1' is not the number of variables"},
    {"one variable in a list", "1 1 3\n", 0, "no two variables are coupled"},
    {"one variable in a matrix", "3\n", 1, "after its first number"},
    {"no pair", "3 2\n1 1 3\n2 2 1\n", 0, "no two variables are coupled"},
    {"pairs of 0", "2 1\n1 2 0\n", 0, "no two variables are coupled"},
    {"variable out of range", "3 2\n1 2 1\n1 4 1\n", 3, "'4' is not a variable; expected a whole number from 1 to 3"},
    {"variable 0 where they count from 1", "3 1\n0 1 1\n", 2, "'0' is not a variable"},
    {"repeat", "3 2\n1 2 1\n1 2 1\n", 3, "the entry of 1 and 2 is given on line 2 already"},
    {"repeat in the other half of a symmetric list", "3 2\n1 2 1\n2 1 1\n", 3, "given on line 2 already"},
    {"repeat in a list", "1 2 1\n1 2 1\n", 2, "given on line 1 already"},
    {"repeat on the diagonal", "1 1 1\n1 2 1\n1 1 0\n", 3, "given on line 1 already"},
    {"fewer entries", "3 2\n1 2 1\n", 2, "after 1 entry; the header promises 2"},
    {"more entries", "3 1\n1 2 1\n1 3 1\n", 3, "more entries than the 1"},
    {"more entries than a matrix has", "2 4\n1 2 1\n", 1, "'4' is not the number of entries"},
    {"word behind the header", "3 1 x\n1 2 1\n", 1, "'x' is not a value"},
    {"word behind an entry", "3 1\n1 2 1 1\n", 2, "'1' follows"},
    {"value missing", "3 1\n1 2\n", 2, "'' is not a value"},
    {"value", "3 1\n1 2 nan\n", 2, "'nan' is not a value"},
    {"sum overflows", "3 2\n1 2 6e299\n2 3 6e299\n", 0, "beyond 1e+300"},
    {"asymmetric", "0,1\n2,0\n", 0,
     "the entry of 1 and 2 is 1 and, in the other half of the matrix, 2; expected equal"},
    {"asymmetric list", "1 2 1\n1 3 1\n2 1 -1\n", 3,
     "the entry of 1 and 2 is 1 and, in the other half of the matrix, -1"},
    {"one pair in both halves and one in one", "1 2 1\n2 1 1\n1 3 2\n", 3, "the entry of 1 and 3 is 2 and"},
    {"halves overflow", "1 2 1e308\n2 1 1e308\n", 0, "beyond 1e+300"},
    {"several problems", "2\n2 1\n1 2 1\n2 1\n1 2 1\n", 0, "the file has 2 problems; expected --instance from 1 to 2"},
    {"fewer problems", "1\n2 2\n1 2 1\n", 3, "after 1 entry; the header promises 2"},
    {"more problems", "1\n2 1\n1 2 1\n2 1\n1 2 1\n", 4, "more problems than the 1"},
    {"matrix not square", "2\n1 2\n3\n", 3, "'' is not a value"},
    {"matrix with too long a row", "2\n1 2 3\n3 4 5\n", 2, "'3' follows the 2 numbers of the row"},
    {"matrix with too many rows", "2\n1 2\n2 3\n4 5\n", 4, "more rows than the 2"},
    {"CSV not square", "1,2\n", 1, "after 1 row of 2 fields; expected"},
    {"Matrix Market not square", MM "real general\n2 3 1\n1 2 1\n", 2, "2 rows and 3 columns"},
    {"skew-symmetric", MM "real skew-symmetric\n2 2 1\n2 1 1\n", 1, "adds up to 0"},
    {"words with blanks", "1 2 3 4\n", 1, "more than three words"},
    {"topology", "p qubo chimera128 2 1 1\n0 0 1\n0 1 1\n", 1, "'chimera128'"},
    {"qubo variable", "p qubo 0 2 1 1\n0 0 1\n0 2 1\n", 3,
     "'2' is not a variable; expected a whole number from 0 to 1"},
    {"qubo counts", "p qubo 0 2 1 1\n0 0 1\n1 1 1\n", 3, "2 linear terms and 0 pairs; its line 'p' promises 1 and 1"},
};

static const struct bad_file BAD_ISINGS[] = {
    {"damaged JSON", "[1,2", 1, "not JSON"},
    {"asymmetric", "0,1\n2,0\n", 0, "the coupling of 1 and 2 is 1 and, in the other half of the matrix, 2"},
    {"one half", "0,1\n0,0\n", 0, "the coupling of 1 and 2 is 1 and, in the other half of the matrix, 0"},
    {"asymmetric coordinates", MM "real general\n2 2 2\n1 2 1\n2 1 3\n", 4, "the coupling of 1 and 2 is 1 and"},
    {"asymmetric matrix", "2\n0 1\n2 0\n", 3, "the coupling of 1 and 2 is 1 and"},
    {"both orders in a list", "0 1 1\n1 0 1\n", 2, "the entry of 0 and 1 is given on line 1 already"},
    {"words", "hello\n", 1, "not a graph file"},
    {"graph without weight", "source,target,weight\na,b,0\n", 0, "no two variables are coupled"},
};

START_TEST(bad_forms_are_refused_with_their_line)
{
    reader_refuses_all(describe_qubo, BAD_QUBOS, COUNT(BAD_QUBOS));
    reader_refuses_all(describe_ising, BAD_ISINGS, COUNT(BAD_ISINGS));
    quadratic_free(NULL);
}
END_TEST

static enum status describe_second(const char *path, char **says, struct diagnostic *why)
{
    return describe_request(path, &(struct quadratic_request){.use = QUADRATIC_QUBO, .instance = 2}, says, why);
}

static enum status describe_minimized(const char *path, char **says, struct diagnostic *why)
{
    return describe_request(path, &(struct quadratic_request){.sense = QUADRATIC_MINIMIZE}, says, why);
}

static enum status describe_maximized(const char *path, char **says, struct diagnostic *why)
{
    return describe_request(path, &(struct quadratic_request){.sense = QUADRATIC_MAXIMIZE}, says, why);
}

START_TEST(one_of_several_problems_is_chosen)
{
    static const char TWO[] = "2\n4 1\n1 2 1\n3 2\n1 3 2\n2 2 1\n";
    reader_accepts(describe_second, "second", TWO, strlen(TWO), "max 3 | 2:1 | 1-3:4");
    reader_accepts(describe_minimized, "sense", "1\n2 1\n1 2 3\n", 12, "min 2 | | 1-2:6");
    reader_accepts(describe_maximized, "sense", "2 1\n1 2 3\n", 10, "max 2 | | 1-2:6");
    reader_refuses(describe_second, "beyond", "1\n2 1\n1 2 3\n", 12, 0, "the file has 1 problem");
    reader_refuses(describe_second, "no choice", "2 1\n1 2 3\n", 10, 0, "--instance is for files of OR-library");
}
END_TEST

Suite *quadratic_suite(void)
{
    Suite *suite = suite_create("quadratic");
    TCase *tests = tcase_create("forms");
    tcase_add_test(tests, each_format_of_a_qubo_gives_the_same_form);
    tcase_add_test(tests, each_format_of_couplings_gives_the_same_form);
    tcase_add_test(tests, bad_forms_are_refused_with_their_line);
    tcase_add_test(tests, one_of_several_problems_is_chosen);
    suite_add_tcase(suite, tests);
    TCase *variants = tcase_create("variants");
    tcase_set_tags(variants, "variants");
    tcase_add_checked_fixture(variants, NULL, scratch_remove);
    tcase_add_test(variants, truncated_forms_are_refused);
    tcase_add_test(variants, damaged_forms_are_refused_or_forms);
    suite_add_tcase(suite, variants);
    return suite;
}
