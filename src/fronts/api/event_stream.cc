#include "fronts/api/event_stream.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace firebreak::api {
namespace {

// In the order of the fields of core::Fact.
constexpr std::array<std::string_view, 9> kRooms{"policy", "accounts",   "registry",
                                                 "duties", "laboratory", "tracing",
                                                 "zoning", "quarantine", "briefing"};

}  // namespace

ChangeBox::ChangeBox(service::Service& service)
    : service_(service), subscription_(service.subscribe([this](const service::Change& change) {
        const std::lock_guard lock(mutex_);
        const std::uint32_t rooms = waiting_ ? waiting_->rooms : 0;
        waiting_ = change;
        waiting_->rooms |= rooms;
      })) {}

ChangeBox::~ChangeBox() { service_.unsubscribe(subscription_); }

std::optional<service::Change> ChangeBox::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(waiting_, std::nullopt);
}

std::string change_text(const service::Change& change) {
  std::string rooms;
  for (std::size_t i = 0; i < kRooms.size(); ++i) {
    if ((change.rooms >> i & 1U) == 0) continue;
    if (!rooms.empty()) rooms += ",";
    rooms += fmt::format("\"{}\"", kRooms[i]);
  }
  return fmt::format(
      "id: {}\nevent: change\ndata: {{\"position\":{},\"recorded_at\":\"{}\",\"rooms\":[{}]}}\n\n",
      change.position, change.position, to_text(change.recorded_at), rooms);
}

std::string clock_text(Instant now, bool simulated) {
  return fmt::format("event: clock\ndata: {{\"now\":\"{}\",\"clock\":\"{}\"}}\n\n", to_text(now),
                     simulated ? "simulated" : "real");
}

}  // namespace firebreak::api
