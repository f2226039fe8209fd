#include "analysis/synthesis/naming.h"

#include <array>
#include <span>

#include "base/check.h"

namespace firebreak::synthesis {
namespace {

using policy::PlaceKind;
using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 40> kFirst = {
    "锦", "春", "金", "瑞", "景", "翠", "云", "湖", "香", "碧", "新", "华", "丽", "明",
    "盛", "福", "兰", "梅", "柳", "星", "阳", "东", "西", "南", "北", "中", "永", "和",
    "嘉", "康", "宁", "安", "望", "映", "清", "水", "银", "玉", "紫", "天"};
constexpr std::array<std::string_view, 30> kSecond = {
    "湖", "江", "山", "园", "庭", "城", "溪", "泽", "苑", "峰", "桥", "河", "林", "竹", "桂",
    "枫", "荷", "月", "泉", "岸", "塘", "洲", "浜", "潮", "堤", "亭", "楼", "台", "府", "里"};
constexpr std::array<std::string_view, 14> kCompoundEnds = {"花园", "花园", "新村", "新村", "苑",
                                                            "家园", "公寓", "名邸", "雅居", "佳苑",
                                                            "华府", "新城", "小区", "人家"};
constexpr std::array<std::string_view, 30> kSurnames = {
    "王", "李", "张", "陈", "周", "徐", "钱", "吴", "朱", "陆", "顾", "华", "邹", "蒋", "杨",
    "许", "袁", "冯", "强", "尤", "秦", "过", "薛", "荣", "唐", "胡", "沈", "严", "孙", "苏"};
constexpr std::array<std::string_view, 9> kGroupEnds = {"巷",   "家巷", "家桥", "家湾", "家塘",
                                                        "家里", "家浜", "家村", "家宅"};
constexpr std::array<std::string_view, 36> kBrands = {
    "惠民", "鑫源",   "佳乐",   "万顺", "福满", "好邻", "百汇", "永盛", "同心",
    "大众", "新世纪", "吉祥",   "鸿运", "宏达", "正大", "恒丰", "华联", "四季",
    "美佳", "天天",   "老字号", "江南", "太湖", "梁溪", "锡城", "永和", "聚福",
    "德兴", "瑞丰",   "金桥",   "长虹", "中远", "利民", "康泰", "益寿", "众诚"};

constexpr std::array<std::string_view, 12> kFirms = {
    "精密机械有限公司", "电子科技有限公司", "纺织有限公司",   "汽车部件有限公司",
    "物流有限公司",     "建设工程有限公司", "新材料有限公司", "贸易有限公司",
    "软件有限公司",     "环保设备有限公司", "服饰有限公司",   "商务咨询有限公司"};
constexpr std::array<std::string_view, 8> kShops = {"便利店", "烟酒店", "五金店", "服装店",
                                                    "水果店", "理发店", "文具店", "数码店"};
constexpr std::array<std::string_view, 2> kSupermarkets = {"超市", "生活超市"};
constexpr std::array<std::string_view, 2> kMarkets = {"农贸市场", "菜市场"};
constexpr std::array<std::string_view, 7> kRestaurants = {"面馆",   "小吃店", "饭店", "快餐店",
                                                          "馄饨店", "火锅店", "酒家"};
constexpr std::array<std::string_view, 3> kHospitals = {"卫生服务站", "门诊部", "医院"};
constexpr std::array<std::string_view, 2> kPharmacies = {"大药房", "药店"};
constexpr std::array<std::string_view, 3> kTransport = {"公交站", "公交首末站", "地铁站"};
constexpr std::array<std::string_view, 5> kEntertainment = {"影城", "量贩歌城", "网咖", "健身房",
                                                            "棋牌室"};
constexpr std::array<std::string_view, 3> kWorship = {"寺", "教堂", "观"};
constexpr std::array<std::string_view, 2> kParks = {"公园", "广场"};
constexpr std::array<std::string_view, 3> kOffices = {"大厦", "商务中心", "国际广场"};
constexpr std::array<std::string_view, 2> kHotels = {"宾馆", "酒店"};
constexpr std::array<std::string_view, 4> kOthers = {"快递驿站", "洗衣店", "营业厅", "社区活动室"};

std::string_view one_of(Words words, Random& random) { return words[random.below(words.size())]; }

Words ends_of(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::workplace:
      return kFirms;
    case PlaceKind::shop:
      return kShops;
    case PlaceKind::supermarket:
      return kSupermarkets;
    case PlaceKind::market:
      return kMarkets;
    case PlaceKind::restaurant:
      return kRestaurants;
    case PlaceKind::hospital:
      return kHospitals;
    case PlaceKind::pharmacy:
      return kPharmacies;
    case PlaceKind::transport:
      return kTransport;
    case PlaceKind::entertainment:
      return kEntertainment;
    case PlaceKind::worship:
      return kWorship;
    case PlaceKind::park:
      return kParks;
    case PlaceKind::office_building:
      return kOffices;
    case PlaceKind::hotel:
      return kHotels;
    default:
      return kOthers;
  }
}

}  // namespace

std::string compound_name(Random& random) {
  std::string name(one_of(kFirst, random));
  name += one_of(kSecond, random);
  name += one_of(kCompoundEnds, random);
  return name;
}

std::string village_group_name(Random& random) {
  std::string name(one_of(kSurnames, random));
  name += one_of(kGroupEnds, random);
  return name;
}

std::string place_name(PlaceKind kind, std::string_view stem, Random& random) {
  std::string name(kind == PlaceKind::workplace ? "" : stem);
  if (kind == PlaceKind::workplace) name += one_of(kFirst, random);
  const bool bare = kind == PlaceKind::transport || kind == PlaceKind::market ||
                    kind == PlaceKind::worship || kind == PlaceKind::park;
  if (!bare) name += one_of(kBrands, random);
  name += one_of(ends_of(kind), random);
  return name;
}

std::uint32_t NameBook::number(const std::string& name) {
  const Key key = key_of(name);
  if (const auto known = numbers_.find(key)) return *known;
  const std::uint32_t number = pool_.add(name);
  numbers_.insert(key, number);
  return number;
}

std::uint32_t NameBook::door(int floor, int door) {
  CHECK(floor >= 0 && floor < kFloorsMax && door > 0 && door < kDoorsMax);
  std::uint32_t& number = doors_[floor][door];
  if (number == 0) {
    const std::string name = std::to_string(floor) + (door < 10 ? "0" : "") + std::to_string(door);
    number = this->number(name) + 1;
  }
  return number - 1;
}

}  // namespace firebreak::synthesis
