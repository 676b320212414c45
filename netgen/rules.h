/* Design rules: whether the bias of a network works. */
#ifndef RULES_H
#define RULES_H

#include "netgen/network.h"
#include "netgen/rule.h"

/* The rule's word for programs ("axon_on"); and, where a network that breaks it gives answers that mean nothing or
 * cannot be built, what it then does ("has axons that do not switch ON"), else NULL: such a rule is about how good
 * answers are. */
const char *rule_word(enum rule_number rule);
const char *rule_voids(enum rule_number rule);

/* Applies all rules to `network` that are about its technology; with variation those about devices to the worst of them
 * with their sources, and those about breakdown to sources three sigma above nominal. */
void rules_apply(const struct network *network, struct rule rules[RULES]);

/* How many of them apply, and how many of these hold. */
size_t rules_applied(const struct rule rules[RULES]);
size_t rules_held(const struct rule rules[RULES]);

#endif
