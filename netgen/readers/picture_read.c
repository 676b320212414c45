#include "netgen/readers/picture_read.h"

#include "base/input.h"
#include "netgen/readers/picture_readers.h"

enum status picture_parse(const struct input *input, struct picture **picture, struct diagnostic *diagnostic)
{
    *picture = NULL;
    if (pbm_recognize(input)) {
        return picture_read_pbm(input, picture, diagnostic);
    }
    if (png_recognize(input)) {
        return picture_read_png(input, picture, diagnostic);
    }
    return fail_at(diagnostic, input->path, 0, "not a picture that is known here; expected PBM or PNG");
}

enum status picture_read(const char *path, struct picture **picture, struct diagnostic *diagnostic)
{
    *picture = NULL;
    struct input *input;
    enum status status = input_read(path, &input, diagnostic);
    if (status == STATUS_OK) {
        status = picture_parse(input, picture, diagnostic);
    }
    input_free(input);
    return status;
}
