/// The world as a grid of squares, one for each country or area of ISO 3166-1.
///
/// All squares are equal, so that readers see small countries as well as large ones, and no border
/// is drawn. The grid was made for this program: neighbours are next to each other if there is
/// room.
enum TileGrid {
  struct Tile: Hashable, Sendable {
    var column: Int
    var row: Int
  }

  static let tiles: [String: Tile] = {
    var tiles: [String: Tile] = [:]
    for (row, line) in rows.enumerated() {
      for (column, code) in line.enumerated() where code != "..." { tiles[code] = Tile(column: column, row: row) }
    }
    return tiles
  }()

  static let columns = rows.map(\.count).max()!
  static let rows: [[String]] = picture.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }

  private static let picture = """
    ... ... ... ... GRL ... ... ... ... ... ISL ... ... ... SJM
    CAN ... ... SPM ... ... ... ... ... ... ... FRO ... ... NOR SWE FIN
    USA ... ... ... BMU ... ... ... ... ... IRL IMN GBR ... DNK ALA EST RUS
    MEX ... ... BHS TCA ... ... ... ... ... ... GGY JEY NLD ... ... LVA BLR
    GTM BLZ CYM CUB HTI DOM PRI VGB AIA ... ... ... BEL LUX DEU POL LTU UKR
    SLV HND ... JAM ... ... VIR SXM MAF ... ... ... FRA CHE LIE CZE SVK MDA
    ... NIC ... ... ... ... KNA BLM ATG ... ... AND MCO ITA AUT HUN ROU ... ... ... ... KAZ KGZ ... MNG ... PRK
    ... CRI ... ... ... ... MSR GLP DMA ... PRT ESP ... SMR SVN HRV SRB BGR ... GEO ... UZB TJK ... CHN ... KOR JPN
    ... ... PAN ABW CUW BES VCT LCA MTQ ... ... GIB ... VAT BIH MNE MKD ... TUR ARM AZE TKM AFG NPL BTN MAC HKG TWN
    ... ... COL VEN GUY TTO GRD BRB ... ... ... ... ... MLT ... ALB GRC CYP LBN SYR IRQ IRN PAK IND BGD MMR LAO VNM
    ... ... ECU PER BRA SUR GUF ... ... ... ... ... MAR DZA TUN LBY EGY ISR PSE JOR KWT BHR ... LKA ... THA KHM ... PHL ... MNP
    ... ... ... BOL PRY ... ... ... ... ... ... ESH MRT MLI NER TCD SDN ERI ... SAU QAT ARE MDV ... ... MYS BRN ... ... PLW GUM FSM MHL
    ... ... CHL ARG URY ... ... ... ... CPV SEN GMB GIN BFA NGA CAF SSD ETH DJI YEM OMN ... ... ... ... SGP IDN TLS PNG SLB NRU KIR UMI
    ... ... ... ... FLK SGS ... BVT ... ... GNB SLE CIV GHA BEN CMR UGA KEN SOM ... ... ... ... ... CCK CXR ... ... ... VUT TUV WLF TKL
    ... ... ... ... ... ... ... ... ... ... ... LBR ... TGO GNQ COG RWA TZA ... ... ... IOT ... ... ... ... ... AUS ... NCL FJI WSM ASM
    ... ... ... ... ... ... ... ... ... ... ... ... ... STP GAB COD BDI MWI COM SYC ... ... ... ... ... ... ... ... ... NFK TON NIU COK PYF
    ... ... ... ... ... ... ... ... ... ... ... SHN ... ... AGO ZMB ZWE MOZ MYT ... ... ... ... ... ... ... ... ... ... NZL ... ... ... PCN
    ... ... ... ... ... ... ... ... ... ... ... ... ... ... NAM BWA SWZ ... MDG REU MUS
    ... ... ... ... ... ... ... ... ... ... ... ... ... ... ... ZAF LSO
    ... ... ... ... ... ... ... ... ... ... ... ... ... ... ... ... ... ... ... ATF ... HMD
    ... ... ... ... ... ... ... ... ... ... ... ... ... ... ... ... ATA
    """
}
