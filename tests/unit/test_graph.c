/* Graphs and their formats: netgen/readers/graph_read.h. */
#include "tests/suites.h"

#include "netgen/readers/graph_read.h"
#include "tests/support/reader.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
            bool sorted = i == 0 || e[-1].a < e->a || (e[-1].a == e->a && e[-1].b < e->b);
            ck_assert(sorted && e->a < e->b && e->b < graph->nodes && isfinite(e->weight));
            fprintf(out, " %zu-%zu=%g", e->a, e->b, e->weight);
        }
        fclose(out);
    }
    graph_free(graph);
    return status;
}

#define FOUR "4: 0-1=1 0-2=2 1-2=-3 2-3=4"
#define ONES "3: 0-1=1 0-2=1"
#define MM "%%MatrixMarket matrix coordinate "

static const struct good_file GRAPHS[] = {
    {"rudy", "4 4\n1 2 1\n1 3 2\n2 3 -3\n3 4 4\n", FOUR},
    {"rudy, Biq Mac header", "4 4 \n1 2 1\n1 3 2\n2 3 -3\n3 4 4\n", FOUR},
    {"rudy, CRLF, blanks, comments", "# a\r\n\r\n 4\t4 \r\n1 2 1 \r\n  1 3 2\r\n#b\r\n2 3 -3\r\n\r\n3 4 4\r\n\r\n",
     FOUR},
    {"rudy, line ends of old Macintoshes", "3 2\r1 2 1\r1 3 1\r", ONES},
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

/* CSV files promise no number of edges, so that a prefix may be a graph of its own. */
static const struct good_file CSV_GRAPHS[] = {
    {"CSV", "a,b,1\na,c,2\nb,c,-3\nc,d,4\n", FOUR},
    {"CSV, header, whole numbers by size", "from,to,weight\n10,11,4\n10,2,2\n2,1,1\n1,10,-3\n",
     "4: 0-1=1 0-2=-3 1-2=2 2-3=4"},
    {"CSV, one name keeps the order of the file", "10,9\n10,x\n", ONES},
    {"CSV, leading zeros are names", "02,1\n02,3\n", ONES},
    {"CSV, no weights, header", "Source,Target\n1,2\n3,1\n", ONES},
    {"CSV, a header is the first row only", "b,a\nb,source\nsource,target\n", "4: 0-1=1 0-2=1 2-3=1"},
    {"CSV, weight at the head of a third column", "Town A;Town B;Weight\nOslo;Bergen;463\nOslo;Moss;60.5\n",
     "3: 0-1=463 0-2=60.5"},
    {"CSV, byte order mark, CRLF, comments, blanks",
     "\xEF\xBB\xBF# x, y\r\n\r\n a , b\t, 1 \r\n# more\r\n b,c ,+2e0\r\n\r\n", "3: 0-1=1 1-2=2"},
    {"CSV, quotes", "\"Washington, D. C.\", \"a \"\"b\"\"\" ,1\n\"a \"\"b\"\"\",c,\"2\"\n", "3: 0-1=1 1-2=2"},
    {"CSV, separators and number signs in quotes", "\"#a;b\",c\nc,\"d,e\"\n", "3: 0-1=1 1-2=1"},
    {"CSV, names are bytes, names of commands too", "$(ls),\xC3\xA9\n;x,`ls`", "4: 0-1=1 2-3=1"},
};

/* Edge lists with tabs or blanks. */
static const struct good_file LISTS[] = {
    {"networkx, weights",
     "0 1 {'weight': 1}\n0 2 {'color': 'a, b}', 'weight': 2.0}\n1 2 {\"Weight\": -3}\n2 3 {'weight': 4, 'x': [1, 2]}\n",
     FOUR},
    {"networkx, no weights", "0 1 {}\n0 2 {}\n", ONES},
    {"networkx, bare, from 0", "0 1\n0 2\n", ONES},
    {"networkx, weighted edge list", "1 2 1.0\n1 3 2.0\n2 3 -3.0\n3 4 4.0\n", FOUR},
    {"networkx, separated by commas", "0,1,{'weight': 1}\n0,2,{'weight': 1}\n", ONES},
    {"SNAP", "# Directed graph\n# Nodes: 4 Edges: 4\n# FromNodeId\tToNodeId\n3466\t937\n937\t12\n", "3: 0-1=1 1-2=1"},
    {"KONECT", "% sym unweighted\n% 4 3 3\n5 2\n2 7\n", "3: 0-1=1 0-2=1"},
    {"names, weights and notes", "anna berta 1 # first\n# c\nanna carla 1 #\n", ONES},
    {"a note behind a word", "anna berta # friends\nanna carla\n", ONES},
    {"tabs, names with blanks, header", "Source\tTarget\tWeight\nNew York\tLos Angeles\t1\nNew York\tOslo\t1\n", ONES},
    {"tabs, names with blanks, no header", "Oslo\tNew York\nOslo\tLos Angeles\n", ONES},
    {"header, any order, more columns",
     "Id,Source,Target,Type,Label,Weight\n0,a,b,Undirected,,1\n1,a,c,Undirected,,1\n", ONES},
    {"two columns of numbers under other heads", "id_x,id_y\n0,3\n3,1\n2,0\n", "4: 0-2=1 0-3=1 1-3=1"},
    {"a file of numbers where one node is a name", "x,y\n0,3\n3,x\n", "4: 0-1=1 0-3=1 2-3=1"},
    {"one edge of names", "anna berta\n", "2: 0-1=1"},
};

static const struct bad_file BAD_LISTS[] = {
    {"numbers that may be a header", "5 3\n3 1\n1 4\n", 3, "after 2 edges; the header promises 3"},
    {"a comment behind a name", "a,b # note\n", 1, "a comment behind a field"},
    {"rows of two kinds", "a b 1\na c\n", 2, "row has 2 fields and the first row 3"},
    {"weights of two kinds", "a b {'weight': 1}\na c {}\n", 2, "edge has no weight, unlike"},
    {"a weight of words", "a b {'weight': 'big'}\n", 1, "is not one weight"},
    {"data not closed", "a b {'weight': 1\n", 1, "are wrong; expected {} or {'weight': NUMBER}"},
    {"tabs and blanks", "1 2\t5\n3 4\t6\n", 1, "two numbers between tabs"},
    {"a directed edge", "Source,Target,Type\na,b,Directed\n", 2, "edge is directed"},
    {"a third column of another name", "source,target,cost\na,b,1\n", 1, "'cost' is not a weight"},
    {"a name with an escape", "a,\"b\tc\"\n", 1, "control character"},
    {"a name that is not UTF-8", "a,b\xe9\n", 1, "not UTF-8"},
    {"no weight in one of many columns", "Id,Source,Target,Weight\n1,a,b,\n", 2, "'' is not a weight"},
};

START_TEST(edge_lists_of_other_programs_are_read)
{
    reader_accepts_all(describe_graph, LISTS, COUNT(LISTS));
    reader_refuses_all(describe_graph, BAD_LISTS, COUNT(BAD_LISTS));
}
END_TEST

static const struct good_file GRAPHMLS[] = {
    {"a key of nodes, used for edges",
     "<graphml><key attr.name='weight' for='node' id='w'><default>9</default></key><graph><node id='a'/><node id='b'/>"
     "<edge source='a' target='b'><data key='w'>-0.5</data></edge></graph></graphml>",
     "2: 0-1=-0.5"},
    {"a key without a name",
     "<graphml><key id='weight'/><graph><node id='a'/><node id='b'/>"
     "<edge source='a' target='b'><data key='weight'>2.5</data></edge></graph></graphml>",
     "2: 0-1=2.5"},
    {"a key called Weight",
     "<graphml><key id='k' for='edge' attr.name='Weight'/><graph><node id='a'/><node id='b'/>"
     "<edge source='a' target='b'><data key='k'>2.5</data></edge></graph></graphml>",
     "2: 0-1=2.5"},
    {"keys for whole numbers and for others",
     "<graphml><key id='i' for='edge' attr.name='weight' attr.type='long'/>"
     "<key id='f' for='edge' attr.name='weight' attr.type='double'/><graph><node id='a'/><node id='b'/><node id='c'/>"
     "<edge source='a' target='b'><data key='i'>2</data></edge>"
     "<edge source='b' target='c'><data key='f'>2.5</data></edge></graph></graphml>",
     "3: 0-1=2 1-2=2.5"},
    {"a weight as an attribute",
     "<graphml><graph><node id='a'/><node id='b'/><edge source='a' target='b' weight='2.5'/></graph></graphml>",
     "2: 0-1=2.5"},
    {"directed by default, each edge undirected",
     "<graphml><graph edgedefault='directed'><node id='a'/><node id='b'/>"
     "<edge directed='false' source='a' target='b'/></graph></graphml>",
     "2: 0-1=1"},
};

START_TEST(graphml_weights_are_taken_whatever_declares_them)
{
    reader_accepts_all(describe_graph, GRAPHMLS, COUNT(GRAPHMLS));
}
END_TEST

static const struct good_file GMLS[] = {
    {"GML of networkx",
     "graph [\n  node [\n    id 0\n    label \"a\"\n  ]\n  node [ id 1 label \"b\" ] node [ id 2 ] node [id 3]\n"
     "  edge [\n    source 0\n    target 1\n    weight 1\n  ]\n  edge [ source 0 target 2 weight 2.0 ]\n"
     "edge[source 1 target 2 weight -3]edge[source 2 target 3 Weight 4]]\n",
     FOUR},
    {"GML of others, comments, lists, values",
     "# c [\nCreator \"x [ y\"\nVersion 1\ngraph\n[\n directed 0\n edge [ source 7 target 5 value 1 graphics [ w 1 ] "
     "]\n"
     " node [ id 5 name \"n\" ]\n node [ id 7 ]\n]\n",
     "2: 0-1=1"},
};

static const struct bad_file BAD_GMLS[] = {
    {"directed", "graph [\ndirected 1\n]", 2, "graph is directed"},
    {"no id", "graph [\nnode [ label \"a\" ]\n]", 2, "node without an id"},
    {"no target", "graph [ node [ id 1 ] node [ id 2 ]\nedge [ source 1 ]\n]", 2, "edge without target"},
    {"no such node", "graph [ node [ id 1 ] node [ id 2 ]\nedge [ source 1 target 3 ]\n]", 2, "edge names '3'"},
    {"not closed", "graph [ node [ id 1 ] node [ id 2 ]\nedge [ source 1 target 2 ]\n", 3, "file ends within a list"},
    {"quote not closed", "graph [\nnode [ id \"1 ]\n]\n", 2, "opened and not closed"},
    {"bad weight behind a text of three lines",
     "graph [ node [ id 1 label \"a\nb\nc\" ] node [ id 2 ]\nedge [ source 1 target 2 "
     "weight x ]\n]",
     4, "'x' is not"},
    {"bad weight", "graph [ node [ id 1 ] node [ id 2 ]\nedge [ source 1 target 2 weight \"x\" ]\n]", 2, "'x' is not"},
    {"two weights", "graph [ node [ id 1 ] node [ id 2 ]\nedge [ source 1 target 2 weight 1 value 1 ]\n]", 2,
     "second weight"},
    {"node twice", "graph [ node [ id 1 ]\nnode [ id 1 ]\n]", 2, "line 1 already"},
    {"two graphs", "graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ] ]\ngraph [ ]", 2, "second graph"},
    {"stray bracket", "graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ] ]\n]", 2, "in place of a key"},
    {"key without a value", "graph [\nnode [ id ]\n]", 2, "'id' without a value"},
};

static const struct good_file JSONS[] = {
    {"networkx, links",
     "{\"directed\": false, \"multigraph\": false, \"graph\": {}, \"nodes\": [{\"id\": 0}, {\"id\": 1}, {\"id\": 2}, "
     "{\"id\": 3}], \"links\": [{\"source\": 0, \"target\": 1, \"weight\": 1}, {\"weight\": 2.0, \"source\": 2, "
     "\"target\": 0},"
     " {\"source\": 1, \"target\": 2, \"weight\": -3}, {\"source\": 3, \"target\": 2, \"weight\": 4}]}",
     FOUR},
    {"networkx, edges, no weights",
     "{\"nodes\": [{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"c\"}], \"edges\": [{\"source\": \"a\", \"target\": "
     "\"b\"}, "
     "{\"source\": \"c\", \"target\": \"a\"}]}",
     ONES},
    {"D3, values, places",
     "{\"nodes\":[{\"name\":\"x\"},{\"name\":\"y\"}],\"links\":[{\"source\":1,\"target\":0,\"value\":2.5}]}",
     "2: 0-1=2.5"},
    {"D3 after its layout, places, byte order mark",
     "\xEF\xBB\xBF{\"nodes\":[{\"name\":\"x\",\"index\":0},{\"name\":\"y\",\"index\":1},{\"name\":\"z\",\"index\":2}],"
     "\"links\":[{\"source\":{\"name\":\"y\",\"index\":1},\"target\":{\"name\":\"z\",\"index\":2},\"value\":2.5}]}",
     "3: 1-2=2.5"},
    {"D3 after its layout, ids",
     "{\"nodes\":[{\"id\":\"b\",\"index\":0},{\"id\":\"a\",\"index\":1}],"
     "\"links\":[{\"source\":{\"id\":\"a\",\"index\":1},\"target\":{\"id\":\"b\",\"index\":0},\"value\":2.5}]}",
     "2: 0-1=2.5"},
    {"Cytoscape",
     "{\"elements\":{\"nodes\":[{\"data\":{\"id\":\"a\"}},{\"data\":{\"id\":\"b\"}}],"
     "\"edges\":[{\"data\":{\"source\":\"a\",\"target\":\"b\",\"Weight\":3}}]}}",
     "2: 0-1=3"},
};

/* The first of JSONS is long, and its kinds of bytes are in the others: a thousand variants more are not worth it. */
enum { CHANGED_JSONS = 1 };

#define TWO_JSON "{\"nodes\":[{\"id\":1},{\"id\":2}],"
static const struct bad_file BAD_JSONS[] = {
    {"no JSON", "{\n\"nodes\": [\n", 3, "not JSON"},
    {"a list that ends early", "[1,2", 1, "not JSON"},
    {"a list without its end", "\xEF\xBB\xBF\n[[1,2],\n[2,3]\n", 4, "not JSON"},
    {"lists of lists", "[[1,2],\n[2,3]]\n", 0, "JSON without a graph"},
    {"no lists", "{\"format\": \"spinfield network\"}", 0, "JSON without a graph"},
    {"directed", "{\"directed\": true, \"nodes\":[{\"id\":1},{\"id\":2}],\"links\":[]}", 0, "graph is directed"},
    {"no such node", TWO_JSON "\"links\":[{\"source\":1,\"target\":2},{\"source\":1,\"target\":3}]}", 0,
     "links[1] names no node at \"target\""},
    {"directed link", TWO_JSON "\"links\":[{\"source\":1,\"target\":2,\"directed\":true}]}", 0, "links[0] is directed"},
    {"self-loop", TWO_JSON "\"edges\":[{\"source\":1,\"target\":1}]}", 0, "edges[0] joins a node to itself"},
    {"twice", TWO_JSON "\"edges\":[{\"source\":1,\"target\":2},{\"source\":2,\"target\":1}]}", 0, "is given twice"},
    {"weight in words", TWO_JSON "\"edges\":[{\"source\":1,\"target\":2,\"weight\":\"2\"}]}", 0,
     "edges[0] has a weight that"},
    {"node twice", "{\"nodes\":[{\"id\":1},{\"id\":1}],\"links\":[]}", 0, "node '1' is given twice"},
    {"ids in some nodes", "{\"nodes\":[{\"id\":1},{\"n\":1}],\"links\":[]}", 0, "nodes[1] is unlike the first"},
};

START_TEST(gml_and_json_are_read)
{
    reader_accepts_all(describe_graph, GMLS, COUNT(GMLS));
    reader_refuses_all(describe_graph, BAD_GMLS, COUNT(BAD_GMLS));
    reader_accepts_all(describe_graph, JSONS, COUNT(JSONS));
    reader_refuses_all(describe_graph, BAD_JSONS, COUNT(BAD_JSONS));
}
END_TEST

struct npy_header {
    const char *type, *order, *shape;
    int version;
};

/* A .npy file: the header with its dictionary, and `size` bytes of numbers; returns its size. */
static size_t make_npy(char *file, struct npy_header head, const void *numbers, size_t size)
{
    char header[200];
    int length = snprintf(header, sizeof header, "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n", head.type,
                          head.order, head.shape);
    char *to = mempcpy(file, "\x93NUMPY", 6);
    *to++ = (char)head.version;
    *to++ = 0;
    *to++ = (char)length;
    for (int k = 1; k < (head.version == 1 ? 2 : 4); k++) {
        *to++ = 0;
    }
    to = mempcpy(to, header, (size_t)length);
    to = mempcpy(to, numbers, size);
    return (size_t)(to - file);
}

START_TEST(numpy_matrices_are_adjacencies)
{
    static const double F8[] = {0, 1, 2, 0, 0, -3, 0, 0, 0};
    static const float F4[] = {0, 1, 2, 1, 0, -3, 2, -3, 0};
    static const signed char I1[] = {0, 1, 2, 1, 0, -3, 2, -3, 0};
    static const unsigned char I4_BIG[] = {0, 0, 0,   0,   0,   0,   0, 1, 0, 0, 0,   2,   0,   0,   0, 1, 0, 0,
                                           0, 0, 255, 255, 255, 253, 0, 0, 0, 2, 255, 255, 255, 253, 0, 0, 0, 0};
    static const int64_t I8[] = {0, 1, 2, 1, 0, -3, 2, -3, 0};
    static const char RIGHT[] = "3: 0-1=1 0-2=2 1-2=-3";
    static const struct {
        struct npy_header head;
        const void *numbers;
        size_t size;
        const char *refused; /* NULL: RIGHT */
    } FILES[] = {
        {{"<f8", "False", "(3, 3)", 1}, F8, sizeof F8, NULL},
        {{"<f8", "True", "(3, 3)", 2}, F8, sizeof F8, NULL},
        {{"<f4", "False", "(3, 3)", 3}, F4, sizeof F4, NULL},
        {{"|i1", "True", "(3, 3)", 1}, I1, sizeof I1, NULL},
        {{">i4", "False", "(3, 3)", 1}, I4_BIG, sizeof I4_BIG, NULL},
        {{"<i8", "False", "(3, 3)", 1}, I8, sizeof I8, NULL},
        {{"<f8", "False", "(3, 3)", 1}, F8, sizeof F8 - 1, "71 bytes follow the header"},
        {{"<f8", "False", "(9,)", 1}, F8, sizeof F8, "shape is (9,); expected a square matrix"},
        {{"<f8", "False", "(1, 9)", 1}, F8, sizeof F8, "shape is (1, 9)"},
        {{"<f8", "False", "(1, 1)", 1}, F8, 8, "matrix of 1 rows"},
        {{"<f8", "Maybe", "(3, 3)", 1}, F8, sizeof F8, "neither True nor False"},
        {{"<c16", "False", "(3, 3)", 1}, F8, sizeof F8, "type is '<c16'; expected real numbers"},
        {{"|O", "False", "(3, 3)", 1}, F8, sizeof F8, "type is '|O'"},
        {{"<f8", "False", "(3, 3)", 4}, F8, sizeof F8, "format version 4"},
    };
    for (size_t i = 0; i < COUNT(FILES); i++) {
        char file[400];
        size_t size = make_npy(file, FILES[i].head, FILES[i].numbers, FILES[i].size);
        if (FILES[i].refused) {
            reader_refuses(describe_graph, FILES[i].refused, file, size, 0, FILES[i].refused);
        } else {
            reader_accepts(describe_graph, FILES[i].head.type, file, size, RIGHT);
        }
    }
    static const double BAD[][9] = {
        {0, 1, 2, 1, 0, 3, 2, -3, 0}, {0, 1, 2, 1, 0, 0, 0, 0, 0}, {1, 1, 2, 1, 0, 0, 0, 0, 0}, {0, INFINITY}};
    static const char *const WHY[] = {"has the weights 3 and -3",
                                      "1 edge stands in both halves of the matrix and 1 in one",
                                      "on the diagonal, is 1", "is inf"};
    for (size_t i = 0; i < 4; i++) {
        char file[400];
        size_t size = make_npy(file, (struct npy_header){"<f8", "False", "(3, 3)", 1}, BAD[i], sizeof BAD[i]);
        reader_refuses(describe_graph, WHY[i], file, size, 0, WHY[i]);
    }
    for (int sign = -1; sign <= 1; sign += 2) { /* up to 2^53 every whole number is a double */
        const int64_t greatest[] = {0, sign * (1LL << 53), 0, 0}, greater[] = {0, sign * ((1LL << 53) + 1), 0, 0};
        char file[400];
        size_t size = make_npy(file, (struct npy_header){"<i8", "False", "(2, 2)", 1}, greatest, sizeof greatest);
        reader_accepts(describe_graph, "2^53", file, size, sign < 0 ? "2: 0-1=-9.0072e+15" : "2: 0-1=9.0072e+15");
        size = make_npy(file, (struct npy_header){"<i8", "False", "(2, 2)", 1}, greater, sizeof greater);
        reader_refuses(describe_graph, "beyond a double", file, size, 0, "that a double holds");
    }
}
END_TEST

/* What the nodes of a graph are called, with bars between. */
static enum status describe_names(const char *path, char **says, struct diagnostic *why)
{
    struct graph *graph;
    *says = NULL;
    enum status status = graph_read(path, &graph, why);
    if (status == STATUS_OK) {
        size_t size;
        FILE *out = open_memstream(says, &size);
        fputs(graph->name ? "" : "none", out);
        for (size_t i = 0; graph->name && i < graph->nodes; i++) {
            fprintf(out, "%s%s", i ? "|" : "", graph->name[i]);
        }
        fprintf(out, "%s%s", *graph->note ? " note: " : "", *graph->note ? strchr(graph->note, ' ') + 1 : "");
        fclose(out);
    }
    graph_free(graph);
    return status;
}

static const struct good_file NAMES[] = {
    {"rudy", "3 2\n1 2\n1 3\n", "none"},
    {"a list from 1", "1 2 0.5\n1 3 0.5\n", "none"},
    {"a list from 0", "0 1\n1 2\n", "0|1|2"},
    {"numbers by size", "10,2\n2,1\n", "1|2|10"},
    {"names as they appear", "Oslo,Bergen\n\"a, b\",Oslo\n", "Oslo|Bergen|a, b"},
    {"a list that looks like rudy, and says it is none", "# source target\n3 2\n2 1\n1 7\n", "1|2|3|7"},
    {"a list that looks like DIMACS, and says it is none", "# source target\nc p\np e\n", "c|p|e"},
    {"heads that are taken for granted", "x,y\n7,8\n",
     "7|8 note: 'x,y' is taken for the heads of the columns, since all other nodes are numbers"},
    {"heads that are no UTF-8, with a control character", "x\xff\xc2\x85,\xc3\xa9\n7,8\n",
     "7|8 note: 'x???,\xc3\xa9' is taken for the heads of the columns, since all other nodes are numbers"},
    {"columns that are left out", "Source,Target,Id,Label\na,b,1,\n",
     "a|b note: columns that say nothing of the cut are left out: Id Label"},
    {"columns without heads, as R and pandas write them", "\"\",\"from\",\"to\",\"weight\"\n\"1\",\"a\",\"b\",2\n",
     "a|b note: columns that say nothing of the cut are left out: (one without a head)"},
    {"GML, labels in ASCII, as networkx writes them",
     "graph [ node [ id 0 label \"B&#252;rgen &amp; S&#xF8;n &quot;&#0;&no;&\" ] node [ id 1 label \"&#128512;\" ]\n"
     "edge [ source 0 target 1 ] ]",
     "B\xc3\xbcrgen & S\xc3\xb8n \"&#0;&no;&|\xf0\x9f\x98\x80"},
    {"GML, names, as igraph writes them",
     "graph [ node [ id 0 name \"a\" ] node [ id 1 name \"b\" ] edge [ source 0 target 1 ] ]", "a|b"},
    {"GML, labels before names",
     "graph [ node [ id 0 name \"a\" label \"A\" ] node [ id 1 label \"B\" name \"b\" ] edge [ source 0 target 1 ] ]",
     "A|B"},
    {"GraphML, ids", "<graphml><graph><node id='n0'/><node id='n1'/><edge source='n0' target='n1'/></graph></graphml>",
     "n0|n1"},
    {"GraphML, labels",
     "<graphml><key id='d' for='node' attr.name='label'/><graph><node id='n0'><data key='d'>Oslo</data></node>"
     "<node id='n1'><data key='d'>Moss</data></node><edge source='n0' target='n1'/></graph></graphml>",
     "Oslo|Moss"},
    {"GraphML, names",
     "<graphml><key id='d' for='node' attr.name='Name'/><graph><node id='n0'><data key='d'>Oslo</data></node>"
     "<node id='n1'><data key='d'>Moss</data></node><edge source='n0' target='n1'/></graph></graphml>",
     "Oslo|Moss"},
    {"four columns that are left out", "Source,Target,k1,k2,k3,k4\na,b,1,2,3,4\n",
     "a|b note: columns that say nothing of the cut are left out: k1 k2 k3 k4"},
    {"five columns that are left out", "Source,Target,k1,k2,k3,k4,k5\na,b,1,2,3,4,5\n",
     "a|b note: columns that say nothing of the cut are left out: k1 k2 k3 k4 and more"},
    {"GraphML, labels that repeat",
     "<graphml><key id='d' for='node' attr.name='label'/><graph><node id='n0'><data key='d'>Oslo</data></node>"
     "<node id='n1'><data key='d'>Oslo</data></node><edge source='n0' target='n1'/></graph></graphml>",
     "n0|n1"},
};

START_TEST(nodes_keep_their_names)
{
    reader_accepts_all(describe_names, NAMES, COUNT(NAMES));
}
END_TEST

START_TEST(each_graph_format_gives_the_same_graph)
{
    reader_accepts_all(describe_graph, GRAPHS, COUNT(GRAPHS));
    reader_accepts_all(describe_graph, CSV_GRAPHS, COUNT(CSV_GRAPHS));
}
END_TEST

START_TEST(truncated_graphs_are_refused)
{
    reader_refuses_prefixes(describe_graph, GRAPHS, COUNT(GRAPHS));
    reader_refuses_prefixes(describe_graph, GMLS, COUNT(GMLS));
    reader_refuses_prefixes(describe_graph, JSONS, COUNT(JSONS));
}
END_TEST

START_TEST(damaged_graphs_are_refused_or_graphs)
{
    reader_survives_changes(describe_graph, GRAPHS, COUNT(GRAPHS));
    reader_survives_changes(describe_graph, CSV_GRAPHS, COUNT(CSV_GRAPHS));
    reader_survives_changes(describe_graph, LISTS, COUNT(LISTS));
    reader_survives_changes(describe_graph, GMLS, COUNT(GMLS));
    reader_survives_changes(describe_graph, JSONS + CHANGED_JSONS, COUNT(JSONS) - CHANGED_JSONS);
}
END_TEST

static const struct bad_file BAD_TEXT_GRAPHS[] = {
    {"empty", "", 0, "empty"},
    {"unknown format", "hello\n", 1, "not a graph file"},
    {"picture", "P1\n2 2\n0 1 1 0\n", 1, "not a graph file"},
    {"binary", "3 1\n1 2\x01\n", 2, "byte 0x01"},
    {"UTF-16", "\xFF\xFEs\1", 1, "text in UTF-16; save it as UTF-8"},
    {"UTF-16, the other way", "\xFE\xFF\1s", 1, "text in UTF-16; save it as UTF-8"},
    {"list that looks like rudy", "9 8\n1 7\n1 10\n", 3, "(or, if it is a list of edges, '# source target' above it)"},
    {"list that looks like DIMACS", "c d\nd f\n", 2, "(or, if it is a list of edges, '# source target' above it)"},
    {"only comments", "# a\n\n", 2, "before its header"},
    {"node beyond the last", "3 2\n1 2 1\n1 4 1\n", 3,
     "'4' is not a node of this graph; expected a whole number from 1 to 3"},
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
    {"absurd edge count", "100000000 4999999950000000\n1 2 1\n", 2, "after 1 edge;"},
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
    {"weights whose sum is infinite", "3 2\n1 2 1.7e308\n1 3 -1.7e308\n", 0, "all edges together are beyond 1e+300"},

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
    {"DIMACS fewer edges", "p edge 3 2\ne 1 2\n", 2, "after 1 edge;"},
    {"DIMACS more edges", "p edge 3 1\ne 1 2\ne 1 3\n", 3, "more edges"},
    {"DIMACS no edges", "p edge 3 0\n", 1, "number of edges"},
    {"DIMACS one node", "p edge 3 1\ne 1\n", 2, "fewer than two nodes"},
    {"DIMACS NaN", "p edge 3 1\ne 1 2 nan\n", 2, "'nan'"},
};

static const struct bad_file BAD_CSV_GRAPHS[] = {
    {"one field", "a,b\nc\n", 2, "row has 1 field; expected 'A,B' or 'A,B,WEIGHT'"},
    {"four fields", "a;b;1;2\n", 1, "row has 4 fields; expected 'A;B' or 'A;B;WEIGHT'"},
    {"weight missing", "a,b,1\nb,c\n", 2, "row has 2 fields and the first row 3"},
    {"weight added", "a,b\nb,c,1\n", 2, "row has 3 fields and the first row 2"},
    {"rows unlike the header", "source,target\na,b,1\n", 2, "row has 3 fields and the first row 2"},
    {"empty weight", "a,b,1\nb,c,\n", 2, "'' is not a weight"},
    {"empty node", "a,b\n,c\n", 2, "empty field in place of a node"},
    {"empty second node", "a,b\nc, \n", 2, "empty field in place of a node"},
    {"node in empty quotes", "a,b\n\"\",c\n", 2, "empty field in place of a node"},
    {"weight not a number", "a,b,1\nb,c,one\n", 2, "'one' is not a weight"},
    {"other header", "a,b,cost\na,b,1\n", 1, "'cost' is not a weight"},
    {"header in the middle", "a,b,1\nfrom,to,weight\n", 2, "'weight' is not a weight"},
    {"NaN", "a,b,nan\n", 1, "'nan' is not a weight"},
    {"infinity", "a,b,1\na,c,-inf\n", 2, "'-inf' is not a weight"},
    {"overflow", "a,b,1e999\n", 1, "'1e999' is not a weight"},
    {"suffix", "a,b,1k\n", 1, "'1k' is not a weight"},
    {"decimal comma", "a;b;0,5\n", 1, "'0,5' is not a weight"},
    {"mixed separators", "a,b\nc;d\n", 2, "row has 1 field"},
    {"self-loop", "a,b\n\nb,b\n", 3, "itself"},
    {"self-loop alone", "7,7\n", 1, "itself"},
    {"repeated edge", "a,b\nb,c\na,b\n", 3, "line 1 already"},
    {"repeated edge, turned", "# c\na,b,1\nb,a,2\n", 3, "line 2 already"},
    {"header alone", "source,target\n", 0, "no edges"},
    {"quote not closed", "a,b\n\"c,d\ne\",f\n", 2, "opened and not closed"},
    {"quote at the end", "a,b\nc,\"\n", 2, "opened and not closed"},
    {"text behind a quote", "a,\"b\"c\n", 1, "text beside a quote"},
    {"text before a quote", "a,b\"c\"\n", 1, "text beside a quote"},
    {"weights of a network", "0,1,-1\n1,0,1\n-1,1,0\n", 2, "line 1 already"},
};

static const struct bad_file BAD_MATRIXMARKET_GRAPHS[] = {
    {"banner glued", "%%MatrixMarketmatrix coordinate real symmetric\n", 1, "expected '%%MatrixMarket'"},
    {"one percent sign", "%MatrixMarket matrix coordinate real symmetric\n2 2 1\n2 1 1\n", 1,
     "one percent sign; expected '%%MatrixMarket'"},
    {"banner alone", "%%MatrixMarket", 1, "expected 'matrix'"},
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
    {"absurd entries", MM "real symmetric\n100000000 100000000 10000000000000000\n2 1 1\n", 3, "after 1 entry"},
    {"more entries than places", MM "real symmetric\n3 3 10\n2 1 1\n", 2, "number of entries"},
    {"no entries", MM "real symmetric\n3 3 0\n", 0, "no edges"},
    {"fewer entries", MM "real symmetric\n3 3 2\n2 1 1\n\n", 4, "after 1 entry; the header promises 2"},
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
    {"directed graph",
     "<graphml>\n<graph edgedefault='directed'>\n<node id='a'/><node id='b'/>\n<edge source='a' "
     "target='b'/></graph></graphml>",
     4, "edgedefault=\"directed\""},
    {"unknown edgedefault", "<graphml>\n<graph edgedefault='both'></graph></graphml>", 2, "edgedefault=\"both\""},
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
    {"weights of two keys on one edge",
     "<graphml><key id='i' attr.name='weight'/><key id='f' attr.name='Weight'/><graph>\n<node id='a'/><node id='b'/>"
     "<edge source='a' target='b'><data key='i'>1</data>\n<data key='f'>1</data></edge></graph></graphml>",
     3, "second weight"},
    {"two defaults of the weight",
     "<graphml><key id='i' attr.name='weight'><default>1</default></key>\n"
     "<key id='f' attr.name='weight'><default>2</default></key></graphml>",
     2, "have 1 as their default already"},
    {"boolean weight",
     "<graphml><key id='w' for='edge' attr.name='weight' attr.type='boolean'/><graph>\n<node id='a'/><node id='b'/>"
     "<edge source='a' target='b'><data key='w'>true</data></edge></graph></graphml>",
     2, "'true' is not a weight"},
    {"weight as an attribute, not a number", UNDIRECTED "<edge source='a' target='b' weight='x'/></graph></graphml>", 4,
     "'x' is not a weight"},
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
    reader_refuses_all(describe_graph, BAD_TEXT_GRAPHS, COUNT(BAD_TEXT_GRAPHS));
    reader_refuses_all(describe_graph, BAD_CSV_GRAPHS, COUNT(BAD_CSV_GRAPHS));
    reader_refuses_all(describe_graph, BAD_MATRIXMARKET_GRAPHS, COUNT(BAD_MATRIXMARKET_GRAPHS));
    reader_refuses_all(describe_graph, BAD_GRAPHML, COUNT(BAD_GRAPHML));
    reader_refuses(describe_graph, "zero byte", "3 1\n1 2\0 1\n", 11, 2, "byte 0x00");
}
END_TEST

START_TEST(large_graphs_grow_as_needed)
{
    enum { NODES = 1000 }; /* 499,500 edges: many doublings */
    char *text, path[SCRATCH_PATH];
    size_t size;
    FILE *out = open_memstream(&text, &size);
    fprintf(out, "%d %d\n", NODES, NODES * (NODES - 1) / 2);
    for (int a = NODES; a >= 1; a--) {
        for (int b = 1; b < a; b++) {
            fprintf(out, "%d %d %d\n", a, b, a + b);
        }
    }
    fclose(out);
    scratch_write(path, "graph", text, size);
    free(text);
    struct graph *graph;
    struct diagnostic why;
    ck_assert_msg(graph_read(path, &graph, &why) == STATUS_OK, "%s", why.text);
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

START_TEST(names_in_large_files_are_numbered_as_they_appear)
{
    enum { NODES = 3000 }; /* a ring; each name stands twice, far apart for the first */
    char *text, path[SCRATCH_PATH];
    size_t size;
    FILE *out = open_memstream(&text, &size);
    for (int a = 0; a < NODES; a++) {
        fprintf(out, "n%d,n%d,%d\n", NODES - a, a == NODES - 1 ? NODES : NODES - a - 1, a);
    }
    fclose(out);
    scratch_write(path, "graph", text, size);
    free(text);
    struct graph *graph;
    struct diagnostic why;
    ck_assert_msg(graph_read(path, &graph, &why) == STATUS_OK, "%s", why.text);
    ck_assert_uint_eq(graph->nodes, NODES);
    ck_assert_uint_eq(graph->edges, NODES);
    for (size_t i = 0; i < NODES; i++) { /* sorted: 0-1, 0-2999, 1-2, 2-3, ... */
        size_t a = i < 2 ? 0 : i - 1, b = i == 1 ? NODES - 1 : a + 1;
        ck_assert_uint_eq(graph->edge[i].a, a);
        ck_assert_uint_eq(graph->edge[i].b, b);
        ck_assert_double_eq(graph->edge[i].weight, (double)(i == 1 ? NODES - 1 : (int)a));
    }
    graph_free(graph);
}
END_TEST

START_TEST(cut_is_the_weight_between_the_two_sides)
{
    struct graph *graph;
    struct diagnostic why;
    char path[SCRATCH_PATH];
    scratch_write(path, "graph", GRAPHS[0].text, strlen(GRAPHS[0].text));
    ck_assert_int_eq(graph_read(path, &graph, &why), STATUS_OK);
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

START_TEST(biq_mac_graphs_have_60_nodes_and_885_edges)
{
    for (int k = 0; k < 10; k++) {
        char name[40], path[SCRATCH_PATH];
        snprintf(name, sizeof name, "biqmac/g05_60.%d", k);
        if (!reader_data_path(name, path)) {
            continue;
        }
        struct graph *graph;
        struct diagnostic why;
        ck_assert_msg(graph_read(path, &graph, &why) == STATUS_OK, "%s", why.text);
        ck_assert_uint_eq(graph->nodes, 60);
        ck_assert_uint_eq(graph->edges, 885);
        char state[61] = "";
        memset(state, '1', 60);
        ck_assert_double_eq(graph_cut(graph, state), 0.0);
        double degrees = 0.0;
        for (size_t i = 0; i < 60; i++) { /* neuron i alone is OFF */
            memset(state, '1', 60);
            state[i] = '0';
            degrees += graph_cut(graph, state);
        }
        ck_assert_double_eq(degrees, 2.0 * 885.0);
        graph_free(graph);
    }
}
END_TEST

START_TEST(kept_bad_graphs_are_refused)
{
    reader_refuses_kept(describe_graph, "graph-");
}
END_TEST

Suite *graph_suite(void)
{
    Suite *suite = suite_create("graph");
    TCase *tests = tcase_create("graphs");
    tcase_add_test(tests, edge_lists_of_other_programs_are_read);
    tcase_add_test(tests, graphml_weights_are_taken_whatever_declares_them);
    tcase_add_test(tests, gml_and_json_are_read);
    tcase_add_test(tests, numpy_matrices_are_adjacencies);
    tcase_add_test(tests, nodes_keep_their_names);
    tcase_add_test(tests, each_graph_format_gives_the_same_graph);
    tcase_add_test(tests, bad_graphs_are_refused_with_their_line);
    tcase_add_test(tests, names_in_large_files_are_numbered_as_they_appear);
    tcase_add_test(tests, cut_is_the_weight_between_the_two_sides);
    tcase_add_test(tests, biq_mac_graphs_have_60_nodes_and_885_edges);
    tcase_add_test(tests, kept_bad_graphs_are_refused);
    suite_add_tcase(suite, tests);
    TCase *variants = tcase_create("variants");
    tcase_set_tags(variants, "variants");
    tcase_add_checked_fixture(variants, NULL, scratch_remove);
    tcase_add_test(variants, truncated_graphs_are_refused);
    tcase_add_test(variants, damaged_graphs_are_refused_or_graphs);
    tcase_add_test(variants, large_graphs_grow_as_needed);
    suite_add_tcase(suite, variants);
    return suite;
}
