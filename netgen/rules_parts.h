/* What the files of the design rules share; private to rules*.c. */
#ifndef RULES_PARTS_H
#define RULES_PARTS_H

#include "netgen/network.h"
#include "netgen/rule.h"

/* "; thin" where a rule holds by a small margin, a factor above 1; else "". */
const char *rule_grade(bool holds, double margin);

/* Apply the rules of one technology. */
void rules_of_pbits(const struct network *network, struct rule rules[RULES]);
void rules_of_oscillators(const struct network *network, struct rule rules[RULES]);

#endif
