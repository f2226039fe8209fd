// The rejected rows of the last imports, kept in memory only: they hold names.
//
// Also what was answered, so that a repeated Idempotency-Key is answered the same again and imports
// nothing. Thread-safe.
#pragma once

#include <deque>
#include <mutex>
#include <optional>
#include <string>

#include <boost/json/object.hpp>

namespace firebreak::api {

inline constexpr std::size_t kImportsShelved = 16;

class RejectedShelf {
 public:
  struct Shelved {
    std::uint64_t id = 0;
    std::string key;
    boost::json::object answer;
    std::string rejected_csv;
  };

  // Gives the import its number; the oldest of more than kImportsShelved is forgotten.
  std::uint64_t put(std::string key, boost::json::object answer, std::string rejected_csv);
  std::optional<Shelved> find(std::uint64_t id) const;
  std::optional<Shelved> find_key(const std::string& key) const;

 private:
  mutable std::mutex mutex_;
  std::deque<Shelved> shelf_;
  std::uint64_t next_ = 0;
};

}  // namespace firebreak::api
