/* Pieces of the pages of campaigns; private to pages. */
#ifndef PAGE_FIGURE_H
#define PAGE_FIGURE_H

#include "report/diagrams/picture.h"
#include "report/origin.h"

#include <stdbool.h>

/* Writes a picture's script, caption, label, title and height. STATUS_SYSTEM where memory is short. */
typedef enum status html_drawer(const void *context, struct picture *picture, struct diagnostic *diagnostic);

/* Writes the picture as a <figure> with its caption. Errors as those of diagram_draw_body. */
enum status html_picture(html_drawer *draw, const void *context, FILE *out, struct diagnostic *diagnostic);

/* A section whose figures stand side by side: its beginning, up to the first figure. */
void html_figures_begin(const char *title, FILE *out);

/* A line of the answers at the top of a page. */
void html_answer_begin(const char *title, bool good, FILE *out);
void html_answer_end(FILE *out);

/* The answer that says when a run passes: what its criterion is. */
void html_runs_pass(const struct origin *origin, FILE *out);

/* The page up to its <main>: `kind` is what it is of, for the title, and `what` a phrase such as "Campaign of 5 runs".
 */
void html_head_of(const struct origin *origin, const char *kind, const char *what, FILE *out);

/* The name of an option as the head of a column, with its unit. */
void html_option_head(const struct runs_option *option, FILE *out);

/* The end of a page, and the document that says how to read it. */
void html_foot(const char *document, FILE *out);

#endif
