import Acts
import Domain
import Operations
import Store

/// The store and the pipeline as the console reaches them: every act and every read goes through here, off the
/// main thread, in the operator's name.
struct Desk: Sendable {
  /// The store.
  let database: Database
  let pipeline: Pipeline
  /// A time zone by its name in the zone database, for the clock of a customer.
  var zoneNamed: @Sendable (String) -> (any ZoneRules)? = { _ in nil }
  private let makeContext: @Sendable () -> Context

  /// Makes a desk; `context` is asked anew for each act, so that time and session are those of the act.
  init(
    database: Database, pipeline: Pipeline, context: @escaping @Sendable () -> Context
  ) {
    (self.database, self.pipeline, makeContext) = (database, pipeline, context)
  }
  /// Who acts, now.
  var context: Context { makeContext() }
  /// Runs an act.
  func run<A: Act>(_ act: A) throws -> Receipt<A> { try pipeline.run(act, context) }
  /// What an act would do; rolled back.
  func preview<A: Act>(_ act: A) throws -> Preview<A> { try pipeline.preview(act, context) }
  /// Answers a query.
  func ask<Q: Query>(_ query: Q) throws -> Q.Output { try pipeline.read(query, context) }
  /// Reads rows for a screen, in one consistent view.
  func look<T>(_ body: (ReadTransaction) throws -> T) throws -> T { try database.read(body) }
}
