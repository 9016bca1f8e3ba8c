/// Facts about telephone numbers of the world: the codes of countries, and how many digits follow
/// them.
///
/// Plans change every few years, and people forget a digit or add one, so a number that misses by
/// one digit is told apart from one that cannot be right.
enum CallingCodes {
  enum Fit { case exact, near, unknown, none }

  /// Lines of a code and the count of digits behind it, or the least and the greatest count.
  /// Widened where old and new plans are both in use.
  static let table = """
    1 10, 7 10, 20 8-10, 27 9, 30 10, 31 9, 32 8-9, 33 9, 34 9, 36 8-9, 39 6-11, 40 9, 41 9, 43 7-13, 44 9-10, 45 8, 46 7-10, 47 8,
    48 9, 49 6-11, 51 8-9, 52 10, 53 6-8, 54 10-11, 55 10-11, 56 9, 57 8-10, 58 10, 60 7-10, 61 9, 62 8-12, 63 8-10, 64 8-10, 65 8,
    66 8-9, 81 9-10, 82 8-10, 84 9-10, 86 10-11, 90 10, 91 10, 92 9-10, 93 9, 94 9, 95 7-10, 98 10,
    211 9, 212 9, 213 8-9, 216 8, 218 8-9, 220 7, 221 9, 222 8, 223 8, 224 8-9, 225 8-10, 226 8, 227 8, 228 8, 229 8-10, 230 7-8,
    231 7-9, 232 8, 233 9, 234 8-10, 235 8, 236 8, 237 8-9, 238 7, 239 7, 240 9, 241 7-8, 242 9, 243 7-9, 244 9, 245 7-9, 246 7,
    247 4-5, 248 7, 249 9, 250 9, 251 9, 252 7-9, 253 8, 254 9-10, 255 9, 256 9, 257 8, 258 8-9, 260 9, 261 9, 262 9, 263 8-10,
    264 8-9, 265 7-9, 266 8, 267 7-8, 268 8, 269 7, 290 4-5, 291 7, 297 7, 298 6, 299 6,
    350 8, 351 9, 352 6-9, 353 7-9, 354 7, 355 8-9, 356 8, 357 8, 358 6-11, 359 8-9, 370 8, 371 8, 372 7-8, 373 8, 374 8, 375 9,
    376 6, 377 8-9, 378 6-10, 380 9, 381 8-9, 382 8, 383 8, 385 8-9, 386 8, 387 8, 389 8, 420 9, 421 9, 423 7,
    500 5, 501 7, 502 8, 503 8, 504 8, 505 8, 506 8, 507 7-8, 508 6, 509 8, 590 9, 591 8, 592 7, 593 8-9, 594 9, 595 9, 596 9,
    597 6-7, 598 8, 599 7-8, 670 7-8, 672 6, 673 7, 674 7, 675 7-8, 676 5-7, 677 5-7, 678 5-7, 679 7, 680 7, 681 6, 682 5, 683 4-7,
    685 5-7, 686 5-8, 687 6, 688 5-6, 689 6-8, 690 4-7, 691 7, 692 7, 800 8, 808 8, 850 8-10, 852 8, 853 8, 855 8-9, 856 8-10,
    870 9, 878 10-12, 880 8-10, 881 8-9, 882 7-12, 883 7-12, 886 8-9, 888 7-12, 960 7, 961 7-8, 962 8-9, 963 8-9, 964 8-10, 965 8,
    966 9, 967 7-9, 968 8, 970 8-9, 971 8-9, 972 8-9, 973 8, 974 8, 975 7-8, 976 8, 977 8-10, 979 9, 992 9, 993 8, 994 9, 995 9,
    996 9, 998 9
    """

  private static let lengths: [Int: ClosedRange<Int>] = {
    var lengths: [Int: ClosedRange<Int>] = [:]
    for entry in table.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
      let numbers = entry.split { $0 == " " || $0 == "-" }.compactMap { Int($0) }
      if let code = numbers.first, let least = numbers.dropFirst().first { lengths[code] = least...(numbers.last ?? least) }
    }
    return lengths
  }()

  /// - Parameters:
  ///   - digits: A number with the code of its country first.
  ///   - isNoughtTold: A nought in brackets, which counts at home alone, stands behind the code.
  static func fit(_ digits: ArraySlice<UInt8>, isNoughtTold: Bool) -> Fit {
    guard digits.first != 0 else { return .none }
    var code = 0
    for (width, digit) in zip(1...3, digits) where digits.count > width {
      code = code * 10 + Int(digit)
      guard let lengths = lengths[code] else { continue }
      let count = digits.count - width - (isNoughtTold ? 1 : 0)
      if lengths.contains(count) { return .exact }
      // Some write the nought without brackets.
      return lengths.contains(count - 1) || lengths.contains(count + 1) ? .near : .none
    }
    return .unknown
  }
}
