/* spinfield results DB...: the results of a campaign. */
#include "cli/campaign_results.h"

#include "base/nearest.h"
#include "base/output.h"
#include "base/terminal.h"
#include "campaign/sigmas.h"
#include "campaign/store_chips.h"
#include "cli/campaign_page.h"
#include "cli/cli.h"
#include "report/energies_note.h"
#include "report/quantity.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_WHERE = 0x100, KEY_COLUMNS, KEY_BY, KEY_CSV, KEY_COMMAND, KEY_MERGE, KEY_EXECUTIONS, KEY_HTML };

enum { MOST_STORES = 10000 };

static const struct argp_option OPTIONS[] = {
    {"where", KEY_WHERE, "CRITERION", 0, "Only rows that meet it, such as 'accuracy >= 95% && time < 200n'", 1},
    {"columns", KEY_COLUMNS, "NAME,NAME...", 0, "These columns (those that vary and the main metrics; in files all)",
     1},
    {"by", KEY_BY, "NAME,NAME...", 0, "A row for each group with equal values in these columns: means, with errors", 1},
    {"executions", KEY_EXECUTIONS, NULL, 0, "Also columns that differ from one execution to the next: host, time, ...",
     1},
    {"csv", KEY_CSV, "FILE", 0, "Write the rows as CSV; - is standard output", 2},
    {"html", KEY_HTML, "FILE", 0, "Write a page with pictures of the rows; - is standard output", 2},
    {"command", KEY_COMMAND, "POINT", 0, "Print the commands that make this row again", 2},
    {"merge", KEY_MERGE, "NEW", 0, "Write a new store with the rows of all DB, which are of one campaign", 2},
    {0},
};

struct results_options {
    struct common_options common;
    const char *store[MOST_STORES];
    size_t stores;
    const char *where, *columns, *by, *csv, *html, *merge;
    bool executions, has_point;
    size_t point;
};

/* What no other option goes with. */
static void check_alone(const struct results_options *options, const char *option, struct argp_state *state)
{
    if (options->where || options->columns || options->by || options->csv || options->html || options->executions ||
        (options->merge && options->has_point) || options->common.json) {
        usage_error(state, "error: %s stands alone; expected no other option", option);
    }
}

static void check(struct results_options *options, struct argp_state *state)
{
    if (options->stores == 0) {
        usage_error(state, "error: DB is missing; expected a store that 'spinfield sweep' made");
    }
    if (options->merge) {
        check_alone(options, "--merge", state);
    } else if (options->stores > 1) {
        usage_error(state, "error: results takes one store, not '%.40s' too; --merge makes one of several",
                    options->store[1]);
    }
    if (options->has_point) {
        check_alone(options, "--command", state);
    }
    check_outputs(state, &options->common, (const char *const[]){options->csv, options->html}, 2);
}

