/// Finds personal data in addresses of pages: places on maps, numbers and names for messages,
/// profiles. Other digits in them are left alone.
extension PersonalData {
  /// - Returns: the index behind the address that begins at a word; nil if none does.
  mutating func address(at index: Int) -> Int? {
    var host = index
    if text[index].has(.scheme) {
      guard text.isSign(index + 1, ":"), text.isSign(index + 2, "/"), text.isSign(index + 3, "/"), text.isJoined(index + 3)
      else {
        return nil
      }
      host = index + 4
    } else {
      // A host without a scheme: `facebook.com/name`, `www.…`
      guard text.isSign(index + 1, "."), text.isJoined(index + 1), text.isWord(index + 2), text.isJoined(index + 2) else {
        return nil
      }
      guard text[index].hash == TokenText.hash(of: "www") || text.isSign(index + 3, "/") && text.isJoined(index + 3) else {
        return nil
      }
    }
    var end = host
    while end < text.count, end == host || text.isJoined(end), !text[end].isSign(of: "<>\"|)]}") { end += 1 }
    guard end > host else { return nil }
    var path = host
    while path < end, !text[path].isSign(of: "/?#:") { path += 1 }
    look(at: text.string(host, path - 1), host: host, path..<end)
    return end
  }

  private static let networks = [
    "facebook.com", "fb.com", "m.me", "twitter.com", "x.com", "instagram.com", "tiktok.com", "linkedin.com", "t.me",
    "telegram.me",
    "youtube.com", "threads.net", "bsky.app", "vk.com", "ok.ru", "snapchat.com", "signal.me", "pinterest.com", "medium.com",
  ]
  private static let messengers = ["wa.me", "whatsapp.com", "signal.me", "t.me", "viber.com", "telegram.me", "chat.viber.com"]
  private static let maps = [
    "google", "goo.gl", "openstreetmap", "osm", "apple", "bing", "waze", "yandex", "wikimapia", "what3words", "here", "geohack",
    "map",
  ]

  private func isHost(_ host: String, _ names: [String]) -> Bool { names.contains { host == $0 || host.hasSuffix("." + $0) } }

  private mutating func look(at host: String, host start: Int, _ path: Range<Int>) {
    if let last = sharedPlace(host, path) {
      add("personal-place", start, last)
      return
    }
    let isMap = Self.maps.contains { host.contains($0) }
    var index = path.lowerBound
    while index < path.upperBound {
      if text.isNumber(index), let last = mapPoint(index, isMap, path) {
        add("personal-place", index, last)
        index = last
      } else if isHost(host, Self.messengers), text.isNumber(index), (7...15).contains(text[index].count) {
        add("personal-phone", index, index)
        return
      } else if text.isSign(index, "@"), email(at: index) > 0 {
        return
      } else if text.isSign(index, "+") {
        _ = plusCode(at: index)
      }
      index += 1
    }
    profile(host, path)
  }

  /// A short address of a place: `maps.app.goo.gl/…`, `w3w.co/a.b.c`
  private func sharedPlace(_ host: String, _ path: Range<Int>) -> Int? {
    guard path.count > 1 else { return nil }
    if host == "maps.app.goo.gl" || host == "goo.gl" && text.string(path.lowerBound, path.lowerBound + 1) == "/maps" {
      return path.upperBound - 1
    }
    return isHost(host, ["w3w.co", "what3words.com"]) ? dotted(path.lowerBound + 1) : nil
  }

  /// Two decimal numbers in the address of a map.
  private func mapPoint(_ index: Int, _ isMap: Bool, _ path: Range<Int>) -> Int? {
    guard let first = text.decimal(index), first.decimals >= 3, first.value <= 180 else { return nil }
    for cursor in first.last + 1..<min(path.upperBound, first.last + 7) where text.isNumber(cursor) {
      guard let second = text.decimal(cursor), second.decimals >= 3, second.value <= 180 else { return nil }
      return isMap || min(first.decimals, second.decimals) >= 4 ? second.last : nil
    }
    return nil
  }

  private static let noProfiles: Set<String> = [
    "share", "sharer", "intent", "home", "hashtag", "search", "watch", "groups", "events", "i", "p", "reel", "company",
    "school",
    "playlist", "channel", "joinchat", "s", "pages", "privacy", "help", "about", "explore", "login", "results", "shorts",
    "feed",
    "embed", "policies", "legal", "terms", "tr", "plugins", "dialog", "wall", "photo", "story", "jobs", "learning", "pulse",
    "c",
  ]

  /// The name that a network's address ends with.
  private mutating func profile(_ host: String, _ path: Range<Int>) {
    var first = path.lowerBound
    guard first < path.upperBound, text.isSign(first, "/") else { return }
    let hasSign = text.isSign(first + 1, "@")
    guard isHost(host, Self.networks) || hasSign else { return }
    first += 1
    // `linkedin.com/in/name`, `bsky.app/profile/name`
    if ["in", "profile", "user", "add", "people", "u"].contains(text.string(first, first)), text.isSign(first + 1, "/") {
      first += 2
    }
    if text.isSign(first, "@") { first += 1 }
    var last = first
    while last < path.upperBound, text[last].kind != .sign || text[last].isSign(of: "._-") { last += 1 }
    while last > first, text[last - 1].isSign(of: ".-") { last -= 1 }
    guard last > first, last <= path.upperBound, first < path.upperBound else { return }
    let name = text.string(first, last - 1)
    // `facebook.com/profile.php?id=1000…`
    if name == "profile.php" {
      if let number = path.first(where: { text.isNumber($0) && text[$0].count >= 5 }) { add("personal-handle", number, number) }
      return
    }
    guard name.count >= 3, !Self.noProfiles.contains(text.string(first, first)),
      name.contains(where: \.isLetter) || text.isSign(first - 1, "=")
    else { return }
    add("personal-handle", first, last - 1)
  }
}
