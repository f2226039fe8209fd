// The contacts of a case as people work through them: by class, the last exposure first, with
// whether each is held and the duty to isolate them.
//
// Class and rule are of the pack that the list was made with, which may no longer be in force.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/state.h"

namespace firebreak::queries {

// The pack of that id and version, as last adopted; null when it never was.
const policy::Pack* pack_of(const policy::State& policy, std::string_view id,
                            std::string_view version);

struct ContactRow {
  tracing::Contact contact;
  bool held = false;
  std::optional<DutyId> duty{};  // To isolate this person: the last one that arose.
};

struct ContactPage {
  std::vector<ContactRow> rows;
  std::size_t total = 0;              // That match, on all pages.
  std::optional<std::size_t> next{};  // How many to skip for the next page.
};

struct ContactFilter {
  std::optional<std::uint16_t> class_index{};
  std::optional<bool> held{};
};

ContactPage contacts_page(const core::State& state, CaseId id, const ContactFilter& filter,
                          std::size_t skip, std::size_t limit);  // Empty without a list.

struct ContactCount {
  std::uint16_t class_index = 0;
  std::uint16_t degree = 1;
  std::size_t listed = 0;
  std::size_t held = 0;
};

// One for each class that somebody was listed under, gravest first.
std::vector<ContactCount> contact_counts(const core::State& state, CaseId id);

}  // namespace firebreak::queries