static error_t parse_results(int key, char *argument, struct argp_state *state)
{
    struct results_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case KEY_WHERE:
        options->where = argument;
        return 0;
    case KEY_COLUMNS:
        options->columns = argument;
        return 0;
    case KEY_BY:
        options->by = argument;
        return 0;
    case KEY_EXECUTIONS:
        options->executions = true;
        return 0;
    case KEY_CSV:
        options->csv = argument;
        return 0;
    case KEY_HTML:
        options->html = argument;
        return 0;
    case KEY_COMMAND:
        options->point = (size_t)whole_number(argument, "--command", 0, 1000000000, state);
        options->has_point = true;
        return 0;
    case KEY_MERGE:
        options->merge = argument;
        return 0;
    case ARGP_KEY_ARG:
        if (options->stores == MOST_STORES) {
            usage_error(state, "error: too many stores; expected at most %d", MOST_STORES);
        }
        require_word(argument, "DB", state);
        options->store[options->stores++] = argument;
        return 0;
    case ARGP_KEY_END:
        check(options, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- Columns ---- */

/* The column that a user calls `name`: by its name, or by the short one of a criterion. */
static size_t find_column(const struct store_reader *reader, const char *name)
{
    size_t k = store_column(reader, name);
    for (size_t c = 0; k == reader->columns && c < reader->columns; c++) {
        k = strcmp(cell_name(&reader->column[c]), name) == 0 ? c : k;
    }
    return k;
}

/* Reads "a,b,c" into column[reader->columns], each once. STATUS_INPUT where there is no such column. */
static enum status read_columns(const struct store_reader *reader, const char *list, const char *option, size_t *column,
                                size_t *count, struct diagnostic *diagnostic)
{
    *count = 0;
    for (const char *name = list; name; name = strchr(name, ',') ? strchr(name, ',') + 1 : NULL) {
        char word[64];
        snprintf(word, sizeof word, "%.*s", (int)strcspn(name, ","), name);
        const size_t k = find_column(reader, word);
        if (k == reader->columns) {
            struct nearest nearest = {.word = word};
            for (size_t c = 0; c < reader->columns; c++) {
                nearest_offer(&nearest, reader->column[c].name);
                nearest_offer(&nearest, cell_name(&reader->column[c]));
            }
            return fail_at(diagnostic, option, 0, "there is no column '%.60s'%s%s%s", word,
                           nearest.name ? "; expected '" : "; 'spinfield results DB --csv -' has all of them",
                           nearest.name ? nearest.name : "", nearest.name ? "'?" : "");
        }
        for (size_t c = 0; c < *count; c++) {
            if (column[c] == k) {
                return fail_at(diagnostic, option, 0, "the column '%.60s' is there twice", word);
            }
        }
        column[(*count)++] = k;
    }
    return STATUS_OK;
}

static void all_columns(const struct store_reader *reader, bool executions, size_t *column, size_t *count)
{
    for (size_t k = 0; k < reader->columns; k++) {
        if (executions || reader->column[k].part != STORE_EXECUTION) {
            column[(*count)++] = k;
        }
    }
}

/* The columns to show, to column[reader->columns]: those asked for, the usual ones for people, or all. */
static enum status choose_columns(const struct results_options *options, struct selection *rows, size_t *column,
                                  struct diagnostic *diagnostic)
{
    struct store_reader *reader = rows->reader;
    enum status status = STATUS_OK;
    rows->column = column;
    rows->columns = 0;
    if (options->columns) {
        return read_columns(reader, options->columns, "--columns", column, &rows->columns, diagnostic);
    }
    if (!options->by && (options->csv || options->common.json)) {
        all_columns(reader, options->executions, column, &rows->columns);
        return STATUS_OK;
    }
    status = usual_columns(rows, column, &rows->columns, diagnostic);
    for (size_t k = 0; options->executions && status == STATUS_OK && k < reader->columns; k++) {
        if (reader->column[k].part == STORE_EXECUTION) {
            column[rows->columns++] = k;
        }
    }
    return status;
}

/* ---- Showing ---- */

/* "40 of 300 rows, 2 failed; 12 have no value that --where needs". */
static void print_summary(const struct selection *rows, FILE *out)
{
    const struct store_reader *reader = rows->reader;
    fprintf(out, "%s%zu ", rows->shown > 0 ? "\n" : "", rows->shown);
    if (rows->criterion) {
        fprintf(out, "of %zu row%s", reader->rows, plural(reader->rows));
    } else {
        fprintf(out, "of %zu run%s", reader->points, plural(reader->points));
    }
    fprintf(out, "%s", rows->criterion ? " meet the criterion" : "");
    if (rows->failed > 0) {
        fprintf(out, ", %zu failed", rows->failed);
    }
    if (rows->unknown > 0) {
        fprintf(out, "; %zu have no value that it needs", rows->unknown);
    }
    if (rows->criterion && reader->rows < reader->points) {
        fprintf(out, "; %zu of %zu run%s are done", reader->rows, reader->points, plural(reader->points));
    }
    fputc('\n', out);
}

static void add_facts(const struct store_reader *reader, struct document *document)
{
    document_object(document, "campaign");
    for (size_t k = 0; k < reader->facts; k++) {
        document_text(document, reader->fact[k].key, reader->fact[k].value);
    }
    document_close(document);
}

static enum status show_json(struct selection *rows, const struct groups *groups, struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    bool equal_chips;
    enum status status = store_chips_equal(rows->reader, &equal_chips, diagnostic);
    if (status != STATUS_OK) {
        document_discard(&document);
        return status;
    }
    add_facts(rows->reader, &document);
    document_flag(&document, "equal_chips", equal_chips);
    document_flag(&document, "comparable_energies", !store_varies(rows->reader, "technology"));
    if (groups) {
        groups_add(groups, &document);
    } else {
        status = add_rows(rows, &document, diagnostic);
    }
    document_count(&document, "rows_without_value", rows->unknown);
    if (status != STATUS_OK) {
        document_discard(&document);
        return status;
    }
    return print_document(&document, 17, diagnostic);
}

static enum status write_csv(struct selection *rows, const struct groups *groups, const char *path,
                             struct diagnostic *diagnostic)
{
    struct output *output;
    enum status status = output_open(path, &output, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (groups) {
        groups_write_csv(groups, output_stream(output));
    } else {
        status = write_rows_csv(rows, output_stream(output), diagnostic);
    }
    if (status != STATUS_OK) {
        output_discard(output);
        return status;
    }
    return output_commit(&output, 1, diagnostic);
}

static enum status show_text(struct selection *rows, const struct groups *groups, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    if (groups) {
        groups_print(groups, stdout);
    } else {
        status = print_rows(rows, stdout, diagnostic);
    }
    bool equal_chips = false;
    status = status == STATUS_OK ? store_chips_equal(rows->reader, &equal_chips, diagnostic) : status;
    if (status == STATUS_OK) {
        print_summary(rows, stdout);
    }
    if (equal_chips) {
        printf("warning: %s\n", SIGMAS_EQUAL);
    }
    if (status == STATUS_OK && store_varies(rows->reader, "technology")) {
        printf("note: %s\n", ENERGIES_NOTE);
    }
    return status;
}

static enum status show(const struct results_options *options, struct selection *rows, const struct groups *groups,
                        struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    if (options->csv) {
        status = write_csv(rows, groups, options->csv, diagnostic);
    }
    if (status == STATUS_OK && options->common.json) {
        status = show_json(rows, groups, diagnostic);
    } else if (status == STATUS_OK && !options->csv && !options->html && prints_text(&options->common)) {
        status = show_text(rows, groups, diagnostic);
    }
    return status;
}

/* Shows the rows of an open store. column[] and by[] have room for all of its columns. */
static enum status show_store(const struct results_options *options, struct store_reader *reader, size_t *column,
                              size_t *by, struct diagnostic *diagnostic)
{
    struct selection rows = {.reader = reader};
    struct criterion *criterion = NULL;
    struct groups *groups = NULL;
    enum status status = STATUS_OK;
    size_t by_count = 0;
    if (options->where) {
        status = criterion_parse(options->where, "--where", reader->column, reader->columns, &criterion, diagnostic);
        rows.criterion = criterion;
    }
    status = status == STATUS_OK ? choose_columns(options, &rows, column, diagnostic) : status;
    if (status == STATUS_OK && options->by) {
        status = read_columns(reader, options->by, "--by", by, &by_count, diagnostic);
        status = status == STATUS_OK ? groups_make(&rows, by, by_count, &groups, diagnostic) : status;
    }
    status = status == STATUS_OK ? show(options, &rows, groups, diagnostic) : status;
    if (status == STATUS_OK && options->html) {
        status = campaign_page(reader, criterion, options->where, options->html, diagnostic);
    }
    groups_free(groups);
    criterion_free(criterion);
    return status;
}

static enum status show_file(const struct results_options *options, struct diagnostic *diagnostic)
{
    struct store_reader *reader;
    const char *const paths[] = {options->csv, options->html};
    const size_t count = sizeof paths / sizeof *paths;
    enum status status = output_spare(paths, count, options->store, 1, diagnostic);
    status = status == STATUS_OK ? output_check(paths, count, diagnostic) : status;
    if (status != STATUS_OK) {
        return status;
    }
    status = store_read(options->store[0], &reader, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (options->has_point) {
        status = print_command(reader, options->point, stdout, diagnostic);
    } else {
        size_t *column = calloc(2 * reader->columns, sizeof *column);
        status = column ? show_store(options, reader, column, column + reader->columns, diagnostic)
                        : fail_memory(diagnostic);
        free(column);
    }
    store_reader_free(reader);
    return status;
}

enum status results_of_store(const char *path, const char *csv, const struct common_options *common,
                             struct diagnostic *diagnostic)
{
    struct results_options *options = calloc(1, sizeof *options);
    if (!options) {
        return fail_memory(diagnostic);
    }
    options->common = *common;
    options->store[0] = path;
    options->stores = 1;
    options->csv = csv;
    enum status status = show_file(options, diagnostic);
    free(options);
    return status;
}

static enum status merge_files(const struct results_options *options, struct diagnostic *diagnostic)
{
    struct store_reader *reader;
    enum status status = store_merge(options->merge, options->store, options->stores, diagnostic);
    if (status == STATUS_OK && prints_text(&options->common)) {
        status = store_read(options->merge, &reader, diagnostic);
        if (status == STATUS_OK) {
            terminal_line(stdout, "%s: %zu of %zu run%s, of %zu store%s", options->merge, reader->rows, reader->points,
                          plural(reader->points), options->stores, plural(options->stores));
            store_reader_free(reader);
        }
    }
    return status;
}

int command_results(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {
        OPTIONS,  parse_results, "DB...", "Shows the results of a campaign, a row for each run; docs/campaigns.md.",
        CHILDREN, NULL,          NULL};
    struct results_options options = {0};
    struct diagnostic diagnostic;
    arguments_parse(&ARGP, argc, argv, &options);
    enum status status = options.merge ? merge_files(&options, &diagnostic) : show_file(&options, &diagnostic);
    return exit_code(status == STATUS_OK ? finish_stdout(&diagnostic) : status, &diagnostic);
}
