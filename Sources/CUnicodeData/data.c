// The Unicode data that Foundation needs, without what Casebook does not use: see make-data.
// If make-data has not run, this file is empty, and the program contains all of Foundation's data.
#pragma clang diagnostic ignored "-Wc23-extensions"
#pragma clang diagnostic ignored "-Wmissing-variable-declarations"
#if __has_include("symbol.inc") && __has_include("data.inc")
#include "symbol.inc"
_Alignas(16) const unsigned char CASEBOOK_UNICODE_DATA[] = {
#embed "data.inc"
};
#endif
