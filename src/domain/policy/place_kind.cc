#include "domain/policy/place_kind.h"

#include "base/check.h"

namespace firebreak::policy {

std::string_view code_of(PlaceKind kind) {
  for (const PlaceKindName& entry : kPlaceKindNames) {
    if (entry.kind == kind) return entry.code;
  }
  CHECK(false);
}

std::optional<PlaceKind> place_kind_of(std::string_view code) {
  for (const PlaceKindName& entry : kPlaceKindNames) {
    if (entry.code == code) return entry.kind;
  }
  return std::nullopt;
}

}  // namespace firebreak::policy
