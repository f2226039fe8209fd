// Finds people of the register by document, each document once.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "engine/imports/import_desk.h"
#include "platform/vault/vault.h"

namespace firebreak::imports {

class PersonLookup {
 public:
  PersonLookup(const ImportDesk& desk, vault::Vault& vault) : desk_(desk), vault_(vault) {}

  // None when nobody on the register has this document. The number is in normal form.
  Result<PersonId> find(vault::DocumentKind kind, const std::string& number);
  // People without a document of their own have a label as a document of kind `other`.
  Result<PersonId> find_label(const std::string& label);

 private:
  const ImportDesk& desk_;
  vault::Vault& vault_;
  std::map<std::pair<vault::DocumentKind, std::string>, PersonId> known_;
};

}  // namespace firebreak::imports
