/* The readers of problem files: netgen/graph.h, netgen/picture.h, netgen/matrix.h. */
#include "suites.h"

#include "graph.h"
#include "matrix.h"
#include "picture.h"

#include <dirent.h>
#include <math.h>
#include <png.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 512, TEXT_SIZE = 4096 };

/* A file that must be refused: the line of the message (0: none), and a part of it. `defect` names it. */
struct bad_file {
    const char *defect, *text;
    long line;
    const char *part;
};

/* A file that must be read, and what it says, in the words of describe_graph and describe_matrix. */
struct good_file {
    const char *what, *text, *says;
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static char scratch[PATH_SIZE]; /* the file of the test that runs */

static void make_scratch(void)
{
    const char *parent = getenv("TMPDIR");
    snprintf(scratch, sizeof scratch, "%s/spinfield-readers-XXXXXX", parent ? parent : "/tmp");
    int file = mkstemp(scratch);
    ck_assert_int_ge(file, 0);
    close(file);
}

static void remove_scratch(void)
{
    unlink(scratch);
}

static void put(const void *bytes, size_t size)
{
    FILE *file = fopen(scratch, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

/* The three readers behind one signature: what the file at `path` says, in a string to be freed; NULL on an error. */
typedef enum status reader(const char *path, char **says, struct diagnostic *why);

static enum status describe_graph(const char *path, char **says, struct diagnostic *why)
{
    *says = NULL;
    struct graph *graph = (struct graph *)why;
    enum status status = graph_read(path, &graph, why);
    ck_assert_int_eq(status == STATUS_OK, graph != NULL);
    if (status == STATUS_OK) {
        size_t size;
        FILE *out = open_memstream(says, &size);
        fprintf(out, "%zu:", graph->nodes);
        for (size_t i = 0; i < graph->edges; i++) {
            const struct edge *e = &graph->edge[i];
            ck_assert(e->a < e->b && e->b < graph->nodes && isfinite(e->weight));
            ck_assert(i == 0 || e[-1].a < e->a || (e[-1].a == e->a && e[-1].b < e->b));
            fprintf(out, " %zu-%zu=%g", e->a, e->b, e->weight);
        }
        fclose(out);
    }
    graph_free(graph);
    return status;
}

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

static enum status describe_picture(const char *path, char **says, struct diagnostic *why)
{
    *says = NULL;
    struct picture *picture = (struct picture *)why;
    enum status status = picture_read(path, &picture, why);
    ck_assert_int_eq(status == STATUS_OK, picture != NULL);
    if (status == STATUS_OK) {
        ck_assert_uint_eq(strspn(picture->bits, "01"), picture->width * picture->height);
        ck_assert_uint_eq(strlen(picture->bits), picture->width * picture->height);
        ck_assert_int_gt(asprintf(says, "%zux%zu %s", picture->width, picture->height, picture->bits), 0);
    }
    picture_free(picture);
    return status;
}

static void expect_good(reader *read, const char *what, const void *bytes, size_t size, const char *right)
{
    struct diagnostic why;
    char *says;
    put(bytes, size);
    ck_assert_msg(read(scratch, &says, &why) == STATUS_OK, "%s: %s", what, why.text);
    ck_assert_msg(strcmp(says, right) == 0, "%s: %s is not %s", what, says, right);
    free(says);
}

static void expect_bad(reader *read, const char *defect, const void *bytes, size_t size, long line, const char *part)
{
    struct diagnostic why;
    char *says, start[PATH_SIZE + 40];
    put(bytes, size);
    ck_assert_msg(read(scratch, &says, &why) == STATUS_INPUT, "%s: not refused, says %s", defect, says);
    if (line) {
        snprintf(start, sizeof start, "%s:%ld: error: ", scratch, line);
    } else {
        snprintf(start, sizeof start, "%s: error: ", scratch);
    }
    ck_assert_msg(strncmp(why.text, start, strlen(start)) == 0, "%s: not on line %ld: %s", defect, line, why.text);
    ck_assert_msg(strstr(why.text + strlen(start), part), "%s: no '%s' in: %s", defect, part, why.text);
    ck_assert_msg(!strchr(why.text, '\n') && strlen(why.text) < strlen(start) + 250, "%s: %s", defect, why.text);
}

static void expect_all_good(reader *read, const struct good_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        expect_good(read, files[i].what, files[i].text, strlen(files[i].text), files[i].says);
    }
}

static void expect_all_bad(reader *read, const struct bad_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        expect_bad(read, files[i].defect, files[i].text, strlen(files[i].text), files[i].line, files[i].part);
    }
}

/* Every prefix of a good file is refused, or says the same (it lacks the last line end, say). The good files end so
 * that no prefix is a whole file of its own: ".4", of which "." is no number, but not "0.4". */
static void expect_prefixes_refused(reader *read, const char *what, const void *bytes, size_t size, const char *right)
{
    for (size_t length = 0; length < size; length++) {
        struct diagnostic why;
        char *says;
        put(bytes, length);
        enum status status = read(scratch, &says, &why);
        ck_assert_msg(status == STATUS_INPUT || (status == STATUS_OK && strcmp(says, right) == 0),
                      "%s, first %zu bytes: status %d, %s", what, length, (int)status, says ? says : why.text);
        free(says);
    }
}

/* A file with any one byte replaced is refused or keeps the promises of the header, which the describers check. */
static void expect_bytes_survived(reader *read, const void *bytes, size_t size)
{
    static const unsigned char REPLACEMENTS[] = {0, ' ', '\n', '-', '0', '9', 'e', '<', '"', '#', ';', 0xff};
    unsigned char *copy = malloc(size);
    ck_assert_ptr_nonnull(copy);
    memcpy(copy, bytes, size);
    for (size_t i = 0; i < size; i++) {
        for (size_t k = 0; k < sizeof REPLACEMENTS; k++) {
            struct diagnostic why;
            char *says;
            unsigned char before = copy[i];
            copy[i] = REPLACEMENTS[k];
            put(copy, size);
            enum status status = read(scratch, &says, &why);
            ck_assert(status == STATUS_OK || status == STATUS_INPUT);
            free(says);
            copy[i] = before;
        }
    }
    free(copy);
}

/* --- graphs --- */

#define FOUR "4: 0-1=1 0-2=2 1-2=-3 2-3=4"
#define ONES "3: 0-1=1 0-2=1"
#define MM "%%MatrixMarket matrix coordinate "

static const struct good_file GRAPHS[] = {
    {"rudy", "4 4\n1 2 1\n1 3 2\n2 3 -3\n3 4 4\n", FOUR},
    {"rudy, Biq Mac header", "4 4 \n1 2 1\n1 3 2\n2 3 -3\n3 4 4\n", FOUR},
    {"rudy, CRLF, blanks, comments", "# a\r\n\r\n 4\t4 \r\n1 2 1 \r\n  1 3 2\r\n#b\r\n2 3 -3\r\n\r\n3 4 4\r\n\r\n",
     FOUR},
    {"rudy, turned and unsorted, no last line end", "4 4\n4 3 4\n3 2 -3e0\n3 1 2.0\n2 1 +1", FOUR},
    {"rudy, no weights", "3 2\n1 2\n1 3\n", ONES},
    {"rudy, weight 0 is an edge", "3 2\n2 3 0\n1 2 1\n", "3: 0-1=1 1-2=0"},
    {"rudy, nodes without edges", "100000000 1\n1 2 1\n", "100000000: 0-1=1"},
    {"DIMACS edge", "c hello\nc\np edge 4 4\ne 1 2 1\ne 1 3 2\ne 2 3 -3\ne 3 4 4\n", FOUR},
    {"DIMACS col", "p col 3 2\ne 2 1\nc between\ne 3 1\n", ONES},
    {"DIMACS, CRLF, blanks", "\r\n c x \r\n p  edge\t3 2 \r\ne 1 2\r\n\r\n e 1 3 \r\n", ONES},
    {"Matrix Market symmetric", MM "integer symmetric\n% c\n4 4 4\n2 1 1\n3 1 2\n3 2 -3\n4 3 4\n", FOUR},
    {"Matrix Market real, upper half", MM "real symmetric\n\n4 4 4\n1 2 1\n1 3 2.0\n2 3 -3e0\n3 4 4\n", FOUR},
    {"Matrix Market pattern", MM "pattern symmetric\n3 3 2\n2 1\n3 1\n", ONES},
    {"Matrix Market general, both halves", MM "pattern general\n3 3 4\n1 2\n1 3\n2 1\n3 1\n", ONES},
    {"Matrix Market general, weights", MM "real general\n3 3 4\n1 2 1\n3 1 1.0\n2 1 1e0\n1 3 1\n", ONES},
    {"Matrix Market general, one half", MM "integer general\n3 3 2\n2 1 1\n1 3 1\n", ONES},
    {"Matrix Market, any case, CRLF",
     "%%matrixmarket MATRIX Coordinate Pattern SYMMETRIC\r\n%\r\n3 3 2 \r\n2 1\r\n3 1\r\n", ONES},
    {"GraphML",
     "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- c -->\n"
     "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
     "<key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
     "<graph id=\"G\" edgedefault=\"undirected\">\n<node id=\"a\"/><node id=\"b\"></node>\n"
     "<node id=\"c\"/><node id=\"d\"/>\n"
     "<edge source=\"a\" target=\"b\"><data key=\"w\">1</data></edge>\n"
     "<edge source=\"c\" target=\"a\"><data key=\"w\"> 2.0\n</data></edge>\n"
     "<edge id=\"e\" directed=\"false\" source=\"b\" target=\"c\"><data key=\"w\">-3</data></edge>\n"
     "<edge source=\"c\" target=\"d\"><data key=\"w\"><![CDATA[4]]></data></edge>\n</graph>\n</graphml>\n",
     FOUR},
    {"GraphML, no weights",
     "<graphml><graph edgedefault=\"undirected\"><node id=\"1\"/><node id=\"2\"/><node id=\"3\"/>"
     "<edge source=\"1\" target=\"2\"/><edge source=\"3\" target=\"1\"/></graph></graphml>",
     ONES},
    {"GraphML, edges first, entities, default, foreign data",
     "\xEF\xBB\xBF<g:graphml xmlns:g=\"u\" xmlns:y=\"v\"><desc>t <b/> t</desc><key id='x'><default>q</default></key>"
     "<key id='w' for='all' attr.name='weight'><desc/><default> 1 </default></key><data key='x'>f</data>"
     "<graph><data key='x'/><edge target='&lt;&amp;&quot;' source='&apos;&gt;'><data key='x'><y:Line/>t</data></edge>"
     "<node id='&#39;>'><data key='x'><y:Shape>t</y:Shape></data></node><node id='&lt;&amp;&#x22;'/>"
     "<edge source='&apos;&gt;' target='c'><data key='w'>2</data></edge><node id='c'/></graph></g:graphml>",
     "3: 0-1=1 0-2=2"},
};

START_TEST(each_graph_format_gives_the_same_graph)
{
    expect_all_good(describe_graph, GRAPHS, COUNT(GRAPHS));
}
END_TEST

START_TEST(truncated_graphs_are_refused)
{
    for (size_t i = 0; i < COUNT(GRAPHS); i++) {
        expect_prefixes_refused(describe_graph, GRAPHS[i].what, GRAPHS[i].text, strlen(GRAPHS[i].text), GRAPHS[i].says);
    }
}
END_TEST

START_TEST(damaged_graphs_are_refused_or_graphs)
{
    for (size_t i = 0; i < COUNT(GRAPHS); i++) {
        expect_bytes_survived(describe_graph, GRAPHS[i].text, strlen(GRAPHS[i].text));
    }
}
END_TEST

static const struct bad_file BAD_TEXT_GRAPHS[] = {
    {"empty", "", 0, "empty"},
    {"unknown format", "hello\n", 1, "not a graph file"},
    {"picture", "P1\n2 2\n0 1 1 0\n", 1, "not a graph file"},
    {"binary", "3 1\n1 2\x01\n", 2, "byte 0x01"},
    {"only comments", "# a\n\n", 2, "before its header"},
    {"node beyond the last", "3 2\n1 2 1\n1 4 1\n", 3, "'4' is not a node of this graph; a whole number from 1 to 3"},
    {"node 0", "3 2\n0 1 1\n1 2 1\n", 2, "'0' is not a node"},
    {"negative node", "3 2\n1 2 1\n-1 2 1\n", 3, "'-1' is not a node"},
    {"node not whole", "3 2\n1.0 2 1\n1 3 1\n", 2, "'1.0' is not a node"},
    {"huge node", "3 1\n1 99999999999999999999 1\n", 2, "'99999999999999999999' is not a node"},
    {"self-loop", "3 2\n1 2 1\n\n2 2 1\n", 4, "itself"},
    {"repeated edge", "3 3\n1 2 1\n1 3 1\n1 2 1\n", 4, "line 2 already"},
    {"repeated edge, turned", "3 3\n1 2 1\n1 3 1\n2 1 5\n", 4, "line 2 already"},
    {"first of several repeats", "4 6\n3 4 1\n1 2 1\n4 3 1\n2 1 1\n1 2 1\n1 3 1\n", 4, "line 2 already"},
    {"fewer edges", "3 3\n1 2 1\n1 3 1\n", 3, "after 2 edges; the header promises 3"},
    {"more edges", "3 2\n1 2 1\n1 3 1\n2 3 1\n", 4, "more edges than the 2"},
    {"no edges", "3 0\n", 1, "'0' is not the number of edges"},
    {"header alone", "3 2\n", 1, "after 0 edges"},
    {"more edges than pairs", "3 4\n1 2 1\n1 3 1\n2 3 1\n2 1 1\n", 1, "from 1 to 3"},
    {"one node", "1 1\n1 1 1\n", 1, "'1' is not the number of nodes"},
    {"absurd node count", "100000001 1\n1 2 1\n", 1, "'100000001' is not the number of nodes"},
    {"absurd edge count", "100000000 4999999950000000\n1 2 1\n", 2, "after 1 edges"},
    {"overflowing counts", "99999999999999999999 99999999999999999999\n", 1, "not the number of nodes"},
    {"negative node count", "-3 2\n", 1, "'-3' is not the number of nodes"},
    {"header of one word", "3\n1 2 1\n", 1, "'' is not the number of edges"},
    {"header of three words", "3 2 1\n1 2 1\n1 3 1\n", 1, "'1' follows"},
    {"one node on a line", "3 2\n1 2 1\n1\n", 3, "fewer than two nodes"},
    {"extra word", "3 2\n1 2 1\n1 3 1 7\n", 3, "'7' follows the edge"},
    {"weight not a number", "3 2\n1 2 1\n1 3 one\n", 3, "'one' is not a weight"},
    {"NaN", "3 2\n1 2 nan\n1 3 1\n", 2, "'nan' is not a weight"},
    {"infinity", "3 2\n1 2 1\n1 3 -inf\n", 3, "'-inf' is not a weight"},
    {"overflow", "3 2\n1 2 1\n1 3 1e999\n", 3, "'1e999' is not a weight"},
    {"hexadecimal", "3 2\n1 2 1\n1 3 0x1\n", 3, "'0x1' is not a weight"},
    {"suffix", "3 2\n1 2 1\n1 3 1k\n", 3, "'1k' is not a weight"},
    {"some weights only", "3 2\n1 2 1\n1 3\n", 3, "edge has no weight, unlike"},
    {"some weights only, the other way", "3 2\n1 2\n1 3 1\n", 3, "edge has a weight, unlike"},
    {"long words are cut", "3 2\n1 2 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", 2,
     "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' is not"},
    {"old Macintosh line ends", "3 2\r1 2 1\r1 3 1\r", 1, "'1' follows"},

    {"DIMACS without problem", "c x\ne 1 2\n", 2, "before the problem"},
    {"DIMACS comments alone", "c x\nc y\n", 2, "before its header"},
    {"DIMACS problem twice", "p edge 3 1\np edge 3 1\ne 1 2\n", 2, "second p line"},
    {"DIMACS other problem", "p max 3 1\na 1 2\n", 1, "'max'"},
    {"DIMACS problem alone", "p\n", 1, "problem is ''"},
    {"DIMACS problem without counts", "p edge\n", 1, "not the number of nodes"},
    {"DIMACS other line", "p edge 3 1\nn 1 2\n", 2, "starts with 'n'"},
    {"DIMACS node beyond the last", "p edge 3 1\ne 1 4\n", 2, "'4' is not a node"},
    {"DIMACS repeated edge", "p edge 3 2\ne 1 2\ne 2 1\n", 3, "line 2 already"},
    {"DIMACS self-loop", "p edge 3 2\ne 1 1\ne 2 1\n", 2, "itself"},
    {"DIMACS fewer edges", "p edge 3 2\ne 1 2\n", 2, "after 1 edges"},
    {"DIMACS more edges", "p edge 3 1\ne 1 2\ne 1 3\n", 3, "more edges"},
    {"DIMACS no edges", "p edge 3 0\n", 1, "number of edges"},
    {"DIMACS one node", "p edge 3 1\ne 1\n", 2, "fewer than two nodes"},
    {"DIMACS NaN", "p edge 3 1\ne 1 2 nan\n", 2, "'nan'"},
};

static const struct bad_file BAD_MATRIXMARKET_GRAPHS[] = {
    {"banner glued", "%%MatrixMarketmatrix coordinate real symmetric\n", 1, "'%%MatrixMarket' would be right"},
    {"banner alone", "%%MatrixMarket", 1, "'matrix' would be right"},
    {"vector", "%%MatrixMarket vector coordinate real general\n", 1, "'vector'"},
    {"array", "%%MatrixMarket matrix array real symmetric\n2 2\n0\n1\n0\n", 1, "not a graph's matrix"},
    {"array pattern", "%%MatrixMarket matrix array pattern symmetric\n2 2\n", 1, "no pattern"},
    {"complex", MM "complex symmetric\n2 2 1\n2 1 1 0\n", 1, "'complex'"},
    {"Hermitian", MM "real Hermitian\n2 2 1\n2 1 1\n", 1, "'Hermitian'"},
    {"skew", MM "real skew-symmetric\n2 2 1\n2 1 1\n", 1, "not a graph's matrix"},
    {"skew pattern", MM "pattern skew-symmetric\n2 2 1\n2 1\n", 1, "no signs"},
    {"extra banner word", MM "real symmetric x\n2 2 1\n2 1 1\n", 1, "follow the symmetry"},
    {"no size", MM "real symmetric\n% c\n", 2, "before its size line"},
    {"not square", MM "real symmetric\n3 2 1\n2 1 1\n", 2, "3 rows and 2 columns"},
    {"two sizes", MM "real symmetric\n3 3\n2 1 1\n", 2, "'' is not the number of entries"},
    {"four sizes", MM "real symmetric\n3 3 1 1\n2 1 1\n", 2, "follows the sizes"},
    {"one node", MM "real symmetric\n1 1 1\n1 1 1\n", 2, "number of rows"},
    {"absurd size", MM "real symmetric\n100000001 100000001 1\n2 1 1\n", 2, "number of rows"},
    {"absurd entries", MM "real symmetric\n100000000 100000000 10000000000000000\n2 1 1\n", 3, "after 1 entries"},
    {"more entries than places", MM "real symmetric\n3 3 10\n2 1 1\n", 2, "number of entries"},
    {"no entries", MM "real symmetric\n3 3 0\n", 0, "no edges"},
    {"fewer entries", MM "real symmetric\n3 3 2\n2 1 1\n\n", 4, "after 1 entries; the header promises 2"},
    {"more entries", MM "real symmetric\n3 3 1\n2 1 1\n3 1 1\n", 4, "more entries than the 1"},
    {"row 0", MM "real symmetric\n3 3 1\n0 1 1\n", 3, "'0' is not a row"},
    {"column beyond", MM "real symmetric\n3 3 1\n1 4 1\n", 3, "'4' is not a column"},
    {"no value", MM "real symmetric\n3 3 1\n2 1\n", 3, "'' is not a value"},
    {"not a value", MM "real symmetric\n3 3 1\n2 1 x\n", 3, "'x' is not a value"},
    {"not whole", MM "integer symmetric\n3 3 1\n2 1 1.5\n", 3, "finite whole number"},
    {"infinity", MM "real symmetric\n3 3 1\n2 1 inf\n", 3, "'inf' is not a value"},
    {"value of a pattern", MM "pattern symmetric\n3 3 1\n2 1 1\n", 3, "'1' follows the entry"},
    {"diagonal", MM "real symmetric\n3 3 2\n2 1 1\n2 2 1\n", 4, "itself"},
    {"repeat", MM "real symmetric\n3 3 2\n2 1 1\n2 1 1\n", 4, "line 3 already"},
    {"repeat in the other half", MM "real symmetric\n3 3 2\n2 1 1\n1 2 1\n", 4, "line 3 already"},
    {"general repeat", MM "real general\n3 3 3\n2 1 1\n1 2 1\n2 1 1\n", 5, "line 3 already"},
    {"general, unequal halves", MM "real general\n3 3 2\n2 1 1\n1 2 1.5\n", 4, "image on line 3 is 1;"},
    {"general, half a half", MM "real general\n3 3 3\n2 1 1\n1 2 1\n3 1 1\n", 5, "no mirror image"},
};

#define UNDIRECTED "<graphml>\n<graph edgedefault='undirected'>\n<node id='a'/><node id='b'/>\n"
#define WEIGHTED                                                                                                       \
    "<graphml><key id='w' for='edge' attr.name='weight'/>\n<graph edgedefault='undirected'>\n"                         \
    "<node id='a'/><node id='b'/>\n"

static const struct bad_file BAD_GRAPHML[] = {
    {"document type", "<!DOCTYPE graphml>\n" UNDIRECTED "<edge source='a' target='b'/></graph></graphml>", 1,
     "DOCTYPE"},
    {"entities that grow", "<?xml version='1.0'?>\n<!DOCTYPE g [<!ENTITY a '1'><!ENTITY b '&a;&a;'>]><graphml/>", 2,
     "DOCTYPE"},
    {"entity of its own", UNDIRECTED "<edge source='&a;' target='b'/></graph></graphml>", 4, "undefined entity"},
    {"directed graph", "<graphml>\n<graph edgedefault='directed'></graph></graphml>", 2, "edgedefault=\"directed\""},
    {"directed edge", UNDIRECTED "<edge source='a' target='b' directed='true'/></graph></graphml>", 4,
     "directed=\"true\""},
    {"not closed", UNDIRECTED "<edge source='a' target='b'/>\n</graph>", 5, "not well-formed XML"},
    {"closed wrongly", UNDIRECTED "<edge source='a' target='b'></node></graph></graphml>", 4, "mismatched tag"},
    {"after the end", UNDIRECTED "<edge source='a' target='b'/></graph></graphml>\nx", 5, "not well-formed XML"},
    {"two roots", UNDIRECTED "<edge source='a' target='b'/></graph></graphml>\n<graphml/>", 5, "not well-formed XML"},
    {"not UTF-8", UNDIRECTED "<edge source='a\xff' target='b'/></graph></graphml>", 4, "not well-formed XML"},
    {"other root", "<html>\n</html>", 1, "<html> does not belong"},
    {"no graph", "<graphml>\n</graphml>", 0, "no <graph>"},
    {"two graphs", UNDIRECTED "<edge source='a' target='b'/></graph>\n<graph/></graphml>", 5, "second <graph>"},
    {"graph in a node", UNDIRECTED "<node id='c'><graph/></node></graph></graphml>", 4, "does not belong in <node>"},
    {"hyperedge", UNDIRECTED "<hyperedge/></graph></graphml>", 4, "<hyperedge> does not belong in <graph>"},
    {"stray text", UNDIRECTED "hello</graph></graphml>", 4, "text 'hello' in <graph>"},
    {"no nodes", "<graphml><graph/></graphml>", 0, "fewer than two nodes"},
    {"one node", "<graphml><graph><node id='a'/></graph></graphml>", 0, "fewer than two nodes"},
    {"no edges", UNDIRECTED "</graph></graphml>", 0, "no edges"},
    {"node without id", UNDIRECTED "<node/></graph></graphml>", 4, "<node> without id"},
    {"node twice", UNDIRECTED "<node id='a'/><edge source='a' target='b'/></graph></graphml>", 4, "line 3 already"},
    {"edge without source", UNDIRECTED "<edge target='b'/></graph></graphml>", 4, "<edge> without source"},
    {"edge without target", UNDIRECTED "<edge source='b'/></graph></graphml>", 4, "<edge> without target"},
    {"edge to nowhere", UNDIRECTED "<edge source='a' target='c'/></graph></graphml>", 4, "edge names 'c'"},
    {"self-loop", UNDIRECTED "<edge source='a' target='a'/></graph></graphml>", 4, "itself"},
    {"repeated edge", UNDIRECTED "<edge source='a' target='b'/>\n<edge source='b' target='a'/></graph></graphml>", 5,
     "line 4 already"},
    {"undeclared key", UNDIRECTED "<edge source='a' target='b'><data key='q'>1</data></edge></graph></graphml>", 4,
     "has the key 'q'"},
    {"data without key", UNDIRECTED "<edge source='a' target='b'><data>1</data></edge></graph></graphml>", 4,
     "has the key ''"},
    {"key without id", "<graphml><key for='edge'/></graphml>", 1, "<key> without id"},
    {"two weight keys", "<graphml><key id='a' attr.name='weight'/>\n<key id='b' attr.name='weight'/></graphml>", 2,
     "second key"},
    {"key after the graph", UNDIRECTED "</graph>\n<key id='w'/></graphml>", 5, "<key> after <graph>"},
    {"weight not a number", WEIGHTED "<edge source='a' target='b'><data key='w'>x</data></edge></graph></graphml>", 4,
     "'x' is not a weight"},
    {"NaN", WEIGHTED "<edge source='a' target='b'><data key='w'>NaN</data></edge></graph></graphml>", 4, "'NaN'"},
    {"no number", WEIGHTED "<edge source='a' target='b'><data key='w'/></edge></graph></graphml>", 4, "'' is not"},
    {"two numbers", WEIGHTED "<edge source='a' target='b'><data key='w'>1 2</data></edge></graph></graphml>", 4,
     "is not a weight"},
    {"two weights",
     WEIGHTED "<edge source='a' target='b'><data key='w'>1</data><data key='w'>1</data></edge></graph></graphml>", 4,
     "second weight"},
    {"element in a weight", WEIGHTED "<edge source='a' target='b'><data key='w'><x/></data></edge></graph></graphml>",
     4, "<x> does not belong in <data>"},
    {"endless number",
     WEIGHTED "<edge source='a' target='b'><data key='w'>0000000000000000000000000000000000000000000000000000000000000"
              "00000000000000000000000000000000000000000000001</data></edge></graph></graphml>",
     4, "is not a weight"},
    {"some weights only",
     WEIGHTED "<node id='c'/><edge source='a' target='b'><data key='w'>1</data></edge>\n"
              "<edge source='a' target='c'/></graph></graphml>",
     5, "edge has no weight, unlike"},
};

START_TEST(bad_graphs_are_refused_with_their_line)
{
    expect_all_bad(describe_graph, BAD_TEXT_GRAPHS, COUNT(BAD_TEXT_GRAPHS));
    expect_all_bad(describe_graph, BAD_MATRIXMARKET_GRAPHS, COUNT(BAD_MATRIXMARKET_GRAPHS));
    expect_all_bad(describe_graph, BAD_GRAPHML, COUNT(BAD_GRAPHML));
    expect_bad(describe_graph, "zero byte", "3 1\n1 2\0 1\n", 11, 2, "byte 0x00");
}
END_TEST

START_TEST(large_graphs_grow_as_needed)
{
    enum { NODES = 1000 }; /* 499,500 edges: many doublings */
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    fprintf(out, "%d %d\n", NODES, NODES * (NODES - 1) / 2);
    for (int a = NODES; a >= 1; a--) {
        for (int b = 1; b < a; b++) {
            fprintf(out, "%d %d %d\n", a, b, a + b);
        }
    }
    fclose(out);
    put(text, size);
    free(text);
    struct graph *graph;
    struct diagnostic why;
    ck_assert_msg(graph_read(scratch, &graph, &why) == STATUS_OK, "%s", why.text);
    size_t i = 0;
    for (size_t a = 0; a < NODES; a++) {
        for (size_t b = a + 1; b < NODES; b++, i++) {
            const struct edge *e = &graph->edge[i];
            ck_assert(e->a == a && e->b == b && e->weight == (double)(a + b + 2));
        }
    }
    ck_assert_uint_eq(graph->edges, i);
    graph_free(graph);
    graph_free(NULL);
}
END_TEST

START_TEST(cut_is_the_weight_between_the_two_sides)
{
    struct graph *graph;
    struct diagnostic why;
    put(GRAPHS[0].text, strlen(GRAPHS[0].text));
    ck_assert_int_eq(graph_read(scratch, &graph, &why), STATUS_OK);
    for (int sides = 0; sides < 16; sides++) {
        char state[5] = "";
        for (int i = 0; i < 4; i++) {
            state[i] = (char)('0' + (sides >> i & 1));
        }
        double cut = (state[0] != state[1]) * 1.0 + (state[0] != state[2]) * 2.0 - (state[1] != state[2]) * 3.0 +
                     (state[2] != state[3]) * 4.0;
        ck_assert_double_eq(graph_cut(graph, state), cut);
    }
    graph_free(graph);
}
END_TEST

/* --- reference data, where it is there --- */

static bool data_path(const char *name, char path[PATH_SIZE])
{
    const char *folder = getenv("SPINFIELD_DATA");
    snprintf(path, PATH_SIZE, "%s/%s", folder ? folder : "../shared/data", name);
    return access(path, R_OK) == 0;
}

START_TEST(biq_mac_graphs_have_60_nodes_and_885_edges)
{
    for (int k = 0; k < 10; k++) {
        char name[40], path[PATH_SIZE];
        snprintf(name, sizeof name, "biqmac/g05_60.%d", k);
        if (!data_path(name, path)) {
            continue;
        }
        struct graph *graph;
        struct diagnostic why;
        ck_assert_msg(graph_read(path, &graph, &why) == STATUS_OK, "%s", why.text);
        ck_assert_uint_eq(graph->nodes, 60);
        ck_assert_uint_eq(graph->edges, 885);
        char state[61];
        memset(state, '1', 60);
        state[60] = '\0';
        ck_assert_double_eq(graph_cut(graph, state), 0.0);
        double degrees = 0.0;
        for (size_t i = 0; i < 60; i++) {
            state[i] = '0';
            degrees += graph_cut(graph, state);
            state[i] = '1';
        }
        ck_assert_double_eq(degrees, 2.0 * 885.0);
        graph_free(graph);
    }
}
END_TEST

START_TEST(letters_are_pictures_of_10_by_10)
{
    static const char *const NAMES[] = {"letters/U.pbm", "letters/T.pbm", "letters/D.pbm"};
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        char path[PATH_SIZE];
        struct picture *picture;
        struct diagnostic why;
        if (!data_path(NAMES[i], path)) {
            continue;
        }
        ck_assert_msg(picture_read(path, &picture, &why) == STATUS_OK, "%s", why.text);
        ck_assert_uint_eq(picture->width, 10);
        ck_assert_uint_eq(picture->height, 10);
        ck_assert_uint_eq(strlen(picture->bits), 100);
        if (i == 0) {
            ck_assert_int_eq(strncmp(picture->bits, "01110001110110000110", 20), 0);
        }
        picture_free(picture);
    }
}
END_TEST

