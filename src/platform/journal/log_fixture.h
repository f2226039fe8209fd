// What the tests of logs share: a folder of their own, batches that say which they are.
//
// Only for *_test.cc, *_bench.cc and *_fuzz.cc.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/random.h"
#include "platform/journal/journal.h"

namespace firebreak::journal {

inline constexpr JournalIdentity kTestIdentity{
    .id = {std::byte{1}, std::byte{2}, std::byte{3}},
    .created_at = Instant{1'648'641'600'000},  // 2022-03-30T20:00:00+08:00
};

// The body that belongs to the batch that starts at `first`, so that a reader can tell.
inline std::vector<std::byte> body_of(Position first, std::size_t size) {
  std::vector<std::byte> body(size);
  Random random(first);
  for (std::byte& byte : body) byte = static_cast<std::byte>(random.next());
  return body;
}

// Appends a batch whose count and size follow from where it starts.
inline IoResult<Head> append_next(Log& log) {
  const Position first = log.head().position + 1;
  const std::vector<std::byte> body = body_of(first, mix(first) % 9000);
  return log.append({.body = body,
                     .fact_count = static_cast<std::uint32_t>(1 + mix(first + 7) % 5),
                     .recorded_at = kTestIdentity.created_at +
                                    Duration::seconds(static_cast<std::int64_t>(first / 3))});
}

// True where every batch up to the head is the one that append_next wrote.
inline bool holds_what_was_appended(Log& log) {
  bool same = true;
  const IoResult<void> read = log.read(0, [&](const BatchRow& row) {
    const auto expected = body_of(row.first_position, mix(row.first_position) % 9000);
    same = same && std::equal(row.body.begin(), row.body.end(), expected.begin(), expected.end());
    return true;
  });
  return read && same;
}

class Folder {
 public:
  explicit Folder(const std::string& name)
      : path_((std::filesystem::temp_directory_path() / ("firebreak_" + name)).string()) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline void write_text(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  CHECK(file.good());
}

}  // namespace firebreak::journal
