#include "netgen/questions/boltzmann.h"

#include "base/document.h"
#include "base/input.h"
#include "base/number.h"
#include "netgen/fields.h"
#include "netgen/questions/ising.h"
#include "netgen/questions/logic.h"
#include "netgen/questions/quality.h"
#include "netgen/questions/question.h"
#include "netgen/questions/shown.h"
#include "netgen/readers/quadratic.h"
#include "netgen/technologies/technology.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double STANDARD_BETA = 1.0;
static const double STANDARD_DRAWS = 2e5, FACTOR_DRAWS = 1e6; /* of each p-bit in a run */
static const double GREATEST_BETA = 1000.0;

#define MACHINES "and, adder, factor NUMBER, or a file of couplings"
static const char *const KIND_NAMES[BOLTZMANN_KINDS] = {"and", "adder", "factor", "weights"};

/* A network has one temperature, and one technology that follows the law. */
static const char *const REFUSED[] = {"technology", "pbit-beta", "pbit-beta-start", NULL};

static const struct boltzmann *boltzmann_of(const struct network *network)
{
    return network->asked;
}

/* ---- Making one ---- */

enum { CLAMP, BETA };

static const struct question_option OPTIONS[] = {
    [CLAMP] = {"clamp", 0, QUESTION_WORDS, 0, 0, "NAME=BIT",
               "Hold a variable at 0 or 1 by a field; may be given more than once", NULL, NULL},
    [BETA] = {"inverse-temperature", 0, QUESTION_NUMBER, 0, 0, "NUMBER", "Beta, for couplings as the task has them (1)",
              "1", NULL},
};

/* The variable that the first `length` characters of `word` name; their count where none does. */
static size_t find_variable(const struct variables *variables, const char *word, size_t length)
{
    size_t v = 0;
    while (v < variables->count &&
           (strlen(variables->name[v]) != length || strncmp(variables->name[v], word, length) != 0)) {
        v++;
    }
    return v;
}

/* "A, B or C". */
static void list_names(const struct variables *variables,
                       char names[static DISTRIBUTION_MOST_VARIABLES * (DISTRIBUTION_NAME_SIZE + 4)])
{
    char *end = names;
    *names = '\0';
    for (size_t v = 0; v < variables->count; v++) {
        const char *before = v == 0 ? "" : v + 1 < variables->count ? ", " : " or ";
        end += sprintf(end, "%s%s", before, variables->name[v]);
    }
}

/* Takes "C=1". */
static enum status hold(struct boltzmann *b, const char *word, struct diagnostic *diagnostic)
{
    const char *equal = strrchr(word, '='); /* names of nodes may have one */
    const size_t v = equal ? find_variable(&b->variables, word, (size_t)(equal - word)) : b->variables.count;
    if (!equal || (strcmp(equal, "=0") != 0 && strcmp(equal, "=1") != 0)) {
        return fail(diagnostic, STATUS_INPUT, "error: --clamp %.40s; expected NAME=0 or NAME=1", word);
    }
    if (v == b->variables.count) {
        char names[DISTRIBUTION_MOST_VARIABLES * (DISTRIBUTION_NAME_SIZE + 4)];
        list_names(&b->variables, names);
        return fail(diagnostic, STATUS_INPUT, "error: --clamp %.40s: there is no such variable; expected %s", word,
                    names);
    }
    if (b->held[v]) {
        return fail(diagnostic, STATUS_INPUT, "error: --clamp %.40s: the variable is held twice; expected once", word);
    }
    b->held[v] = equal[1] == '1' ? 1 : -1;
    return STATUS_OK;
}

static bool is_prime(unsigned long number)
{
    for (unsigned long k = 2; k * k <= number; k++) {
        if (number % k == 0) {
            return false;
        }
    }
    return true;
}

