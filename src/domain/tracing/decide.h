// Decides what is asked of the tracing room; changes nothing.
//
// Refuses: stays.too_many_rows, stays.kept_longer, case.unknown, case.already_open,
// case.label_taken, case.label, case.not_registered, case.no_anchor, case.isolated_before_period,
// case.future, case.onset, person.unknown, pack.none, scope.outside, link.ends, link.setting,
// link.duplicate. Rows of RecordStays are refused one by one (RowRefusal): person.unknown,
// place.unknown, stay.duration, stay.too_long, stay.future, stay.expired, stay.duplicate,
// scope.outside.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/fact_header.h"
#include "base/result.h"
#include "domain/policy/pack.h"
#include "domain/registry/state.h"
#include "domain/tracing/facts.pb.h"
#include "domain/tracing/requests.h"
#include "domain/tracing/state.h"

namespace firebreak::tracing {

struct View {
  const State& tracing;
  const registry::State& registry;
  const policy::Pack* pack = nullptr;  // The pack in force, or null.
  // Since when a person has been held (isolated, quarantined); absent: at large. May be empty.
  std::function<std::optional<Instant>(PersonId)> held_since{};
  std::function<bool()> cancelled{};  // Asked during long searches. May be empty.
};

struct RowRefusal {
  std::uint32_t row;  // Of the request, from 0.
  std::string code;
};

struct Decision {
  std::vector<Fact> facts;
  std::vector<RowRefusal> row_refusals{};  // Of RecordStays, in row order.
  std::uint32_t rows_accepted = 0;         // + row_refusals.size() = rows given.
};

Result<Decision> decide(const View& view, const Request& request, const RequestContext& context);

}  // namespace firebreak::tracing
