#pragma once
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
// What a node holds, without a copy of each text: the accessors of the public header make one.
#include <cmark-gfm/node.h>
#include <cmark-gfm/houdini.h>

// Exported by the library, but declared in no installed header.
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL, CMARK_NODE_STRIKETHROUGH;

// To Swift a C global is shared mutable state; a function is not.
static inline cmark_node_type ccommonmark_table_type(void) { return CMARK_NODE_TABLE; }
static inline cmark_node_type ccommonmark_table_row_type(void) { return CMARK_NODE_TABLE_ROW; }
static inline cmark_node_type ccommonmark_table_cell_type(void) { return CMARK_NODE_TABLE_CELL; }
static inline cmark_node_type ccommonmark_strikethrough_type(void) { return CMARK_NODE_STRIKETHROUGH; }

// A member of the union, read in place.
static inline cmark_chunk ccommonmark_literal(const cmark_node *node) { return node->as.literal; }
static inline cmark_chunk ccommonmark_url(const cmark_node *node) { return node->as.link.url; }
static inline cmark_chunk ccommonmark_title(const cmark_node *node) { return node->as.link.title; }
static inline cmark_chunk ccommonmark_code(const cmark_node *node) { return node->as.code.literal; }
static inline cmark_chunk ccommonmark_code_info(const cmark_node *node) { return node->as.code.info; }
static inline int ccommonmark_code_is_fenced(const cmark_node *node) { return node->as.code.fenced; }
static inline int ccommonmark_heading_level(const cmark_node *node) { return node->as.heading.level; }
static inline int ccommonmark_heading_is_setext(const cmark_node *node) { return node->as.heading.setext; }
static inline int ccommonmark_list_is_ordered(const cmark_node *node) {
  return node->as.list.list_type == CMARK_ORDERED_LIST;
}
static inline int ccommonmark_list_is_tight(const cmark_node *node) { return node->as.list.tight; }
static inline int ccommonmark_list_start(const cmark_node *node) { return node->as.list.start; }
static inline int ccommonmark_definition_uses(const cmark_node *node) { return node->footnote.def_count; }
static inline int ccommonmark_reference_use(const cmark_node *node) { return node->footnote.ref_ix; }

// Decodes the entity at the start of `text`, which follows a `&`, into `decoded`, which has
// at least 8 bytes.
// Returns the number of bytes of the entity; 0 if there is none.
static inline int ccommonmark_entity(const uint8_t *text, int count, uint8_t *decoded, int *decoded_count) {
  cmark_strbuf buffer;
  cmark_strbuf_init(cmark_get_default_mem_allocator(), &buffer, 8);
  int used = houdini_unescape_ent(&buffer, text, count);
  *decoded_count = buffer.size < 8 ? buffer.size : 8;
  memcpy(decoded, buffer.ptr, (size_t)*decoded_count);
  cmark_strbuf_free(&buffer);
  return used;
}

// Adds `:` to the library's table of special characters for good, so that the autolink
// extension neither adds to that table nor takes from it while it parses. It may then run on
// several threads at once. Call this once, before the first parser.
static inline void ccommonmark_settle_autolinks(void) {
  cmark_mem *memory = cmark_get_default_mem_allocator();
  cmark_syntax_extension *autolink = cmark_find_syntax_extension("autolink");
  cmark_syntax_extension_set_special_inline_chars(autolink, cmark_llist_append(memory, NULL, (void *)(size_t)':'));
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
  cmark_parser_attach_syntax_extension(parser, autolink);
  cmark_manage_extensions_special_characters(parser, 1);
  cmark_parser_free(parser);
  cmark_syntax_extension_set_special_inline_chars(autolink, NULL);
  cmark_syntax_extension_set_postprocess_func(autolink, NULL);
}
