// Many short strings end to end in one buffer, named by their number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace firebreak {

class StringPool {
 public:
  std::size_t size() const { return ends_.size(); }
  std::uint32_t add(std::string_view text) {
    bytes_.append(text);
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    return static_cast<std::uint32_t>(ends_.size() - 1);
  }
  std::string_view operator[](std::uint32_t number) const {
    const std::uint32_t first = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(bytes_).substr(first, ends_[number] - first);
  }
  template <class Archive>
  void columns(Archive& archive) {
    archive("bytes", bytes_);
    archive("ends", ends_);
  }

 private:
  std::string bytes_;  // Below 4 GiB: names are counted in the limits of the register.
  std::vector<std::uint32_t> ends_;
};

}  // namespace firebreak
