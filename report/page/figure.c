#include "report/page/figure.h"

#include "base/text.h"
#include "report/diagrams/draw.h"
#include "report/page/drawing.h"
#include "report/page/escape.h"
#include "report/page/style.h"

#include <stdlib.h>

enum { SCRIPT, CAPTION, LABEL, TEXTS };

/* ---- Figures ---- */

static enum status show(const struct picture *picture, const struct text text[TEXTS], FILE *out,
                        struct diagnostic *diagnostic)
{
    char *drawing;
    size_t size;
    enum status status = diagram_draw_body(text[SCRIPT].bytes, picture->height, &drawing, &size, diagnostic);
    if (status == STATUS_OK) {
        fputs("<figure>", out);
        html_svg(drawing, text[LABEL].bytes, out);
        fputs("<figcaption><b>", out);
        html_sentence(picture->title, out);
        fputs(".</b> ", out);
        html_sentence(text[CAPTION].bytes, out);
        fputs("</figcaption></figure>\n", out);
        free(drawing);
    }
    return status;
}

enum status html_picture(html_drawer *draw, const void *context, FILE *out, struct diagnostic *diagnostic)
{
    struct text text[TEXTS] = {{0}};
    enum status status = STATUS_OK;
    for (int k = 0; k < TEXTS && status == STATUS_OK; k++) {
        status = text_begin(&text[k], diagnostic);
    }
    struct picture picture = {text[SCRIPT].stream, text[CAPTION].stream, text[LABEL].stream, "", 0};
    status = status == STATUS_OK ? draw(context, &picture, diagnostic) : status;
    for (int k = 0; k < TEXTS && status == STATUS_OK; k++) {
        status = text_end(&text[k], diagnostic);
    }
    status = status == STATUS_OK ? show(&picture, text, out, diagnostic) : status;
    for (int k = 0; k < TEXTS; k++) {
        text_discard(&text[k]);
    }
    return status;
}

void html_figures_begin(const char *title, FILE *out)
{
    fprintf(out, "<section><h2>%s</h2>\n<div class=\"figures\">\n", title);
}

/* ---- Answers ---- */

void html_answer_begin(const char *title, bool good, FILE *out)
{
    fprintf(out, "<dt>%s</dt><dd%s>", title, good ? "" : " class=\"bad\"");
}

void html_answer_end(FILE *out)
{
    fputs("</dd>\n", out);
}

void html_runs_pass(const struct origin *origin, FILE *out)
{
    html_answer_begin("A run passes if", true, out);
    fputs("it converges, no warning voids its answer", out);
    if (origin->criterion) {
        fputs(", and ", out);
        html_text(origin->criterion, out);
    }
    html_answer_end(out);
}

/* ---- Head and foot ---- */

static void write_command(const char *what, const char *command, FILE *out)
{
    if (command) {
        fprintf(out, "<p><span class=\"soft\">%s</span> <code>", what);
        html_text(command, out);
        fputs("</code></p>\n", out);
    }
}

void html_head_of(const struct origin *origin, const char *kind, const char *what, FILE *out)
{
    html_open(origin->name, kind, out);
    fputs("<header><h1>", out);
    html_text(origin->name, out);
    fputs("</h1>\n<p class=\"soft\">", out);
    html_text(what, out);
    if (origin->engine) {
        fputs(" with ", out);
        html_text(origin->engine, out);
    }
    if (origin->engine_version && *origin->engine_version) {
        fputc(' ', out);
        html_text(origin->engine_version, out);
    }
    if (origin->version) {
        fputs(", Spinfield ", out);
        html_text(origin->version, out);
    }
    fputs("</p>\n", out);
    write_command("Network:", origin->network, out);
    write_command("Command:", origin->command, out);
    fputs("</header>\n<main>\n", out);
}

void html_foot(const char *document, FILE *out)
{
    fprintf(out, "</main>\n<footer>Made by Spinfield. How to read it: %s.</footer>\n</body></html>\n", document);
}

void html_option_head(const struct runs_option *option, FILE *out)
{
    html_text(option->name, out);
    if (option->unit && *option->unit) {
        fputs(" (", out);
        html_text(option->unit, out);
        fputc(')', out);
    }
}
