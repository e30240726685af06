using Microsoft.Extensions.Logging;
using Zhanggui.Kernel.Feed;
using Zhanggui.Reception.Reading;
using Zhanggui.Reception.Writing;

namespace Zhanggui.Reception.Sockets;

/// <summary>What every live socket stands on.</summary>
internal sealed record SocketTools(ConversationWriter Writer, ConversationReader Reader, FeedHub Hub, FeedStore Feed, ReceptionOptions Options, TimeProvider Clock, ILogger<LiveSocket> Log);