static enum status take_product(const struct question_words *words, struct boltzmann *b, struct diagnostic *diagnostic)
{
    long product = 0;
    if (words->count > 2) {
        return fail(diagnostic, STATUS_INPUT, "error: '%.40s' behind 'factor %.40s' is too much; expected one number",
                    words->word[2], words->word[1]);
    }
    if (words->count != 2 || !integer_parse(words->word[1], 4, LOGIC_GREATEST_PRODUCT, &product)) {
        return fail(diagnostic, STATUS_INPUT, "error: factor %.40s; expected one whole number from 4 to %d",
                    words->count > 1 ? words->word[1] : "without a number", LOGIC_GREATEST_PRODUCT);
    }
    b->product = (unsigned long)product;
    return !is_prime(b->product)
               ? STATUS_OK
               : fail(diagnostic, STATUS_INPUT,
                      "error: factor %ld: it is prime; expected a product of two numbers above 1", product);
}

/* Which machine the words of the command line ask for, and the spins of given weights. */
static enum status take_words(const struct question_request *request, struct boltzmann *b, struct spins *given,
                              struct diagnostic *diagnostic)
{
    const struct question_words *words = &request->files;
    const struct quadratic_request wanted = {.use = QUADRATIC_ISING, .sense = QUADRATIC_BY_FORMAT};
    struct quadratic *form = NULL;
    struct input *input;
    b->kind = BOLTZMANN_AND;
    while (words->count > 0 && b->kind < BOLTZMANN_WEIGHTS && strcmp(words->word[0], KIND_NAMES[b->kind]) != 0) {
        b->kind++;
    }
    if (words->count > 0 && b->kind == BOLTZMANN_FACTOR) {
        return take_product(words, b, diagnostic);
    }
    if (words->count == 0) {
        return fail(diagnostic, STATUS_INPUT, "error: the machine is missing; expected %s", MACHINES);
    }
    if (words->count > 1) {
        return fail(diagnostic, STATUS_INPUT, "error: '%.40s' behind '%.40s' is too much; expected one machine: %s",
                    words->word[1], words->word[0], MACHINES);
    }
    if (b->kind != BOLTZMANN_WEIGHTS) {
        return STATUS_OK;
    }
    enum status status = request->open(request->opener, words->word[0], &input, diagnostic);
    if (status == STATUS_INPUT) { /* who asks for a machine that there is not gets to know those that there are */
        const struct diagnostic why = *diagnostic;
        return fail(diagnostic, STATUS_INPUT, "%s; expected %s", why.text, MACHINES);
    }
    if (status == STATUS_OK) {
        status = quadratic_parse(input, &wanted, &form, diagnostic);
    }
    input_free(input);
    if (status == STATUS_OK) {
        *given = ising_spins(form, false);
        quadratic_free(form);
    }
    return status;
}

static double greatest_coupling(const struct graph *couplings)
{
    double greatest = 0.0;
    for (size_t e = 0; e < couplings->edges; e++) {
        greatest = fmax(greatest, fabs(couplings->edge[e].weight));
    }
    return greatest;
}

static enum status check_bias(const struct bias *bias, double beta, struct diagnostic *diagnostic)
{
    if (bias->technology != &technology_pbit) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --technology %s does not follow Boltzmann's law; gen boltzmann expects pbit",
                    bias->technology->name);
    }
    if (!isnan(bias->pbit.beta) || !isnan(bias->pbit.beta_start)) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --pbit-%s is given; gen boltzmann has one temperature and expects --inverse-temperature",
                    isnan(bias->pbit.beta) ? "beta-start" : "beta");
    }
    if (!(beta > 0.0 && beta <= GREATEST_BETA)) {
        return fail(diagnostic, STATUS_INPUT, "error: --inverse-temperature %g; expected a number above 0 and up to %g",
                    beta, GREATEST_BETA);
    }
    return STATUS_OK;
}

