// A city served on loopback until somebody stops it: the server, the clock's strokes, signals.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "fronts/api/server.h"
#include "fronts/cli/city.h"

namespace firebreak::cli {

inline constexpr int kStrokeSeconds = 10;  // Between looks at overdue duties.

class RunningServer {
 public:
  // Listens at once; nothing is answered before run().
  static IoResult<std::unique_ptr<RunningServer>> start(OpenCity& city, const api::Router& router,
                                                        api::ServerOptions options);
  ~RunningServer();

  std::string url() const { return server_->url(); }
  // Until SIGINT, SIGTERM, stop(), or a journal that takes nothing more (the error).
  IoResult<void> run();
  void stop();

 private:
  RunningServer(OpenCity& city, std::unique_ptr<api::Server> server)
      : city_(city), server_(std::move(server)) {}
  void strike();

  OpenCity& city_;
  std::unique_ptr<api::Server> server_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
};

}  // namespace firebreak::cli
