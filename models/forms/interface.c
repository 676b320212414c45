#include "models/forms/forms.h"

#include <stdio.h>

/* Without limits: ngspice, from 45.2 on, would put a limit in the place of a value beyond it, and go on. The device
 * refuses such a value. And cmpp reads a whole number, such as 1e12, as an int. */
void forms_interface(const struct parameter_table *table)
{
    for (const struct parameter *p = table->item; p < table->item + table->count; p++) {
        printf("\nPARAMETER_TABLE:\n"
               "Parameter_Name: %s\n"
               "Description: \"%s\"\n"
               "Data_Type: real\n"
               "Default_Value: %.17g\n"
               "Limits: -\n"
               "Vector: no\n"
               "Vector_Bounds: -\n"
               "Null_Allowed: yes\n",
               p->name, p->text, p->standard);
    }
}

void forms_interface_lists(const struct parameter_table *table, const char *port)
{
    for (const struct parameter *p = table->item; p < table->item + table->count; p++) {
        if (parameter_is(p, IS_VARIED)) {
            printf("\nPARAMETER_TABLE:\n"
                   "Parameter_Name: %s_each\n"
                   "Description: \"%s of each device\"\n"
                   "Data_Type: real\n"
                   "Default_Value: 0\n"
                   "Limits: -\n"
                   "Vector: yes\n"
                   "Vector_Bounds: %s\n"
                   "Null_Allowed: yes\n",
                   p->name, p->name, port);
        }
    }
}