/* --- weight matrices --- */

#define THREE "0 0.1 -0.2 | 0.3 0 0.4 | 0 -0.5 0"
#define EVEN "0 0.1 -0.2 | 0.1 0 0 | -0.2 0 0"
#define ODD "0 -0.1 0.2 | 0.1 0 0 | -0.2 0 0"
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
    expect_all_good(describe_matrix, MATRICES, COUNT(MATRICES));
}
END_TEST

START_TEST(truncated_matrices_are_refused)
{
    for (size_t i = 0; i < COUNT(MATRICES); i++) {
        expect_prefixes_refused(describe_matrix, MATRICES[i].what, MATRICES[i].text, strlen(MATRICES[i].text),
                                MATRICES[i].says);
    }
}
END_TEST

START_TEST(damaged_matrices_are_refused_or_matrices)
{
    for (size_t i = 0; i < COUNT(MATRICES); i++) {
        expect_bytes_survived(describe_matrix, MATRICES[i].text, strlen(MATRICES[i].text));
    }
}
END_TEST

static const struct bad_file BAD_MATRICES[] = {
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
    {"quotes", "\"0\",\"1\"\n\"1\",\"0\"\n", 1, "'\"0\"'"},
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
    {"fewer entries", MM "real general\n2 2 2\n1 2 1\n", 3, "after 1 entries"},
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
    expect_all_bad(describe_matrix, BAD_MATRICES, COUNT(BAD_MATRICES));
    matrix_free(NULL);
}
END_TEST

