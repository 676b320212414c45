/* Recipes: a network that is made again by what its file says of how it was made is the same one. */
#include "tests/suites.h"

#include "base/nearest.h"
#include "netgen/bias_option.h"
#include "netgen/network_file.h"
#include "netgen/questions/question.h"
#include "netgen/readers/graph_make.h"
#include "netgen/readers/graph_option.h"
#include "netgen/recipe.h"
#include "netgen/recipe_parts.h"
#include "tests/support/expect.h"
#include "tests/support/scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Every test works in the scratch folder, with a small file of each kind in it. */
static void enter_scratch(void)
{
    static const struct {
        const char *name, *text;
    } FILES[] = {
        {"graph", "4 5\n1 2 1\n2 3 2\n3 4 1\n1 4 -1\n1 3 1\n"},
        {"weights.csv", "0,0.1,0.2\n0.1,0,-0.3\n0.2,-0.3,0\n"},
        {"numbers", "3 5 7 9\n"},
        {"form", "3 2\n1 2 1\n2 3 -1\n"},
        {"picture.pbm", "P1\n2 2\n0 1\n1 1\n"},
        {"start", "01\n10\n"},
    };
    ck_assert_int_eq(chdir(scratch_folder()), 0);
    for (size_t k = 0; k < sizeof FILES / sizeof *FILES; k++) {
        scratch_put(FILES[k].name, FILES[k].text, strlen(FILES[k].text));
    }
}

/* A recipe from words as they stand behind "gen", separated by single blanks. */
static struct recipe *recipe_of(const char *words)
{
    struct recipe *recipe;
    struct diagnostic why;
    char *text = strdup(words), *rest = text, *word = strsep(&rest, " ");
    expect_ok(recipe_new(question_find(word), &recipe, &why), &why);
    while ((word = strsep(&rest, " "))) {
        char *value = strchr(word, '=');
        if (strncmp(word, "--", 2) != 0) {
            expect_ok(recipe_add_file(recipe, word, &why), &why);
            continue;
        }
        if (value) {
            *value++ = '\0';
        }
        expect_ok(recipe_set(recipe, word + 2, value, &why), &why);
    }
    free(text);
    return recipe;
}

/* STATUS_INPUT with a line about options, which names no file. */
static void expect_refused(enum status status, const struct diagnostic *why, const char *fragment)
{
    ck_assert_int_eq(status, STATUS_INPUT);
    ck_assert_msg(strncmp(why->text, "error: ", 7) == 0 && strstr(why->text, fragment), "'%s' is not in: %s", fragment,
                  why->text);
}

static struct network *made_of(const struct recipe *recipe)
{
    struct network *network;
    struct diagnostic why;
    expect_ok(recipe_make(recipe, &network, &why), &why);
    return network;
}

/* NAME.json of the network, to be freed. */
static char *written(const struct network *network, const char *path)
{
    struct output *out;
    struct diagnostic why;
    expect_ok(output_open(path, &out, &why), &why);
    expect_ok(network_write(network, out, &why), &why);
    expect_ok(output_commit(&out, 1, &why), &why);
    return scratch_read(path);
}

static struct network *read_network(const char *path)
{
    struct network *network;
    struct diagnostic why;
    expect_ok(network_read(path, &network, &why), &why);
    return network;
}

