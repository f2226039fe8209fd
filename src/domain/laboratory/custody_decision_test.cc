#include <gtest/gtest.h>

#include "domain/laboratory/city_fixture.h"

namespace firebreak::laboratory {
namespace {

std::vector<DiscrepancyKind> kinds(const City& city) {
  std::vector<DiscrepancyKind> kinds;
  for (const Discrepancy& discrepancy : city.laboratory.custody_record().discrepancies()) {
    kinds.push_back(discrepancy.kind);
  }
  return kinds;
}

TEST(CustodyDecision, RefusesHandOversByNameInOrder) {
  TwoCompounds city;
  city.accept(OpenRound{.campaign = "drill",
                        .name = "second",
                        .units = {city.east},
                        .opens_at = kOpens,
                        .deadline = kOpens + Duration::hours(14)});
  for (const char* code : {"A", "VOID", "TAKEN"}) {
    city.accept(city.binding(code, static_cast<std::uint32_t>(city.laboratory.tubes().size())));
  }
  city.accept(VoidTube{.tube_code = "VOID", .reason = "broken"});
  city.accept(city.hand_over({"TAKEN"}));

  HandOverTubes request = city.hand_over({"TAKEN", "A"});
  request.courier = "";
  request.station = StationId{1};
  request.round = RoundId{9};
  EXPECT_EQ(city.refusal(request), "round.unknown");
  request.round = RoundId{1};
  request.station = StationId{9};
  EXPECT_EQ(city.refusal(request), "station.unknown");
  request.station = StationId{1};
  city.scope = city.east;
  EXPECT_EQ(city.refusal(request), "scope.outside");
  city.scope = UnitId{0};
  EXPECT_EQ(city.refusal(request), "text.length");
  request.courier = "box 8";
  request.tube_codes = {"TAKEN", ""};
  EXPECT_EQ(city.refusal(request), "tube.code");
  request.tube_codes = {"TAKEN"};
  EXPECT_EQ(city.refusal(request), "tube.other_round");
  request.round = RoundId{0};
  EXPECT_EQ(city.refusal(request), "tube.other_station");
  request.station = StationId{0};
  EXPECT_EQ(city.refusal(request), "tube.custody");
  request.tube_codes = {"VOID"};
  EXPECT_EQ(city.refusal(request), "tube.voided");
  request.tube_codes.assign(kRowsPerRequestMax + 1, "A");
  EXPECT_EQ(city.refusal(request), "laboratory.too_many_rows");
}

TEST(CustodyDecision, RefusesReceiptsAndVoidingByName) {
  TwoCompounds city;
  city.accept(city.binding("VOID", 0));
  city.accept(VoidTube{.tube_code = "VOID", .reason = "broken"});
  city.accept(city.binding("DONE", 1));
  city.accept(city.result("DONE", Outcome::negative));
  ReceiveTubes request = city.receipt({"VOID"});
  request.round = RoundId{9};
  request.laboratory = LaboratoryId{9};
  request.hand_over = 9;
  EXPECT_EQ(city.refusal(request), "round.unknown");
  request.round = RoundId{0};
  EXPECT_EQ(city.refusal(request), "laboratory.unknown");
  request.laboratory = LaboratoryId{0};
  EXPECT_EQ(city.refusal(request), "hand_over.unknown");
  EXPECT_EQ(city.refusal(city.receipt({"bad code"})), "tube.code");
  EXPECT_EQ(city.refusal(city.receipt({"VOID"})), "tube.voided");

  EXPECT_EQ(city.refusal(VoidTube{.tube_code = "", .reason = ""}), "tube.code");
  EXPECT_EQ(city.refusal(VoidTube{.tube_code = "X", .reason = ""}), "text.length");
  EXPECT_EQ(city.refusal(VoidTube{.tube_code = "X", .reason = "r"}), "tube.unknown");
  EXPECT_EQ(city.refusal(VoidTube{.tube_code = "DONE", .reason = "r"}), "tube.resulted");
  EXPECT_EQ(city.accept(VoidTube{.tube_code = "VOID", .reason = "r"}).rows.front().fate,
            RowFate::duplicate);
}

TEST(CustodyDecision, NamesTheTubesMissingFromABoxAndThoseNotExpected) {
  TwoCompounds city;
  for (const char* code : {"A", "B", "C"}) {
    city.accept(city.binding(code, static_cast<std::uint32_t>(city.laboratory.tubes().size())));
  }
  HandOverTubes box = city.hand_over({"A", "B", "A"});
  box.declared_count = 3;
  city.accept(box);
  EXPECT_EQ(city.laboratory.custody_record().tubes_of(0).size(), 2U);
  ReceiveTubes receipt = city.receipt({"B", "C"});
  receipt.hand_over = 0;
  city.accept(receipt);
  EXPECT_EQ(kinds(city), (std::vector{DiscrepancyKind::missing, DiscrepancyKind::unexpected}));
  EXPECT_EQ(city.laboratory.custody_record().discrepancies()[0].tube, city.tube("A"));
  EXPECT_EQ(city.laboratory.custody_record().discrepancies()[1].tube, city.tube("C"));
  EXPECT_EQ(city.laboratory.tubes().custody(city.tube("A")), Custody::courier);
  EXPECT_EQ(city.laboratory.tubes().custody(city.tube("C")), Custody::laboratory);
  EXPECT_TRUE(city.laboratory.ledger().balanced());
}

TEST(CustodyDecision, ChangesNothingWhenScannedAgain) {
  TwoCompounds city;
  city.accept(city.binding("A", 0));
  city.accept(city.hand_over({"A"}));
  EXPECT_TRUE(city.accept(city.hand_over({"A"})).facts.empty());
  city.accept(city.receipt({"A"}));
  EXPECT_TRUE(city.accept(city.receipt({"A"})).facts.empty());
  EXPECT_TRUE(city.accept(city.hand_over({"A"})).facts.empty());
  EXPECT_TRUE(kinds(city).empty());
}

TEST(CustodyDecision, TakesAHandOverThatIsUploadedAfterTheReceipt) {
  TwoCompounds city;
  city.accept(city.binding("A", 0));
  city.accept(city.receipt({"A"}));
  city.accept(city.hand_over({"A"}));
  EXPECT_EQ(kinds(city), (std::vector{DiscrepancyKind::unexpected, DiscrepancyKind::already_gone}));
  EXPECT_EQ(city.laboratory.tubes().custody(city.tube("A")), Custody::laboratory);
  EXPECT_TRUE(city.laboratory.tubes().handed_over_at(city.tube("A")).has_value());
  EXPECT_TRUE(city.laboratory.ledger().balanced());
}

TEST(CustodyDecision, TakesAReceiptThatIsUploadedAfterTheResult) {
  TwoCompounds city;
  city.accept(city.binding("A", 0));
  city.accept(city.result("A", Outcome::negative));
  city.accept(city.receipt({"A"}));
  EXPECT_EQ(kinds(city), (std::vector{DiscrepancyKind::already_resulted}));
  EXPECT_EQ(city.laboratory.tubes().custody(city.tube("A")), Custody::resulted);
}

TEST(CustodyDecision, AccountsForATubeThatTurnsUpInAnotherLaboratory) {
  TwoCompounds city;
  city.accept(city.binding("A", 0));
  city.accept(city.hand_over({"A"}));
  city.accept(city.receipt({"A"}));
  ReceiveTubes elsewhere = city.receipt({"A"});
  elsewhere.laboratory = LaboratoryId{1};
  city.accept(elsewhere);
  const TubeLedger& ledger = city.laboratory.ledger();
  EXPECT_EQ(ledger.laboratory(LaboratoryId{0}).forwarded, 1U);
  EXPECT_EQ(ledger.laboratory(LaboratoryId{1}).in_laboratory, 1U);
  EXPECT_EQ(ledger.round(RoundId{0}).received, 1U);
  EXPECT_TRUE(ledger.balanced());
}

}  // namespace
}  // namespace firebreak::laboratory
