#include <boost/json.hpp>
#include <fmt/format.h>

#include "fronts/cli/commands.h"
#include "fronts/cli/running_server.h"
#include "fronts/cli/share.h"

namespace firebreak::cli {
namespace {

void serve(Terminal& terminal, api::ServerOptions options) {
  static const io::RealClock clock;
  auto city = OpenCity::open(terminal.city, service::DataAccess::read_write, clock);
  if (!city) return terminal.fail(city.error());
  const api::Router router((*city)->surroundings());
  if (options.web_directory.empty()) options.web_directory = share_path("web/dist");
  auto server = RunningServer::start(**city, router, std::move(options));
  if (!server) return terminal.fail(server.error());
  fmt::print("Firebreak serves {} at {}\nStop with Ctrl-C.\n", terminal.city.paths.directory,
             (*server)->url());
  std::fflush(stdout);
  if (auto ended = (*server)->run(); !ended) terminal.fail(ended.error());
}

}  // namespace

void adopt_pack(Terminal& terminal, Speaker& speaker, const std::string& path) {
  const auto toml = read_file(path);
  if (!toml) return terminal.fail(toml.error());
  const std::string name = path.substr(path.rfind('/') + 1);
  const boost::json::object body{{"id", name.substr(0, name.rfind(".toml"))}, {"toml", *toml}};
  const auto answer = ask(terminal, speaker,
                          {.method = api::Method::post,
                           .path = "/policy/packs",
                           .body = boost::json::serialize(body),
                           .content_type = "application/json",
                           .idempotency_key = new_key(),
                           .device = "command-line"});
  if (answer) fmt::print("The pack {} is in force.\n", name);
}

void add_serve_command(CLI::App& app, Terminal& terminal) {
  const auto options = std::make_shared<api::ServerOptions>();
  auto* command = app.add_subcommand("serve", "Serve the city's page and API on this machine");
  command->add_option("--port", options->port, "Port; 0 takes any free one")->default_val(8080);
  command
      ->add_option("--address", options->address,
                   "Loopback only: elsewhere needs accounts, which this version lacks")
      ->default_val("127.0.0.1");
  command->add_option("--web", options->web_directory, "Folder of the page's files");
  command->callback([&terminal, options] { serve(terminal, *options); });

  auto* pack = app.add_subcommand("pack", "Adopt a policy pack: a TOML file, as in policies/");
  const auto path = std::make_shared<std::string>();
  pack->add_option("FILE", *path, "The pack")->required()->check(CLI::ExistingFile);
  pack->callback([&terminal, path] {
    auto speaker = speak_to(terminal.city, true);
    if (!speaker) return terminal.fail(speaker.error());
    adopt_pack(terminal, **speaker, *path);
  });
}

}  // namespace firebreak::cli
