#pragma once
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

// Exported by the library, but declared in no installed header.
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL, CMARK_NODE_STRIKETHROUGH;

// To Swift a C global is shared mutable state; a function is not.
static inline cmark_node_type ccommonmark_table_type(void) { return CMARK_NODE_TABLE; }
static inline cmark_node_type ccommonmark_table_row_type(void) { return CMARK_NODE_TABLE_ROW; }
static inline cmark_node_type ccommonmark_table_cell_type(void) { return CMARK_NODE_TABLE_CELL; }
static inline cmark_node_type ccommonmark_strikethrough_type(void) { return CMARK_NODE_STRIKETHROUGH; }
