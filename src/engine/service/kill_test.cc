// Kills the program a hundred times at random moments while it records bindings as fast as it can,
// and finds every acknowledged one afterwards: nothing acknowledged is lost.
//
// The child tells each acknowledgement through a pipe, whose bytes survive it; the parent kills it,
// opens what is left as a new start would, and compares.
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/random.h"
#include "engine/service/data_directory.h"
#include "engine/service/service.h"
#include "platform/journal/verification.h"

namespace firebreak::service {
namespace {

constexpr int kKills = 100;
constexpr std::uint32_t kPeople = 200'000;
constexpr std::uint32_t kInFlight = 512;
constexpr Instant kNow{1'648'641'600'000};

struct Acknowledged {
  std::uint32_t person;
  std::uint32_t position;
};

std::string read_pack() {
  std::ifstream stream(std::string(FIREBREAK_SOURCE_DIR) + "/policies/covid19_omicron_city.toml");
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

class KilledCity {
 public:
  KilledCity() {
    directory_ =
        std::filesystem::temp_directory_path() / fmt::format("firebreak-kill-{}", ::getpid());
    std::filesystem::remove_all(directory_);
    paths_.directory = directory_.string();
    EXPECT_TRUE(create_data(files_, paths_, kNow, entropy_).has_value());
    fill();
  }
  ~KilledCity() { std::filesystem::remove_all(directory_); }

  const DataPaths& paths() const { return paths_; }

  IoResult<OpenData> open(DataAccess access) { return open_data(files_, paths_, access, entropy_); }

  // What the child does until it is killed: binds one person after another, from `first` on.
  [[noreturn]] void record_for_ever(std::uint32_t first, int pipe) {
    auto data = open(DataAccess::read_write);
    if (!data) ::_exit(3);
    TimeMachine past(*data->past, {}, {});
    Service service(std::move(data->state), *data->journal, clock_, past);
    std::atomic<std::uint32_t> in_flight = 0;
    for (std::uint32_t person = first; person < kPeople; ++person) {
      while (in_flight.load() >= kInFlight) ::usleep(50);
      ++in_flight;
      service.submit(binding(person), [&in_flight, person, pipe](const Answer& answer) {
        if (answer) {
          const Acknowledged told{.person = person,
                                  .position = static_cast<std::uint32_t>(answer->last)};
          if (::write(pipe, &told, sizeof(told)) != sizeof(told)) ::_exit(4);
        }
        --in_flight;
      });
    }
    while (in_flight.load() > 0) ::usleep(50);
    ::_exit(0);
  }

 private:
  static core::Envelope binding(std::uint32_t person) {
    return {.request = laboratory::Request(
                laboratory::BindSpecimen{.tube_code = fmt::format("K{:07}", person / 10),
                                         .person = PersonId{person},
                                         .station = StationId{0},
                                         .round = RoundId{0},
                                         .collected_at = kNow}),
            .key = {.high = 1, .low = person + 1ULL}};
  }

  void fill() {
    auto data = open(DataAccess::read_write);
    ASSERT_TRUE(data.has_value());
    Writer writer(data->state, *data->journal, clock_);
    const auto ask = [&](core::Request request) {
      const auto answer = writer.call({.request = std::move(request)});
      ASSERT_TRUE(answer.has_value() && answer->has_value());
    };
    ask(policy::AdoptPack{.toml = read_pack(), .file_name = "pack"});
    ask(registry::Request(registry::RegisterUnits{
        .first = UnitId{0},
        .units = {{.parent = UnitId{0}, .level = registry::UnitLevel::city, .name = "city"}}}));
    registry::RegisterPeople people;
    for (std::uint32_t i = 0; i < kPeople; ++i) {
      people.people.push_back(
          {.person = PersonId{i}, .household = UnitId{0}, .birth_day = Day{0}, .presence = 1});
    }
    ask(registry::Request(std::move(people)));
    ask(registry::Request(registry::Renumber{}));
    ask(laboratory::Request(laboratory::OpenRound{.campaign = "c",
                                                  .name = "r",
                                                  .units = {UnitId{0}},
                                                  .opens_at = kNow,
                                                  .deadline = kNow + Duration::hours(24)}));
    ask(laboratory::Request(laboratory::OpenStation{.name = "s", .unit = UnitId{0}}));
    ASSERT_TRUE(write_snapshot(files_, paths_, *data->journal, data->state).has_value());
  }

  std::filesystem::path directory_;
  DataPaths paths_;
  io::PosixFiles files_;
  vault::SeededEntropy entropy_{7};
  io::ManualClock clock_{kNow};
};

std::vector<Acknowledged> read_all(int pipe) {
  std::vector<Acknowledged> told;
  Acknowledged one{};
  while (::read(pipe, &one, sizeof(one)) == sizeof(one)) told.push_back(one);
  return told;
}

TEST(Kill, LosesNothingAcknowledgedInAHundredKills) {
  KilledCity city;
  Random random(20220330);
  std::vector<Acknowledged> acknowledged;
  std::uint32_t next_person = 0;
  int killed_at_work = 0;
  for (int kill = 0; kill < kKills && next_person < kPeople; ++kill) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    ::fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) city.record_for_ever(next_person, ends[1]);
    ::close(ends[1]);
    Acknowledged first{};
    if (::read(ends[0], &first, sizeof(first)) == sizeof(first)) acknowledged.push_back(first);
    ::usleep(static_cast<useconds_t>(random.below(20'000)));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) ++killed_at_work;
    for (const Acknowledged& one : read_all(ends[0])) acknowledged.push_back(one);
    ::close(ends[0]);

    auto left = city.open(DataAccess::read_write);
    ASSERT_TRUE(left.has_value()) << left.error().message;
    for (const Acknowledged& one : acknowledged) {
      ASSERT_TRUE(left->state.laboratory.tube_of(RoundId{0}, PersonId{one.person}).known())
          << "kill " << kill << " lost person " << one.person;
      ASSERT_LE(one.position, left->state.position());
      next_person = std::max(next_person, one.person + 1);
    }
  }
  auto journal =
      journal::Journal::open(city.paths().journal(), {.mode = journal::OpenMode::read_only});
  ASSERT_TRUE(journal.has_value());
  EXPECT_FALSE(journal::verify(**journal, {}).broken.has_value());
  EXPECT_GT(killed_at_work, kKills / 2);
  EXPECT_GT(acknowledged.size(), static_cast<std::size_t>(kKills));
}

}  // namespace
}  // namespace firebreak::service
