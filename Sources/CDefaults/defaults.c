#include "defaults.h"
// #embed is C23, which this compiler has; older standards only warn of it.
#pragma clang diagnostic ignored "-Wc23-extensions"
#include "files.inc"

static const struct casebook_file files[] = {
#include "table.inc"
};

size_t casebook_file_count(void) { return sizeof files / sizeof files[0]; }
struct casebook_file casebook_file_at(size_t index) { return files[index]; }
