// The demo: makes the synthetic Wuxi, plays the night of 30-31 March 2022 on it by the requests
// that users would send, and serves the page meanwhile and afterwards.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "fronts/cli/commands.h"
#include "fronts/cli/running_server.h"
#include "fronts/cli/share.h"
#include "fronts/cli/synthetic.h"
#include "fronts/scenario/player.h"
#include "fronts/scenario/stages.h"
#include "platform/io/file_stream.h"

namespace firebreak::cli {
namespace {

using scenario::StoryClock;

constexpr const char* kScenario = "scenarios/wuxi_night/night.scn";
constexpr const char* kPlayed = "/played";  // A file in the folder: the night is over.

struct Wanted {
  std::uint32_t people = synthesis::kCityPeople / 10;
  std::uint64_t seed = 1;
  bool headless = false;
  bool serve_after = false;  // Headless play, then serve at once: for browser tests.
  double speed = 600;        // Simulated seconds per second.
  std::string report{};
  api::ServerOptions server{};
};

// Lets the story go on only as fast as asked, and stop at once when the program ends.
class Pace {
 public:
  Pace(double speed, Instant start) : speed_(speed), start_(start) {}

  void wait_for(Instant next) {
    const double seconds =
        static_cast<double>((next - start_).milliseconds) / kMillisecondsPerSecond / speed_;
    std::unique_lock lock(mutex_);
    stopped_.wait_until(lock,
                        begun_ + std::chrono::duration_cast<std::chrono::milliseconds>(
                                     std::chrono::duration<double>(seconds)),
                        [this] { return stopping_; });
  }
  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    stopped_.notify_all();
  }

 private:
  double speed_;
  Instant start_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
};

class Demo {
 public:
  Demo(Terminal& terminal, const Wanted& wanted) : terminal_(terminal), wanted_(wanted) {}

  void run() {
    if (wanted_.report.empty() && wanted_.headless && !wanted_.serve_after) {
      fmt::print("Headless, and no --report FILE: the figures are printed only.\n");
    }
    auto text = read_share(kScenario);
    if (!text) return terminal_.fail(text.error());
    auto scenario = scenario::read_scenario(*text, kScenario);
    if (!scenario) return terminal_.fail(scenario.error());
    const auto begin = scenario::beginning_of(*scenario);
    if (!begin) return terminal_.fail(Refusal{.code = "scenario.time"});
    clock_.set(*begin);
    if (!open()) return;
    if (!played_ && !load()) return;
    if (wanted_.headless && !played_) {
      if (!play(*scenario, {})) return;
    }
    if (wanted_.headless && !wanted_.serve_after) return;
    serve(*scenario, *begin);
  }

 private:
  // Opens the folder; one where a demo was broken off is made anew, any other city is refused.
  bool open() {
    namespace fs = std::filesystem;
    const std::string& folder = terminal_.city.paths.directory;
    const std::string city = fmt::format("{} people, seed {}\n", wanted_.people, wanted_.seed);
    const bool serving = !wanted_.headless || wanted_.serve_after;
    // What was played is served again; another city, or a night broken off, is made anew.
    played_ =
        serving && fs::exists(folder + kPlayed) && read_file(folder + "/demo").value_or("") == city;
    if (!played_ && fs::exists(folder + "/journal.db")) {
      if (!fs::exists(folder + "/demo")) {
        terminal_.fail(IoError{.code = "data.exists",
                               .message = folder + " holds a city that no demo made; choose "
                                                   "another --data"});
        return false;
      }
      fs::remove_all(folder);
    }
    io::PosixFiles files;
    if (!played_) {
      vault::SeededEntropy entropy(wanted_.seed);  // Invented people only.
      auto made = service::create_data(files, terminal_.city.paths, clock_.now(), entropy);
      if (made) made = io::write_whole(files, folder + "/demo", std::as_bytes(std::span(city)));
      if (!made) {
        terminal_.fail(made.error());
        return false;
      }
    }
    auto opened = OpenCity::open(terminal_.city, service::DataAccess::read_write, clock_);
    if (!opened) {
      terminal_.fail(opened.error());
      return false;
    }
    city_ = std::move(*opened);
    if (played_) {
      clock_.set(
          city_->service().read([](const core::State& state) { return state.recorded_at(); }));
    }
    return true;
  }

  bool load() {
    ProgressLine line(terminal_.city.progress, "making the city");
    const auto city = make_city({.people = wanted_.people, .seed = wanted_.seed});
    if (!city) {
      terminal_.fail(city.error());
      return false;
    }
    const auto loaded = load_synthetic(*city, city_->service(), city_->data().vault.get(),
                                       city->options.days, line);
    if (!loaded) terminal_.fail(loaded.error());
    return loaded.has_value();
  }

  // Gives a person met in a lane an id from the vault, so that it is nobody else's.
  Result<PersonId> admit(const registry::PersonRow& /*row*/) {
    const auto id = city_->data().vault->reserve(1);
    if (!id) return scenario::machine_failed(id.error());
    return *id;
  }

