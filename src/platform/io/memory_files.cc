#include "platform/io/memory_files.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace firebreak::io {
namespace {

class MemoryWriter : public FileWriter {
 public:
  explicit MemoryWriter(std::shared_ptr<MemoryFiles::Node> node) : node_(std::move(node)) {}

  IoResult<void> append(std::span<const std::byte> bytes) override {
    node_->bytes.insert(node_->bytes.end(), bytes.begin(), bytes.end());
    return {};
  }

  IoResult<void> sync() override {
    node_->synced = node_->bytes;
    node_->ever_synced = true;
    return {};
  }

 private:
  std::shared_ptr<MemoryFiles::Node> node_;
};

class MemoryReader : public FileReader {
 public:
  explicit MemoryReader(std::shared_ptr<const MemoryFiles::Node> node)
      : node_(std::move(node)), size_(node_->bytes.size()) {}

  IoResult<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> bytes) const override {
    if (offset >= node_->bytes.size() || bytes.empty()) return std::size_t{0};
    const std::size_t count = std::min<std::size_t>(bytes.size(), node_->bytes.size() - offset);
    std::memcpy(bytes.data(), node_->bytes.data() + offset, count);
    return count;
  }

  std::uint64_t size() const override { return size_; }

 private:
  std::shared_ptr<const MemoryFiles::Node> node_;
  std::uint64_t size_;
};

IoError not_found(const std::string& path) {
  return {"io.not_found", "cannot open " + path + ": no such file"};
}

}  // namespace

IoResult<std::unique_ptr<FileWriter>> MemoryFiles::create(const std::string& path,
                                                          Access /*access*/) {
  std::shared_ptr<Node>& node = nodes_[path];
  if (!node) node = std::make_shared<Node>();
  node->bytes.clear();
  return std::make_unique<MemoryWriter>(node);
}

IoResult<std::unique_ptr<FileReader>> MemoryFiles::open(const std::string& path) const {
  const auto found = nodes_.find(path);
  if (found == nodes_.end()) return not_found(path);
  return std::make_unique<MemoryReader>(found->second);
}

IoResult<void> MemoryFiles::rename(const std::string& from, const std::string& to) {
  const auto found = nodes_.find(from);
  if (found == nodes_.end()) return not_found(from);
  std::shared_ptr<Node> node = std::move(found->second);
  nodes_.erase(found);
  // The name is durable now, and so the file is there after a crash, with its synced bytes only.
  node->ever_synced = true;
  nodes_[to] = std::move(node);
  return {};
}

IoResult<void> MemoryFiles::remove(const std::string& path) {
  if (nodes_.erase(path) == 0) return not_found(path);
  return {};
}

IoResult<void> MemoryFiles::make_directory(const std::string& /*path*/) { return {}; }

IoResult<std::vector<std::string>> MemoryFiles::list(const std::string& directory) const {
  const std::string prefix = directory + "/";
  std::vector<std::string> names;
  for (const auto& [path, node] : nodes_) {
    if (!path.starts_with(prefix)) continue;
    const std::string name = path.substr(prefix.size());
    if (name.find('/') == std::string::npos) names.push_back(name);
  }
  return names;
}

IoResult<std::uint64_t> MemoryFiles::size(const std::string& path) const {
  const auto found = nodes_.find(path);
  if (found == nodes_.end()) return not_found(path);
  return static_cast<std::uint64_t>(found->second->bytes.size());
}

IoResult<std::uint64_t> MemoryFiles::free_space(const std::string& /*directory*/) const {
  return free_space_bytes_;
}

void MemoryFiles::crash() {
  std::erase_if(nodes_, [](const auto& entry) { return !entry.second->ever_synced; });
  for (auto& [path, node] : nodes_) node->bytes = node->synced;
}

std::vector<std::byte>* MemoryFiles::bytes(const std::string& path) {
  const auto found = nodes_.find(path);
  return found == nodes_.end() ? nullptr : &found->second->bytes;
}

}  // namespace firebreak::io