static const char *const RECIPES[] = {
    "recall",
    "recall --n=10 --p=2 --seed=3",
    "recall --neurons=9 --distort=30% --seed=5 --start-seed=8",
    "recall --pattern=0101 --pattern=0011 --distort=0.25 --of=2",
    "recall --pattern=0101 --start=0111 --as-published",
    "recall --n=12 --fan-out=4 --dendrite=balanced --levels=3 --seed=7 --chip-seed=9 --sigma-rp=5%",
    "recall --n=8 --rule=pseudoinverse --w=50m --vc=0.2 --vdw=loaded --load=40n --stop=3u --vleak-axon=-4",
    "recall --n=6 --weights=sign --seed=0 --start-seed=auto --chip-seed=auto --as-published=no",
    "image picture.pbm --distort=25% --fan-out=nearest:2",
    "image picture.pbm --start=picture.pbm --sigma-rap=2% --alpha=0.02 --delta=20n --noise=3",
    "image picture.pbm picture.pbm --start=0110",
    "maxcut graph",
    "maxcut graph --optimum=5 --seed=2 --start-seed=4 --rp=400",
    "maxcut graph --start=start --no-edge=0 --vdw=60m",
    "maxcut graph --as-published --start-seed=3",
    "maxcut --graph=rnd --n=12 --density=40% --graph-weights=-3:3 --graph-seed=5",
    "maxcut --graph=spinglass3g --rows=3 --columns=3 --layers=3",
    "color --graph=planar --nodes=6 --density=50 --k=3",
    "custom weights.csv",
    "custom weights.csv --start=010 --vc=0.2",
    "custom weights.csv --start-seed=2 --sigma-length=1%",
    "ising form --sign=plus --optimum=-2",
    "qubo form --maximize --minimize=no",
    "partition numbers --stop=20u",
    "color graph --k=2 --seed=4",
    "boltzmann and --clamp=C=1 --inverse-temperature=0.5",
    "boltzmann factor 15 --stop=2u",
};
enum { MADE = sizeof RECIPES / sizeof *RECIPES };

START_TEST(a_network_made_again_by_its_file_is_the_same)
{
    enter_scratch();
    struct recipe *recipe = recipe_of(RECIPES[_i]);
    struct network *network = made_of(recipe);
    char *bytes = written(network, "a.json");
    struct network *read = read_network("a.json");
    ck_assert_ptr_nonnull(read->recipe);
    ck_assert(recipe_is_equal(recipe, read->recipe));
    struct network *again = made_of(read->recipe);
    char *bytes_again = written(again, "b.json");
    ck_assert_str_eq(bytes, bytes_again);
    free(bytes);
    free(bytes_again);
    network_free(again);
    network_free(read);
    network_free(network);
    recipe_free(recipe);
}
END_TEST

START_TEST(a_title_does_not_depend_on_how_a_network_was_made)
{
    enter_scratch();
    char one[NETWORK_TITLE_SIZE], two[NETWORK_TITLE_SIZE];
    struct diagnostic why;
    struct recipe *recipe = recipe_of("recall --pattern=0101 --start=0111"),
                  *same = recipe_of("recall --pattern=0101 --start=0111 --seed=7 --w=100m --vdw=auto");
    struct network *a = made_of(recipe), *b = made_of(same);
    expect_ok(network_title(a, one, &why), &why);
    expect_ok(network_title(b, two, &why), &why);
    ck_assert_str_eq(one, two);
    network_free(a);
    network_free(b);
    recipe_free(same);
    recipe_free(recipe);
}
END_TEST

/* The graph that an option makes is that of the file that 'spinfield graph' writes. */
START_TEST(a_graph_that_is_made_is_that_of_a_file)
{
    static const struct {
        const char *task;
        const char *kind, *name, *value;
    } CASES[] = {
        {"maxcut --graph=rnd --density=30% --graph-seed=4", "rnd", "density", "30"},
        {"maxcut --graph=grid --graph-weights=-4:4 --graph-seed=4", "grid", "weights", "-4:4"},
        {"color --graph=regular --degree=4 --graph-seed=4 --k=2", "regular", "degree", "4"},
        {"maxcut --graph=spinglass3g --layers=3 --graph-seed=4", "spinglass3g", "layers", "3"},
    };
    enter_scratch();
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        struct graph_plan plan = graph_option_plan(graph_kind_find(CASES[k].kind));
        struct graph_made counts;
        struct diagnostic why;
        char titles[2][NETWORK_TITLE_SIZE], from_file[100];
        FILE *file = fopen("made", "w");
        ck_assert_ptr_null(graph_option_set(&plan, CASES[k].name, CASES[k].value));
        ck_assert_ptr_null(graph_option_set(&plan, "seed", "4"));
        expect_ok(graph_make_write(&plan, file, &counts, &why), &why);
        fclose(file);
        snprintf(from_file, sizeof from_file, "%s made%s", *CASES[k].task == 'c' ? "color" : "maxcut",
                 *CASES[k].task == 'c' ? " --k=2" : "");
        struct recipe *recipes[] = {recipe_of(CASES[k].task), recipe_of(from_file)};
        for (size_t i = 0; i < 2; i++) {
            struct network *network = made_of(recipes[i]);
            expect_ok(network_title(network, titles[i], &why), &why);
            network_free(network);
            recipe_free(recipes[i]);
        }
        ck_assert_str_eq(titles[0], titles[1]);
    }
}
END_TEST

