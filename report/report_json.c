#include "report/notes.h"
#include "report/report.h"

#include "base/c_locale.h"

#include "base/document.h"
#include "netgen/questions/distribution.h"
#include "report/made_by.h"
#include "report/metrics.h"
#include "report/unrest_words.h"
#include "report/warnings.h"

/* States in a report; `report --answer` lists more. */
enum { MOST_STATES = 1024 };

static void add(struct document *document, const struct metric *metric)
{
    switch (metric->kind) {
    case METRIC_REAL:
        document_real(document, metric->key, metric->real);
        break;
    case METRIC_COUNT:
        document_count(document, metric->key, metric->count);
        break;
    case METRIC_FLAG:
        document_flag(document, metric->key, metric->flag);
        break;
    case METRIC_TEXT:
        document_text(document, metric->key, metric->text);
        break;
    }
}

/* What is known of the states, the most frequent first. */
static void add_states(const struct distribution *d, struct document *document)
{
    for (size_t r = 0; r < d->states && r < MOST_STATES; r++) {
        const size_t k = d->ranked[r];
        char state[DISTRIBUTION_MOST_VARIABLES + 1];
        document_object(document, NULL);
        document_text(document, "state", distribution_text(d, k, state));
        document_real(document, "share", d->share[k]);
        document_real(document, "error", d->error[k]);
        if (d->exact) {
            document_real(document, "exact", d->exact[k]);
        }
        document_close(document);
    }
}

static void add_distribution(const struct report *report, struct document *document)
{
    const struct distribution *d = report->measures->distribution;
    if (!d) {
        return;
    }
    document_object(document, "distribution");
    document_real(document, "beta", d->beta);
    document_list(document, "variables");
    for (size_t v = 0; v < d->variables.count; v++) {
        document_text(document, NULL, d->variables.name[v]);
    }
    document_close(document);
    document_count(document, "states_in_all", d->states);
    document_count(document, "states_seen", d->seen);
    document_list(document, "states");
    add_states(d, document);
    document_close(document);
    document_close(document);
}

void report_add(const struct report *report, struct document *document)
{
    struct metrics metrics;
    if (document->status == STATUS_OK) {
        document->status = metrics_take(report, &metrics, &document->why);
    }
    if (document->status != STATUS_OK) {
        return;
    }
    for (size_t i = 0; i < metrics.count; i++) {
        if (metrics.metric[i].applies) {
            add(document, &metrics.metric[i]);
        }
    }
    metrics_clear(&metrics);
    char *const *name = network_names(report->network);
    if (name) {
        document_list(document, "nodes");
        for (size_t i = 0; i < report->network->n; i++) {
            document_text(document, NULL, name[i]);
        }
        document_close(document);
    }
    add_distribution(report, document);
    unrest_add(report, document);
    struct warnings warnings;
    notes_add(report->network, document);
    warnings_of_report(report, &warnings);
    warnings_add(&warnings, document);
    made_by_add(report->network, report->facts, document);
    if (!report->facts->made_elsewhere) {
        machine_add(document);
    }
}

enum status report_json(const struct report *report, FILE *out, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct document document = document_begin();
    report_add(report, &document);
    return document_write(&document, 17, out, diagnostic);
}
