// The settings of the C library's allocator, which no module of the toolchain shows.
#include <malloc.h>
