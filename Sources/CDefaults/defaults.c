#include "defaults.h"
// #embed is C23, which this compiler has; older standards only warn of it.
#pragma clang diagnostic ignored "-Wc23-extensions"
#include "manual.inc"
#include "templates.inc"

static const struct casebook_file templates[] = {
#include "templates-table.inc"
};
static const struct casebook_file manual[] = {
#include "manual-table.inc"
};

size_t casebook_template_count(void) { return sizeof templates / sizeof templates[0]; }
struct casebook_file casebook_template_at(size_t index) { return templates[index]; }
size_t casebook_manual_count(void) { return sizeof manual / sizeof manual[0]; }
struct casebook_file casebook_manual_at(size_t index) { return manual[index]; }
