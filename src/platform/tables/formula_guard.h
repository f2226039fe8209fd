// Keeps a spreadsheet from running what people typed: a cell that would be taken for a formula gets
// an apostrophe before it.
//
// Invariant: unguarded(guarded(x)) == x for every x. A cell that already has apostrophes before a
// dangerous character gets one more, so that nothing is ever taken away that was not added.
// Dangerous are = + - @, tab, CR, LF and the full-width forms of the first four (OWASP, "CSV
// Injection").
#pragma once

#include <string_view>

namespace firebreak::tables {

bool needs_guard(std::string_view cell);            // Apostrophes or none, then a dangerous one.
std::string_view unguarded(std::string_view cell);  // Takes one apostrophe off a guarded cell.

}  // namespace firebreak::tables
