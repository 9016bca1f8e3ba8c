#pragma once
#include <stddef.h>

// A file that ships inside the program: templates, assets, words, vocabularies, starter content.
struct casebook_file {
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t size;
};

// To Swift a C global is shared mutable state; a function is not.
size_t casebook_file_count(void);
struct casebook_file casebook_file_at(size_t index);
