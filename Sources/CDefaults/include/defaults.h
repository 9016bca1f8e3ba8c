#pragma once
#include <stddef.h>

// A file that ships inside the program.
struct casebook_file {
  // Its path in the folder that it comes from.
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t size;
};

// To Swift a C global is shared mutable state; a function is not.

// The files of Templates/: templates, assets, words, vocabularies, starter content.
size_t casebook_template_count(void);
struct casebook_file casebook_template_at(size_t index);

// The files of Documentation/: the manual, a knowledge base.
size_t casebook_manual_count(void);
struct casebook_file casebook_manual_at(size_t index);