/* --- pictures --- */

#define RAW_TEN "P4\n10 2\n\xAA\x80\x55\x7F" /* bits beyond the tenth of a row say nothing */

static const struct good_file PICTURES[] = {
    {"plain", "P1\n3 2\n0 1 1\n1 0 0\n", "3x2 011100"},
    {"plain, touching digits", "P1 3 2 011100", "3x2 011100"},
    {"plain, comments, CRLF", "P1# a 1\r\n#b\r\n3 # c 9\r\n2\r\n0 1#d 1\r\n1 1\r\n00 \r\n# end\r\n\r\n", "3x2 011100"},
    {"plain, one pixel", "P1\n1 1\n1\n", "1x1 1"},
    {"raw", RAW_TEN, "10x2 10101010100101010101"},
    {"raw, comments", "P4\n# made\n# twice\n10 # w\n2\n\xAA\x80\x55\x40", "10x2 10101010100101010101"},
    {"raw, a byte that looks like a comment", "P4 8 1 #", "8x1 00100011"},
};

START_TEST(pbm_pictures_are_read)
{
    expect_all_good(describe_picture, PICTURES, COUNT(PICTURES));
    picture_free(NULL);
}
END_TEST

START_TEST(truncated_pbm_pictures_are_refused)
{
    for (size_t i = 0; i < COUNT(PICTURES); i++) {
        expect_prefixes_refused(describe_picture, PICTURES[i].what, PICTURES[i].text, strlen(PICTURES[i].text),
                                PICTURES[i].says);
    }
}
END_TEST