/* The network of `b`, which it takes, and of `spins`. */
static enum status network_of(struct boltzmann *b, struct spins spins, const struct bias *given,
                              struct network **network, struct diagnostic *diagnostic)
{
    struct bias bias = *given;
    bias.pbit.beta = bias.pbit.beta_start = b->beta * greatest_coupling(spins.couplings);
    if (isnan(bias.t_stop)) {
        bias.t_stop = (b->kind == BOLTZMANN_FACTOR ? FACTOR_DRAWS : STANDARD_DRAWS) * bias.pbit.tau;
    }
    const struct problem problem = {.question = &question_boltzmann,
                                    .weights = weights_of_ising(spins.couplings, spins.field, bias.unit),
                                    .asked = b};
    return problem_network(&problem, &bias, network, diagnostic);
}

static enum status make(const struct question_request *request, struct network **network, struct diagnostic *diagnostic)
{
    struct boltzmann *b = calloc(1, sizeof *b);
    struct spins given = {0}, spins = {0};
    if (!b) {
        return fail_memory(diagnostic);
    }
    enum status status = take_words(request, b, &given, diagnostic);
    b->beta = request->value[BETA].given ? request->value[BETA].number : STANDARD_BETA;
    if (status == STATUS_OK) {
        status = check_bias(request->bias, b->beta, diagnostic);
    }
    if (status == STATUS_OK) {
        status = boltzmann_name(b, given.couplings, diagnostic);
    }
    for (size_t k = 0; status == STATUS_OK && k < request->words.count; k++) {
        status = hold(b, request->words.word[k], diagnostic);
    }
    if (status == STATUS_OK) {
        status = boltzmann_spins(b, given, &spins, diagnostic);
        given = (struct spins){0};
    }
    if (status != STATUS_OK) {
        spins_clear(&given);
        free(b);
        return status;
    }
    return network_of(b, spins, request->bias, network, diagnostic);
}

/* ---- In NAME.json ---- */

static const char *const KEYS[] = {"machine", "beta", "product", "clamped", NULL};

static void read_clamped(struct fields *fields, const json_t *object, struct boltzmann *b)
{
    const json_t *list = json_object_get(object, "clamped"), *word;
    size_t k;
    if (list && !json_is_array(list)) {
        fields_complain(fields, "clamped", "must be a list of texts such as \"C=1\"");
    }
    json_array_foreach(list, k, word)
    {
        struct diagnostic unused;
        if (fields->status == STATUS_OK &&
            (!json_is_string(word) || hold(b, json_string_value(word), &unused) != STATUS_OK)) {
            fields_complain_of(fields, "clamped", k, "must be the name of a variable, once, with =0 or =1");
        }
    }
}

/* Complains where the circuit is not that of the machine. */
static void compare_spins(struct fields *fields, const struct network *network)
{
    const struct boltzmann *b = boltzmann_of(network);
    struct spins spins;
    fields->status = boltzmann_spins(b, (struct spins){0}, &spins, fields->diagnostic);
    if (fields->status == STATUS_OK && !spins_are(&spins, &network->weights)) {
        fields_complain(fields, "machine", "does not fit the weights");
    }
    spins_clear(&spins);
}

/* Complains where a variable is said to be held that no field of the circuit holds. */
static void check_held(struct fields *fields, const struct network *network)
{
    const struct boltzmann *b = boltzmann_of(network);
    const double *field = network->weights.field;
    for (size_t v = 0; v < b->variables.count && fields->status == STATUS_OK; v++) {
        if (b->held[v] && !(field && field[v] * b->held[v] > 0.0)) {
            fields_complain(fields, "clamped", "does not fit the fields of the spins");
        }
    }
}

static void read_boltzmann(struct fields *fields, const json_t *object, struct network *network)
{
    struct boltzmann *b = fields_allocate(fields, 1, sizeof *b);
    network->asked = b;
    if (!b) {
        return;
    }
    b->kind = (enum boltzmann_kind)fields_choice(fields, object, "machine", KIND_NAMES, BOLTZMANN_KINDS);
    b->beta = fields_positive(fields, object, "beta", GREATEST_BETA);
    if (fields->status == STATUS_OK && b->kind == BOLTZMANN_FACTOR) {
        b->product = fields_whole(fields, object, "product", 4, LOGIC_GREATEST_PRODUCT);
    }
    if (fields->status == STATUS_OK && network->technology != &technology_pbit) {
        fields_complain(fields, "technology", "must be pbit for this question");
    }
    if (fields->status == STATUS_OK) {
        fields->status = boltzmann_name(b, network->weights.graph, fields->diagnostic);
    }
    if (fields->status == STATUS_OK) {
        read_clamped(fields, object, b);
    }
    if (fields->status == STATUS_OK && b->kind != BOLTZMANN_WEIGHTS) {
        compare_spins(fields, network);
    } else if (fields->status == STATUS_OK) {
        check_held(fields, network);
    }
}

