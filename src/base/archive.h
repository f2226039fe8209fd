// One list of columns per State, visited by three archives: save, load and hash.
//
// A State writes `template <class Archive> void columns(Archive& a) { a("tubes", tubes_); ... }`
// once, and gets snapshots and a state hash that cannot disagree about what the State is. Order of
// the calls is the format. Padding is refused at compile time, since its bytes are not the same
// from the same facts. A load that does not fit (short, or a count beyond what is left) sets
// failed() and leaves the rest untouched: the snapshot is then thrown away and replayed instead.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <xxhash.h>

namespace firebreak {

class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual void write(std::span<const std::byte> bytes) = 0;
};

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual bool read(std::span<std::byte> bytes) = 0;  // All of them, or false.
  virtual std::uint64_t remaining() const = 0;
};

template <class T>
concept RawColumn = std::is_trivially_copyable_v<T> &&
                    (std::has_unique_object_representations_v<T> || std::is_floating_point_v<T>);

template <class T, class Archive>
concept HasColumns = requires(T& value, Archive& archive) { value.columns(archive); };

// `Derived` provides raw(void*, size), count(uint64&) and `kLoading`.
template <class Derived>
class ArchiveBase {
 public:
  template <class T>
  void operator()(const char* /*name*/, T& value) {
    visit(value);
  }

 private:
  Derived& self() { return static_cast<Derived&>(*this); }

  template <class T>
  void visit(T& value) {
    if constexpr (HasColumns<T, Derived>) {
      value.columns(self());
    } else {
      static_assert(RawColumn<T>, "a column may hold no padding and no pointers");
      self().raw(&value, sizeof(T));
    }
  }

  template <class T>
  void visit(std::vector<T>& values) {
    static_assert(!std::is_same_v<T, bool>, "use Bitmap");
    std::uint64_t count = values.size();
    if (!self().count(count, RawColumn<T> ? sizeof(T) : 1)) return;
    if constexpr (Derived::kLoading) values.resize(count);
    if constexpr (RawColumn<T>) {
      self().raw(values.data(), values.size() * sizeof(T));
    } else {
      for (T& value : values) visit(value);
    }
  }

  void visit(std::string& text) {
    std::uint64_t count = text.size();
    if (!self().count(count, 1)) return;
    if constexpr (Derived::kLoading) text.resize(count);
    self().raw(text.data(), text.size());
  }

  template <class A, class B>
  void visit(std::pair<A, B>& pair) {
    visit(pair.first);
    visit(pair.second);
  }

  template <class K, class V>
  void visit(std::map<K, V>& map) {
    std::uint64_t count = map.size();
    if (!self().count(count, 1)) return;
    if constexpr (Derived::kLoading) {
      map.clear();
      for (std::uint64_t i = 0; i < count && !self().failed(); ++i) {
        std::pair<K, V> entry;
        visit(entry);
        map.insert(map.end(), std::move(entry));
      }
    } else {
      for (auto& [key, value] : map) {
        K copy = key;
        visit(copy);
        visit(value);
      }
    }
  }

  // Shared immutable segments: saved by value, so a copy of a State stays cheap in memory.
  template <class T>
  void visit(std::shared_ptr<const T>& shared) {
    std::uint64_t present = shared ? 1 : 0;
    if (!self().count(present, 1) || present == 0) {
      if constexpr (Derived::kLoading) shared.reset();
      return;
    }
    if constexpr (Derived::kLoading) {
      auto loaded = std::make_shared<T>();
      visit(*loaded);
      shared = std::move(loaded);
    } else {
      visit(const_cast<T&>(*shared));  // Saving and hashing only read.
    }
  }
};

class SaveArchive : public ArchiveBase<SaveArchive> {
 public:
  static constexpr bool kLoading = false;
  explicit SaveArchive(ByteSink& sink) : sink_(sink) {}
  bool failed() const { return false; }
  void raw(const void* bytes, std::size_t size) {
    sink_.write({static_cast<const std::byte*>(bytes), size});
  }
  bool count(std::uint64_t& count, std::size_t /*unit*/) {
    raw(&count, sizeof(count));
    return true;
  }

 private:
  ByteSink& sink_;
};

class LoadArchive : public ArchiveBase<LoadArchive> {
 public:
  static constexpr bool kLoading = true;
  explicit LoadArchive(ByteSource& source) : source_(source) {}
  bool failed() const { return failed_; }
  void fail() { failed_ = true; }  // By a State whose loaded columns make no sense together.
  void raw(void* bytes, std::size_t size) {
    if (!failed_ && size > 0) failed_ = !source_.read({static_cast<std::byte*>(bytes), size});
  }
  bool count(std::uint64_t& count, std::size_t unit) {
    raw(&count, sizeof(count));
    if (!failed_ && count > source_.remaining() / unit) failed_ = true;
    return !failed_;
  }

 private:
  ByteSource& source_;
  bool failed_ = false;
};

class HashArchive : public ArchiveBase<HashArchive> {
 public:
  static constexpr bool kLoading = false;
  HashArchive() : state_(XXH3_createState()) { XXH3_128bits_reset(state_); }
  ~HashArchive() { XXH3_freeState(state_); }
  HashArchive(const HashArchive&) = delete;
  HashArchive& operator=(const HashArchive&) = delete;
  bool failed() const { return false; }
  void raw(const void* bytes, std::size_t size) { XXH3_128bits_update(state_, bytes, size); }
  bool count(std::uint64_t& count, std::size_t /*unit*/) {
    raw(&count, sizeof(count));
    return true;
  }
  std::string hex() const;  // 32 hexadecimal digits.

 private:
  XXH3_state_t* state_;
};

}  // namespace firebreak
