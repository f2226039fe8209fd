// The machine's own files.
//
// Every failure names the path and the system's reason; a full disk is io.disk_full.
#pragma once

#include "platform/io/files.h"

namespace firebreak::io {

class PosixFiles : public Files {
 public:
  IoResult<std::unique_ptr<FileWriter>> create(const std::string& path,
                                               Access access = Access::everybody) override;
  IoResult<std::unique_ptr<FileReader>> open(const std::string& path) const override;
  IoResult<void> rename(const std::string& from, const std::string& to) override;
  IoResult<void> remove(const std::string& path) override;
  IoResult<void> make_directory(const std::string& path) override;
  IoResult<std::vector<std::string>> list(const std::string& directory) const override;
  IoResult<std::uint64_t> size(const std::string& path) const override;
  IoResult<std::uint64_t> free_space(const std::string& directory) const override;
};

// What errno means, as an IoError of ours.
IoError system_error(int error_number, const std::string& attempt, const std::string& path);

// A descriptor that is closed once.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor();
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }

 private:
  int number_;
};

}  // namespace firebreak::io
