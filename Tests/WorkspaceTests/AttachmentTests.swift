import Foundation
import Testing
import Text

@testable import Workspace

/// A page passes on only documents, pictures, sound and film: nothing that a browser or a computer
/// runs.
struct AttachmentTests {
  /// Builds a note that links all these files.
  private func build(_ files: [String: String]) async throws -> (shipped: [String], findings: [String], sandbox: Sandbox) {
    let sandbox = Sandbox()
    try sandbox.write("title: Small\n", to: "Content/casebook.yaml")
    try sandbox.write("types:\n  note: {folder: notes}\n", to: "Content/model.yaml")
    let links = files.keys.sorted().map { "[x](<a/\($0)>)\n\n" }.joined()
    try sandbox.write("---\ntitle: A\n---\n\n\(links)", to: "Content/notes/a.md")
    for (name, text) in files { try sandbox.write(text, to: "Content/notes/a/" + name) }
    let report = try await SiteBuild.run(sandbox.options())
    return (
      try sandbox.files("Site").keys.filter { $0.hasPrefix("media/") }.sorted(),
      report.findings.filter { $0.severity == .error }.map(\.code), sandbox
    )
  }

  /// Endings of programs, scripts, installers, shortcuts, disk images, macros and web pages, of all
  /// systems.
  private static let programs = """
    exe com scr pif cpl msi msp msu appx appxbundle msix msixbundle bat cmd ps1 ps1xml ps2 psm1 psc1 vb vbs vbe js jse mjs cjs ws wsf
    wsc wsh sct hta chm hlp lnk url scf inf reg rgs job gadget dll ocx sys drv diagcab settingcontent-ms library-ms search-ms
    application appref-ms xll xlam docm dotm xlsm xlsb xltm pptm potm ppam ppsm sldm doc dot xls xlt ppt pps rtf mdb accdb mde ade
    iso img vhd vhdx cab zip rar 7z tar gz bz2 xz jar jnlp class air swf app command workflow dmg pkg mpkg scpt scptd applescript
    terminal tool webloc inetloc fileloc sh bash csh ksh zsh fish py pyc pyw pyz rb pl php phtml phar lua tcl run bin elf so o deb rpm
    apk xapk ipa appimage snap flatpak flatpakref desktop service html htm xhtml xht shtml shtm stm mht mhtml xml xsl xslt svgz rss atom
    rdf wasm asp aspx jsp cgi cfm htaccess config theme themepack website one onetoc2 pub slk iqy dqy oqy rqy mam maf mas
    """.split { $0 == " " || $0 == "\n" }.map(String.init)

  @Test func `files that can run programs are refused, whatever system they are for`() async throws {
    let files = Dictionary(uniqueKeysWithValues: Self.programs.map { ("tool.\($0)", "MZ") })
    let (shipped, findings, _) = try await build(files)
    #expect(Self.programs.count > 150)
    #expect(shipped == [])
    #expect(findings == Array(repeating: "unsafe-file", count: Self.programs.count))
  }

  @Test func `what counts is the name that is written, not the one that it is made from`() async throws {
    let names = [
      "page.html!", "pwn.js!", "b.HTM", "c.exe.", "d.x;html", "noending", "g.htmⅼ", "h.png.html", "i.s\u{200B}vg.htm",
    ]
    let (shipped, findings, _) = try await build(Dictionary(uniqueKeysWithValues: names.map { ($0, "x") }))
    #expect(shipped == [])
    #expect(findings.allSatisfy { $0 == "unsafe-file" } && findings.count == names.count, "\(findings)")
  }

  @Test func `documents, pictures, sound, film and data are shipped under a name with one dot`() async throws {
    let kinds = ["pdf", "docx", "xlsx", "pptx", "odt", "csv", "txt", "json", "png", "jpg", "JPEG", "webp", "mp3", "mp4", "vtt"]
    let (shipped, findings, _) = try await build(
      Dictionary(uniqueKeysWithValues: kinds.map { ("a.php.v2.\($0)", "content of \($0)") }))
    #expect(findings == [])
    #expect(shipped.count == kinds.count)
    #expect(shipped.allSatisfy { $0.count { $0 == "." } == 1 && $0.hasPrefix("media/a-php-v2-") }, "\(shipped)")
  }

