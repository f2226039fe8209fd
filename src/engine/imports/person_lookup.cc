#include "engine/imports/person_lookup.h"

#include "engine/imports/import_sheet.h"

namespace firebreak::imports {

Result<PersonId> PersonLookup::find(vault::DocumentKind kind, const std::string& number) {
  const auto key = std::pair(kind, number);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  const auto found = vault_.find_by_document(kind, number);
  if (!found) return vault_failed(found.error());
  const PersonId registered = desk_.read([&](const core::State& state) {
    for (const PersonId person : *found) {
      if (state.registry.people().has(person)) return person;
    }
    return PersonId::none();
  });
  known_.emplace(key, registered);
  return registered;
}

Result<PersonId> PersonLookup::find_label(const std::string& label) {
  return find(vault::DocumentKind::other,
              vault::normal_document_number(vault::DocumentKind::other, label));
}

}  // namespace firebreak::imports
