// A folder for one test or fuzzer run, removed with everything in it.
//
// Used by *_test.cc and *_fuzz.cc of this room only.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/check.h"

namespace firebreak::vault {

class TestingFolder {
 public:
  TestingFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "vault_XXXXXX").string();
    CHECK(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~TestingFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestingFolder(const TestingFolder&) = delete;
  TestingFolder& operator=(const TestingFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

inline std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// In place, so that the mode stays.
inline void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

}  // namespace firebreak::vault