/* What is listed may be set, and nothing changes: defaults are what they are said to be. */
START_TEST(every_setting_that_is_listed_makes_the_same_network)
{
    enter_scratch();
    struct recipe *recipe = recipe_of(RECIPES[_i]), *all;
    struct diagnostic why;
    struct recipe_setting setting;
    expect_ok(recipe_new(recipe_question(recipe), &all, &why), &why);
    for (size_t k = 0; recipe_file(recipe, k); k++) {
        expect_ok(recipe_add_file(all, recipe_file(recipe, k), &why), &why);
    }
    for (size_t k = 0; recipe_setting(recipe, k, &setting); k++) {
        const char *value = recipe_setting_value(&setting);
        if (value) {
            expect_ok(recipe_set(all, setting.name, value, &why), &why);
        }
        ck_assert(!setting.stands_alone || value);
    }
    struct network *given = made_of(recipe), *listed = made_of(all);
    recipe_free(given->recipe);
    recipe_free(listed->recipe);
    given->recipe = listed->recipe = NULL;
    char *bytes = written(given, "a.json"), *same = written(listed, "b.json");
    ck_assert_str_eq(bytes, same);
    free(bytes);
    free(same);
    network_free(given);
    network_free(listed);
    recipe_free(all);
    recipe_free(recipe);
}
END_TEST

static bool are_equal(const void *a, const void *b, size_t size)
{
    return memcmp(a, b, size) == 0;
}

START_TEST(defaults_of_a_bias_leave_it_as_it_is)
{
    struct bias_option option;
    for (size_t k = 0; bias_option(k, &option); k++) {
        const struct bias standard = problem_auto_bias();
        struct bias bias = standard;
        ck_assert_ptr_null(bias_set(&bias, option.name, option.standard));
        memcpy(bias.unfit, standard.unfit, sizeof bias.unfit);
        memcpy(bias.foreign, standard.foreign, sizeof bias.foreign);
        ck_assert_msg(are_equal(&bias, &standard, sizeof bias), "%s", option.name);
    }
}
END_TEST

/* A second option of a name would hide the first. */
START_TEST(options_of_a_task_have_names_of_their_own)
{
    for (size_t q = 0; question_number(q); q++) {
        struct recipe_option option, other;
        for (size_t k = 0; recipe_option(question_number(q), k, &option); k++) {
            for (size_t j = 0; j < k && recipe_option(question_number(q), j, &other); j++) {
                ck_assert_msg(strcmp(option.name, other.name) != 0, "%s", option.name);
            }
        }
    }
}
END_TEST

/* Each seed decides on its own: the others leave what it draws as it is. */
START_TEST(problem_start_and_chip_have_seeds_of_their_own)
{
    enter_scratch();
    struct recipe *recipe = recipe_of("recall --n=20 --sigma-rp=5% --seed=1 --start-seed=2 --chip-seed=3");
    struct diagnostic why;
    struct network *before = made_of(recipe);
    expect_ok(recipe_set(recipe, "seed", "9", &why), &why);
    struct network *other = made_of(recipe);
    ck_assert_str_ne(before->weights.pattern[0], other->weights.pattern[0]);
    ck_assert_str_eq(before->start, other->start);
    ck_assert_uint_eq(other->variation.seed, 3);
    network_free(other);
    expect_ok(recipe_set(recipe, "seed", "1", &why), &why);
    expect_ok(recipe_set(recipe, "start-seed", "9", &why), &why);
    other = made_of(recipe);
    ck_assert_str_eq(before->weights.pattern[0], other->weights.pattern[0]);
    ck_assert_str_ne(before->start, other->start);
    network_free(other);
    expect_ok(recipe_set(recipe, "start-seed", "2", &why), &why);
    expect_ok(recipe_set(recipe, "chip-seed", "9", &why), &why);
    other = made_of(recipe);
    ck_assert_str_eq(before->weights.pattern[0], other->weights.pattern[0]);
    ck_assert_str_eq(before->start, other->start);
    ck_assert(network_soma(before, 0).rp != network_soma(other, 0).rp);
    network_free(other);
    network_free(before);
    recipe_free(recipe);
}
END_TEST