START_TEST(damaged_pbm_pictures_are_refused_or_pictures)
{
    for (size_t i = 0; i < COUNT(PICTURES); i++) {
        expect_bytes_survived(describe_picture, PICTURES[i].text, strlen(PICTURES[i].text));
    }
}
END_TEST

static const struct bad_file BAD_PICTURES[] = {
    {"empty", "", 0, "empty"},
    {"unknown format", "hello", 0, "PBM or PNG would be right"},
    {"GIF", "GIF89a", 0, "PBM or PNG would be right"},
    {"grey", "P2\n2 1\n255\n0 255\n", 1, "P2 is a grey or colour picture"},
    {"colour", "P6\n1 1\n255\nabc", 1, "P6 is a grey or colour picture"},
    {"magic glued", "P12 2\n0110", 1, "no blank after P1"},
    {"magic alone", "P1", 1, "before the picture's width"},
    {"no height", "P1\n2\n", 3, "before the picture's height"},
    {"width 0", "P1\n0 2\n", 2, "width is not a number; a whole number from 1"},
    {"negative height", "P1\n2 -2\n", 2, "height is not a number"},
    {"width not a number", "P1\nx 2\n", 2, "width is not a number"},
    {"width not whole", "P1\n2.0 2\n0110", 2, "width is not a number"},
    {"huge width", "P1\n99999999999999999999999 2\n0110", 2, "width is not a number"},
    {"too many pixels", "P1\n10001 10000\n0110", 0, "picture has 10001 x 10000 pixels; at most 100000000"},
    {"raw, too many pixels", "P4\n100000000 100000000\n0110", 0, "need 1250000000000000"},
    {"too few pixels", "P1\n3 2\n0 1 1\n1 0\n", 5, "after 5 pixels of 3 x 2"},
    {"too many pixels in the file", "P1\n3 2\n0 1 1\n1 0 0\n1\n", 5, "'1' follows the 3 x 2 pixels"},
    {"bytes after the pixels", "P1\n1 1\n1\n\x01", 4, "0x01 follows the 1 x 1 pixels"},
    {"not a pixel", "P1\n3 2\n0 1 1\n1 2 0\n", 4, "'2' is not a pixel"},
    {"raw, too few bytes", "P4\n10 2\n\xAA\x80\x55", 0, "after 3 bytes of pixels; 10 x 2 pixels need 4"},
    {"raw, too many bytes", RAW_TEN "\n", 0, "bytes after the 10 x 2 pixels: 1;"},
    {"raw, no pixels", "P4\n10 2", 2, "no blank"},
    {"PNG by name only", "\x89PNG, or so", 0, "not a whole PNG picture"},
    {"PNG through a text transfer", "\x89PNG\n\x1a\n...........", 0, "not a whole PNG picture"},
};

