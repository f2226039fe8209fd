#include "domain/quarantine/hold.h"

#include <array>
#include <utility>

#include "base/check.h"

namespace firebreak::quarantine {
namespace {

constexpr std::array kReasons{
    std::pair{HoldReason::pool_member, std::string_view("pool_member")},
    std::pair{HoldReason::antigen_positive, std::string_view("antigen_positive")},
    std::pair{HoldReason::household_of_positive, std::string_view("household_of_positive")},
    std::pair{HoldReason::close_contact, std::string_view("close_contact")},
    std::pair{HoldReason::contact_of_contact, std::string_view("contact_of_contact")},
    std::pair{HoldReason::case_record, std::string_view("case")},
    std::pair{HoldReason::zone, std::string_view("zone")},
    std::pair{HoldReason::other, std::string_view("other")},
};

}  // namespace

std::string_view code_of(HoldReason reason) {
  for (const auto& [value, code] : kReasons) {
    if (value == reason) return code;
  }
  CHECK(false);
}

std::optional<HoldReason> hold_reason_of(std::string_view code) {
  for (const auto& [value, name] : kReasons) {
    if (name == code) return value;
  }
  return std::nullopt;
}

}  // namespace firebreak::quarantine
