// The documents that a pack cites, and the source of each of its numbers.
//
// A source is the id of a document in [sources], with a place in it after a colon if there is one
// ("plan_8: appendix 5"), or "unverified: why this value". Refuses an id that [sources] lacks.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "domain/policy/pack_problems.h"
#include "domain/policy/toml_tree.h"

namespace firebreak::policy {

class SourceList {
 public:
  void read_documents(const TomlNode& pack, PackProblems& problems);  // Its table [sources].
  // `written` is the value of a `source` key; the number at `key_path` has it from now on.
  void cite(const std::string& key_path, const TomlNode& written, PackProblems& problems);
  std::map<std::string, std::string> take() && { return std::move(cited_); }

 private:
  std::map<std::string, std::string> documents_;  // Id -> title, edition, date.
  std::map<std::string, std::string> cited_;      // Key path -> text for people.
};

}  // namespace firebreak::policy