  private static let svg = "xmlns=\"http://www.w3.org/2000/svg\""

  static let hostile: [String] = [
    "<svg \(svg)><script>ran()</script></svg>",
    "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:script>ran()</s:script></s:svg>",
    "<svg \(svg) xmlns:s=\"http://www.w3.org/2000/svg\"><s:script>ran()</s:script></svg>",
    "<svg \(svg)\tonload=\"ran()\"/>", "<svg \(svg)\nonload\n=\n'ran()'/>", "<svg \(svg) ONLOAD=\"ran()\"/>",
    "<svg \(svg)><animate onbegin=\"ran()\" attributeName=\"x\" dur=\"1s\"/></svg>",
    "<svg \(svg)><set attributeName=\"href\" to=\"javascript:ran()\"/></svg>",
    "<svg \(svg)><rect onclick=\"ran()\"/></svg>", "<svg \(svg)><rect onfocusin=\"ran()\" tabindex=\"1\"/></svg>",
    "<svg \(svg)><a href=\"javascript:ran()\"><text>x</text></a></svg>",
    "<svg \(svg) xmlns:xlink=\"http://www.w3.org/1999/xlink\"><a xlink:href=\"java&#10;script:ran()\"><text>x</text></a></svg>",
    "<svg \(svg) xmlns:x=\"http://www.w3.org/1999/xlink\"><use x:href=\"data:image/svg+xml,x\"/></svg>",
    "<svg \(svg)><foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject></svg>",
    "<svg \(svg)><style xmlns=\"http://www.w3.org/1999/xhtml\">x</style></svg>",
    "<!DOCTYPE svg [<!ENTITY x \"&#60;script&#62;ran()&#60;/script&#62;\">]><svg \(svg)>&x;</svg>",
    "<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"ran()\">]><svg \(svg)/>",
    "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg \(svg)/>",
    "<svg \(svg)>&x;</svg>", "<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg \(svg)/>",
    "<?xml-stylesheet href=\"javascript:ran()\"?><svg \(svg)/>", "<svg \(svg)><?php ran() ?></svg>",
    "<svg \(svg)><style>@import 'https://evil.example/a.css';</style></svg>",
    "<svg \(svg)><style>rect{fill:url(https://evil.example/a)}</style></svg>",
    "<svg \(svg)><style>rect{fill:\\75rl(//evil.example/a)}</style></svg>",
    "<svg \(svg)><style><![CDATA[rect{background:image-set('https://evil.example/a' 1x)}]]></style></svg>",
    "<svg \(svg)><style>rect{fill:ur&#108;(//evil.example/a)}</style></svg>",
    "<svg \(svg)><rect style=\"fill:url('https://evil.example/a#b')\"/></svg>",
    "<svg \(svg)><rect fill=\"URL( //evil.example/a#b )\"/></svg>",
    "<svg \(svg)><image href=\"https://evil.example/a.png\"/></svg>",
    "<svg \(svg)><image href=\"data:image/svg+xml;base64,PHN2\"/></svg>",
    "<svg \(svg)><use href=\"other.svg#a\"/></svg>", "<svg \(svg)><use href=\"data:image/png;base64,AA\"/></svg>",
    "<svg \(svg) xml:base=\"https://evil.example/\"><use href=\"#a\"/></svg>",
    "<svg \(svg)><handler xmlns=\"http://www.w3.org/2001/xml-events\">ran()</handler></svg>",
    "<svg \(svg)><iframe src=\"javascript:ran()\"/></svg>", "<svg \(svg)><metadata><x/></metadata></svg>",
    "<html xmlns=\"http://www.w3.org/1999/xhtml\"><script>ran()</script></html>", "<svg><rect/></svg>",
    "<svg \(svg)><g></svg></g>", "<svg \(svg)/><svg \(svg)/>", "<svg \(svg)/>text", "<svg \(svg) id=a/>",
    "<svg \(svg) id=\"a\" id=\"b\"/>",
    "<svg \(svg)><text>a & b</text></svg>", "<svg \(svg)><!-- a -- b --></svg>", "<svg \(svg)><text>&#0;</text></svg>", "",
    "<svg \(svg)", "<svg \(svg) id=\"", "<svg \(svg)>&", "<svg \(svg)><!--", "<svg \(svg)><![CDATA[", "<svg \(svg)><", "<?xml ",
    "\u{FEFF}",
  ]

