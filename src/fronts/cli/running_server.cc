#include "fronts/cli/running_server.h"

#include <csignal>

#include <pthread.h>

namespace firebreak::cli {
namespace {

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

constexpr timespec kSignalWait{.tv_sec = 0, .tv_nsec = 200'000'000};

}  // namespace

IoResult<std::unique_ptr<RunningServer>> RunningServer::start(OpenCity& city,
                                                              const api::Router& router,
                                                              api::ServerOptions options) {
  // Blocked before any thread of the server exists, so that only run() receives them.
  const sigset_t signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  auto server = api::Server::listen(router, std::move(options));
  if (!server) return server.error();
  if (city.data().lock) {
    if (auto said = city.data().lock->set_line((*server)->url()); !said) return said.error();
  }
  return std::unique_ptr<RunningServer>(new RunningServer(city, std::move(*server)));
}

RunningServer::~RunningServer() { stop(); }

void RunningServer::strike() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (stopped_.wait_for(lock, std::chrono::seconds(kStrokeSeconds),
                          [this] { return stopping_; })) {
      return;
    }
    lock.unlock();
    city_.service().submit({.request = duties::Request(duties::EscalateOverdue{})},
                           [](const service::Answer&) {});
    lock.lock();
  }
}

IoResult<void> RunningServer::run() {
  std::thread serving([this] { server_->run(); });
  std::thread clock([this] { strike(); });
  const sigset_t signals = ending_signals();
  std::optional<IoError> failure;
  while (true) {
    if (sigtimedwait(&signals, nullptr, &kSignalWait) > 0) break;
    failure = city_.service().failure();
    const std::lock_guard lock(mutex_);
    if (failure || stopping_) break;
  }
  stop();
  serving.join();
  clock.join();
  if (failure) return *failure;
  return city_.save_snapshot();
}

void RunningServer::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  server_->stop();
}

}  // namespace firebreak::cli
