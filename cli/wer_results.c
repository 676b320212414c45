/* What spinfield wer prints and writes. */
#include "base/number.h"
#include "base/output.h"
#include "base/terminal.h"
#include "cli/wer.h"
#include "models/constants.h"
#include "report/interval.h"
#include "solver/write_errors.h"

#include <math.h>
#include <stdio.h>

/* ---- What is printed ---- */

static void print_head(const struct wer *wer, const struct write_scale *scale)
{
    const bool parallel = wer->cell.junction.start == 0.0;
    const double kelvin = wer->kelvin + wer->cell.junction.dtemp;
    char tau[32], critical[64], warmer[48] = "";
    number_engineering(tau, sizeof tau, scale->tau, 4, "s");
    if (isfinite(wer->critical)) {
        char volts[32];
        snprintf(critical, sizeof critical, "critical voltage of the junction %s",
                 number_engineering(volts, sizeof volts, wer->critical, 4, "V"));
    } else {
        snprintf(critical, sizeof critical, "no voltage up to %g V switches the junction", WRITE_MOST_VOLTS);
    }
    if (wer->cell.junction.dtemp != 0.0) {
        snprintf(warmer, sizeof warmer, ", the junction at %g C", kelvin - ZERO_CELSIUS);
    }
    terminal_line(
        stdout, "write errors of %s, from %s, at %g C%s", wer->cell.has_transistor ? "1t1m cells" : "junctions",
        parallel ? "parallel to antiparallel" : "antiparallel to parallel", wer->kelvin - ZERO_CELSIUS, warmer);
    terminal_line(stdout, "  barrier %.1f kT, tau_D %s, %s", scale->barrier, tau, critical);
    terminal_line(stdout, "  %9s %9s %7s  %11s  %s", "voltage", "pulse", "V/Vc", "exact",
                  wer->trials == 0  ? ""
                  : wer->in_ngspice ? "of the trials in ngspice (95 % interval)"
                                    : "of the trials (95 % interval)");
}

static void print_point(const struct wer *wer, const struct wer_point *point)
{
    char volts[32], length[32], drive[16] = "-", tried[100] = "";
    number_engineering(volts, sizeof volts, point->volts, 4, "V");
    number_engineering(length, sizeof length, point->length, 4, "s");
    if (wer->trials > 0) {
        struct interval share = interval_of_success(point->failed, wer->trials);
        snprintf(tried, sizeof tried, "%.4g (%.3g to %.3g), %zu of %zu", share.value, share.low, share.high,
                 point->failed, wer->trials);
    }
    if (isfinite(point->drive)) {
        snprintf(drive, sizeof drive, "%.3f", point->drive);
    }
    terminal_line(stdout, "  %9s %9s %7s  %11.4g  %s", volts, length, drive, point->exact, tried);
}

static enum status print_json(const struct wer *wer, const struct write_scale *scale, struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    document_text(&document, "cell", wer->cell.has_transistor ? "1t1m" : "passive");
    document_text(&document, "from", wer->cell.junction.start == 0.0 ? "p" : "ap");
    document_real(&document, "series_ohm", wer->cell.series);
    document_real(&document, "temperature_k", wer->kelvin);
    document_real(&document, "junction_k", wer->kelvin + wer->cell.junction.dtemp);
    document_real(&document, "barrier_kt", scale->barrier);
    document_real(&document, "tau_s", scale->tau);
    document_real(&document, "critical_v", wer->critical);
    document_count(&document, "trials", wer->trials);
    document_text(&document, "engine", wer->in_ngspice ? "ngspice" : "solver");
    document_count(&document, "seed", wer->seed);
    document_list(&document, "points");
    for (size_t k = 0; k < wer->volts.count * wer->pulse.count; k++) {
        const struct wer_point *point = &wer->point[k];
        document_object(&document, NULL);
        document_real(&document, "volts", point->volts);
        document_real(&document, "pulse_s", point->length);
        document_real(&document, "drive", point->drive);
        document_real(&document, "exact", point->exact);
        if (wer->trials > 0) {
            document_count(&document, "failed", point->failed);
        }
        document_close(&document);
    }
    document_close(&document);
    return print_document(&document, 17, diagnostic);
}

static void write_table(const struct wer *wer, FILE *out)
{
    fputs(wer->trials > 0 ? "volts,pulse_s,drive,exact,trials,failed,low,high\n" : "volts,pulse_s,drive,exact\n", out);
    for (size_t k = 0; k < wer->volts.count * wer->pulse.count; k++) {
        const struct wer_point *point = &wer->point[k];
        fprintf(out, "%.15g,%.15g,", point->volts, point->length);
        if (isfinite(point->drive)) {
            fprintf(out, "%.10g", point->drive);
        }
        fprintf(out, ",%.10g", point->exact);
        if (wer->trials > 0) {
            struct interval share = interval_of_success(point->failed, wer->trials);
            fprintf(out, ",%zu,%zu,%.6g,%.6g", wer->trials, point->failed, share.low, share.high);
        }
        fputc('\n', out);
    }
}

static void write_bits(const struct wer *wer, FILE *out)
{
    for (size_t byte = 0; byte < wer->trials / 8; byte++) {
        int value = 0;
        for (size_t bit = 0; bit < 8; bit++) {
            value = 2 * value + !wer->kept[8 * byte + bit];
        }
        putc(value, out);
    }
}

/* All files, or none. */
enum status wer_write_files(const struct wer *wer, struct diagnostic *diagnostic)
{
    static void (*const writer[WER_FILES])(const struct wer *, FILE *) = {write_table, write_bits};
    struct output *output[WER_FILES];
    enum status status = output_open_all(wer->file, WER_FILES, output, diagnostic);
    for (size_t k = 0; status == STATUS_OK && k < WER_FILES; k++) {
        if (output[k]) {
            writer[k](wer, output_stream(output[k]));
        }
    }
    return status == STATUS_OK ? output_end_all(status, output, WER_FILES, diagnostic) : status;
}

enum status wer_print(const struct wer *wer, struct diagnostic *diagnostic)
{
    const struct write_scale scale = write_scale(&wer->warm.junction, wer->kelvin);
    if (wer->common.json) {
        return print_json(wer, &scale, diagnostic);
    }
    if (!prints_text(&wer->common)) {
        return STATUS_OK;
    }
    print_head(wer, &scale);
    for (size_t k = 0; k < wer->volts.count * wer->pulse.count; k++) {
        print_point(wer, &wer->point[k]);
    }
    return finish_stdout(diagnostic);
}
