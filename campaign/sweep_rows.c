#include "campaign/store.h"
#include "campaign/store_metrics.h"
#include "campaign/sweep.h"
#include "campaign/sweep_row.h"
#include "netgen/recipe.h"

/* Where the columns of a row stand in a store. */
struct places {
    size_t point, error, warnings, metric[STORE_MOST_METRICS], metrics;
};

static struct places find_places(const struct store_reader *reader, const struct question *question)
{
    struct store_column column[STORE_MOST_METRICS];
    struct places places = {.point = store_column(reader, "point"),
                            .error = store_column(reader, "error"),
                            .warnings = store_column(reader, "warnings"),
                            .metrics = store_metric_columns(question, column)};
    for (size_t k = 0; k < places.metrics; k++) {
        places.metric[k] = store_column(reader, column[k].name);
    }
    return places;
}

static const char *text_at(const struct store_reader *reader, size_t place)
{
    return reader->value[place].type == STORE_TEXT ? reader->value[place].text : NULL;
}

static void hand_on(const struct store_reader *reader, const struct places *places, sweep_sink sink, void *context)
{
    struct store_value metric[STORE_MOST_METRICS];
    const char *warnings = text_at(reader, places->warnings);
    for (size_t k = 0; k < places->metrics; k++) {
        metric[k] = reader->value[places->metric[k]];
    }
    sink(context, &(struct sweep_row){(size_t)reader->value[places->point].integer, text_at(reader, places->error),
                                      warnings ? warnings : "", metric});
}

static enum status read_rows(const struct sweep *sweep, const char *path, sweep_sink sink, void *context,
                             struct diagnostic *diagnostic)
{
    struct store_reader *reader;
    bool more = true;
    enum status status = store_read(path, &reader, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    const struct places places = find_places(reader, recipe_question(sweep->recipe));
    while ((status = store_next(reader, &more, diagnostic)) == STATUS_OK && more) {
        hand_on(reader, &places, sink, context);
    }
    store_reader_free(reader);
    return status;
}

enum status sweep_rows(const struct sweep *sweep, const char *path, sweep_sink sink, void *context,
                       struct sweep_counts *counts, struct diagnostic *diagnostic)
{
    if (!path) {
        return sweep_pass(sweep, sink, context, counts, diagnostic);
    }
    enum status status = sweep_run(sweep, path, counts, diagnostic);
    return status == STATUS_OK ? read_rows(sweep, path, sink, context, diagnostic) : status;
}
