#include "fronts/cli/share.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace firebreak::cli {

std::string share_path(const std::string& relative) {
  namespace fs = std::filesystem;
  if (const char* given = std::getenv("FIREBREAK_SHARE"))
    return std::string(given) + "/" + relative;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const std::array<fs::path, 2> folders{program.parent_path() / ".." / "share" / "firebreak",
                                        program.parent_path() / ".." / ".."};
  for (const fs::path& folder : folders) {
    const fs::path path = (folder / relative).lexically_normal();
    if (fs::exists(path, error)) return path.string();
  }
  return relative;
}

IoResult<std::string> read_file(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    return IoError{.code = "file.unreadable", .message = "cannot read " + path};
  }
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

IoResult<std::string> read_share(const std::string& relative) {
  return read_file(share_path(relative));
}

}  // namespace firebreak::cli