  bool play(const scenario::ScenarioText& scenario, std::function<void(Instant)> pace) {
    scenario::Stage stage = scenario::service_stage(city_->service(), clock_);
    stage.pace = std::move(pace);
    stage.admit = [this](const registry::PersonRow& row) { return admit(row); };
    stage.tell = [](const scenario::Told& told) {
      fmt::print("{}  {}\n", to_short_text(told.at), told.text);
      std::fflush(stdout);
    };
    auto report = scenario::play(
        scenario, stage, {.read = [](const std::string& path) { return read_share(path); }});
    if (!report && broken_off_) return false;  // Asked for, not a failure of the story.
    if (!report) {
      terminal_.fail(report.error());
      return false;
    }
    return finish(*report);
  }

  bool finish(scenario::StoryReport& report) {
    if (auto saved = city_->save_snapshot(); !saved) {
      terminal_.fail(saved.error());
      return false;
    }
    auto past = journal::Journal::open(terminal_.city.paths.journal(),
                                       {.mode = journal::OpenMode::read_only});
    if (!past) {
      terminal_.fail(past.error());
      return false;
    }
    const auto hash = scenario::replayed_hash(**past);
    if (!hash) {
      terminal_.fail(hash.error());
      return false;
    }
    report.state_hash_replayed = *hash;
    io::PosixFiles files;
    if (auto mark = files.create(terminal_.city.paths.directory + kPlayed); !mark) {
      terminal_.fail(mark.error());
      return false;
    }
    if (wanted_.report.empty()) return true;
    const std::string json = scenario::to_json(report);
    auto file = files.create(wanted_.report);
    auto written =
        file ? (*file)->append(std::as_bytes(std::span(json))) : IoResult<void>(file.error());
    if (written) written = (*file)->sync();
    if (!written) terminal_.fail(written.error());
    return written.has_value();
  }

  void serve(const scenario::ScenarioText& scenario, Instant begin) {
    api::Surroundings surroundings = city_->surroundings();
    surroundings.simulated_clock = true;
    surroundings.clock_speed = [this] { return playing_.load() ? wanted_.speed : 0.0; };
    const api::Router router(std::move(surroundings));
    auto server = RunningServer::start(*city_, router, wanted_.server);
    if (!server) return terminal_.fail(server.error());
    fmt::print("\nThe page is at {}\nThe night is {}. Stop with Ctrl-C.\n\n", (*server)->url(),
               played_ || wanted_.headless ? "over; the slider shows all of it" : "being played");
    std::fflush(stdout);
    Pace pace(wanted_.speed, begin);
    std::thread story;
    if (!played_ && !wanted_.headless) {
      playing_ = true;
      story = std::thread([&] {
        play(scenario, [&pace](Instant next) { pace.wait_for(next); });
        playing_ = false;
      });
    }
    const auto ended = (*server)->run();
    pace.stop();
    if (playing_) {
      broken_off_ = true;
      fmt::print("The night was broken off; the next demo begins it anew.\n");
      city_->service().stop();
    }
    if (story.joinable()) story.join();
    if (!ended) terminal_.fail(ended.error());
  }

  Terminal& terminal_;
  Wanted wanted_;
  StoryClock clock_{Instant{}};
  std::unique_ptr<OpenCity> city_;
  bool played_ = false;
  std::atomic<bool> playing_ = false;
  std::atomic<bool> broken_off_ = false;
};

}  // namespace

void add_demo_command(CLI::App& app, Terminal& terminal) {
  const auto wanted = std::make_shared<Wanted>();
  auto* command = app.add_subcommand(
      "demo",
      "Play the night of 30-31 March 2022 in Wuxi on invented people, and serve the page; a second "
      "run serves what was played");
  command->add_option("--people", wanted->people, "How many; the whole city is 7462135")
      ->default_val(wanted->people)
      ->check(CLI::Range(20'000U, synthesis::kPeopleMax));
  command->add_option("--seed", wanted->seed, "The same seed, the same city")->default_val(1);
  command->add_option("--speed", wanted->speed, "Simulated seconds per second")->default_val(600);
  command->add_flag("--headless", wanted->headless, "As fast as it goes, without serving");
  command->add_flag("--then-serve", wanted->serve_after, "With --headless: serve afterwards");
  command->add_option("--report", wanted->report, "With --headless: write the figures as JSON");
  command->add_option("--port", wanted->server.port, "Port; 0 takes any free one")
      ->default_val(8080);
  command->add_option("--web", wanted->server.web_directory, "Folder of the page's files");
  command->callback([&terminal, wanted] {
    if (wanted->server.web_directory.empty()) {
      wanted->server.web_directory = share_path("web/dist");
    }
    Demo(terminal, *wanted).run();
  });
}

}  // namespace firebreak::cli
