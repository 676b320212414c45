/* The look of a page: on paper and on light and dark screens, narrow and wide. */
#include "report/page/style.h"

#include "report/diagrams/colours.h"
#include "report/page/escape.h"

#include <stdbool.h>

static const char RULES[] =
    "*{box-sizing:border-box}\n"
    "html{color-scheme:light dark;-webkit-text-size-adjust:100%}\n"
    "body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:62rem;background:var(--page);color:var(--ink);"
    "font:1rem/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif;"
    "font-variant-numeric:tabular-nums;overflow-wrap:anywhere}\n"
    "h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}\n"
    "h2{font-size:1.2rem;line-height:1.3;margin:2.5rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--line)}\n"
    "h3{font-size:1rem;margin:1.5rem 0 .5rem}\n"
    "p{margin:.5rem 0}\n"
    ".soft,figcaption,footer{color:var(--soft)}\n"
    "dl.answers{display:grid;grid-template-columns:max-content 1fr;gap:.5rem 1.5rem;margin:1.25rem 0}\n"
    "dl.answers dt{color:var(--soft)}\n"
    "dl.answers dd{margin:0;font-weight:600}\n"
    "@media (max-width:34rem){dl.answers{display:block}dl.answers dd{margin:0 0 .75rem}}\n"
    ".bad{color:var(--missed)}\n"
    ".figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:1.5rem 2.5rem;"
    "align-items:start}\n"
    "figure{margin:1rem 0 0;break-inside:avoid}\n"
    "figure svg{display:block;width:100%;max-width:30rem;height:auto;overflow:hidden}\n"
    "figure svg image{image-rendering:pixelated}\n"
    "figcaption{font-size:.875rem;line-height:1.4;margin-top:.5rem;max-width:30rem}\n"
    "figcaption b{color:var(--ink);font-weight:600}\n"
    "details{margin:1rem 0}\n"
    "summary{cursor:pointer;color:var(--on)}\n"
    ".scroll{overflow-x:auto;max-width:100%}\n"
    "table{border-collapse:collapse;font-size:.875rem;margin:.5rem 0}\n"
    "th,td{padding:.25rem .75rem .25rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);"
    "overflow-wrap:normal}\n"
    "th{font-weight:600}\n"
    "td.n,th.n{text-align:right;white-space:nowrap}\n"
    "code{font:.8125rem/1.6 ui-monospace,'DejaVu Sans Mono',monospace}\n"
    "footer{margin-top:2.5rem;font-size:.875rem}\n"
    "@media print{html{font-size:10pt}body{max-width:none;padding:0}footer{margin-top:1rem}h2{break-after:avoid}"
    "details:not([open]){display:none}tr{break-inside:avoid}"
    ".figures{grid-template-columns:1fr 1fr}.scroll{overflow:visible}}\n"
    "@page{margin:18mm 16mm}\n";

static void write_colours(const char *page, bool dark, FILE *out)
{
    fprintf(out, ":root{--page:%s", page);
    for (size_t k = 0; k < DIAGRAM_COLOURS; k++) {
        fprintf(out, ";--%s:#%06x", diagram_colours[k].name, dark ? diagram_colours[k].dark : diagram_colours[k].light);
    }
    fputs("}", out);
}

static void write_style(FILE *out)
{
    fputs("<style>\n", out);
    write_colours("#fff", false, out);
    fputs("\n@media screen and (prefers-color-scheme:dark){", out);
    write_colours("#15191e", true, out);
    fputs("}\n", out);
    fputs(RULES, out);
    fputs("</style>\n", out);
}

void html_open(const char *name, const char *kind, FILE *out)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
          "img-src data:\"/>\n<title>",
          out);
    html_text(name, out);
    fprintf(out, " - Spinfield %s</title>\n", kind);
    write_style(out);
    fputs("</head><body>\n", out);
}