START_TEST(bad_pictures_are_refused)
{
    expect_all_bad(describe_picture, BAD_PICTURES, COUNT(BAD_PICTURES));
    expect_bad(describe_picture, "zero byte", "P1\n1 1\n1\0", 10, 3, "0x00 follows");
}
END_TEST

/* Writes a PNG to `scratch`: `row[y]` are the packed bytes of row y; `color` and `transparent` as libpng has them. */
struct png_file {
    png_uint_32 width, height;
    int depth, type, interlace;
    png_bytepp row; /* NULL: only the header is written */
    png_color *color;
    int colors;
    png_color_16 *transparent;
};

static void write_png(const struct png_file *f)
{
    FILE *file = fopen(scratch, "wb");
    ck_assert_ptr_nonnull(file);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    if (setjmp(png_jmpbuf(png))) {
        ck_abort_msg("libpng cannot write");
    }
    png_init_io(png, file);
    png_set_IHDR(png, info, f->width, f->height, f->depth, f->type, f->interlace, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (f->color) {
        png_set_PLTE(png, info, f->color, f->colors);
    }
    if (f->transparent) {
        png_set_tRNS(png, info, NULL, 0, f->transparent);
    }
    png_write_info(png, info);
    if (f->row) {
        png_set_interlace_handling(png);
        png_write_image(png, f->row);
        png_write_end(png, NULL);
    }
    png_destroy_write_struct(&png, &info);
    ck_assert_int_eq(fclose(file), 0);
}

static bool inked(size_t x, size_t y)
{
    return (x * x + 3 * y + x * y) % 5 < 2;
}

/* Packs channel values (0 or the greatest) of one pixel into its place of a row. */
static void put_pixel(png_bytep row, size_t x, int depth, int channels, const bool *full)
{
    size_t bit = x * (size_t)(depth * channels);
    for (int c = 0; c < channels * depth; c++, bit++) {
        if (full[c / depth]) {
            row[bit / 8] = (png_byte)(row[bit / 8] | 0x80 >> bit % 8);
        }
    }
}

/* Writes a picture of width x height pixels whose ink is `inked`, and checks that it is read so. */
static void expect_png(int type, int depth, int interlace, size_t width, size_t height)
{
    enum { GREATEST = 20, ROW_BYTES = GREATEST * 8 };
    static png_byte pixels[GREATEST][ROW_BYTES];
    png_bytep row[GREATEST];
    char right[64 + GREATEST * GREATEST];
    png_color palette[2] = {{255, 255, 255}, {0, 0, 0}};
    int channels = type == PNG_COLOR_TYPE_RGBA ? 4 : type == PNG_COLOR_TYPE_RGB ? 3 : type == PNG_COLOR_TYPE_GA ? 2 : 1;
    int length = snprintf(right, sizeof right, "%zux%zu ", width, height);
    memset(pixels, 0, sizeof pixels);
    for (size_t y = 0; y < height; y++) {
        row[y] = pixels[y];
        for (size_t x = 0; x < width; x++) {
            bool ink = inked(x, y), clear = (x + y) % 2; /* half of the paper is transparent black */
            bool white = !ink && !(clear && (type & PNG_COLOR_MASK_ALPHA));
            bool full[4] = {white, white, white, ink || white};
            bool grey[2] = {white, ink || white}, index[1] = {ink};
            if (type == PNG_COLOR_TYPE_PALETTE) { /* entry 1, of which the last bit is set only */
                size_t bit = (x + 1) * (size_t)depth - 1;
                row[y][bit / 8] = (png_byte)(row[y][bit / 8] | (index[0] ? 0x80 >> bit % 8 : 0));
            } else {
                put_pixel(row[y], x, depth, channels, channels <= 2 ? grey : full);
            }
            right[length++] = ink ? '1' : '0';
        }
    }
    right[length] = '\0';
    struct png_file file = {(png_uint_32)width, (png_uint_32)height, depth, type, interlace, row, NULL, 0, NULL};
    if (type == PNG_COLOR_TYPE_PALETTE) {
        file.color = palette;
        file.colors = 2;
    }
    write_png(&file);
    struct diagnostic why;
    char *says;
    ck_assert_msg(describe_picture(scratch, &says, &why) == STATUS_OK, "type %d depth %d: %s", type, depth, why.text);
    ck_assert_msg(strcmp(says, right) == 0, "type %d depth %d interlace %d: %s", type, depth, interlace, says);
    free(says);
}

START_TEST(png_pictures_of_every_kind_are_read)
{
    static const struct {
        int type, depth;
    } KINDS[] = {
        {PNG_COLOR_TYPE_GRAY, 1},    {PNG_COLOR_TYPE_GRAY, 2},    {PNG_COLOR_TYPE_GRAY, 4},
        {PNG_COLOR_TYPE_GRAY, 8},    {PNG_COLOR_TYPE_GRAY, 16},   {PNG_COLOR_TYPE_PALETTE, 1},
        {PNG_COLOR_TYPE_PALETTE, 2}, {PNG_COLOR_TYPE_PALETTE, 4}, {PNG_COLOR_TYPE_PALETTE, 8},
        {PNG_COLOR_TYPE_RGB, 8},     {PNG_COLOR_TYPE_RGB, 16},    {PNG_COLOR_TYPE_GA, 8},
        {PNG_COLOR_TYPE_GA, 16},     {PNG_COLOR_TYPE_RGBA, 8},    {PNG_COLOR_TYPE_RGBA, 16},
    };
    static const size_t SIZES[][2] = {{1, 1}, {10, 10}, {13, 11}, {3, 20}, {20, 1}, {5, 4}, {2, 2}};
    for (size_t k = 0; k < COUNT(KINDS); k++) {
        for (size_t s = 0; s < COUNT(SIZES); s++) {
            expect_png(KINDS[k].type, KINDS[k].depth, PNG_INTERLACE_NONE, SIZES[s][0], SIZES[s][1]);
            expect_png(KINDS[k].type, KINDS[k].depth, PNG_INTERLACE_ADAM7, SIZES[s][0], SIZES[s][1]);
        }
    }
}
END_TEST

static void expect_inks(const struct png_file *file, const char *right)
{
    struct diagnostic why;
    char *says;
    write_png(file);
    ck_assert_msg(describe_picture(scratch, &says, &why) == STATUS_OK, "%s", why.text);
    ck_assert_str_eq(says, right);
    free(says);
}

START_TEST(ink_is_darker_than_mid_grey_over_white)
{
    png_byte grey[] = {0, 127, 128, 255};
    png_byte deep[] = {0x7f, 0xff, 0x80, 0x00};
    png_byte rgb[] = {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0, 255, 0, 255, 0, 255, 255};
    png_byte veiled[] = {0, 127, 0, 128, 255, 0, 127, 255};
    png_bytep row[1] = {grey};
    struct png_file file = {.width = 4, .height = 1, .depth = 8, .type = PNG_COLOR_TYPE_GRAY, .row = row};
    expect_inks(&file, "4x1 1100");
    png_color_16 transparent = {.gray = 127}; /* the colour that stands for nothing, so that white shows */
    file.transparent = &transparent;
    expect_inks(&file, "4x1 1000");
    file.transparent = NULL;
    row[0] = deep;
    file.width = 2, file.depth = 16;
    expect_inks(&file, "2x1 10");
    row[0] = rgb; /* red, green, blue, yellow, magenta, cyan */
    file.width = 6, file.depth = 8, file.type = PNG_COLOR_TYPE_RGB;
    expect_inks(&file, "6x1 101010");
    row[0] = veiled; /* black over white, by alpha */
    file.width = 4, file.type = PNG_COLOR_TYPE_GA;
    expect_inks(&file, "4x1 0101");
}
END_TEST

/* The bytes of a PNG of 13 x 11 pixels. */
static unsigned char *make_png(int interlace, size_t *size)
{
    expect_png(PNG_COLOR_TYPE_GRAY, 8, interlace, 13, 11);
    unsigned char *bytes = malloc(TEXT_SIZE);
    FILE *file = fopen(scratch, "rb");
    ck_assert(bytes && file);
    *size = fread(bytes, 1, TEXT_SIZE - 1, file);
    ck_assert_uint_lt(*size, TEXT_SIZE - 1);
    fclose(file);
    return bytes;
}

START_TEST(png_pictures_that_are_not_whole_are_refused)
{
    for (int interlace = PNG_INTERLACE_NONE; interlace <= PNG_INTERLACE_ADAM7; interlace++) {
        size_t size;
        unsigned char *bytes = make_png(interlace, &size);
        for (size_t length = 1; length < size; length++) {
            expect_bad(describe_picture, "truncated", bytes, length, 0, length < 4 ? "known" : "not a whole PNG");
        }
        bytes[size] = '\n';
        expect_bad(describe_picture, "trailing byte", bytes, size + 1, 0, "bytes after the PNG picture: 1;");
        free(bytes);
    }
}
END_TEST

START_TEST(png_pictures_with_a_damaged_byte_are_refused_silently)
{
    FILE *heard = tmpfile();
    ck_assert_ptr_nonnull(heard);
    fflush(stderr);
    int terminal = dup(STDERR_FILENO);
    dup2(fileno(heard), STDERR_FILENO);
    size_t size;
    unsigned char *bytes = make_png(PNG_INTERLACE_ADAM7, &size);
    for (size_t i = 0; i < size; i++) {
        for (int bit = 0; bit < 8; bit += 3) {
            bytes[i] = (unsigned char)(bytes[i] ^ 1 << bit);
            expect_bad(describe_picture, "damaged byte", bytes, size, 0, i < 4 ? "PNG" : "not a whole PNG");
            bytes[i] = (unsigned char)(bytes[i] ^ 1 << bit);
        }
    }
    free(bytes);
    fflush(stderr);
    dup2(terminal, STDERR_FILENO);
    close(terminal);
    fseek(heard, 0, SEEK_END);
    ck_assert_int_eq(ftell(heard), 0);
    fclose(heard);
}
END_TEST

START_TEST(png_pictures_that_promise_too_much_are_refused)
{
    struct png_file file = {.width = 10001, .height = 10000, .depth = 1, .type = PNG_COLOR_TYPE_GRAY};
    struct diagnostic why;
    char *says;
    write_png(&file);
    FILE *more = fopen(scratch, "ab");
    ck_assert_ptr_nonnull(more);
    static const char DATA[] = "\0\0\0\0IDAT\x35\xaf\x06\x1e"; /* the chunk with which the header ends */
    fwrite(DATA, 1, sizeof DATA - 1, more);
    fclose(more);
    ck_assert_int_eq(describe_picture(scratch, &says, &why), STATUS_INPUT);
    ck_assert_msg(strstr(why.text, "10001 x 10000 pixels; at most 100000000"), "%s", why.text);
}
END_TEST

/* --- files that are kept, each named by its defect --- */

START_TEST(kept_bad_files_are_refused)
{
    static const struct {
        const char *prefix;
        reader *read;
    } KINDS[] = {{"graph-", describe_graph}, {"matrix-", describe_matrix}, {"picture-", describe_picture}};
    DIR *files = opendir("tests/bad");
    if (!files) {
        return; /* run from elsewhere */
    }
    for (const struct dirent *file; (file = readdir(files));) {
        for (size_t k = 0; k < COUNT(KINDS); k++) {
            char path[PATH_SIZE], *says;
            struct diagnostic why;
            if (strncmp(file->d_name, KINDS[k].prefix, strlen(KINDS[k].prefix)) == 0) {
                snprintf(path, sizeof path, "tests/bad/%s", file->d_name);
                ck_assert_msg(KINDS[k].read(path, &says, &why) == STATUS_INPUT, "%s: not refused", path);
            }
        }
    }
    closedir(files);
}
END_TEST

static TCase *make_case(Suite *suite, const char *name)
{
    TCase *tests = tcase_create(name);
    tcase_add_checked_fixture(tests, make_scratch, remove_scratch);
    tcase_set_timeout(tests, 300); /* under valgrind */
    suite_add_tcase(suite, tests);
    return tests;
}

Suite *readers_suite(void)
{
    Suite *suite = suite_create("readers");
    TCase *graphs = make_case(suite, "graphs");
    tcase_add_test(graphs, each_graph_format_gives_the_same_graph);
    tcase_add_test(graphs, truncated_graphs_are_refused);
    tcase_add_test(graphs, damaged_graphs_are_refused_or_graphs);
    tcase_add_test(graphs, bad_graphs_are_refused_with_their_line);
    tcase_add_test(graphs, large_graphs_grow_as_needed);
    tcase_add_test(graphs, cut_is_the_weight_between_the_two_sides);
    tcase_add_test(graphs, biq_mac_graphs_have_60_nodes_and_885_edges);
    TCase *matrices = make_case(suite, "matrices");
    tcase_add_test(matrices, each_matrix_format_gives_the_same_weights);
    tcase_add_test(matrices, truncated_matrices_are_refused);
    tcase_add_test(matrices, damaged_matrices_are_refused_or_matrices);
    tcase_add_test(matrices, bad_matrices_are_refused_with_their_line);
    TCase *pictures = make_case(suite, "pictures");
    tcase_add_test(pictures, pbm_pictures_are_read);
    tcase_add_test(pictures, truncated_pbm_pictures_are_refused);
    tcase_add_test(pictures, damaged_pbm_pictures_are_refused_or_pictures);
    tcase_add_test(pictures, bad_pictures_are_refused);
    tcase_add_test(pictures, letters_are_pictures_of_10_by_10);
    tcase_add_test(pictures, png_pictures_of_every_kind_are_read);
    tcase_add_test(pictures, ink_is_darker_than_mid_grey_over_white);
    tcase_add_test(pictures, png_pictures_that_are_not_whole_are_refused);
    tcase_add_test(pictures, png_pictures_with_a_damaged_byte_are_refused_silently);
    tcase_add_test(pictures, png_pictures_that_promise_too_much_are_refused);
    tcase_add_test(make_case(suite, "kept files"), kept_bad_files_are_refused);
    return suite;
}
