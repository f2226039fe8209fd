#include "analysis/synthesis/invented_person.h"

#include <array>
#include <string_view>

#include "base/check.h"
#include "base/random.h"

namespace firebreak::synthesis {
namespace {

constexpr std::uint32_t kSequences = 500;  // Odd for men, even for women.
constexpr std::uint32_t kCodesPerPrefix = 10'000;
constexpr std::uint64_t kPhones = 100'000'000;
constexpr std::uint64_t kPhoneStep = 48'271;  // Shares no factor with kPhones: a permutation.
static_assert(kPeopleMax <= 2 * kCodesPerPrefix * kSequences);

constexpr std::array<std::string_view, 48> kSurnames = {
    "王", "李", "张", "陈", "周", "徐", "钱", "吴", "朱", "陆", "顾", "华", "邹", "蒋", "杨", "许",
    "袁", "冯", "尤", "秦", "薛", "荣", "唐", "胡", "沈", "严", "孙", "苏", "刘", "黄", "赵", "马",
    "何", "高", "林", "郭", "罗", "宋", "谢", "韩", "曹", "邓", "潘", "丁", "范", "姚", "夏", "钟"};
constexpr std::array<std::string_view, 32> kMale = {
    "伟", "强", "磊", "军", "勇", "杰", "涛", "明", "超", "刚", "平", "辉", "鹏", "华", "飞", "斌",
    "浩", "宇", "轩", "俊", "峰", "建", "国", "志", "文", "海", "波", "亮", "晨", "阳", "凯", "龙"};
constexpr std::array<std::string_view, 32> kFemale = {
    "芳", "娜", "敏", "静", "丽", "艳", "娟", "霞", "秀", "英", "玲", "燕", "红", "梅", "婷", "雪",
    "慧", "莉", "倩", "颖", "琳", "欣", "怡", "佳", "萍", "兰", "洁", "云", "萱", "涵", "珍", "凤"};

// Writes the number in `width` digits.
void put(std::uint64_t number, int width, char* at) {
  for (int i = width - 1; i >= 0; --i, number /= 10) at[i] = static_cast<char>('0' + number % 10);
}

}  // namespace

char document_check_digit(const char* seventeen_digits) {
  constexpr int kWeights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (int i = 0; i < 17; ++i) sum += (seventeen_digits[i] - '0') * kWeights[i];
  return "10X98765432"[sum % 11];
}

InventedPerson invented_person(std::uint64_t seed, std::uint32_t person, Sex sex, Day birth) {
  CHECK(person < kPeopleMax);
  const std::uint64_t random = mix(seed ^ mix(person));
  InventedPerson invented;
  const auto& given = sex == Sex::male ? kMale : kFemale;
  invented.name = kSurnames[random % kSurnames.size()];
  invented.name += given[(random >> 16) % given.size()];
  if ((random >> 60) < 12) invented.name += given[(random >> 32) % given.size()];

  char digits[18];
  const std::uint32_t block = person / kSequences;
  const std::uint32_t code =
      block < kCodesPerPrefix ? 990'000 + block : 900'000 + (block - kCodesPerPrefix);
  put(code, 6, digits);
  const CivilDate date = civil_date(birth);
  put(static_cast<std::uint64_t>(date.year), 4, digits + 6);
  put(static_cast<std::uint64_t>(date.month), 2, digits + 10);
  put(static_cast<std::uint64_t>(date.day), 2, digits + 12);
  put(2 * (person % kSequences) + (sex == Sex::male ? 1 : 0), 3, digits + 14);
  digits[17] = document_check_digit(digits);
  invented.document_number.assign(digits, 18);

  char phone[11] = {'1', '6', '0'};
  put((person * kPhoneStep + seed % kPhones) % kPhones, 8, phone + 3);
  invented.phone.assign(phone, 11);
  return invented;
}

}  // namespace firebreak::synthesis
