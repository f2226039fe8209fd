#include "fronts/api/messages.h"

#include <map>

#include <boost/json.hpp>

#include "base/check.h"
#include "messages_embedded.h"  // Made by CMake from messages/*.json.

namespace firebreak::api {
namespace {

using Catalogue = std::map<std::string, std::string>;

Catalogue read_catalogue(std::string_view text) {
  Catalogue catalogue;
  const boost::json::value json = boost::json::parse(text);  // Ours: checked by a test.
  for (const auto& [code, words] : json.as_object()) {
    catalogue.emplace(code, std::string(words.as_string()));
  }
  return catalogue;
}

const Catalogue& catalogue(Language language) {
  static const Catalogue zh = read_catalogue(kMessagesZh);
  static const Catalogue en = read_catalogue(kMessagesEn);
  return language == Language::zh ? zh : en;
}

}  // namespace

std::string words_of(const Refusal& refusal, Language language) {
  const auto found = catalogue(language).find(refusal.code);
  if (found == catalogue(language).end()) return refusal.code;
  std::string words = found->second;
  for (const RefusalValue& value : refusal.values) {
    const std::string mark = "{" + value.name + "}";
    for (std::size_t at = words.find(mark); at != std::string::npos;
         at = words.find(mark, at + value.value.size())) {
      words.replace(at, mark.size(), value.value);
    }
  }
  // After the values: a value of that name says more than the request's own field.
  for (std::size_t at = words.find("{field}"); at != std::string::npos;
       at = words.find("{field}", at + refusal.field.size())) {
    words.replace(at, std::string_view("{field}").size(), refusal.field);
  }
  return words;
}

bool has_message(const std::string& code) {
  return catalogue(Language::zh).contains(code) && catalogue(Language::en).contains(code);
}

}  // namespace firebreak::api
