/* Prints the parameters of a device to standard output, in the forms that other files need. */
#ifndef FORMS_H
#define FORMS_H

#include "models/device.h"

/* ---- The interface file of an ngspice code model ---- */

/* Its parameters. */
void forms_interface(const struct parameter_table *table);
void forms_interface_lists(const struct parameter_table *table, const char *port);

/* ---- A library of subcircuits; `kind` of enum parameter_kind takes the parameters of that kind alone, 0 all ---- */

/* Comments that say what each parameter is. */
void forms_meanings(const struct parameter_table *table, unsigned kind);

/* The parameters of a subcircuit with their defaults, and those that it hands on to a .model. */
void forms_defaults(const struct parameter_table *table, unsigned kind);
void forms_values(const struct parameter_table *table);

/* Resistors without effect, from ground to ground, one for each parameter, whose names say what was expected of it:
 * rlength_from_1e-9_to_1e-3. Where the parameter is out of its limits the resistance is the root of a negative number,
 * so that the simulator refuses the line: other expressions that stop a deck are not had in every one. A parameter is
 * taken as at a limit where it is beyond it by a share of PARAMETER_ROUNDING, as by the code models. forms_limit: of
 * one that the table does not have. */
void forms_limits(const struct parameter_table *table, unsigned kind);
void forms_limit(const char *name, double least, double greatest);

/* ---- Documents ---- */

/* The table in Markdown. */
void forms_document(const struct parameter_table *table);

#endif
