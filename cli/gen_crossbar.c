#include "cli/gen_crossbar.h"

#include "base/input.h"
#include "base/number.h"
#include "base/output.h"
#include "base/terminal.h"
#include "cli/cell_options.h"
#include "models/junction.h"
#include "models/scatter/scatter.h"
#include "netgen/crossbar.h"
#include "solver/crossbar_reads.h"
#include "solver/write_errors.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the cells hold where no file says it. */
enum stored { STORED_RANDOM, STORED_WORST_OFF, STORED_WORST_ON };

struct gen_crossbar {
    struct common_options common;
    const char *output, *data;
    enum stored stored;
    const char *stored_given;
    const char *seed_given, *others_given;
    unsigned long seed;
    struct memory_cell cell;
    struct crossbar array; /* n = 0: not given */
};

enum { KEY_OTHERS = 0x100, KEY_DATA, KEY_STORE, KEY_SEED, KEY_READ, KEY_LINE };

static const struct argp_option OPTIONS[] = {
    {"output", 'o', "NAME", 0, "Write the deck to NAME.cir (required)", 1},
    {"rows", 'n', "NUMBER", 0, "Rows, and columns, at most 64 (as many as the data have, or 16)", 2},
    {"others", KEY_OTHERS, "float|ground", 0, "Lines of a passive array that are not read (float)", 2},
    {"line", KEY_LINE, "OHM", 0,
     "Resistance of rows and columns from one crossing to the next, and from the end to the first (0)", 2},
    {"data", KEY_DATA, "FILE", 0, "What the cells hold: a square of characters 0 and 1, or of a picture, PBM or PNG",
     2},
    {"store", KEY_STORE, "random|worst0|worst1", 0,
     "Without a file: random bits, or 0 or 1 in the first cell and the other in all others (random)", 2},
    {"seed", KEY_SEED, "NUMBER", 0, "Seed of the random bits (1)", 2},
    {"read", KEY_READ, "VOLTS", 0, "Voltage of a read (0.1)", 2},
    {0},
};

/* ---- Arguments ---- */

