#pragma once
// Nothing to call: the linker finds the data by its name.