START_TEST(a_start_seed_draws_a_start_where_there_would_be_none)
{
    static const char *const NAMES[] = {"custom weights.csv", "maxcut graph --as-published"};
    enter_scratch();
    struct diagnostic why;
    for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
        struct recipe *recipe = recipe_of(NAMES[k]);
        struct network *network = made_of(recipe);
        ck_assert_ptr_null(network->start);
        network_free(network);
        expect_ok(recipe_set(recipe, "start-seed", "4", &why), &why);
        network = made_of(recipe);
        ck_assert_uint_eq(strlen(network->start), network->n);
        ck_assert(network->t_load > 0.0);
        network_free(network);
        expect_ok(recipe_set(recipe, "start", "0101", &why), &why);
        expect_refused(recipe_make(recipe, &network, &why), &why, "--start and --start-seed");
        recipe_free(recipe);
    }
}
END_TEST

/* Both are the first bits of one seed, unless the start is what comes behind the patterns. */
START_TEST(a_start_with_the_seed_of_the_patterns_is_none_of_them)
{
    struct diagnostic why;
    struct recipe *recipe = recipe_of("recall --n=60 --p=3 --seed=7");
    struct network *plain = made_of(recipe);
    expect_ok(recipe_set(recipe, "start-seed", "7", &why), &why);
    struct network *own = made_of(recipe);
    ck_assert_str_eq(own->weights.pattern[0], plain->weights.pattern[0]);
    for (size_t p = 0; p < 3; p++) {
        ck_assert_str_ne(own->start, own->weights.pattern[p]);
    }
    ck_assert_str_eq(own->start, plain->start);
    expect_ok(recipe_set(recipe, "start-seed", "8", &why), &why);
    struct network *other = made_of(recipe);
    ck_assert_str_ne(other->start, plain->start);
    network_free(other);
    network_free(own);
    network_free(plain);
    recipe_free(recipe);
}
END_TEST

START_TEST(a_file_is_found_beside_the_network_and_refused_where_it_has_changed)
{
    enter_scratch();
    struct recipe *recipe = recipe_of("maxcut graph --start=start");
    struct network *network = made_of(recipe), *again;
    struct diagnostic why;
    char *graph = scratch_read("graph");
    free(written(network, "a.json"));
    network_free(network);
    recipe_free(recipe);

    ck_assert_int_eq(mkdir("other", 0700), 0);
    ck_assert_int_eq(chdir("other"), 0);
    network = read_network("../a.json");
    network_free(made_of(network->recipe)); /* neither file is here */
    scratch_put("graph", "2 1\n1 2 1\n", 10);
    network_free(made_of(network->recipe)); /* another graph of that name is */
    scratch_put("../graph", "4 1\n1 2 1\n", 10);
    expect_input_error(recipe_make(network->recipe, &again, &why), &why, "graph: error: the file has changed");
    ck_assert_int_eq(unlink("../graph"), 0);
    expect_input_error(recipe_make(network->recipe, &again, &why), &why, "graph: error: the file has changed");
    ck_assert_int_eq(unlink("graph"), 0);
    expect_input_error(recipe_make(network->recipe, &again, &why), &why, "graph: error: cannot open");
    scratch_put("../graph", graph, strlen(graph));
    scratch_put("../start", "0000", 4);
    expect_input_error(recipe_make(network->recipe, &again, &why), &why, "start: error: the file has changed");
    expect_ok(recipe_set(network->recipe, "start", "../start", &why), &why);
    network_free(made_of(network->recipe)); /* another file is wanted now */
    network_free(network);
    free(graph);
    ck_assert_int_eq(chdir(".."), 0);
}
END_TEST