/* What does nothing with the others is refused. */
static void check_together(const struct gen_crossbar *gen, struct argp_state *state)
{
    if (gen->data && gen->stored_given) {
        usage_error(state, "error: --data and --store %s exclude each other", gen->stored_given);
    }
    if (gen->seed_given && (gen->data || gen->stored != STORED_RANDOM)) {
        usage_error(state, "error: --seed is the seed of random bits; with %s there are none",
                    gen->data ? "--data" : "--store worst0 and worst1");
    }
    if (gen->others_given && gen->cell.has_transistor) {
        usage_error(state, "error: --others %s is for passive cells; with --cell 1t1m other transistors are closed",
                    gen->others_given);
    }
    if (gen->cell.junction.start != 0.0) {
        usage_error(state, "error: --set start=%g: expected --data FILE or --store, which say what each cell holds",
                    gen->cell.junction.start);
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    static const char *const stored[] = {"random", "worst0", "worst1"};
    struct gen_crossbar *gen = state->input;
    struct crossbar *array = &gen->array;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &gen->cell;
        state->child_inputs[1] = &gen->common;
        return 0;
    case 'o':
        gen->output = take_deck_name(argument, "-o", state);
        return 0;
    case 'n':
        array->n = (size_t)whole_number(argument, "-n", 1, CROSSBAR_GREATEST, state);
        return 0;
    case KEY_OTHERS:
        array->others =
            (enum crossbar_others)take_word("--others", argument, crossbar_others_names, CROSSBAR_OTHERS, state);
        gen->others_given = argument;
        return 0;
    case KEY_DATA:
        gen->data = argument;
        return 0;
    case KEY_STORE:
        gen->stored = (enum stored)take_word("--store", argument, stored, 3, state);
        gen->stored_given = argument;
        return 0;
    case KEY_SEED:
        gen->seed = (unsigned long)whole_number(argument, "--seed", 0, SCATTER_GREATEST_SEED, state);
        gen->seed_given = argument;
        return 0;
    case KEY_LINE:
        if (!number_parse(argument, &array->line) || !(array->line >= 0.0 && array->line <= 1e12)) {
            usage_error(state, "error: --line takes a resistance from 0 to 1e12 Ohm, not '%.40s'", argument);
        }
        return 0;
    case KEY_READ:
        array->read = take_volts("--read", argument, state);
        return 0;
    case ARGP_KEY_ARG:
        usage_error(state, "error: gen crossbar takes no argument, not '%.40s'; --data FILE has what the cells hold",
                    argument);
        return 0;
    case ARGP_KEY_END:
        if (!gen->output) {
            usage_error(state, "error: -o NAME is missing; expected a name for the deck");
        }
        check_together(gen, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- The array ---- */

static enum status store_file(struct gen_crossbar *gen, struct diagnostic *diagnostic)
{
    const size_t asked = gen->array.n;
    struct input *input;
    enum status status = input_read(gen->data, &input, diagnostic);
    if (status == STATUS_OK) {
        status = crossbar_store(&gen->array, input, diagnostic);
    }
    if (status == STATUS_OK && asked > 0 && asked != gen->array.n) {
        status = fail_at(diagnostic, gen->data, 0, "it has %zu rows; expected the %zu of -n", gen->array.n, asked);
    }
    input_free(input);
    return status;
}

static enum status store(struct gen_crossbar *gen, struct diagnostic *diagnostic)
{
    if (gen->data) {
        return store_file(gen, diagnostic);
    }
    gen->array.n = gen->array.n > 0 ? gen->array.n : 16;
    return gen->stored == STORED_RANDOM
               ? crossbar_store_random(&gen->array, gen->seed, diagnostic)
               : crossbar_store_worst(&gen->array, gen->stored == STORED_WORST_ON ? '1' : '0', diagnostic);
}

static enum status write_deck(const struct gen_crossbar *gen, struct diagnostic *diagnostic)
{
    char *path = path_of(gen->output, ".cir");
    struct output *output = NULL;
    enum status status = path ? STATUS_OK : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = output_spare((const char *const[]){path}, 1, &gen->data, 1, diagnostic);
    }
    if (status == STATUS_OK) {
        status = output_open(path, &output, diagnostic);
    }
    if (status == STATUS_OK) {
        crossbar_write_deck(&gen->array, output_stream(output));
        status = output_commit(&output, 1, diagnostic);
    }
    free(path);
    return status;
}

/* ---- What is printed ---- */

static void print_currents(const char *what, size_t cells, double least, double greatest)
{
    char from[32], to[32];
    if (cells == 0) {
        terminal_line(stdout, "  %-18sno cell", what);
        return;
    }
    number_engineering(from, sizeof from, least, 4, "A");
    number_engineering(to, sizeof to, greatest, 4, "A");
    terminal_line(stdout, "  %-18s%zu cell%s, %s to %s", what, cells, cells == 1 ? "" : "s", from, to);
}

static void print_text(const struct gen_crossbar *gen, const struct crossbar_reads *reads)
{
    const struct crossbar *array = &gen->array;
    const size_t cells = array->n * array->n;
    char volts[32], reference[32], best[32], lines[60] = "";
    if (array->line > 0.0) {
        char ohm[32];
        snprintf(lines, sizeof lines, ", lines of %s a segment",
                 number_engineering(ohm, sizeof ohm, array->line, 4, "Ohm"));
    }
    number_engineering(volts, sizeof volts, array->read, 4, "V");
    number_engineering(reference, sizeof reference, reads->reference, 4, "A");
    number_engineering(best, sizeof best, reads->best_reference, 4, "A");
    terminal_line(stdout, "%s.cir: %zu x %zu cells, %s%s%s, each read with %s", gen->output, array->n, array->n,
                  crossbar_cell_names[array->cell],
                  array->cell == CROSSBAR_TRANSISTOR   ? ""
                  : array->others == CROSSBAR_FLOATING ? ", other lines floating"
                                                       : ", other lines grounded",
                  lines, volts);
    print_currents("parallel", reads->parallel, reads->least_on, reads->greatest_on);
    print_currents("antiparallel", cells - reads->parallel, reads->least_off, reads->greatest_off);
    terminal_line(stdout, "  %-18s%zu of %zu, with a reference of %s, halfway between single cells", "wrong reads",
                  reads->wrong, cells, reference);
    if (reads->best_wrong == 0 && reads->wrong > 0) {
        terminal_line(stdout, "  %-18s0, with a reference of %s, which depends on these data", "at best", best);
    } else if (reads->wrong > 0) {
        terminal_line(stdout, "  %-18s%zu, whatever the reference: these data cannot be read", "at best",
                      reads->best_wrong);
    }
    if (isnan(reads->worst_on)) {
        return;
    }
    number_engineering(reference, sizeof reference, reads->worst_on, 4, "A");
    number_engineering(best, sizeof best, reads->worst_off, 4, "A");
    terminal_line(stdout, "  %-18sa 1 gives at least %s, a 0 at most %s: %s", "any data", reference, best,
                  reads->worst_on > reads->worst_off ? "a reference in between reads them"
                                                     : "no reference reads them all");
}

/* A read above the critical voltage writes: the current favours the parallel state. */
static void warn_of_writing(const struct gen_crossbar *gen)
{
    char why[300];
    struct memory_cell cell = gen->cell;
    cell.junction.start = 1.0;
    if (gen->common.quiet || !mtj_apply_temperature(&cell.junction, NOMINAL_TEMPERATURE, why, sizeof why)) {
        return;
    }
    const double volts = memory_cell_voltage(&cell, gen->array.read, -1.0);
    const double limit = write_critical_voltage(&cell.junction, NOMINAL_TEMPERATURE);
    if (volts > limit) {
        char over[32], critical[32];
        fprintf(stderr,
                "spinfield: note: a read puts %s on an antiparallel cell, above the critical voltage of %s: it can "
                "write the cell (spinfield wer --from ap)\n",
                number_engineering(over, sizeof over, volts, 4, "V"),
                number_engineering(critical, sizeof critical, limit, 4, "V"));
    }
}

static void put_finite(struct document *document, const char *key, double value)
{
    if (isfinite(value)) {
        document_real(document, key, value);
    }
}

static enum status print_json(const struct gen_crossbar *gen, const struct crossbar_reads *reads,
                              struct diagnostic *diagnostic)
{
    const struct crossbar *array = &gen->array;
    struct document document = document_begin();
    document_text(&document, "name", gen->output);
    document_count(&document, "rows", array->n);
    document_text(&document, "cell", crossbar_cell_names[array->cell]);
    if (array->cell == CROSSBAR_PASSIVE) {
        document_text(&document, "others", crossbar_others_names[array->others]);
    } else {
        document_real(&document, "gate_v", array->gate);
    }
    document_real(&document, "line_ohm", array->line);
    document_real(&document, "read_v", array->read);
    document_text(&document, "data", array->bits);
    document_count(&document, "parallel", reads->parallel);
    put_finite(&document, "least_parallel_a", reads->least_on);
    put_finite(&document, "greatest_parallel_a", reads->greatest_on);
    put_finite(&document, "least_antiparallel_a", reads->least_off);
    put_finite(&document, "greatest_antiparallel_a", reads->greatest_off);
    put_finite(&document, "worst_parallel_a", reads->worst_on);
    put_finite(&document, "worst_antiparallel_a", reads->worst_off);
    document_real(&document, "reference_a", reads->reference);
    document_count(&document, "wrong_reads", reads->wrong);
    document_count(&document, "least_wrong_reads", reads->best_wrong);
    put_finite(&document, "best_reference_a", reads->best_reference);
    document_list(&document, "current_a");
    for (size_t k = 0; k < array->n * array->n; k++) {
        document_real(&document, NULL, reads->current[k]);
    }
    document_close(&document);
    return print_document(&document, 17, diagnostic);
}

static enum status make(struct gen_crossbar *gen, struct diagnostic *diagnostic)
{
    struct crossbar_reads reads = {0};
    enum status status = store(gen, diagnostic);
    if (status == STATUS_OK) {
        status = crossbar_read(&gen->array, &reads, diagnostic);
    }
    if (status == STATUS_OK) {
        status = write_deck(gen, diagnostic);
    }
    if (status == STATUS_OK) {
        warn_of_writing(gen);
    }
    if (status == STATUS_OK && gen->common.json) {
        status = print_json(gen, &reads, diagnostic);
    } else if (status == STATUS_OK && !gen->common.quiet) {
        print_text(gen, &reads);
        status = finish_stdout(diagnostic);
    }
    crossbar_reads_clear(&reads);
    return status;
}

int gen_crossbar(int argc, char **argv)
{
    struct diagnostic diagnostic;
    struct argp_child children[] = {{&cell_argp, 0, NULL, 0}, {&common_argp, 0, NULL, 0}, {0}};
    struct argp argp = {OPTIONS, parse, NULL, GEN_CROSSBAR_DOES, children, NULL, NULL};
    struct gen_crossbar gen = {.seed = 1, .cell = cell_default(), .array = {.read = 0.1}};
    argv[0] = "spinfield gen crossbar";
    arguments_parse(&argp, argc, argv, &gen);
    gen.array.cell = gen.cell.has_transistor ? CROSSBAR_TRANSISTOR : CROSSBAR_PASSIVE;
    gen.array.junction = gen.cell.junction;
    gen.array.transistor = gen.cell.transistor;
    gen.array.gate = gen.cell.gate;
    enum status status = make(&gen, &diagnostic);
    free(gen.array.bits);
    return exit_code(status, &diagnostic);
}
