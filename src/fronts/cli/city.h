// A city that a command works on: its data directory opened here, or the server that has it open.
//
// Commands speak the API either way, so that what works on the page works here. A directory that a
// server holds is reached through that server; one that nobody holds is opened in this process.
#pragma once

#include <memory>
#include <string>

#include "engine/service/data_directory.h"
#include "fronts/api/call.h"
#include "fronts/api/router.h"

namespace firebreak::cli {

struct CityOptions {
  service::DataPaths paths;
  std::string server{};  // URL; empty: the directory, or whoever holds it.
  bool progress = true;  // Shown on standard error while it takes longer than a second.
};

// Everything of a city that is open in this process.
class OpenCity {
 public:
  static IoResult<std::unique_ptr<OpenCity>> open(const CityOptions& options,
                                                  service::DataAccess access,
                                                  const io::Clock& clock);
  ~OpenCity();

  service::Service& service() { return *service_; }
  service::OpenData& data() { return data_; }
  io::Files& files() { return *files_; }
  const service::DataPaths& paths() const { return paths_; }
  api::Surroundings surroundings();
  // Writes a snapshot when much was recorded since the last; called on a graceful end.
  IoResult<void> save_snapshot();

 private:
  OpenCity() = default;
  service::DataPaths paths_;
  std::unique_ptr<io::Files> files_;
  std::unique_ptr<vault::Entropy> entropy_;
  service::OpenData data_;
  core::Position opened_at_ = 0;
  std::unique_ptr<service::TimeMachine> past_;
  std::unique_ptr<service::Service> service_;
};

// Answers calls of the API, wherever the city is.
class Speaker {
 public:
  virtual ~Speaker() = default;
  virtual IoResult<api::Reply> ask(const api::Call& call) = 0;
};

// The address of the server to speak to: the one that was named, or whoever holds the directory;
// empty where nobody does.
std::string server_of(const CityOptions& options);
// `writing`: whether the command will record anything.
IoResult<std::unique_ptr<Speaker>> speak_to(const CityOptions& options, bool writing);

}  // namespace firebreak::cli