START_TEST(a_later_value_replaces_an_earlier_one_and_patterns_add_up)
{
    enter_scratch();
    struct recipe *recipe = recipe_of("recall --n=8 --neurons=4 --pattern=0101 --pattern=0011"), *copy;
    struct recipe_setting setting;
    struct diagnostic why;
    size_t patterns = 0;
    ck_assert_str_eq(recipe_get(recipe, "n"), "4");
    ck_assert_str_eq(recipe_get(recipe, "neurons"), "4");
    ck_assert_str_eq(recipe_get(recipe, "pattern"), "0101");
    ck_assert_ptr_null(recipe_get(recipe, "w"));
    for (size_t k = 0; recipe_setting(recipe, k, &setting); k++) {
        patterns += strcmp(setting.name, "pattern") == 0;
    }
    ck_assert_uint_eq(patterns, 2);
    expect_ok(recipe_copy(recipe, &copy, &why), &why);
    ck_assert(recipe_is_equal(recipe, copy));
    expect_ok(recipe_set(copy, "w", "0.2", &why), &why);
    ck_assert(!recipe_is_equal(recipe, copy));
    ck_assert_ptr_null(recipe_get(recipe, "w"));
    recipe_free(copy);
    recipe_free(recipe);
}
END_TEST

START_TEST(wrong_options_are_refused_and_change_nothing)
{
    static const struct {
        const char *name, *value, *why;
    } CASES[] = {
        {"neuron", "5", "gen recall has no option 'neuron'; expected 'neurons'"},
        {"sigma-pr", "5%", "expected 'sigma-rp'"},
        {"nothing-like-it", "5", "expected one that 'spinfield gen recall --help' lists"},
        {"optimum", "5", "gen recall has no option 'optimum'"},
        {"", "5", "the name of an option of gen is empty"},
        {"n", "1", "-n takes a whole number from 2 to 100000000, not '1'"},
        {"neurons", NULL, "-n has no value"},
        {"w", "much", "--w takes a number such as 0.1 or 100m, not 'much'"},
        {"seed", "-1", "--seed takes a whole number from 0 to 4294967295, not '-1'"},
        {"seed", "auto", "--seed takes a whole number"},
        {"chip-seed", "4294967296", "--chip-seed takes auto or a whole number"},
        {"start-seed", "", "--start-seed takes auto or a whole number"},
        {"as-published", "perhaps", "--as-published takes yes or no, not 'perhaps'"},
        {"distort", "2", "--distort takes a share from 0 to 1"},
    };
    struct recipe *recipe = recipe_of("recall --n=8 --seed=3"), *copy;
    struct diagnostic why;
    expect_ok(recipe_copy(recipe, &copy, &why), &why);
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        expect_refused(recipe_set(recipe, CASES[k].name, CASES[k].value, &why), &why, CASES[k].why);
        ck_assert(recipe_is_equal(recipe, copy));
    }
    recipe_free(copy);
    recipe_free(recipe);
}
END_TEST

