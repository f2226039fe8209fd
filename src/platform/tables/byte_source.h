// Where a table's bytes come from: a file, or bytes in memory.
//
// Invariant: a source has a size that is known at the start and can be read again from its start,
// because the encoding is decided over the whole input before the first row is given out.
// Refuses `table.unreadable`: no such file, a folder, a pipe, a disk that fails.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"

namespace firebreak::tables {

struct FilePath {
  std::string path;
};

// Bytes in memory are not copied: they must live as long as the reader.
using TableInput = std::variant<FilePath, std::string_view>;

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual Result<std::size_t> read(std::span<char> out) = 0;  // 0 at the end.
  virtual Result<void> rewind() = 0;
  virtual std::uint64_t size() const = 0;
};

Result<std::unique_ptr<ByteSource>> open_source(const TableInput& input);

// The first bytes of a source, at most `bytes_max`; the source is back at its start afterwards.
Result<std::string> first_bytes(ByteSource& source, std::size_t bytes_max);

}  // namespace firebreak::tables
