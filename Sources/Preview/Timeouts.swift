import NIOCore
import NIOHTTP1
import NIOPosix

/// Closes a connection whose request takes too long to arrive.
///
/// This handler is before the decoder and sees bytes. ``RequestArrival`` is after the decoder and
/// sees requests. Both run on the event loop of the connection.
final class RequestDeadline: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let limit: TimeAmount
  private var timer: Scheduled<Void>?

  init(_ limit: TimeAmount) { self.limit = limit }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if timer == nil {
      let channel = context.channel
      timer = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
    }
    context.fireChannelRead(data)
  }

  func requestArrived() {
    timer?.cancel()
    timer = nil
  }

  func channelInactive(context: ChannelHandlerContext) {
    requestArrived()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { requestArrived() }
}

final class RequestArrival: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private let deadline: RequestDeadline

  init(_ deadline: RequestDeadline) { self.deadline = deadline }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .end = Self.unwrapInboundIn(data) { deadline.requestArrived() }
    context.fireChannelRead(data)
  }

  /// Closes a connection that has been idle in both directions.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }
}
