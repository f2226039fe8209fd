// One call of the API, however it came: over HTTP, or from the command line in the same process.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace firebreak::api {

inline constexpr std::size_t kBodyBytesMax = std::size_t{64} << 20;
inline constexpr std::string_view kBase = "/api/v1";

enum class Method { get, post };

struct Call {
  Method method = Method::get;
  std::string path;                          // Decoded, without /api/v1: "/duties".
  std::map<std::string, std::string> query;  // Decoded.
  std::string body{};
  std::string content_type{};      // Of the body.
  std::string idempotency_key{};   // As given; checked by the router.
  std::string if_none_match{};     // An ETag that the caller has.
  std::string actor = "operator";  // Label of who asks.
  std::string device = "api";      // Label of what asks.
};

struct Reply {
  int status = 200;
  std::string content_type = "application/json";
  std::string body{};
  std::map<std::string, std::string> headers{};  // Besides Content-Type and -Length.
};

// "/map/buildings?bbox=1,2" split and percent-decoded into `call`; false when it cannot be.
bool read_target(std::string_view target, Call& call);
std::string percent_decoded(std::string_view text);

}  // namespace firebreak::api