  @Test(arguments: hostile)
  func `an SVG that holds anything but a picture is refused`(text: String) {
    #expect(PlainSVG.problem(with: Array(text.utf8)) != nil)
  }

  @Test func `an SVG in another encoding is refused`() {
    let text = "<svg \(Self.svg)><script>ran()</script></svg>"
    for (mark, isLittle) in [([0xFF, 0xFE] as [UInt8], true), ([0xFE, 0xFF], false), ([], true), ([], false)] {
      let bytes =
        mark + text.utf16.flatMap { isLittle ? [UInt8($0 & 255), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 255)] }
      #expect(PlainSVG.problem(with: bytes) != nil)
    }
  }

  static let plain: [String] = [
    "<svg \(svg)/>",
    """
    <?xml version="1.0" encoding="UTF-8" standalone="no"?>
    <!-- Drawn by hand -->
    <svg \(svg) xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" version="1.1"
      viewBox="0 0 10 10" width="10mm" role="img" aria-labelledby="t">
      <title id="t">A &lt;plan&gt; &amp; more, &#233;&#xE9;</title>
      <style type="text/css"><![CDATA[@media (prefers-color-scheme: dark) { .a > path { fill: url(#g); } }]]></style>
      <defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient><path id='p' d="M0 0L1 1z"/></defs>
      <use xlink:href="#p" href="#p" data-name="x" style="fill:url('#g');stroke: rgb(1, 2, 3)"/>
      <text x="1" y="2" xml:space="preserve"><tspan>كلمة</tspan><textPath href="#p">along</textPath></text>
      <image href="data:image/png;base64,iVBORw0KGgo=" width="1" height="1"/>
    </svg>

    """,
  ]

  @Test(arguments: plain)
  func `a plain picture is taken`(text: String) {
    #expect(PlainSVG.problem(with: Array(text.utf8)) == nil)
    #expect(PlainSVG.problem(with: [0xEF, 0xBB, 0xBF] + Array(text.utf8)) == nil)
  }

  @Test func `a link in the content to a hidden file is not followed`() async throws {
    let sandbox = Sandbox()
    try sandbox.write("title: Small\n", to: "Content/casebook.yaml")
    try sandbox.write("types:\n  note: {folder: notes}\n", to: "Content/model.yaml")
    try sandbox.write("token = secret\n", to: "Content/.git/config")
    try sandbox.write("secret\n", to: "Content/notes/.env")
    try sandbox.write(
      "---\ntitle: A\n---\n\n[x](a/config.txt) [y](a/env.txt) [z](../media/git/config)\n", to: "Content/notes/a.md")
    try sandbox.write("x", to: "Content/notes/a/x.txt")
    try sandbox.write("x", to: "Content/media/x.txt")
    for (name, target) in [
      ("notes/a/config.txt", "../../.git/config"), ("notes/a/env.txt", "../.env"), ("media/git", "../.git"),
    ] {
      try FileManager.default.createSymbolicLink(atPath: sandbox.path + "/Content/" + name, withDestinationPath: target)
    }
    let report = try await SiteBuild.run(sandbox.options())
    #expect(report.findings.filter { $0.code == "link-outside" }.count == 3, "\(report.findings.map(\.description))")
    for (name, bytes) in try sandbox.files("Site") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("secret"), "\(name)")
    }
  }
}
