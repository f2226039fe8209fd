// The only file that knows GEOS. A context per call, so calls may run side by side.
#include "analysis/synthesis/partition.h"

#include <cmath>
#include <memory>

#include <geos_c.h>

#include "base/check.h"

namespace firebreak::synthesis {
namespace {

constexpr double kPieceSquareMetresMin = 1.0;
constexpr double kEnvelopeMarginMetres = 1000.0;

class Geos {
 public:
  Geos() : context_(GEOS_init_r()) {}
  ~Geos() { GEOS_finish_r(context_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  struct Destroy {
    GEOSContextHandle_t context;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
  };
  using Shape = std::unique_ptr<GEOSGeometry, Destroy>;

  GEOSContextHandle_t context() const { return context_; }
  Shape own(GEOSGeometry* geometry) const { return Shape(geometry, Destroy{context_}); }

  Shape shape_of(const Ring& ring) const {
    GEOSCoordSequence* points =
        GEOSCoordSeq_create_r(context_, static_cast<unsigned>(ring.size()), 2);
    for (unsigned i = 0; i < ring.size(); ++i) {
      GEOSCoordSeq_setXY_r(context_, points, i, ring[i].east, ring[i].north);
    }
    GEOSGeometry* line = GEOSGeom_createLinearRing_r(context_, points);
    return own(line == nullptr ? nullptr : GEOSGeom_createPolygon_r(context_, line, nullptr, 0));
  }

  Shape shape_of(const Region& region) const {
    std::vector<GEOSGeometry*> parts;
    for (const Ring& ring : region.rings) {
      if (Shape part = shape_of(ring)) parts.push_back(part.release());
    }
    return own(GEOSGeom_createCollection_r(context_, GEOS_MULTIPOLYGON, parts.data(),
                                           static_cast<unsigned>(parts.size())));
  }

  double area(const GEOSGeometry* shape) const {
    double area = 0;
    return GEOSArea_r(context_, shape, &area) == 1 ? area : 0;
  }

  // The polygons in a geometry of any type, big enough to matter.
  std::vector<Shape> polygons_of(const GEOSGeometry* shape) const {
    std::vector<Shape> polygons;
    const int count = GEOSGetNumGeometries_r(context_, shape);
    for (int i = 0; i < count; ++i) {
      const GEOSGeometry* part = GEOSGetGeometryN_r(context_, shape, i);
      if (GEOSGeomTypeId_r(context_, part) != GEOS_POLYGON) continue;
      if (area(part) < kPieceSquareMetresMin) continue;
      polygons.push_back(own(GEOSGeom_clone_r(context_, part)));
    }
    return polygons;
  }

  Ring ring_of(const GEOSGeometry* polygon) const {
    const GEOSGeometry* line = GEOSGetExteriorRing_r(context_, polygon);
    const GEOSCoordSequence* points = GEOSGeom_getCoordSeq_r(context_, line);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(context_, points, &count);
    Ring ring(count);
    for (unsigned i = 0; i < count; ++i) {
      double east = 0;
      double north = 0;
      GEOSCoordSeq_getXY_r(context_, points, i, &east, &north);
      ring[i] = {.east = std::round(east * 100) / 100, .north = std::round(north * 100) / 100};
    }
    return ring;
  }

  double shared_border_metres(const GEOSGeometry* a, const GEOSGeometry* b) const {
    const Shape line = own(GEOSIntersection_r(context_, a, b));
    double length = 0;
    if (!line || GEOSLength_r(context_, line.get(), &length) != 1) return 0;
    return length;
  }

 private:
  GEOSContextHandle_t context_;
};

// The Voronoi cell of each seed, clipped to the land. Null where the library failed.
std::vector<Geos::Shape> clipped_cells(const Geos& geos, const GEOSGeometry* land,
                                       std::span<const Point> seeds) {
  GEOSContextHandle_t context = geos.context();
  std::vector<GEOSGeometry*> points;
  for (const Point seed : seeds) {
    points.push_back(GEOSGeom_createPointFromXY_r(context, seed.east, seed.north));
  }
  const auto sites = geos.own(GEOSGeom_createCollection_r(context, GEOS_MULTIPOINT, points.data(),
                                                          static_cast<unsigned>(points.size())));
  const auto envelope = geos.own(GEOSBuffer_r(context, land, kEnvelopeMarginMetres, 1));
  const auto diagram = geos.own(GEOSVoronoiDiagram_r(context, sites.get(), envelope.get(), 0.0, 0));
  std::vector<Geos::Shape> clipped(seeds.size());
  if (!diagram) return clipped;
  for (const auto& cell : geos.polygons_of(diagram.get())) {
    const Ring outline = geos.ring_of(cell.get());
    for (std::size_t i = 0; i < seeds.size(); ++i) {
      if (clipped[i] || !contains(outline, seeds[i])) continue;
      clipped[i] = geos.own(GEOSIntersection_r(context, cell.get(), land));
      break;
    }
  }
  return clipped;
}

struct Share {
  Geos::Shape shape;  // One polygon.
  std::vector<Geos::Shape> islands;
};

// Gives a cut-off piece to the share with the longest common border, or keeps it as an island.
void settle_piece(const Geos& geos, Geos::Shape piece, std::size_t owner,
                  std::vector<Share>& shares) {
  std::size_t best = owner;
  double longest = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double length = geos.shared_border_metres(piece.get(), shares[i].shape.get());
    if (length > longest) {
      longest = length;
      best = i;
    }
  }
  auto joined = longest > 0
                    ? geos.own(GEOSUnion_r(geos.context(), shares[best].shape.get(), piece.get()))
                    : nullptr;
  if (joined && GEOSGeomTypeId_r(geos.context(), joined.get()) == GEOS_POLYGON) {
    shares[best].shape = std::move(joined);
  } else {
    shares[owner].islands.push_back(std::move(piece));
  }
}

}  // namespace

std::optional<Region> land_of(const Ring& ring, const Ring& lake, double tolerance_metres) {
  const Geos geos;
  const auto outline = geos.shape_of(ring);
  const auto water = geos.shape_of(lake);
  if (!outline || !water) return std::nullopt;
  const auto valid = geos.own(GEOSMakeValid_r(geos.context(), outline.get()));
  if (!valid) return std::nullopt;
  const auto dry = geos.own(GEOSDifference_r(geos.context(), valid.get(), water.get()));
  if (!dry) return std::nullopt;
  const auto simple =
      geos.own(GEOSTopologyPreserveSimplify_r(geos.context(), dry.get(), tolerance_metres));
  if (!simple) return std::nullopt;
  Region land;
  for (const auto& polygon : geos.polygons_of(simple.get())) {
    if (geos.area(polygon.get()) < 1e4) continue;  // Splinters of the shore.
    land.rings.push_back(geos.ring_of(polygon.get()));
  }
  if (land.rings.empty()) return std::nullopt;
  return land;
}

std::optional<std::vector<Region>> partition(const Region& region, std::span<const Point> seeds) {
  CHECK(!seeds.empty() && seeds.size() <= kSeedsMax);
  if (seeds.size() == 1) return std::vector<Region>{region};
  const Geos geos;
  const auto raw = geos.shape_of(region);
  if (!raw) return std::nullopt;
  const auto land = geos.own(GEOSMakeValid_r(geos.context(), raw.get()));
  if (!land) return std::nullopt;
  std::vector<Share> shares(seeds.size());
  std::vector<std::pair<std::size_t, Geos::Shape>> pieces;
  std::vector<Geos::Shape> cells = clipped_cells(geos, land.get(), seeds);
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    if (!cells[i]) return std::nullopt;
    for (auto& polygon : geos.polygons_of(cells[i].get())) {
      Geos::Shape& largest = shares[i].shape;
      if (!largest || geos.area(polygon.get()) > geos.area(largest.get())) {
        std::swap(largest, polygon);
      }
      if (polygon) pieces.emplace_back(i, std::move(polygon));
    }
    if (!shares[i].shape) return std::nullopt;
  }
  for (auto& [owner, piece] : pieces) settle_piece(geos, std::move(piece), owner, shares);
  std::vector<Region> regions(seeds.size());
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    regions[i].rings.push_back(geos.ring_of(shares[i].shape.get()));
    for (const auto& island : shares[i].islands) {
      regions[i].rings.push_back(geos.ring_of(island.get()));
    }
  }
  return regions;
}

}  // namespace firebreak::synthesis
