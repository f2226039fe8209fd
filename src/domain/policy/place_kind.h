// What kind of place people share: it decides which contact rule of a pack applies there.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace firebreak::policy {

enum class PlaceKind : std::uint8_t {
  household = 0,  // Implied by the register; never a place of its own. Same door.
  workplace = 1,  // A firm, an office: its staff share it on working days.
  school = 2,
  class_group = 3,  // A school class: its pupils share it on school days.
  shop = 4,
  supermarket = 5,
  market = 6,  // 农贸市场
  restaurant = 7,
  hospital = 8,
  pharmacy = 9,
  transport = 10,      // A station.
  vehicle = 11,        // A bus, a metro train, a coach: one run.
  entertainment = 12,  // Cinema, karaoke, internet cafe, gym.
  worship = 13,
  park = 14,  // Open air.
  office_building = 15,
  hotel = 16,
  other = 17,
};

struct PlaceKindName {
  PlaceKind kind;
  std::string_view code;
};

inline constexpr std::array kPlaceKindNames{
    PlaceKindName{PlaceKind::household, "household"},
    PlaceKindName{PlaceKind::workplace, "workplace"},
    PlaceKindName{PlaceKind::school, "school"},
    PlaceKindName{PlaceKind::class_group, "class_group"},
    PlaceKindName{PlaceKind::shop, "shop"},
    PlaceKindName{PlaceKind::supermarket, "supermarket"},
    PlaceKindName{PlaceKind::market, "market"},
    PlaceKindName{PlaceKind::restaurant, "restaurant"},
    PlaceKindName{PlaceKind::hospital, "hospital"},
    PlaceKindName{PlaceKind::pharmacy, "pharmacy"},
    PlaceKindName{PlaceKind::transport, "transport"},
    PlaceKindName{PlaceKind::vehicle, "vehicle"},
    PlaceKindName{PlaceKind::entertainment, "entertainment"},
    PlaceKindName{PlaceKind::worship, "worship"},
    PlaceKindName{PlaceKind::park, "park"},
    PlaceKindName{PlaceKind::office_building, "office_building"},
    PlaceKindName{PlaceKind::hotel, "hotel"},
    PlaceKindName{PlaceKind::other, "other"},
};

std::string_view code_of(PlaceKind kind);
std::optional<PlaceKind> place_kind_of(std::string_view code);

}  // namespace firebreak::policy
