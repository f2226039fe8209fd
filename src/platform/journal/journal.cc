#include "platform/journal/journal.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "platform/io/posix_files.h"
#include "platform/journal/chain.h"
#include "platform/journal/journal_file.h"
#include "platform/journal/write_ahead_log.h"

namespace firebreak::journal {
namespace {

constexpr std::uint64_t kSpaceCheckEveryBytes = std::uint64_t{16} << 20;

// A read transaction holds back the checkpoints of the writer, so a long reading takes many.
constexpr std::uint64_t kReadRowsMax = 4096;
constexpr std::uint64_t kReadBytesMax = std::uint64_t{64} << 20;

constexpr const char* kInsert =
    "INSERT INTO batches(first_position, position, recorded_at, fact_count, previous_hash, hash, "
    "body) VALUES(?, ?, ?, ?, ?, ?, ?)";
constexpr const char* kSelect =
    "SELECT first_position, position, recorded_at, fact_count, previous_hash, hash, body "
    "FROM batches WHERE first_position >= ? ORDER BY first_position";
constexpr const char* kAt =
    "SELECT first_position, position, recorded_at, hash "
    "FROM batches WHERE first_position <= ? ORDER BY first_position DESC LIMIT 1";

// A statement that is reset on every way out, so no read transaction outlives its reading.
class Running {
 public:
  Running(io::Statement& statement, Position position) : statement_(statement) {
    // Positions are SQLite integers: beyond them there is nothing.
    constexpr auto kLast = static_cast<Position>(std::numeric_limits<std::int64_t>::max());
    statement_.bind(1, static_cast<std::int64_t>(std::min(position, kLast)));
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() { statement_.reset(); }

 private:
  io::Statement& statement_;
};

IoError unreadable_row(const std::string& place) {
  return {"journal.damaged", "the batch " + place + " cannot be read"};
}

bool read_hash(const io::Statement& statement, int column, Hash& hash) {
  const std::span<const std::byte> bytes = statement.bytes(column);
  if (statement.kind(column) != io::ValueKind::bytes || bytes.size() != hash.size()) return false;
  std::copy_n(bytes.begin(), hash.size(), hash.begin());
  return true;
}

std::optional<BatchRow> row_of(const io::Statement& select) {
  BatchRow row{};
  for (const int column : {0, 1, 2, 3}) {
    if (select.kind(column) != io::ValueKind::integer) return std::nullopt;
  }
  if (select.kind(6) != io::ValueKind::bytes || !read_hash(select, 4, row.previous_hash) ||
      !read_hash(select, 5, row.hash)) {
    return std::nullopt;
  }
  const std::int64_t count = select.integer(3);
  if (count < 1 || count > kFactsPerBatchMax) return std::nullopt;
  row.first_position = static_cast<Position>(select.integer(0));
  row.position = static_cast<Position>(select.integer(1));
  row.recorded_at = Instant{select.integer(2)};
  row.fact_count = static_cast<std::uint32_t>(count);
  row.body = select.bytes(6);
  return row;
}

}  // namespace

Journal::Journal(std::string path, JournalOptions options, io::Database database,
                 io::Statement insert, io::Statement select, io::Statement at)
    : path_(std::move(path)),
      options_(options),
      database_(std::move(database)),
      insert_(std::move(insert)),
      select_(std::move(select)),
      at_(std::move(at)) {}

IoResult<std::unique_ptr<Journal>> Journal::create(const std::string& path,
                                                   const JournalIdentity& identity,
                                                   const JournalOptions& options) {
  const IoResult<void> made = make_journal_file(path, identity);
  if (!made) return made.error();
  return open(path, options);
}

IoResult<std::unique_ptr<Journal>> Journal::open(const std::string& path,
                                                 const JournalOptions& options) {
  const bool writes = options.mode == OpenMode::read_write;
  if (writes) {
    const IoResult<void> whole = check_write_ahead_log(io::PosixFiles(), path);
    if (!whole) return whole.error();
  }
  auto database = open_database(path, writes ? io::OpenMode::read_write : io::OpenMode::read_only);
  if (!database) return database.error();
  const IoResult<JournalIdentity> identity = recognise(*database);
  if (!identity) return identity.error();
  if (writes) {
    const IoResult<void> prepared = prepare_for_appending(*database, options.size_bytes_max);
    if (!prepared) return prepared.error();
  }
  auto insert = database->prepare(kInsert);
  if (!insert) return insert.error();
  auto select = database->prepare(kSelect);
  if (!select) return select.error();
  auto at = database->prepare(kAt);
  if (!at) return at.error();
  std::unique_ptr<Journal> journal(new Journal(
      path, options, std::move(*database), std::move(*insert), std::move(*select), std::move(*at)));
  journal->identity_ = *identity;
  journal->genesis_.hash = genesis_hash(identity->id, identity->created_at);
  const IoResult<Head> head = journal->refresh();
  if (!head) return head.error();
  return journal;
}

// The head row is read with its body, so a damaged end is known before anything follows it.
IoResult<Head> Journal::refresh() {
  const IoResult<Head> last = head_before(std::numeric_limits<Position>::max());
  if (!last) return last.error();
  if (last->position == 0) {
    head_ = genesis_;
    return head_;
  }
  Head head = *last;
  const IoResult<void> read_back = read(head.position - 1, [&](const BatchRow& row) {
    head = {row.position, row.hash, row.recorded_at};
    return true;
  });
  if (!read_back) return read_back.error();
  head_ = head;
  return head_;
}

IoResult<void> Journal::check_space(std::size_t body_bytes) {
  if (bytes_until_space_check_ > body_bytes) {
    bytes_until_space_check_ -= body_bytes;
    return {};
  }
  const io::PosixFiles machine;
  const io::Files& files = options_.files == nullptr ? machine : *options_.files;
  const IoResult<std::uint64_t> space = files.free_space(io::directory_of(path_));
  if (!space) return space.error();
  bytes_until_space_check_ = 0;
  if (*space < kSpaceReserveBytes + body_bytes) {
    return IoError{"journal.disk_full",
                   fmt::format("the disk of {} has {} MB left and {} MB are kept in reserve; "
                               "nothing was recorded: free some space and try again",
                               path_, *space >> 20, kSpaceReserveBytes >> 20)};
  }
  bytes_until_space_check_ = kSpaceCheckEveryBytes;
  return {};
}

IoResult<Head> Journal::append(const NewBatch& batch) {
  if (stopped_) {
    return IoError{"journal.stopped",
                   "an earlier batch could not be recorded, so none is until the journal is "
                   "opened again: " +
                       stopped_->message};
  }
  if (options_.mode == OpenMode::read_only) {
    return IoError{"journal.not_permitted", path_ + " was opened for reading only"};
  }
  IoResult<void> accepted = acceptable(head_, batch);
  if (accepted) accepted = check_space(batch.body.size());
  if (!accepted) return accepted.error();
  const Head after{head_.position + batch.fact_count, batch_hash(head_, batch), batch.recorded_at};
  const Running running(insert_, head_.position + 1);
  insert_.bind(2, static_cast<std::int64_t>(after.position));
  insert_.bind(3, batch.recorded_at.milliseconds);
  insert_.bind(4, batch.fact_count);
  insert_.bind_bytes(5, head_.hash);
  insert_.bind_bytes(6, after.hash);
  insert_.bind_bytes(7, batch.body);
  // A statement of its own is a transaction of its own: it answers once the log is synced.
  const IoResult<bool> inserted = insert_.step();
  if (!inserted) {
    stopped_ = inserted.error();
    return inserted.error();
  }
  head_ = after;
  return head_;
}

// The last batch that starts at or before `position`, without its body.
IoResult<Head> Journal::head_before(Position position) {
  const Running running(at_, position);
  const IoResult<bool> row = at_.step();
  if (!row) return row.error();
  if (!*row) return genesis_;
  const std::int64_t first = at_.integer(0);
  const std::int64_t last = at_.integer(1);
  Head head{static_cast<Position>(last), {}, Instant{at_.integer(2)}};
  if (first < 1 || last < first || last - first >= kFactsPerBatchMax ||
      !read_hash(at_, 3, head.hash)) {
    return unreadable_row(fmt::format("at or before fact {}", position));
  }
  return head;
}

// Where the chain stands before the batch that holds `after` + 1.
IoResult<Head> Journal::chain_start(Position after) {
  const IoResult<Head> before = head_before(after);
  if (!before || before->position <= after) return before;
  // `after` lies inside that batch: go back to the one before it.
  const Running running(at_, after);
  const IoResult<bool> row = at_.step();
  if (!row) return row.error();
  const auto first = static_cast<Position>(at_.integer(0));
  at_.reset();
  return head_before(first - 1);
}

IoResult<void> Journal::read(Position after, const BatchVisitor& visit) {
  const IoResult<Head> start = chain_start(after);
  if (!start) return start.error();
  Chain chain(*start);
  while (true) {
    const IoResult<bool> more = read_some(chain, visit);
    if (!more) return more.error();
    if (!*more) return {};
  }
}

// One read transaction's worth; false when the end was reached or the visitor had enough.
IoResult<bool> Journal::read_some(Chain& chain, const BatchVisitor& visit) {
  const Position first = chain.head().position + 1;
  const Running running(select_, first);
  std::uint64_t bytes = 0;
  for (std::uint64_t rows = 0; rows < kReadRowsMax && bytes < kReadBytesMax; ++rows) {
    const IoResult<bool> stepped = select_.step();
    const std::string place = fmt::format("at fact {}", chain.head().position + 1);
    if (!stepped) return IoError{stepped.error().code, place + ": " + stepped.error().message};
    if (!*stepped) return false;
    const std::optional<BatchRow> row = row_of(select_);
    if (!row) return unreadable_row(place);
    const IoResult<void> followed = chain.follow(*row);
    if (!followed) return followed.error();
    if (!visit(*row)) return false;
    bytes += row->body.size();
  }
  return true;
}

IoResult<Position> Journal::position_at(Instant instant) {
  Position low = 1;
  Position high = head_.position;
  Position found = 0;
  while (low <= high) {
    const Position middle = low + (high - low) / 2;
    const Running running(at_, middle);
    const IoResult<bool> row = at_.step();
    if (!row) return row.error();
    const auto first = *row ? static_cast<Position>(at_.integer(0)) : 0;
    const auto last = *row ? static_cast<Position>(at_.integer(1)) : 0;
    if (first < low || last < middle) return unreadable_row(fmt::format("at fact {}", middle));
    if (at_.integer(2) <= instant.milliseconds) {
      found = last;
      low = last + 1;
    } else {
      high = first - 1;
    }
  }
  return found;
}

IoResult<std::optional<Hash>> Journal::hash_at(Position position) {
  const IoResult<Head> head = position == 0 ? genesis_ : head_before(position);
  if (!head) return head.error();
  if (head->position != position) return std::optional<Hash>{};
  return std::optional<Hash>(head->hash);
}

IoResult<std::string> Journal::structure_problem() {
  auto check = database_.prepare("PRAGMA integrity_check(1)");
  if (!check) return check.error();
  const IoResult<bool> row = check->step();
  if (!row) return row.error();
  const std::string verdict = *row ? check->text(0) : "no answer";
  return verdict == "ok" ? std::string() : verdict;
}

}  // namespace firebreak::journal
