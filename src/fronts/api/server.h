// The HTTP server: Boost.Beast coroutines around the router, the page's files and the event stream.
//
// Listens on loopback only: there are no accounts yet, so anything else is refused
// (server.not_loopback). Calls are answered on a small pool of threads, so that a long one (a past
// State, an import) does not hold up the others. Limits: bodies, header size, connections, idle
// time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "fronts/api/router.h"

namespace firebreak::api {

inline constexpr int kConnectionsMax = 4096;
inline constexpr int kIdleSecondsMax = 60;

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;    // 0: any free one.
  std::string web_directory{};  // The page's files; empty: no page.
  int threads = 2;
};

class Server {
 public:
  // Bound and listening when this returns; nothing is answered before run().
  static IoResult<std::unique_ptr<Server>> listen(const Router& router, ServerOptions options);
  ~Server();

  std::string url() const;  // "http://127.0.0.1:8080/"
  void run();               // Until stop(), which any thread or signal may call.
  void stop();

 private:
  struct Core;
  explicit Server(std::unique_ptr<Core> core);
  std::unique_ptr<Core> core_;
};

}  // namespace firebreak::api
