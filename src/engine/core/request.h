// What may be asked of Firebreak, as one type; and what comes back.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/key_table.h"
#include "base/result.h"
#include "domain/duties/requests.h"
#include "domain/laboratory/requests.h"
#include "domain/policy/requests.h"
#include "domain/quarantine/requests.h"
#include "domain/registry/requests.h"
#include "domain/tracing/requests.h"
#include "domain/zoning/requests.h"
#include "engine/core/position.h"

namespace firebreak::core {

inline constexpr std::size_t kLabelBytesMax = 100;

struct HoldRollCall {
  std::string label;  // "20:00"
};

using Request =
    std::variant<policy::AdoptPack, registry::Request, duties::Request, laboratory::Request,
                 tracing::Request, zoning::Request, quarantine::Request, HoldRollCall>;

// A request with who asks, from which device, and the key that makes repeating it harmless.
struct Envelope {
  Request request;
  std::string actor = "operator";    // An account label; the local operator's until accounts exist.
  std::string device = "firebreak";  // A device label.
  Key key{};                         // Empty: not protected against repetition.
  Instant occurred_at{};             // 0: now.
  UnitId scope{0};                   // The area the actor answers for.
};

// The fate of one row of a request in bulk.
struct RowFate {
  enum class Kind : std::uint8_t { accepted, duplicate, refused } kind = Kind::accepted;
  Refusal refusal{};  // Where refused.
};

struct Accepted {
  Position first = 0;  // Of the request's facts; 0 where there were none to record.
  Position last = 0;
  bool duplicate = false;       // The key was used before: nothing new was recorded.
  std::vector<RowFate> rows{};  // Of a request in bulk; empty otherwise.
};

}  // namespace firebreak::core
