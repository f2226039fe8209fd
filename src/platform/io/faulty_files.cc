#include "platform/io/faulty_files.h"

#include <algorithm>
#include <utility>

namespace firebreak::io {
namespace {

IoError injected(const char* attempt) {
  return {"io.failed", std::string("a fault put there on purpose: ") + attempt};
}

class FaultyWriter : public FileWriter {
 public:
  FaultyWriter(FaultyFiles& files, std::unique_ptr<FileWriter> inner)
      : files_(files), inner_(std::move(inner)) {}
  IoResult<void> append(std::span<const std::byte> bytes) override {
    return files_.append(*inner_, bytes);
  }
  IoResult<void> sync() override { return files_.sync(*inner_); }

 private:
  FaultyFiles& files_;
  std::unique_ptr<FileWriter> inner_;
};

}  // namespace

IoResult<std::unique_ptr<FileWriter>> FaultyFiles::create(const std::string& path, Access access) {
  if (fails()) return injected("create");
  auto inner = inner_.create(path, access);
  if (!inner) return inner.error();
  return std::make_unique<FaultyWriter>(*this, std::move(*inner));
}

IoResult<void> FaultyFiles::append(FileWriter& file, std::span<const std::byte> bytes) {
  if (fails()) return injected("append");
  const std::uint64_t space = plan_.space_bytes - std::min(plan_.space_bytes, written_bytes_);
  std::size_t kept = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), space));
  IoError error{"io.disk_full", "a disk of limited size, on purpose"};
  if (kept == bytes.size() && plan_.torn_chance > 0 && random_.chance(plan_.torn_chance)) {
    kept = random_.below(bytes.size() + 1);
    error = injected("torn append");
  } else if (kept == bytes.size()) {
    written_bytes_ += kept;
    return file.append(bytes);
  }
  written_bytes_ += kept;
  const IoResult<void> prefix = file.append(bytes.first(kept));
  return prefix ? error : prefix.error();
}

IoResult<void> FaultyFiles::sync(FileWriter& file) {
  if (fails()) return injected("sync");
  return file.sync();
}

IoResult<std::unique_ptr<FileReader>> FaultyFiles::open(const std::string& path) const {
  return inner_.open(path);
}

IoResult<void> FaultyFiles::rename(const std::string& from, const std::string& to) {
  if (fails()) return injected("rename");
  return inner_.rename(from, to);
}

IoResult<void> FaultyFiles::remove(const std::string& path) {
  if (fails()) return injected("remove");
  return inner_.remove(path);
}

IoResult<void> FaultyFiles::make_directory(const std::string& path) {
  return inner_.make_directory(path);
}

IoResult<std::vector<std::string>> FaultyFiles::list(const std::string& directory) const {
  return inner_.list(directory);
}

IoResult<std::uint64_t> FaultyFiles::size(const std::string& path) const {
  return inner_.size(path);
}

IoResult<std::uint64_t> FaultyFiles::free_space(const std::string& directory) const {
  auto inner = inner_.free_space(directory);
  if (!inner) return inner.error();
  return std::min(*inner, plan_.space_bytes - std::min(plan_.space_bytes, written_bytes_));
}

}  // namespace firebreak::io
