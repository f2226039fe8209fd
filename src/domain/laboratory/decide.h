// Decides what is asked of the laboratory room; changes nothing.
//
// Facts of one request are applied only after it was decided, so a bulk request keeps account of
// its own earlier rows (see draft.h). Refusals, in the order in which they are looked for, are
// listed where each request is decided: binding_decision.cc, custody_decision.cc,
// result_decision.cc and decide.cc; decide_test.cc and its siblings hold the tables.
#pragma once

#include <cstdint>
#include <vector>

#include "base/fact_header.h"
#include "base/result.h"
#include "domain/laboratory/facts.pb.h"
#include "domain/laboratory/requests.h"
#include "domain/laboratory/state.h"
#include "domain/policy/pack.h"
#include "domain/registry/state.h"

namespace firebreak::laboratory {

struct View {
  const State& laboratory;
  const registry::State& registry;
  const policy::Pack* pack;  // In force now; never null.
};

enum class RowFate : std::uint8_t {
  accepted = 0,
  duplicate = 1,  // Known already: nothing to record, nothing wrong.
  refused = 2,
};

struct RowOutcome {
  RowFate fate = RowFate::accepted;
  std::uint8_t flags = 0;  // BindingFlag bits, of bindings.
  TubeId tube{};           // Where known.
  Refusal refusal{};       // Of refused rows.
};

struct Decision {
  std::vector<Fact> facts;       // In the order to apply; may be none (all rows duplicates).
  std::vector<RowOutcome> rows;  // One a row of bindings, results and voids; else empty.
};

Result<Decision> decide(const View& view, const Request& request, const RequestContext& context);

}  // namespace firebreak::laboratory
