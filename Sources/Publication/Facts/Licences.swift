enum Licences {
  /// Addresses of licences that are named by their SPDX id.
  static func url(of licence: String) -> String? {
    switch licence {
    case "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/"
    case "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"
    case "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/"
    case "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/"
    case "CC-BY-NC-SA-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/"
    case "CC-BY-ND-4.0": "https://creativecommons.org/licenses/by-nd/4.0/"
    case "CC-BY-NC-ND-4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/"
    default: nil
    }
  }
}
