#include "models/forms/forms.h"

#include <stdio.h>

void forms_document(const struct parameter_table *table)
{
    puts("| Name | Unit | Default | Least | Greatest | Meaning | Source |\n"
         "|---|---|---|---|---|---|---|");
    for (const struct parameter *p = table->item; p < table->item + table->count; p++) {
        printf("| `%s` | %s | %g | %g | %g | %s | %s |\n", p->name, *p->unit ? p->unit : "1", p->standard, p->least,
               p->greatest, p->text, p->source);
    }
}
