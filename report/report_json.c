#include "report/report.h"

#include "base/c_locale.h"

#include "base/document.h"
#include "report/metrics.h"
#include "report/warnings.h"

static void add(struct document *document, const struct figure *figure)
{
    switch (figure->kind) {
    case FIGURE_REAL:
        document_real(document, figure->key, figure->real);
        break;
    case FIGURE_COUNT:
        document_count(document, figure->key, figure->count);
        break;
    case FIGURE_FLAG:
        document_flag(document, figure->key, figure->flag);
        break;
    case FIGURE_TEXT:
        document_text(document, figure->key, figure->text);
        break;
    }
}

void report_add(const struct report *report, struct document *document)
{
    struct figures figures;
    if (document->status == STATUS_OK) {
        document->status = figures_take(report, &figures, &document->why);
    }
    if (document->status != STATUS_OK) {
        return;
    }
    for (size_t i = 0; i < FIGURES; i++) {
        if (figures.figure[i].applies) {
            add(document, &figures.figure[i]);
        }
    }
    figures_clear(&figures);
    char *const *name = network_names(report->network);
    if (name) {
        document_list(document, "nodes");
        for (size_t i = 0; i < report->network->n; i++) {
            document_text(document, NULL, name[i]);
        }
        document_close(document);
    }
    struct warnings warnings;
    warnings_of_report(report, &warnings);
    warnings_add(&warnings, document);
}

enum status report_json(const struct report *report, FILE *out, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct document document = document_begin();
    report_add(report, &document);
    return document_write(&document, 17, out, diagnostic);
}
