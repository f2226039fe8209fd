#include "fronts/api/page_files.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace firebreak::api {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".wasm", "application/wasm"},
    {".webmanifest", "application/manifest+json"},
    {".woff2", "font/woff2"},
}};

std::string_view type_of(const fs::path& file) {
  for (const auto& [ending, type] : kTypes) {
    if (file.extension() == ending) return type;
  }
  return "application/octet-stream";
}

bool inside(const fs::path& directory, const fs::path& file) {
  const auto relative = file.lexically_relative(directory);
  return !relative.empty() && *relative.begin() != "..";
}

}  // namespace

Reply page_file(const std::string& directory, const std::string& path) {
  std::error_code error;
  const fs::path root = fs::weakly_canonical(directory, error);
  fs::path file = fs::weakly_canonical(root / fs::path(path).relative_path(), error);
  if (error || !inside(root, file) || !fs::is_regular_file(file, error)) {
    if (fs::path(path).has_extension()) {
      return {.status = 404, .content_type = "text/plain; charset=utf-8", .body = "not found\n"};
    }
    file = root / "index.html";
  }
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return {.status = 503,
            .content_type = "text/plain; charset=utf-8",
            .body =
                "The page is not built: run ./dev demo, or give --web the folder of its "
                "files.\n网页尚未构建。\n"};
  }
  Reply reply{.content_type = std::string(type_of(file)),
              .body = std::string(std::istreambuf_iterator<char>(stream), {})};
  const bool hashed = path.starts_with("/assets/");  // Their names change with their content.
  reply.headers["Cache-Control"] = hashed ? "public, max-age=31536000, immutable" : "no-cache";
  return reply;
}

}  // namespace firebreak::api
