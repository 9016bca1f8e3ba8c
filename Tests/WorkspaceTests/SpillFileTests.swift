import Foundation
import Testing
import Text

@testable import Workspace

struct SpillFileTests {
  @Test func `it gives back what was put in, from several tasks`() async throws {
    let sandbox = Sandbox()
    let spill = try #require(SpillFile(near: sandbox.path))
    let pieces = (0..<400).map { [UInt8](repeating: UInt8($0 % 251), count: $0 * 7 % 1000) }
    let places = await concurrentMap(pieces, width: 4, slice: 8) { spill.append($0) }
    for (piece, place) in zip(pieces, places) { #expect(spill.bytes(in: try #require(place)) == piece) }
    #expect(spill.failure == nil)
  }

  @Test func `what comes first stays where it is`() throws {
    let sandbox = Sandbox()
    let spill = try #require(SpillFile(near: sandbox.path, keeping: 5))
    #expect(spill.append([1, 2, 3]) == nil)
    #expect(spill.append([4, 5]) == nil)
    #expect(spill.append([6]) == 0..<1)
    #expect(spill.bytes(in: 0..<1) == [6])
    #expect(spill.failure == nil)
  }

  @Test func `it stands in the nearest folder that is there, and has no name`() throws {
    let sandbox = Sandbox()
    let spill = try #require(SpillFile(near: sandbox.path + "/not/yet/there"))
    #expect(spill.append([1, 2, 3]) == 0..<3)
    #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.path) == [])
  }

  @Test func `where no file can be made there is none`() { #expect(SpillFile(near: "/proc/site") == nil) }

  @Test func `what cannot be read comes as blanks, and is remembered`() throws {
    let sandbox = Sandbox()
    let spill = try #require(SpillFile(near: sandbox.path))
    _ = spill.append([0x61, 0x62])
    #expect(spill.bytes(in: 1..<4) == [0x62, 0x20, 0x20])
    #expect(spill.failure != nil)
  }
}
