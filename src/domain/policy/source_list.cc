#include "domain/policy/source_list.h"

#include "domain/policy/pack.h"

namespace firebreak::policy {
namespace {

constexpr std::string_view kUnverified = "unverified";

std::string joined_ids(const std::map<std::string, std::string>& documents) {
  std::string ids{kUnverified};
  for (const auto& [id, title] : documents) ids += ", " + id;
  return ids;
}

}  // namespace

void SourceList::read_documents(const TomlNode& pack, PackProblems& problems) {
  const TomlNode* table = pack.find("sources");
  if (table == nullptr || table->kind != TomlKind::table) {
    problems.add({.code = "pack.missing_key", .key = "sources", .expected = "[sources]"});
    return;
  }
  for (const TomlNode& document : table->children) {
    const PackProblem at{.key = "sources." + document.key,
                         .line = document.line,
                         .column = document.column,
                         .found = document.text};
    PackProblem problem = at;
    if (document.kind != TomlKind::text || document.text.empty()) {
      problem.code = "pack.wrong_type";
      problem.expected = "\"title, edition, date\"";
      problems.add(problem);
    } else if (document.key == kUnverified) {
      problem.code = "pack.duplicate_id";
      problems.add(problem);
    } else {
      documents_[document.key] = document.text;
    }
  }
}

void SourceList::cite(const std::string& key_path, const TomlNode& written,
                      PackProblems& problems) {
  const std::size_t colon = written.text.find(": ");
  const std::string id = written.text.substr(0, colon);
  const std::string detail =
      colon == std::string::npos ? std::string{} : written.text.substr(colon + 2);
  PackProblem problem{.code = "",
                      .key = key_path,
                      .line = written.line,
                      .column = written.column,
                      .found = written.text};
  if (written.kind != TomlKind::text) {
    problem.code = "pack.wrong_type";
    problem.expected = "\"document: place in it\"";
  } else if (id == kUnverified && detail.empty()) {
    problem.code = "pack.no_source";
    problem.expected = "\"unverified: ...\"";
  } else if (id == kUnverified) {
    cited_[key_path] = std::string(kUnverifiedPrefix) + detail;
  } else if (const auto document = documents_.find(id); document != documents_.end()) {
    cited_[key_path] = document->second + (detail.empty() ? "" : ": " + detail);
  } else {
    problem.code = "pack.dangling_reference";
    problem.expected = joined_ids(documents_);
  }
  if (!problem.code.empty()) problems.add(problem);
}

}  // namespace firebreak::policy
