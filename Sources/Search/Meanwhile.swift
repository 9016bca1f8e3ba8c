/// Work whose result is asked for later: it is done meanwhile, or at once where one thing is done at a time.
package func meanwhile<Result: Sendable>(isConcurrent: Bool, _ work: @escaping @Sendable () -> Result) -> Task<Result, Never> {
  if isConcurrent { return Task(operation: work) }
  let result = work()
  return Task { result }
}
