// Finds the neighbourhood that a row names: by its official code, or by name with what stands
// above.
//
// Names are compared by their stems, without committee, 社区 or 村 ("门楼社区居委会" is
// "门楼社区"). What several neighbourhoods are called is told apart by district and subdistrict,
// then by the word behind the stem. Made of the register as it was; neighbourhoods that come later
// are not in it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/registry/state.h"

namespace firebreak::imports {

struct NeighbourhoodName {  // Empty: the row does not say.
  std::string_view code;
  std::string_view district;
  std::string_view subdistrict;
  std::string_view neighbourhood;
};

std::string without_committee(std::string_view neighbourhood);   // "门楼社区"
std::string neighbourhood_stem(std::string_view neighbourhood);  // "门楼"

class NeighbourhoodIndex {
 public:
  explicit NeighbourhoodIndex(const registry::UnitTree& units);
  // Refuses row.neighbourhood_unknown, row.neighbourhood_ambiguous, row.address_missing.
  Result<UnitId> find(const registry::UnitTree& units, const NeighbourhoodName& name) const;

 private:
  std::map<std::string, std::vector<UnitId>, std::less<>> by_stem_;
};

}  // namespace firebreak::imports
