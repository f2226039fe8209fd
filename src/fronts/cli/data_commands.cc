// What is done to a city's folder itself: made, proved, copied, replayed.
#include <fmt/format.h>

#include "fronts/cli/commands.h"
#include "fronts/cli/progress_line.h"
#include "platform/journal/backup.h"
#include "platform/journal/verification.h"

namespace firebreak::cli {
namespace {

void init(Terminal& terminal, const std::string& pack_path) {
  io::PosixFiles files;
  vault::SystemEntropy entropy;
  const io::RealClock clock;
  const service::DataPaths& paths = terminal.city.paths;
  if (auto made = service::create_data(files, paths, clock.now(), entropy); !made) {
    return terminal.fail(made.error());
  }
  fmt::print(
      "A new, empty city in {}.\nIts vault's keys are in {}: back them up apart from the "
      "data.\n",
      paths.directory, paths.keys());
  if (pack_path.empty()) return;
  auto speaker = speak_to(terminal.city, true);
  if (!speaker) return terminal.fail(speaker.error());
  adopt_pack(terminal, **speaker, pack_path);
}

// Proves the chain, then that replay from empty and from the newest snapshot give the same State.
void verify(Terminal& terminal) {
  io::PosixFiles files;
  const service::DataPaths& paths = terminal.city.paths;
  auto journal = journal::Journal::open(paths.journal(), {.mode = journal::OpenMode::read_only});
  if (!journal) return terminal.fail(journal.error());
  ProgressLine line(terminal.city.progress, "checking the chain");
  const journal::VerifyReport report = journal::verify(
      **journal, [&](std::uint64_t done, std::uint64_t of) { line.show(done, of); });
  if (report.broken) {
    return terminal.fail(
        IoError{.code = report.broken->problem.code,
                .message = fmt::format("the record cannot be trusted from position {} on: {}",
                                       report.broken->position, report.broken->problem.message)});
  }
  const core::Position head = (*journal)->head().position;
  line.name("replaying from empty");
  core::State fresh;
  auto replayed =
      service::replay(**journal, fresh, head, [&](core::Position done) { line.show(done, head); });
  if (!replayed) return terminal.fail(replayed.error());
  line.name("replaying from the newest snapshot");
  auto stored = service::load_snapshot(files, paths, (*journal)->id(), head);
  const core::Position from = stored ? stored->position() : 0;
  if (stored) {
    if (auto rest = service::replay(**journal, *stored, head); !rest) {
      return terminal.fail(rest.error());
    }
  }
  line.end();
  const std::string hash = fresh.hash();
  if (stored && stored->hash() != hash) {
    return terminal.fail(IoError{
        .code = "snapshot.differs",
        .message = fmt::format("the snapshot of position {} gives another State than the journal; "
                               "delete {} and start again",
                               from, paths.snapshots())});
  }
  fmt::print(
      "chain       holds: {} facts in {} batches\nhead        {}\nstate hash  {}\n"
      "snapshot    {}\n",
      head, report.batches, journal::to_text((*journal)->head().hash), hash,
      stored ? fmt::format("of position {}, gives the same State", from) : "none");
}

void backup(Terminal& terminal, const std::string& target, const std::string& key_target) {
  io::PosixFiles files;
  const service::DataPaths& paths = terminal.city.paths;
  if (auto made = files.make_directory(target); !made) return terminal.fail(made.error());
  ProgressLine line(terminal.city.progress, "copying the journal");
  auto copied =
      journal::back_up(paths.journal(), target + "/journal.db",
                       [&](std::uint64_t done, std::uint64_t of) { line.show(done, of); });
  if (!copied) return terminal.fail(copied.error());
  if (copied->broken) return terminal.fail(copied->broken->problem);
  line.end();
  vault::SystemEntropy entropy;
  auto ring = vault::KeyRing::open(paths.keys(), entropy);
  if (!ring) return terminal.fail(ring.error());
  auto vault = vault::Vault::open(paths.vault(), **ring, entropy);
  if (!vault) return terminal.fail(vault.error());
  if (auto done = (*vault)->backup(target + "/vault.db"); !done) {
    return terminal.fail(done.error());
  }
  if (!key_target.empty()) {
    if (auto done = (*ring)->backup(key_target); !done) return terminal.fail(done.error());
  }
  fmt::print("Copied to {}: journal.db (verified) and vault.db.\n{}\n", target,
             key_target.empty()
                 ? "The keys are NOT among them: copy them elsewhere with --key-file."
                 : "The keys are in " + key_target + ".");
}

// The State as it was known, in a few figures.
void replay(Terminal& terminal, const std::string& as_of) {
  auto speaker = speak_to(terminal.city, false);
  if (!speaker) return terminal.fail(speaker.error());
  api::Call call{.path = "/briefing"};
  if (!as_of.empty()) call.query["as_of"] = as_of;
  const auto answer = ask(terminal, **speaker, call);
  if (answer) print_briefing(terminal, *answer);
}

}  // namespace

void add_data_commands(CLI::App& app, Terminal& terminal) {
  auto* start = app.add_subcommand("init", "Make a new, empty city in the --data folder");
  auto pack = std::make_shared<std::string>();
  start->add_option("--pack", *pack, "A policy pack (policies/*.toml) to adopt at once");
  start->callback([&terminal, pack] { init(terminal, *pack); });

  app.add_subcommand("verify",
                     "Prove the record: the hash chain holds, and replay from empty and from the "
                     "newest snapshot give the same State")
      ->callback([&terminal] { verify(terminal); });

  auto* copy = app.add_subcommand(
      "backup", "Copy journal and vault while the city is in use; the copy is verified");
  auto target = std::make_shared<std::string>();
  auto keys = std::make_shared<std::string>();
  copy->add_option("FOLDER", *target, "Where to")->required();
  copy->add_option("--key-file", *keys, "Also copy the vault's keys to this file, kept elsewhere");
  copy->callback([&terminal, target, keys] { backup(terminal, *target, *keys); });

  auto* past = app.add_subcommand("replay", "The city's figures as known at a past moment");
  auto as_of = std::make_shared<std::string>();
  past->add_option("--as-of", *as_of, "A position, or a time: 2022-03-31T03:00; absent: now");
  past->callback([&terminal, as_of] { replay(terminal, *as_of); });
}

}  // namespace firebreak::cli