static void write_boltzmann(const struct network *network, struct document *document)
{
    const struct boltzmann *b = boltzmann_of(network);
    bool any = false;
    document_text(document, "machine", KIND_NAMES[b->kind]);
    document_finite(document, "beta", b->beta);
    if (b->kind == BOLTZMANN_FACTOR) {
        document_count(document, "product", b->product);
    }
    for (size_t v = 0; v < b->variables.count; v++) {
        if (b->held[v]) {
            char word[DISTRIBUTION_NAME_SIZE + 2];
            if (!any) {
                document_list(document, "clamped");
            }
            any = true;
            snprintf(word, sizeof word, "%s=%d", b->variables.name[v], b->held[v] > 0);
            document_text(document, NULL, word);
        }
    }
    if (any) {
        document_close(document);
    }
}

/* ---- The answer ---- */

static void write_title(const struct network *network, FILE *out)
{
    const struct boltzmann *b = boltzmann_of(network);
    static const char *const TITLES[BOLTZMANN_KINDS] = {"AND gate", "Full adder", "Multiplier held at ",
                                                        "Boltzmann machine of given weights"};
    fputs(TITLES[b->kind], out);
    if (b->kind == BOLTZMANN_FACTOR) {
        fprintf(out, "%lu", b->product);
    }
    for (size_t v = 0; v < b->variables.count; v++) {
        if (b->held[v]) {
            fprintf(out, ", %s = %d", b->variables.name[v], b->held[v] > 0);
        }
    }
}

static double energy(const struct network *network, const char *state)
{
    return spins_energy(network->weights.graph, network->weights.field, state);
}

static const struct question_metric METRICS[] = {{"ising_energy", QUESTION_REAL},
                                                 {"total_variation", QUESTION_REAL},
                                                 {"variation_by_chance", QUESTION_REAL},
                                                 {"right_share", QUESTION_REAL}};

static const char *label(const struct answer *answer)
{
    return boltzmann_of(answer->network)->kind == BOLTZMANN_FACTOR ? "factors"
           : answer->distribution                                  ? "most probable"
                                                                   : "variables";
}

static const char *lead(const struct answer *answer)
{
    (void)answer;
    return "";
}

const struct question question_boltzmann = {
    .name = "boltzmann",
    .arguments = "MACHINE",
    .does = "Boltzmann machine of p-bits: how probable states are, for an AND gate (and), a full adder (adder), a "
            "multiplier that runs backwards (factor NUMBER), or the weights in a file, which 'gen ising' reads.",
    .option = OPTIONS,
    .options = sizeof OPTIONS / sizeof *OPTIONS,
    .make = make,
    .weights = WEIGHTS_GRAPH,
    .technology = &technology_pbit,
    .refused = REFUSED,
    .stop_text = "auto: 200000 draws of each p-bit; to factor: 1000000",
    .keys = KEYS,
    .read = read_boltzmann,
    .write = write_boltzmann,
    .release = free,
    .title = write_title,
    .objective = energy,
    .less_is_better = true,
    .variables = boltzmann_variables,
    .metric = METRICS,
    .metrics = sizeof METRICS / sizeof *METRICS,
    .measure = boltzmann_measure,
    .label = label,
    .lead = lead,
    .say = boltzmann_say,
    .warn = boltzmann_warn,
    .list = boltzmann_list,
    .picture = question_cells,
    .table = boltzmann_table,
};
