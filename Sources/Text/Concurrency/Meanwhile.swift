/// Starts work whose result is needed later. Without concurrency the work is done at once.
package func meanwhile<Result: Sendable>(isConcurrent: Bool, _ work: @escaping @Sendable () -> Result) -> Task<Result, Never> {
  if isConcurrent { return Task(operation: work) }
  let result = work()
  return Task { result }
}
