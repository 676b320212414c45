#include "report/notes.h"
#include "report/report.h"

#include "base/c_locale.h"

#include "base/document.h"
#include "report/made_by.h"
#include "report/metrics.h"
#include "report/unrest_words.h"
#include "report/warnings.h"

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
