// One case of the line list: who, how sure, since when, found how.
//
// A case is a registered person, or a row of an imported line list named by a label. Dates that
// are not known are absent, and the infectious period then says so (see infectious_period.h).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/ids.h"
#include "base/instant.h"

namespace firebreak::tracing {

enum class CaseClassification : std::uint8_t {
  suspected = 0,
  probable = 1,
  confirmed = 2,
  asymptomatic = 3,  // Infected, confirmed by the laboratory, without symptoms so far.
  discarded = 4,
};

enum class CaseOrigin : std::uint8_t { local = 0, imported = 1 };

enum class CaseFound : std::uint8_t {  // 发现途径
  unknown = 0,
  screening = 1,        // A round or a single specimen asked for by the response.
  contact_tracing = 2,  // Already held as a contact.
  clinic = 3,           // Came with symptoms.
  other_province = 4,   // Told by another place's investigation (协查).
  imported_list = 5,    // A line list.
};

struct CaseRecord {
  PersonId person;  // None for a case of a line list.
  CaseClassification classification = CaseClassification::suspected;
  CaseOrigin origin = CaseOrigin::local;
  CaseFound found_how = CaseFound::unknown;
  TubeId tube{};  // Of the first positive; none.
  std::optional<Day> onset{};
  std::optional<Instant> positive_specimen_at{};
  std::optional<Instant> isolated_at{};
  Instant opened_at;  // When it was recorded here.
  std::string_view label{};
};

std::string_view code_of(CaseClassification classification);  // "confirmed"
std::string_view code_of(CaseOrigin origin);                  // "local"
std::string_view code_of(CaseFound found_how);                // "screening"
std::optional<CaseClassification> case_classification_of(std::string_view code);
std::optional<CaseOrigin> case_origin_of(std::string_view code);
std::optional<CaseFound> case_found_of(std::string_view code);

}  // namespace firebreak::tracing
