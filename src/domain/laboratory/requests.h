// What may be asked of the laboratory room. When it happened in the world is occurred_at of the
// request's context, except where a row carries its own time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/laboratory/tube.h"
#include "domain/registry/geo_point.h"

namespace firebreak::laboratory {

inline constexpr std::size_t kRowsPerRequestMax = 20'000;
inline constexpr std::size_t kRoundUnitsMax = 2'000;
inline constexpr std::size_t kTextBytesMax = 300;  // Names, reasons, labels.
inline constexpr std::size_t kGeneTargetsMax = 8;

struct OpenRound {
  std::string campaign;
  std::string name;
  std::vector<UnitId> units;  // A unit under another of them is dropped.
  Instant opens_at;
  Instant deadline;
  int pool_size = 0;  // 0: the pack's.
  RoundPurpose purpose = RoundPurpose::screening;
};

struct CloseRound {
  RoundId round;
};

struct SetPoolSize {  // Also asked by a reaction when a zone's level changes.
  RoundId round;
  UnitId unit;
  int pool_size = 0;  // 1..the pack's maximum; 0 lifts what was set for the unit.
  bool household_pool = false;
};

struct OpenStation {
  std::string name;
  UnitId unit;
  registry::GeoPoint position{};
};

struct OpenLaboratory {
  std::string name;
  std::uint32_t tubes_per_day = 0;  // 0: not known.
};

struct GrantExemption {
  std::vector<PersonId> people;
  RoundId round{};     // none: for all rounds.
  std::string reason;  // policy::ExemptionReason::id of the pack.
  Instant expires_at;
};

// The hot one. Opens the tube when its code is seen for the first time.
struct BindSpecimen {
  std::string tube_code;
  PersonId person;
  StationId station;
  RoundId round;
  Instant collected_at;
  TubePurpose purpose = TubePurpose::screening;
};

// Each row is decided on its own; the request as a whole is refused only when it is too long.
struct BindSpecimens {
  std::vector<BindSpecimen> rows;
};

struct UndoBinding {
  std::string tube_code;
  PersonId person;
  std::string reason;
};

struct HandOverTubes {
  RoundId round;
  StationId station;
  std::string courier;  // A label of the box or vehicle, no person's name.
  std::vector<std::string> tube_codes;
  std::uint32_t declared_count = 0;
};

struct ReceiveTubes {
  RoundId round;
  LaboratoryId laboratory;
  std::uint32_t hand_over = 0xffffffffU;  // Its number, when the box says it.
  std::vector<std::string> tube_codes;
  std::uint32_t declared_count = 0;
};

struct GeneReading {
  std::string gene;              // "ORF1ab"
  double cycle_threshold = 0.0;  // 0: not detected.
};

struct ReportResult {
  std::string tube_code;
  LaboratoryId laboratory;
  std::optional<Outcome> outcome{};  // Absent: by the pack's rule from the readings.
  std::vector<GeneReading> readings{};
  bool corrects = false;  // The laboratory says that its earlier result was wrong.
};

struct ReportResults {  // Each row is decided on its own.
  std::vector<ReportResult> rows;
};

struct ReportAntigen {
  PersonId person;
  bool positive = false;
};

struct VoidTube {
  std::string tube_code;
  std::string reason;
};

using Request =
    std::variant<OpenRound, CloseRound, SetPoolSize, OpenStation, OpenLaboratory, GrantExemption,
                 BindSpecimen, BindSpecimens, UndoBinding, HandOverTubes, ReceiveTubes,
                 ReportResult, ReportResults, ReportAntigen, VoidTube>;

}  // namespace firebreak::laboratory
