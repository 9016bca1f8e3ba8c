// jemalloc's settings; it looks for them under this name.
#pragma once
extern const char *malloc_conf;
