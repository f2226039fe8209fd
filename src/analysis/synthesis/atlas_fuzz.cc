// Any three texts are read or refused; those that are read also divide and settle without a crash.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "analysis/synthesis/synthetic_city.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  constexpr std::size_t kBytesMax = 20'000;
  if (size > kBytesMax) return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  // The three texts are parted by a byte that none of them holds.
  const std::size_t first = text.find('\x01');
  if (first == std::string_view::npos) return 0;
  const std::size_t second = text.find('\x01', first + 1);
  if (second == std::string_view::npos) return 0;
  const auto city = firebreak::synthesis::make_synthetic_city(
      {.communities_csv = text.substr(0, first),
       .districts_geojson = text.substr(first + 1, second - first - 1),
       .landmarks_csv = text.substr(second + 1)},
      {.people = 50});
  static_cast<void>(city.has_value());
  return 0;
}
