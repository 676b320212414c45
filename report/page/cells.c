#include "report/page/cells.h"

#include "report/page/escape.h"
#include "report/quantity.h"

#include <math.h>

void html_table_begin(const char *const head[], size_t columns, size_t texts, FILE *out)
{
    fputs("<div class=\"scroll\"><table><thead><tr>", out);
    for (size_t c = 0; c < columns; c++) {
        fprintf(out, "<th scope=\"col\"%s>", c < texts ? "" : " class=\"n\"");
        html_text(head[c], out);
        fputs("</th>", out);
    }
    fputs("</tr></thead><tbody>\n", out);
}

void html_table_end(FILE *out)
{
    fputs("</tbody></table></div>\n", out);
}

void html_cell(const char *text, FILE *out)
{
    fputs("<td>", out);
    html_words(text, out);
    fputs("</td>", out);
}

void html_right_cell(const char *text, FILE *out)
{
    fputs("<td class=\"n\">", out);
    html_sentence(text, out);
    fputs("</td>", out);
}

void html_number_cell(double value, int digits, FILE *out)
{
    if (isfinite(value)) {
        fprintf(out, "<td class=\"n\">%.*f</td>", digits, value);
    } else {
        fputs("<td class=\"n\">-</td>", out);
    }
}

void html_quantity_cell(double value, const char *unit, FILE *out)
{
    html_right_cell(isfinite(value) ? quantity(value, unit).text : "-", out);
}

struct html_head html_head(const char *name, const char *unit)
{
    struct html_head made;
    snprintf(made.text, sizeof made.text, "%s (%s)", name, unit);
    return made;
}
