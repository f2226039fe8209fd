// What may be asked of the tracing room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/tracing/case_record.h"

namespace firebreak::tracing {

inline constexpr std::size_t kStaysPerRequestMax = 200'000;
inline constexpr std::size_t kLabelBytesMax = 80;
inline constexpr std::size_t kSettingBytesMax = 200;

struct StayRow {
  PersonId person;
  PlaceId place;
  Instant entered_at;
  Instant left_at;  // After entered_at; at most kStayDaysMax later.
};

struct RecordStays {
  std::vector<StayRow> stays;
};

struct DropStays {  // Retention: forget what began before this local day.
  Day before;
};

struct OpenCase {
  PersonId person{};    // Or none, with a label.
  std::string label{};  // Of a line list; empty for a registered person.
  CaseClassification classification = CaseClassification::confirmed;
  CaseOrigin origin = CaseOrigin::local;
  std::optional<Day> onset{};
  std::optional<Instant> positive_specimen_at{};
  TubeId tube{};
  CaseFound found_how = CaseFound::unknown;
};

struct UpdateCase {  // Absent: as it was.
  CaseId case_id;
  std::optional<CaseClassification> classification{};
  std::optional<CaseOrigin> origin{};
  std::optional<Day> onset{};
  std::optional<Instant> positive_specimen_at{};
  std::optional<Instant> isolated_at{};
  bool without_onset = false;  // The onset was an error.
};

struct ListContacts {
  CaseId case_id;
};

struct RecordLink {
  CaseId from_case;
  CaseId to_case{};  // One of these two.
  PersonId to_person{};
  std::string setting{};
  std::optional<Day> day{};
};

using Request =
    std::variant<RecordStays, DropStays, OpenCase, UpdateCase, ListContacts, RecordLink>;

}  // namespace firebreak::tracing
