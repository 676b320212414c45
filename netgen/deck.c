#include "netgen/deck.h"

#include "base/c_locale.h"
#include "base/text.h"
#include "netgen/technologies/technology.h"

const char *const deck_form_names[DECK_FORMS] = {"compact", "subcircuits"};

bool deck_is_possible(const struct network *network)
{
    return network_devices(network) <= DECK_GREATEST_DEVICES;
}

enum status deck_write(const struct network *network, enum deck_form form, struct output *out,
                       struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    return network->technology->write_deck(network, form, output_stream(out), diagnostic);
}

enum status deck_text(const struct network *network, enum deck_form form, char **text, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    *text = NULL;
    struct text deck;
    enum status status = text_begin(&deck, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = network->technology->write_deck(network, form, deck.stream, diagnostic);
    if (status != STATUS_OK) {
        text_discard(&deck);
        return status;
    }
    status = text_end(&deck, diagnostic);
    *text = deck.bytes;
    return status;
}