START_TEST(files_with_wrong_recipes_are_refused)
{
    static const struct {
        const char *old, *new, *why;
    } CASES[] = {
        {"\"task\": \"maxcut\"", "\"task\": \"cut\"", "\"task\" is not a known word"},
        {"\"task\": \"maxcut\"", "\"task\": \"color\"", "\"task\" does not fit the question"},
        {"\"seed\": \"2\"", "\"seed\": \"-2\"", "--seed takes a whole number"},
        {"\"seed\": \"2\"", "\"seed\": 2", "\"seed\" must be a text, or a file with its path"},
        {"\"seed\": \"2\"", "\"seed\": [\"2\"]", "\"seed\" must not be a list"},
        {"\"seed\": \"2\"", "\"sed\": \"2\"", "\"sed\" is no option of this task"},
        {"\"fnv1a\": \"", "\"fnv1a\": \"0", "\"fnv1a\" must be 16 hexadecimal digits"},
        {"\"path\": ", "\"way\": ", "\"path\" is missing"},
        {"\"files\": [", "\"files\": [1, ", "\"files\" must be a text, or a file with its path"},
        {"\"files\": ", "\"file\": ", "\"files\" is missing"},
        {"\"options\": {", "\"options\": [], \"others\": {", "\"options\" must be an object"},
        {"\"made\": {", "\"made\": 1, \"maker\": {", "\"maker\" is no field of a network"},
    };
    enter_scratch();
    struct recipe *recipe = recipe_of("maxcut graph --seed=2");
    struct network *network = made_of(recipe), *read;
    struct diagnostic why;
    char *good = written(network, "a.json");
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        char *bad = scratch_replace(good, CASES[k].old, CASES[k].new);
        scratch_put("a.json", bad, strlen(bad));
        expect_input_error(network_read("a.json", &read, &why), &why, CASES[k].why);
        ck_assert_ptr_null(read);
        free(bad);
    }
    free(good);
    network_free(network);
    recipe_free(recipe);
}
END_TEST

START_TEST(the_nearest_name_is_the_one_with_the_fewest_changes)
{
    static const struct {
        const char *a, *b;
        size_t distance;
    } CASES[] = {{"", "", 0},         {"", "abc", 3},     {"abc", "abc", 0}, {"abc", "acb", 1},
                 {"abc", "axc", 1},   {"abc", "ac", 1},   {"ca", "abc", 3},  {"kitten", "sitting", 3},
                 {"rap", "sigma", 5}, {"seed", "sede", 1}};
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        ck_assert_uint_eq(nearest_distance(CASES[k].a, CASES[k].b), CASES[k].distance);
        ck_assert_uint_eq(nearest_distance(CASES[k].b, CASES[k].a), CASES[k].distance);
    }
    struct nearest nearest = {.word = "desity"};
    nearest_offer(&nearest, "degree");
    ck_assert_ptr_null(nearest.name);
    nearest_offer(&nearest, "density");
    nearest_offer(&nearest, "dessity");
    ck_assert_str_eq(nearest.name, "density");

    static const char *const SHORT[][2] = {{"ww", "w"}, {"W", "w"}, {"cv", "vc"}, {"q", "none"}, {"", "none"}};
    for (size_t k = 0; k < sizeof SHORT / sizeof *SHORT; k++) {
        struct nearest near = {.word = SHORT[k][0]};
        nearest_offer(&near, "w");
        nearest_offer(&near, "vc");
        ck_assert_str_eq(near.name ? near.name : "none", SHORT[k][1]);
    }
}
END_TEST

Suite *recipe_suite(void)
{
    Suite *suite = suite_create("recipe");
    TCase *made = tcase_create("made");
    tcase_add_loop_test(made, a_network_made_again_by_its_file_is_the_same, 0, MADE);
    tcase_add_loop_test(made, every_setting_that_is_listed_makes_the_same_network, 0, MADE);
    tcase_add_test(made, a_graph_that_is_made_is_that_of_a_file);
    tcase_add_test(made, a_title_does_not_depend_on_how_a_network_was_made);
    tcase_add_test(made, problem_start_and_chip_have_seeds_of_their_own);
    tcase_add_test(made, a_start_seed_draws_a_start_where_there_would_be_none);
    tcase_add_test(made, a_start_with_the_seed_of_the_patterns_is_none_of_them);
    tcase_add_test(made, a_file_is_found_beside_the_network_and_refused_where_it_has_changed);
    suite_add_tcase(suite, made);

    TCase *options = tcase_create("options");
    tcase_add_test(options, defaults_of_a_bias_leave_it_as_it_is);
    tcase_add_test(options, options_of_a_task_have_names_of_their_own);
    tcase_add_test(options, a_later_value_replaces_an_earlier_one_and_patterns_add_up);
    tcase_add_test(options, wrong_options_are_refused_and_change_nothing);
    tcase_add_test(options, files_with_wrong_recipes_are_refused);
    tcase_add_test(options, the_nearest_name_is_the_one_with_the_fewest_changes);
    suite_add_tcase(suite, options);
    return suite;
}
