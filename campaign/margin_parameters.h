/* The parameters of margins: which options of gen these are, and what is nominal. Private to margin*.c. */
#ifndef MARGIN_PARAMETERS_H
#define MARGIN_PARAMETERS_H

#include "campaign/margin_result.h"
#include "netgen/recipe.h"

/* An option that a case of a search sets: a parameter, and behind them V_DW where it has to be kept. */
struct margin_option {
    struct recipe_setting setting; /* what is nominal */
    char number[40];               /* the same where it is given in %, of which a case takes none; "" elsewhere */
    bool keeps_supply;             /* V_DW stays while this one changes */
};

struct margin_options {
    struct margin_option *option; /* [options] */
    size_t options;               /* parameters, and one more where a supply is kept and V_DW is none of them */
    size_t vdw;                   /* the option V_DW; `options` where it is none */
    char supply[80];              /* V_DW as the network has it; "" where it is given */
};

/* Reads request->of. STATUS_INPUT where it has an option that has no margin; STATUS_SYSTEM. On an error there is
 * nothing to clear. */
enum status margin_parameters(const struct margin_request *request, struct margin *margin,
                              struct margin_options *options, struct diagnostic *diagnostic);

#endif
