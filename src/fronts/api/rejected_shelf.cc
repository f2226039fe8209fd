#include "fronts/api/rejected_shelf.h"

#include <algorithm>

namespace firebreak::api {

std::uint64_t RejectedShelf::put(std::string key, boost::json::object answer,
                                 std::string rejected_csv) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t id = next_++;
  const bool rejected = !rejected_csv.empty();
  answer["id"] = id;
  answer["rejected_file"] = nullptr;
  if (rejected) {
    answer["rejected_file"] = "/api/v1/registry/imports/" + std::to_string(id) + "/rejected";
  }
  shelf_.push_back({.id = id,
                    .key = std::move(key),
                    .answer = std::move(answer),
                    .rejected_csv = std::move(rejected_csv)});
  if (shelf_.size() > kImportsShelved) shelf_.pop_front();
  return id;
}

std::optional<RejectedShelf::Shelved> RejectedShelf::find(std::uint64_t id) const {
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find(shelf_, id, &Shelved::id);
  return found == shelf_.end() ? std::nullopt : std::optional(*found);
}

std::optional<RejectedShelf::Shelved> RejectedShelf::find_key(const std::string& key) const {
  const std::lock_guard lock(mutex_);
  if (key.empty()) return std::nullopt;
  const auto found = std::ranges::find(shelf_, key, &Shelved::key);
  return found == shelf_.end() ? std::nullopt : std::optional(*found);
}

}  // namespace firebreak::api
