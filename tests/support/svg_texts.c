#include "tests/support/svg_texts.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { MOST = 400, LENGTH = 200 };

struct box {
    double left, top, right, bottom;
    char text[LENGTH];
};

/* The value of an attribute within `length` bytes of a tag; false where it is not there. */
static bool attribute(const char *tag, size_t length, const char *name, char value[LENGTH])
{
    const char *at = memmem(tag, length, name, strlen(name));
    return at && sscanf(at + strlen(name), "=\"%199[^\"]", value) == 1;
}

/* The box of the text behind the tag of a group; false where that is no text, or an inclined one. */
static bool take_box(const char *group, struct box *box)
{
    const double wide = 0.5, above = 0.75, below = 0.2; /* of the size of the font */
    char transform[LENGTH], size_text[LENGTH], anchor[LENGTH];
    const char *end = strchr(group, '>');
    const size_t length = (size_t)(end - group);
    double x, y, size, angle = 0.0;
    if (sscanf(end + 1, " <text>%199[^<]", box->text) != 1 || strspn(box->text, " ") == strlen(box->text) ||
        !attribute(group, length, "transform", transform) || !attribute(group, length, "font-size", size_text) ||
        !attribute(group, length, "text-anchor", anchor)) {
        return false;
    }
    const char *turned = strstr(transform, "rotate(");
    if (sscanf(transform, "translate(%lf,%lf)", &x, &y) != 2 || sscanf(size_text, "%lf", &size) != 1 ||
        (turned && sscanf(turned, "rotate(%lf", &angle) != 1) || (angle != 0.0 && angle != -90.0)) {
        return false;
    }
    const double width = wide * size * (double)strlen(box->text);
    const double before = strcmp(anchor, "start") == 0 ? 0.0 : strcmp(anchor, "end") == 0 ? width : 0.5 * width;
    if (angle == 0.0) {
        box->left = x - before, box->right = x - before + width;
        box->top = y - above * size, box->bottom = y + below * size;
    } else {
        box->left = x - above * size, box->right = x + below * size;
        box->top = y + before - width, box->bottom = y + before;
    }
    return true;
}

static bool overlap(const struct box *a, const struct box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static void expect_drawing(const char *svg, const char *end)
{
    static struct box box[MOST];
    size_t boxes = 0;
    double width, height;
    const char *view = strstr(svg, "viewBox=\"0 0 ");
    ck_assert(view && sscanf(view, "viewBox=\"0 0 %lf %lf", &width, &height) == 2);
    for (const char *at = strstr(svg, "<g "); at && at < end && boxes < MOST; at = strstr(at + 1, "<g ")) {
        const struct box *new = &box[boxes];
        if (!take_box(at, &box[boxes])) {
            continue;
        }
        ck_assert_msg(new->left > -1.0 && new->top > -1.0 && new->right < width + 1.0 && new->bottom < height + 1.0,
                      "'%s' leaves the drawing: %.0f to %.0f, %.0f to %.0f", new->text, new->left, new->right, new->top,
                      new->bottom);
        for (size_t k = 0; k < boxes; k++) {
            ck_assert_msg(!overlap(&box[k], new), "'%s' and '%s' are over each other at %.0f, %.0f", box[k].text,
                          new->text, new->left, new->top);
        }
        boxes++;
    }
    ck_assert_uint_gt(boxes, 0);
}

void svg_texts_expect_apart(const char *svg)
{
    for (const char *at = strstr(svg, "<svg"); at; at = strstr(at + 1, "<svg")) {
        const char *end = strstr(at, "</svg>");
        ck_assert_ptr_nonnull(end);
        expect_drawing(at, end);
    }
}
