/// Receives the progress of a stage from time to time: the number of items done, and of all items.
package typealias BuildProgress = @Sendable (_ stage: String, _ done: Int, _ total: Int) -> Void
