// The parts of answers about the response itself (cases, zones, duties), and the words of its
// POSTs, as the contract has them.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include <boost/json/object.hpp>

#include "engine/core/state.h"
#include "engine/queries/duty_board.h"
#include "fronts/api/parameters.h"

namespace firebreak::api {

policy::Text case_title(CaseId id);  // 病例 3, case 3: counted from one.
// Titles of a kind of duty: of the pack in force, or its code where there is none.
policy::Text duty_title(const core::State& state, policy::DutyKind kind);
boost::json::object duty_json(const core::State& state, DutyId id, Instant now);

// Refuses case.unknown.
Result<CaseId> case_in(const core::State& state, const Parameters& parameters,
                       std::string_view name);
// true, false, or absent; refuses request.word.
Result<std::optional<bool>> flag_if(const Parameters& parameters, std::string_view name);

// The value of a word of the body by a table, blaming the field where the word is not in it.
template <class Value, std::size_t N>
Value value_of(Body& body, std::string_view name,
               const std::array<std::pair<std::string_view, Value>, N>& table, Value otherwise) {
  const std::string word = body.text_or(name, {});
  if (word.empty()) return otherwise;
  for (const auto& [code, value] : table) {
    if (code == word) return value;
  }
  body.blame("request.word", name);
  return otherwise;
}

// The first word of a table for the value.
template <class Value, std::size_t N>
std::string_view word_of(Value value,
                         const std::array<std::pair<std::string_view, Value>, N>& table) {
  for (const auto& [code, known] : table) {
    if (known == value) return code;
  }
  return table.back().first;
}

}  // namespace firebreak::api
