#include "platform/vault/sealed_piece.h"

#include <gtest/gtest.h>

#include "platform/vault/testing_folder.h"

namespace firebreak::vault {
namespace {

class SealedPiece : public testing::Test {
 protected:
  IoResult<Opened> open() { return unseal(sealed_, context_, *ring_, piece_); }
  std::string open_error() {
    const auto opened = open();
    return opened ? "opened" : opened.error().code;
  }

  TestingFolder folder_;
  SeededEntropy entropy_{1};
  std::unique_ptr<KeyRing> ring_ =
      std::move(KeyRing::create(folder_.file("city.keys"), entropy_).value());
  KeyHandle key_ = ring_->data_key(Purpose::contact, Day{19000}).value();
  SealContext context_{ring_->vault_id(), PersonId{7}, Purpose::contact};
  std::vector<std::uint8_t> sealed_;
  std::vector<std::uint8_t> piece_;

  void SetUp() override {
    const std::vector<std::uint8_t> plain{1, 2, 3};
    std::array<std::uint8_t, kNonceBytes> nonce{9};
    seal(plain, context_, *key_, nonce, sealed_);
  }
};

TEST_F(SealedPiece, Opens) {
  EXPECT_EQ(open().value(), Opened::open);
  EXPECT_EQ(piece_, (std::vector<std::uint8_t>{1, 2, 3}));
}

TEST_F(SealedPiece, NoticesEveryFlippedBit) {
  for (std::size_t bit = 0; bit < sealed_.size() * 8; ++bit) {
    sealed_[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    // The first four bytes name the key: another name is no key of this ring.
    EXPECT_EQ(open_error(), bit < 32 ? "vault.key_missing" : "vault.tampered") << bit;
    sealed_[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
  }
  for (std::size_t length = 0; length < sealed_.size(); ++length) {
    std::vector<std::uint8_t> cut(sealed_.begin(), sealed_.begin() + static_cast<long>(length));
    EXPECT_EQ(unseal(cut, context_, *ring_, piece_).error().code, "vault.tampered");
  }
}

TEST_F(SealedPiece, OpensOnlyWhereItBelongs) {
  const SealContext own = context_;
  context_.subject = PersonId{8};
  EXPECT_EQ(open_error(), "vault.tampered");
  context_ = own;
  context_.purpose = Purpose::address;
  EXPECT_EQ(open_error(), "vault.tampered");
  context_ = own;
  context_.vault[0] ^= 1;
  EXPECT_EQ(open_error(), "vault.tampered");
}

TEST_F(SealedPiece, OfAnotherKeyDoesNotOpen) {
  const auto other = ring_->data_key(Purpose::contact, Day{19001}).value();
  sealed_[0] = static_cast<std::uint8_t>(other->slot);
  EXPECT_EQ(open_error(), "vault.tampered");
}

TEST_F(SealedPiece, IsErasedWithItsKey) {
  ASSERT_EQ(ring_->destroy(Purpose::contact, Day{19000}).value(), 1U);
  piece_.clear();
  EXPECT_EQ(open().value(), Opened::erased);
  EXPECT_TRUE(piece_.empty());
}

}  // namespace
}  // namespace firebreak::vault
