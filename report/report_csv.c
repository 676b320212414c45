#include "report/report.h"

#include "base/c_locale.h"
#include "base/csv.h"

#include "netgen/questions/shown.h"
#include "report/metrics.h"
#include "report/warnings.h"

#include <stdbool.h>
#include <string.h>

enum status report_csv_measures(const struct report *report, FILE *out, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct metrics metrics;
    enum status status = metrics_take(report, &metrics, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t i = 0; i < metrics.count; i++) {
        fprintf(out, "%s%s", i ? "," : "", metrics.metric[i].key);
    }
    fputs(",warnings\n", out);
    for (size_t i = 0; i < metrics.count; i++) {
        fputs(i ? "," : "", out);
        metric_write(&metrics.metric[i], 17, out);
    }
    struct warnings warnings;
    warnings_of_report(report, &warnings);
    for (size_t k = 0; k < warnings.count; k++) {
        fprintf(out, "%s%s", k ? " " : ",", warnings.warning[k].kind);
    }
    fputs(warnings.count ? "\n" : ",\n", out);
    metrics_clear(&metrics);
    return STATUS_OK;
}

/* ---- The answer ---- */

struct csv_table {
    FILE *out;
    size_t columns;
};

static void write_row(void *context, const char *const cell[])
{
    const struct csv_table *table = context;
    for (size_t c = 0; c < table->columns; c++) {
        fputs(c ? "," : "", table->out);
        csv_write_field(cell[c], table->out);
    }
    fputc('\n', table->out);
}

static void begin_rows(void *context, const char *const head[], size_t columns, size_t texts)
{
    struct csv_table *table = context;
    (void)texts;
    table->columns = columns;
    write_row(table, head);
}

static void end_rows(void *context, const char *note)
{
    (void)context;
    (void)note;
}

void report_csv_answer(const struct report *report, FILE *out)
{
    const struct answer answer = report_answer(report);
    struct csv_table csv = {.out = out};
    shown_list(&answer, &(struct question_table){&csv, begin_rows, write_row, end_rows});
}

/* The same of neurons that are not walls. */
static void write_signals(const struct trace *trace, FILE *out)
{
    fputs("time_s,p_synapse_w", out);
    for (size_t i = 0; i < trace->n; i++) {
        fprintf(out, ",neuron_%zu", i);
    }
    fputc('\n', out);
    for (size_t k = 0; k < trace->points; k++) {
        fprintf(out, "%.17g,%.17g", trace->time[k], trace->p_synapse[k]);
        for (size_t i = 0; i < trace->n; i++) {
            fprintf(out, ",%.17g", trace->signal[k * trace->n + i]);
        }
        fputc('\n', out);
    }
}

void report_csv_waves(const struct trace *trace, FILE *out)
{
    IN_C_LOCALE;
    size_t n = trace->n;
    if (trace->signal) {
        write_signals(trace, out);
        return;
    }
    fputs("time_s,p_load_w,p_soma_w,p_synapse_w", out);
    for (size_t i = 0; i < n; i++) {
        fprintf(out, ",soma_%zu_m", i);
    }
    for (size_t i = 0; i < n; i++) {
        fprintf(out, ",axon_%zu_m", i);
    }
    fputc('\n', out);
    for (size_t k = 0; k < trace->points; k++) {
        fprintf(out, "%.17g,%.17g,%.17g,%.17g", trace->time[k], trace->p_load[k], trace->p_soma[k],
                trace->p_synapse[k]);
        for (size_t i = 0; i < n; i++) {
            fprintf(out, ",%.17g", trace->soma[k * n + i]);
        }
        for (size_t i = 0; i < n; i++) {
            fprintf(out, ",%.17g", trace->axon[k * n + i]);
        }
        fputc('\n', out);
    }
}
